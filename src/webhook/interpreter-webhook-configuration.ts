import * as z from 'zod/mini';
import { faultsOf } from '../boundary/faults-of.js';
import { integer, keyed, matching, optional, tested } from '../boundary/schema.js';
import { InterpreterError, listed } from '../errors.js';
import type { Operation } from '../interpreters/operations.js';
import type { Interpreter } from '../interpreters/registry.js';
import { at, isAbsent } from '../kubernetes/object.js';
import { defaultInterpreter } from './default-interpreter.js';
import { base64 } from './json-patch.js';
import { domainName, serviceReference, webhookUrl } from './webhook-fields.js';

/** A Service in front of a webhook. */
export interface ServiceReference {
  readonly namespace: string;
  readonly name: string;
  /** `/` where it is left out. */
  readonly path?: string | undefined;
  /** 443 where it is left out. */
  readonly port?: number | undefined;
}

/** What `interpreterWebhookConfiguration` takes: exactly one of `url` and `service`. */
export interface WebhookConfigurationOptions {
  /** A domain name, such as `interpreter.example.com`; it names both the configuration and its webhook. */
  readonly name: string;
  /** `https://host:port/path`, which member clusters that pull have to reach too. */
  readonly url?: string | undefined;
  readonly service?: ServiceReference | undefined;
  /** The certificate authority to trust, in PEM or as the base64 of that; the system's if left out. */
  readonly caBundle?: string | undefined;
  /** The kinds and operations to be called for; every built-in kind where it is left out. */
  readonly interpreter?: Pick<Interpreter, 'kinds'> | undefined;
  /** How long Karmada waits for an answer, from 1 to 30 seconds; 10 where it is left out. */
  readonly timeoutSeconds?: number | undefined;
}

/** The object that registers a webhook with Karmada. */
export interface ResourceInterpreterWebhookConfiguration {
  readonly apiVersion: 'config.karmada.io/v1alpha1';
  readonly kind: 'ResourceInterpreterWebhookConfiguration';
  readonly metadata: { readonly name: string };
  readonly webhooks: readonly ResourceInterpreterWebhook[];
}

/** A webhook and the rules that say when it is called. */
export interface ResourceInterpreterWebhook {
  readonly name: string;
  readonly rules: readonly InterpreterRule[];
  readonly clientConfig: {
    readonly url?: string;
    readonly service?: ServiceReference;
    readonly caBundle?: string;
  };
  readonly interpreterContextVersions: readonly ['v1alpha1'];
  readonly timeoutSeconds?: number;
}

/** Operations on kinds: every combination of what it lists. */
export interface InterpreterRule {
  readonly operations: readonly Operation[];
  readonly apiGroups: readonly string[];
  readonly apiVersions: readonly string[];
  readonly kinds: readonly string[];
}

/** The rules of Karmada's own validation, so that no configuration is written that it would refuse. */
const optionsSchema = /* @__PURE__ */ (() =>
  keyed({
    name: domainName(),
    url: optional(webhookUrl()),
    service: optional(serviceReference()),
    caBundle: optional(
      matching(/-----BEGIN CERTIFICATE-----|^[A-Za-z\d+/]+={0,2}$/, 'a certificate in PEM, or its base64'),
    ),
    interpreter: optional(tested((given) => typeof at(given, 'kinds') === 'function', 'an interpreter')),
    timeoutSeconds: optional(integer(1, 30)),
  }).check(
    z.refine(({ url, service }) => isAbsent(url) !== isAbsent(service), 'one with either url or service'),
  ))();

/**
 * The object that makes Karmada call a webhook for exactly the kinds and operations that an interpreter has.
 *
 * @param options - The webhook's name and where it is.
 * @returns A ResourceInterpreterWebhookConfiguration for Karmada's API server; its name is both its own and its
 * webhook's.
 * @throws InterpreterError `INVALID_OPTIONS` for options that Karmada would refuse, each fault with its path.
 * @see https://github.com/karmada-io/karmada/blob/v1.16.0/pkg/webhook/configuration/validating.go#L88-L125
 * @example
 * interpreterWebhookConfiguration({
 *   name: 'interpreter.example.com',
 *   service: { namespace: 'karmada-system', name: 'karmada-interpreter' },
 *   caBundle: readFileSync('ca.crt', 'utf8'),
 * });
 */
export function interpreterWebhookConfiguration(
  options: WebhookConfigurationOptions,
): ResourceInterpreterWebhookConfiguration {
  const faults = faultsOf(optionsSchema, options, 'options', 'options');
  if (faults.length > 0)
    throw new InterpreterError('INVALID_OPTIONS', listed(faults.map(({ message }) => message)), { faults });
  const { interpreter, url, service, caBundle, timeoutSeconds } = options;
  const webhook = {
    name: options.name,
    rules: rulesOf(interpreter ?? defaultInterpreter()),
    clientConfig: {
      ...(service ? { service } : { url: url as string }),
      ...(caBundle && { caBundle: caBundle.includes('-----') ? base64(caBundle) : caBundle }),
    },
    interpreterContextVersions: ['v1alpha1'],
    ...(timeoutSeconds && { timeoutSeconds }),
  } as const;
  return {
    apiVersion: 'config.karmada.io/v1alpha1',
    kind: 'ResourceInterpreterWebhookConfiguration',
    metadata: { name: options.name },
    webhooks: [webhook],
  };
}

/** One rule for each kind; its versions share a rule where they have the same operations. */
function rulesOf(interpreter: Pick<Interpreter, 'kinds'>): readonly InterpreterRule[] {
  const rules = new Map<string, InterpreterRule & { readonly apiVersions: string[] }>();
  for (const { apiVersion, kind, operations } of interpreter.kinds()) {
    const [version, group = ''] = apiVersion.split('/').reverse() as [string, string?];
    const key = JSON.stringify([group, kind, operations]);
    const rule = rules.get(key) ?? { operations, apiGroups: [group], apiVersions: [], kinds: [kind] };
    rule.apiVersions.push(version);
    rules.set(key, rule);
  }
  return [...rules.values()];
}
