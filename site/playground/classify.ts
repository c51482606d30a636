import type { KubernetesObject } from 'karmada-interpreter';
import type { Source } from './read-sources.js';

/** What a document is for. */
export type Role =
  | 'template'
  | 'observed'
  | 'binding'
  | 'work'
  | 'cluster'
  | 'policy'
  | 'customization'
  | 'declaration'
  | 'members'
  | 'rollout'
  | 'unused'
  | 'unknown';

/** A document with what it is for. */
export interface Classified extends Source {
  readonly role: Role;
}

/** Fields of a decoded document. */
export type Fields = { readonly [key: string]: unknown };

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A value below others, as far as there is one. */
export function at(value: unknown, ...keys: readonly (string | number)[]): unknown {
  return keys.reduce<unknown>(
    (found, key) => (isFields(found) || Array.isArray(found) ? (found as Fields)[key] : undefined),
    value,
  );
}

/** Documents of one role, as objects. */
export function ofRole(
  classified: readonly Classified[],
  role: Role,
): readonly (Classified & { readonly value: KubernetesObject })[] {
  return classified.filter((source) => source.role === role) as (Classified & { value: KubernetesObject })[];
}

const KINDS: { readonly [kind: string]: Role } = {
  ResourceBinding: 'binding',
  ClusterResourceBinding: 'binding',
  Work: 'work',
  Cluster: 'cluster',
  PropagationPolicy: 'policy',
  ClusterPropagationPolicy: 'policy',
  ResourceInterpreterCustomization: 'customization',
};

/** What only a strategy has, or the simulation of one. */
const ROLLOUT_KEYS = new Set([
  ...[
    'strategy',
    'stages',
    'unmatched',
    'maxConcurrency',
    'order',
    'gate',
    'progressDeadline',
    'maxFailures',
  ],
  ...['onFailure', 'whenUnreachable', 'whenEmpty', 'behaviour'],
]);

/**
 * What each document is for. Of several workloads, the binding's is the template, or else the first; a second object
 * of the same name is what a member cluster has.
 */
export function classify(sources: readonly Source[]): readonly Classified[] {
  const first = sources.map((source): Classified => ({ ...source, role: roleOf(source.value) }));
  const resource = at(first.find(({ role }) => role === 'binding')?.value, 'spec', 'resource');
  const objects = first.filter(({ role }) => role === 'template');
  const template = objects.find(({ value }) => isOf(value, resource)) ?? objects[0];
  let observed = false;
  return first.map((source) => {
    if (source.role !== 'template' || source === template) return source;
    if (observed || !template || idOf(source.value) !== idOf(template.value))
      return { ...source, role: 'unused' };
    observed = true;
    return { ...source, role: 'observed' };
  });
}

function roleOf(value: unknown): Role {
  if (Array.isArray(value))
    return value.some((item) => at(item, 'clusterName') !== undefined) ? 'members' : 'unknown';
  if (!isFields(value)) return 'unknown';
  const { apiVersion, kind } = value;
  if (apiVersion === undefined && kind === undefined) {
    if (Array.isArray(value.aggregatedStatus)) return 'members';
    return Object.keys(value).some((key) => ROLLOUT_KEYS.has(key)) ? 'rollout' : 'unknown';
  }
  const known = typeof kind === 'string' && Object.hasOwn(KINDS, kind) ? KINDS[kind] : undefined;
  if (known && String(apiVersion).includes('karmada.io/')) return known;
  // A declaration is of a kind, and no object of it.
  return value.metadata === undefined && value.spec === undefined ? 'declaration' : 'template';
}

function isOf(value: unknown, resource: unknown): boolean {
  return (
    isFields(resource) &&
    at(value, 'kind') === resource.kind &&
    at(value, 'metadata', 'name') === resource.name &&
    (at(value, 'metadata', 'namespace') ?? '') === (resource.namespace ?? '')
  );
}

function idOf(value: unknown): string {
  const { kind } = value as Fields;
  return JSON.stringify([
    kind,
    at(value, 'metadata', 'namespace') ?? '',
    at(value, 'metadata', 'name') ?? '',
  ]);
}
