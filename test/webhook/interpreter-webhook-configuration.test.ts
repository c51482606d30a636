import { createInterpreter, defineInterpreter, type Operation, sum } from 'karmada-interpreter';
import {
  interpreterWebhookConfiguration,
  type WebhookConfigurationOptions,
} from 'karmada-interpreter/webhook';
import { describe, expect, test } from 'vitest';
import { deepFreeze } from '../support/freeze.js';

const name = 'interpreter.example.com';
const url = 'https://interpreter.example.com:8443/karmada';
const service = { namespace: 'karmada-system', name: 'karmada-interpreter' };
const interpreter = createInterpreter();

test('a configuration is one object for Karmada’s API server', () => {
  const widget = defineInterpreter({
    apiVersion: ['example.io/v2', 'example.io/v1'],
    kind: 'Widget',
    status: { ready: sum() },
  });
  const thing = defineInterpreter({ apiVersion: 'v1', kind: 'Thing', replicas: ['spec', 'size'] });
  const options = {
    name,
    url,
    caBundle: 'Q0E=',
    timeoutSeconds: 3,
    interpreter: createInterpreter({ interpreters: [widget, thing] }),
  };
  expect(interpreterWebhookConfiguration(options)).toStrictEqual({
    apiVersion: 'config.karmada.io/v1alpha1',
    kind: 'ResourceInterpreterWebhookConfiguration',
    metadata: { name },
    webhooks: [
      {
        name,
        rules: [
          {
            operations: ['InterpretStatus', 'AggregateStatus'],
            apiGroups: ['example.io'],
            apiVersions: ['v2', 'v1'],
            kinds: ['Widget'],
          },
          {
            operations: ['InterpretStatus', 'InterpretReplica', 'ReviseReplica', 'Retain'],
            apiGroups: [''],
            apiVersions: ['v1'],
            kinds: ['Thing'],
          },
        ],
        clientConfig: { url, caBundle: 'Q0E=' },
        interpreterContextVersions: ['v1alpha1'],
        timeoutSeconds: 3,
      },
    ],
  });
});

test('what is left out is left to Karmada', () => {
  const [webhook] = interpreterWebhookConfiguration(deepFreeze({ name, service })).webhooks;
  expect(webhook?.clientConfig).toStrictEqual({ service });
  expect(Object.keys(webhook ?? {})).toStrictEqual([
    'name',
    'rules',
    'clientConfig',
    'interpreterContextVersions',
  ]);
});

describe('the rules', () => {
  /** Every operation, version and kind that rules have in all their combinations. */
  function listed(
    rules: readonly {
      operations: readonly string[];
      apiGroups: readonly string[];
      apiVersions: readonly string[];
      kinds: readonly string[];
    }[],
  ) {
    return rules.flatMap(({ operations, apiGroups, apiVersions, kinds }) =>
      operations.flatMap((operation) =>
        apiGroups.flatMap((group) =>
          apiVersions.flatMap((version) =>
            kinds.map((kind) => `${operation} ${group ? `${group}/${version}` : version} ${kind}`),
          ),
        ),
      ),
    );
  }
  const known = (of: Pick<typeof interpreter, 'kinds'>) =>
    of
      .kinds()
      .flatMap(({ apiVersion, kind, operations }) =>
        operations.map((operation) => `${operation} ${apiVersion} ${kind}`),
      );
  const rules = (of: Pick<typeof interpreter, 'kinds'>) =>
    interpreterWebhookConfiguration({ name, url, interpreter: of }).webhooks[0]?.rules ?? [];

  test('list exactly what the interpreter has, once', () => {
    expect(listed(rules(interpreter)).sort()).toStrictEqual(known(interpreter).sort());
    const [webhook] = interpreterWebhookConfiguration({ name, url }).webhooks;
    expect(webhook?.rules).toStrictEqual(rules(interpreter));
  });

  test('do so too where versions of a kind, or kinds of one name, differ in their operations', () => {
    const kinds = [
      'a/v1 X Retain',
      'a/v2 X Retain',
      'a/v3 X Retain InterpretHealth',
      'b/v1 X Retain',
      'v1 X Retain',
      'a/v1 Y Retain',
    ].map((text) => {
      const [apiVersion = '', kind = '', ...operations] = text.split(' ');
      return { apiVersion, kind, operations: operations as Operation[] };
    });
    const own = { kinds: () => kinds };
    expect(listed(rules(own)).sort()).toStrictEqual(known(own).sort());
    expect(rules(own)).toHaveLength(5);
  });
});

test('a certificate authority is taken as PEM too', () => {
  const pem = '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n';
  const [webhook] = interpreterWebhookConfiguration({ name, url, caBundle: pem }).webhooks;
  expect(Buffer.from(webhook?.clientConfig.caBundle ?? '', 'base64').toString()).toBe(pem);
});

describe('what Karmada would refuse is refused', () => {
  const either = 'options is an object, not one with either url or service';
  const https = 'not a URL with https and without user, query or fragment';
  test.each<[string, unknown]>([
    ['options is null, not an object', null],
    ['options.name is "interpreter", not a domain name', { name: 'interpreter', url }],
    ['options.name is "Interpreter.example", not a domain name', { name: 'Interpreter.example', url }],
    ['options.name is "a..b", not a domain name', { name: 'a..b', url }],
    [
      'options.timeoutSecond is an unknown field: did you mean timeoutSeconds?',
      { name, url, timeoutSecond: 3 },
    ],
    [either, { name }],
    [either, { name, url, service }],
    [`options.url is "http://a.b", ${https}`, { name, url: 'http://a.b' }],
    [`options.url is "https://a.b/?x=1", ${https}`, { name, url: 'https://a.b/?x=1' }],
    [`options.url is "https://user@a.b", ${https}`, { name, url: 'https://user@a.b' }],
    ['options.service.namespace is missing, not a name', { name, service: { name: 'x' } }],
    ['options.service.path is "x", not a path', { name, service: { ...service, path: 'x' } }],
    ['options.service.path is "/a//b", not a path', { name, service: { ...service, path: '/a//b' } }],
    ['options.service.port is 0, not an integer from 1 to 65535', { name, service: { ...service, port: 0 } }],
    ['options.caBundle is "{}", not a certificate in PEM, or its base64', { name, url, caBundle: '{}' }],
    ['options.timeoutSeconds is 31, not an integer from 1 to 30', { name, url, timeoutSeconds: 31 }],
    ['options.timeoutSeconds is 0, not an integer from 1 to 30', { name, url, timeoutSeconds: 0 }],
    ['options.interpreter is an object, not an interpreter', { name, url, interpreter: {} }],
    [
      'options.name is missing, not a domain name; options.timeoutSeconds is 1.5, not an integer from 1 to 30',
      { url, timeoutSeconds: 1.5 },
    ],
  ])('%s', (message, options) => {
    expect(() => interpreterWebhookConfiguration(options as WebhookConfigurationOptions)).toThrow(
      expect.objectContaining({ name: 'InterpreterError', code: 'INVALID_OPTIONS', message }),
    );
  });

  test.each(['/', '', '/karmada', '/a/b/'])('but not the path %o', (path) => {
    const [webhook] = interpreterWebhookConfiguration({ name, service: { ...service, path } }).webhooks;
    expect(webhook?.clientConfig.service?.path).toBe(path);
  });
});
