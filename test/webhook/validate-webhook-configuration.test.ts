import { interpreterWebhookConfiguration, validateWebhookConfiguration } from 'karmada-interpreter/webhook';
import { describe, expect, test } from 'vitest';
import { deepFreeze } from '../support/freeze.js';

const webhook = {
  name: 'a.example.com',
  rules: [{ operations: ['*'], apiGroups: [''], apiVersions: ['v1'], kinds: ['ConfigMap'] }],
  clientConfig: { url: 'https://a.example.com:8443/karmada' },
  interpreterContextVersions: ['v1alpha1'],
  timeoutSeconds: 30,
};
const of = (changes: object, rule: object = {}) =>
  deepFreeze({
    apiVersion: 'config.karmada.io/v1alpha1',
    kind: 'ResourceInterpreterWebhookConfiguration',
    metadata: { name: 'a' },
    webhooks: [{ ...webhook, rules: [{ ...webhook.rules[0], ...rule }], ...changes }],
  });
const said = (configuration: unknown) =>
  validateWebhookConfiguration(configuration).map(({ message }) => message);

describe('validateWebhookConfiguration', () => {
  test('finds nothing wrong with what this library writes', () => {
    const service = { namespace: 'karmada-system', name: 'interpreter', port: 443 };
    const caBundle = '-----BEGIN CERTIFICATE-----\nQ0E=\n-----END CERTIFICATE-----\n';
    const written = interpreterWebhookConfiguration({ name: 'a.example.com', service, caBundle });
    expect(said(written)).toEqual([]);
    expect(said(of({}))).toEqual([]);
    expect(said({ ...of({}), webhooks: [] })).toEqual([]);
  });

  test.each<[changes: object, messages: readonly string[]]>([
    [{ name: 'a' }, ['webhooks[0].name is "a", not a domain name']],
    [{ timeoutSeconds: 0 }, ['webhooks[0].timeoutSeconds is 0, not an integer from 1 to 30']],
    [{ timeoutSeconds: 31 }, ['webhooks[0].timeoutSeconds is 31, not an integer from 1 to 30']],
    [{ timeoutSeconds: 1, rules: undefined }, []],
    [{ clientConfig: {} }, ['webhooks[0].clientConfig is an object, not one with either url or service']],
    [
      { clientConfig: { url: 'http://a' } },
      [
        'webhooks[0].clientConfig.url is "http://a", not a URL with https and without user, query or fragment',
      ],
    ],
    [
      { clientConfig: { service: { namespace: 'a', name: 'b', port: 65536 } } },
      ['webhooks[0].clientConfig.service.port is 65536, not an integer from 1 to 65535'],
    ],
    [{ clientConfig: { ...webhook.clientConfig, caBundle: 'Q0E=\n' } }, []],
    [
      { clientConfig: { ...webhook.clientConfig, caBundle: '-----BEGIN' } },
      ['webhooks[0].clientConfig.caBundle is "-----BEGIN", not base64'],
    ],
    [
      { interpreterContextVersions: [] },
      ['webhooks[0].interpreterContextVersions is a list of 0, not a list of versions'],
    ],
    [
      { interpreterContextVersions: ['v1'] },
      [
        'webhooks[0].interpreterContextVersions is a list of 1, not a list with v1alpha1, which is all that Karmada speaks',
      ],
    ],
    [{ interpreterContextVersions: ['v2', 'v1alpha1'] }, []],
    [
      { interpreterContextVersions: ['v1alpha1', 'v1alpha1'] },
      ['webhooks[0].interpreterContextVersions is a list of 2, not a list without repetitions'],
    ],
    [{ timeoutSecond: 5 }, ['webhooks[0].timeoutSecond is an unknown field: did you mean timeoutSeconds?']],
  ])('of a webhook with %j says %j', (changes, messages) => {
    expect(said(of(changes))).toEqual(messages);
  });

  test.each<[rule: object, messages: readonly string[]]>([
    [
      { operations: ['*', 'Retain'] },
      ['webhooks[0].rules[0].operations is a list of 2, not a list of operations; * stands alone'],
    ],
    [
      { operations: ['InterpretHelth'] },
      [
        expect.stringMatching(
          /^webhooks\[0\]\.rules\[0\]\.operations\[0\] is "InterpretHelth", not one of .*: did you mean InterpretHealth\?$/,
        ),
      ],
    ],
    [
      { operations: ['Prune'] },
      [expect.stringMatching(/operations\[0\] is "Prune", not one of \*, Interpret/)],
    ],
    [{ kinds: [] }, ['webhooks[0].rules[0].kinds is a list of 0, not a list of kinds']],
    [{ kinds: ['A', ''] }, ['webhooks[0].rules[0].kinds[1] is "", not a kind']],
    [{ apiGroups: ['', 'apps'] }, []],
    [
      { apiGroups: ['*', 'apps'] },
      ['webhooks[0].rules[0].apiGroups is a list of 2, not a list of API groups; * stands alone'],
    ],
    [{ apiVersions: undefined }, ['webhooks[0].rules[0].apiVersions is missing, not a list of versions']],
    [{ kind: ['A'] }, ['webhooks[0].rules[0].kind is an unknown field: did you mean kinds?']],
  ])('of a rule with %j says %j', (rule, messages) => {
    expect(said(of({}, rule))).toEqual(messages);
  });

  test('finds a name that two webhooks have', () => {
    const twice = { ...of({}), webhooks: [webhook, webhook, { ...webhook, name: 5 }] };
    expect(said(twice)).toEqual([
      'webhooks[2].name is 5, not a domain name',
      'webhooks[1].name is "a.example.com", as of another webhook',
    ]);
  });

  test.each([null, 5, [], {}, { webhooks: [null] }])('takes any value: %j', (value) => {
    expect(validateWebhookConfiguration(value)).not.toEqual([]);
  });
});
