import { didYouMean } from '../../boundary/did-you-mean.js';
import { at, isAbsent, isFields, isName } from '../../kubernetes/object.js';

/** What an object is to the command line. */
export type Role =
  | 'policy'
  | 'binding'
  | 'work'
  | 'cluster'
  | 'customization'
  | 'webhookConfiguration'
  | 'declaration'
  | 'strategy'
  | 'karmadaStrategy';

/** Karmada's kinds, by their group. */
const KINDS: { readonly [group: string]: { readonly [kind: string]: Role } } = {
  'policy.karmada.io': { PropagationPolicy: 'policy', ClusterPropagationPolicy: 'policy' },
  'work.karmada.io': { ResourceBinding: 'binding', ClusterResourceBinding: 'binding', Work: 'work' },
  'cluster.karmada.io': { Cluster: 'cluster' },
  'config.karmada.io': {
    ResourceInterpreterCustomization: 'customization',
    ResourceInterpreterWebhookConfiguration: 'webhookConfiguration',
  },
};

/** The fields of a rollout strategy, which no Kubernetes object has at its root. */
const STRATEGY = [
  ...['stages', 'unmatched', 'maxConcurrency', 'order', 'gate', 'progressDeadline'],
  ...['maxFailures', 'onFailure', 'whenUnreachable', 'whenEmpty'],
];

/**
 * What a value in a file is.
 *
 * @param value - An object as it was read.
 * @returns Its role; `undefined` for any other manifest, such as a resource template.
 */
export function roleOf(value: unknown): Role | undefined {
  if (!isFields(value)) return undefined;
  const { apiVersion, kind, metadata, spec } = value;
  if (isAbsent(apiVersion) && isAbsent(kind)) {
    if (!isAbsent(metadata)) return undefined;
    if (isFields(value.staged) || value.type === 'Staged' || value.type === 'AllAtOnce')
      return 'karmadaStrategy';
    const keys = Object.keys(value);
    const meant = (key: string) => didYouMean(key, STRATEGY) !== '';
    const known = keys.some((key) => STRATEGY.includes(key)) || (keys.length > 0 && keys.every(meant));
    return known ? 'strategy' : undefined;
  }
  const role = isName(kind) ? KINDS[groupIn(apiVersion)]?.[kind] : undefined;
  if (role) return role;
  // Every object that a cluster has or takes has metadata.
  return isAbsent(metadata) && isAbsent(spec) ? 'declaration' : undefined;
}

/** What the kind of one of Karmada's groups was meant to be, as the end of a sentence; empty where it is another kind. */
export function kindMeant(value: unknown): string {
  const [kinds, kind] = [KINDS[groupIn(at(value, 'apiVersion'))], at(value, 'kind')];
  return kinds && isName(kind) ? didYouMean(kind, Object.keys(kinds)) : '';
}

/** What messages call an object: its kind, and its namespace and name. */
export function objectTitle(value: unknown): string {
  const kind = at(value, 'kind');
  const [namespace, name] = [at(value, 'metadata', 'namespace'), at(value, 'metadata', 'name')];
  const path = isName(name) ? ` ${isName(namespace) ? `${namespace}/` : ''}${name}` : '';
  return `${isName(kind) ? kind : 'object'}${path}`;
}

/** The group of an API version. */
function groupIn(apiVersion: unknown): string {
  return isName(apiVersion) && apiVersion.includes('/') ? (apiVersion.split('/')[0] as string) : '';
}
