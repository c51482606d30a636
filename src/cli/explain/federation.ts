import { at, type Fields, isName } from '../../kubernetes/object.js';
import { roleOf } from '../input/role-of.js';

/** The objects of a federation, by what they are to a binding. */
export interface Federation {
  readonly bindings: readonly Fields[];
  /** Everything that may be the resource of a binding. */
  readonly templates: ReadonlyMap<string, Fields>;
  /** The Works of each binding, by its permanent id. */
  readonly works: ReadonlyMap<string, readonly Fields[]>;
  readonly clusters: readonly Fields[];
  readonly policies: ReadonlyMap<string, Fields>;
  /** How many objects do not say what they are. */
  readonly nameless: number;
}

/** The labels by whose value a Work belongs to a binding. */
const IDS = ['resourcebinding.karmada.io/permanent-id', 'clusterresourcebinding.karmada.io/permanent-id'];

/**
 * Puts objects in order by what they are to a binding.
 *
 * @param objects - The objects of files; of two that are the same object, the later one counts.
 */
export function federationOf(objects: Iterable<Fields>): Federation {
  const bindings = new Map<string, Fields>();
  const templates = new Map<string, Fields>();
  const works = new Map<string, Map<string, Fields>>();
  const clusters = new Map<string, Fields>();
  const policies = new Map<string, Fields>();
  let nameless = 0;
  for (const object of objects) {
    const role = roleOf(object);
    const key = objectKey(object);
    if (role === 'binding') bindings.set(key, object);
    else if (role === 'cluster') clusters.set(key, object);
    else if (role === 'policy') policies.set(key, object);
    else if (role === 'work') {
      const id = permanentIdOf(object) ?? '';
      const found = works.get(id);
      if (found) found.set(key, object);
      else works.set(id, new Map([[key, object]]));
    } else if (role === undefined && isName(object.kind)) templates.set(key, object);
    else if (role === undefined) nameless++;
  }
  return {
    bindings: [...bindings.values()],
    templates,
    works: new Map([...works].map(([id, found]) => [id, [...found.values()]])),
    clusters: [...clusters.values()],
    policies,
    nameless,
  };
}

/** What an object goes by: group, kind, namespace and name. Another version of it is the same object. */
export function objectKey(object: Fields): string {
  const { apiVersion, kind, metadata } = object;
  return keyOfNames(apiVersion, kind, at(metadata, 'namespace'), at(metadata, 'name'));
}

/** The same of the object that a binding is about. */
export function resourceKey(binding: Fields): string {
  const resource = at(binding.spec, 'resource');
  return keyOfNames(
    at(resource, 'apiVersion'),
    at(resource, 'kind'),
    at(resource, 'namespace'),
    at(resource, 'name'),
  );
}

/** The id that a binding and its Works have in common. */
export function permanentIdOf({ metadata }: Fields): string | undefined {
  return IDS.map((label) => at(metadata, 'labels', label)).find(isName);
}

/** The policy that a binding comes from. */
export function policyOf({ metadata }: Fields, { policies }: Federation): Fields | undefined {
  // Most calls are about bindings alone.
  if (policies.size === 0) return undefined;
  const named = (prefix: string, key: string): unknown =>
    at(metadata, 'annotations', `${prefix}.karmada.io/${key}`);
  const group = 'policy.karmada.io/v1alpha1';
  const namespaced = [
    'PropagationPolicy',
    named('propagationpolicy', 'namespace'),
    named('propagationpolicy', 'name'),
  ];
  const wide = ['ClusterPropagationPolicy', undefined, named('clusterpropagationpolicy', 'name')];
  return (
    policies.get(keyOfNames(group, ...(namespaced as [unknown, unknown, unknown]))) ??
    policies.get(keyOfNames(group, ...(wide as [unknown, unknown, unknown])))
  );
}

function keyOfNames(apiVersion: unknown, kind: unknown, namespace: unknown, name: unknown): string {
  const group = isName(apiVersion) && apiVersion.includes('/') ? apiVersion.split('/')[0] : '';
  return `${group}\n${kind}\n${namespace || ''}\n${name}`;
}
