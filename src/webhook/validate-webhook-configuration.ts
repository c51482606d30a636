import * as z from 'zod/mini';
import { faultsOf } from '../boundary/faults-of.js';
import {
  fields,
  integer,
  keyed,
  list,
  matching,
  name,
  oneOf,
  open,
  optional,
  some,
} from '../boundary/schema.js';
import type { Fault } from '../errors.js';
import { OPERATION_OF } from '../interpreters/operations.js';
import { at, isAbsent, isName } from '../kubernetes/object.js';
import { domainName, serviceReference, webhookUrl } from './webhook-fields.js';

/** The operations that Karmada admits; `*` stands for all of them. */
const OPERATIONS = ['*', ...new Set(Object.values(OPERATION_OF))];

/** A list of texts in which `*` stands alone. */
const wildcarded = (item: z.ZodMiniType, expected: string) =>
  some(item, expected).check(
    z.refine((items) => items.length === 1 || !items.includes('*'), `${expected}; * stands alone`),
  );

const rule = () =>
  keyed({
    operations: wildcarded(oneOf(OPERATIONS), 'a list of operations'),
    // That of Kubernetes' core is empty.
    apiGroups: wildcarded(z.string('the name of an API group'), 'a list of API groups'),
    apiVersions: wildcarded(name('a version'), 'a list of versions'),
    kinds: wildcarded(name('a kind'), 'a list of kinds'),
  });

const clientConfig = () =>
  keyed({
    url: optional(webhookUrl()),
    service: optional(serviceReference()),
    // The field is bytes, which JSON has as base64.
    caBundle: optional(matching(/^[A-Za-z\d+/\s]+={0,2}\s*$/, 'base64')),
  }).check(
    z.refine(({ url, service }) => isAbsent(url) !== isAbsent(service), 'one with either url or service'),
  );

const contextVersions = () =>
  some(matching(/^[a-z]([-a-z\d]{0,61}[a-z\d])?$/, 'a version'), 'a list of versions').check(
    z.refine(
      (versions) => versions.length === 0 || versions.includes('v1alpha1'),
      'a list with v1alpha1, which is all that Karmada speaks',
    ),
    z.refine((versions) => new Set(versions).size === versions.length, 'a list without repetitions'),
  );

const webhook = () =>
  keyed({
    name: domainName(),
    clientConfig: clientConfig(),
    rules: optional(list(rule())),
    timeoutSeconds: optional(integer(1, 30)),
    interpreterContextVersions: contextVersions(),
  });

/** The rules of the CRD and of Karmada's own admission. */
const schema = /* @__PURE__ */ (() =>
  keyed({
    apiVersion: optional(z.literal('config.karmada.io/v1alpha1', '"config.karmada.io/v1alpha1"')),
    kind: optional(
      z.literal('ResourceInterpreterWebhookConfiguration', 'a ResourceInterpreterWebhookConfiguration'),
    ),
    metadata: open({ name: name(), labels: optional(fields()), annotations: optional(fields()) }),
    webhooks: list(webhook()),
  }))();

/**
 * Finds everything that is wrong with a ResourceInterpreterWebhookConfiguration: what the API server and Karmada's
 * admission would refuse, and fields that they would drop.
 *
 * @param configuration - The object, of whatever type; nothing that stands in it throws.
 * @returns The faults, each with its path from the object's root; empty if there is none.
 * @see https://github.com/karmada-io/karmada/blob/f8fdd02df3760fd9521624f284877fa84e7be6ef/pkg/webhook/configuration/validating.go
 * @example
 * validateWebhookConfiguration({ metadata: { name: 'a' }, webhooks: [] }); // []
 */
export function validateWebhookConfiguration(configuration: unknown): readonly Fault[] {
  return [...faultsOf(schema, configuration, 'configuration'), ...repeatedNames(configuration)];
}

/** No two webhooks of a configuration may have one name. */
function repeatedNames(configuration: unknown): readonly Fault[] {
  const webhooks = at(configuration, 'webhooks');
  if (!Array.isArray(webhooks)) return [];
  const seen = new Set<string>();
  return webhooks.flatMap((each: unknown, i) => {
    const given = at(each, 'name');
    if (!isName(given)) return [];
    const path = `webhooks[${i}].name`;
    const repeated = seen.has(given);
    seen.add(given);
    return repeated ? [{ path, message: `${path} is ${JSON.stringify(given)}, as of another webhook` }] : [];
  });
}
