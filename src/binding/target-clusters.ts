import { compare, isAscending } from '../kubernetes/compare.js';
import {
  type Fields,
  isAbsent,
  isCount,
  isFields,
  isName,
  type KubernetesObject,
  MAX_INT32,
  type Refuse,
  refuse,
  typed,
} from '../kubernetes/object.js';
import { readBinding } from './read-binding.js';

/** A cluster that a binding is scheduled to. */
export interface TargetCluster {
  readonly name: string;
  /** Its share, where the binding gives it one. */
  readonly replicas?: number;
}

/**
 * The clusters that Karmada makes Works for: those that the binding is scheduled to, and those of the bindings that
 * require it.
 *
 * @param binding - A ResourceBinding or ClusterResourceBinding.
 * @returns Each cluster once, by name. Where it is in both lists, the share of `spec.clusters` counts; where it is
 * twice in one list, the larger.
 * @throws InterpreterError `INVALID_OBJECT` for what is no binding, and where a list or a cluster's name is
 * malformed.
 * @see https://github.com/karmada-io/karmada/blob/f8fdd02df3760fd9521624f284877fa84e7be6ef/pkg/controllers/binding/common.go#L237-L254
 * @example
 * const spec = { clusters: [{ name: 'a' }], requiredBy: [{ clusters: [{ name: 'b', replicas: 2 }] }] };
 * targetClusters({ kind: 'ResourceBinding', spec }); // [{ name: 'a' }, { name: 'b', replicas: 2 }]
 */
export function targetClusters(binding: KubernetesObject): TargetCluster[] {
  return targetsOf(readBinding(binding, refuse).spec, refuse).map(({ name, replicas }) =>
    targetOf(name, replicas),
  );
}

/**
 * The targets of a binding's spec, each once, by name.
 *
 * @returns The list of the spec itself where that is such a list, as it nearly always is.
 */
export function targetsOf(spec: Fields, wrong: Refuse): readonly TargetCluster[] {
  const targets = eachOnce(clustersIn(spec.clusters, 'spec.clusters', wrong));
  const parents = typed(spec.requiredBy, 'spec.requiredBy', 'a list', wrong);
  if (parents === undefined) return targets;
  const own = new Set(targets.map(({ name }) => name));
  const required = parents.flatMap((parent, i) => {
    const path = `spec.requiredBy[${i}]`;
    return clustersIn(typed(parent, path, 'an object', wrong)?.clusters, `${path}.clusters`, wrong);
  });
  return eachOnce([...targets, ...required.filter(({ name }) => !own.has(name))]);
}

function clustersIn(value: unknown, path: string, wrong: Refuse): readonly TargetCluster[] {
  const list = typed(value, path, 'a list', wrong) ?? [];
  if (areTargets(list)) return list;
  // Unlike the list itself, its copy has no holes.
  return [...list].flatMap((cluster, i) => {
    if (isTarget(cluster)) return cluster;
    if (!isFields(cluster)) wrong(`${path}[${i}]`, cluster, 'an object');
    else if (!isName(cluster.name)) wrong(`${path}[${i}].name`, cluster.name, "a cluster's name");
    else {
      const { name, replicas } = cluster;
      if (!isAbsent(replicas)) wrong(`${path}[${i}].replicas`, replicas, `an integer from 0 to ${MAX_INT32}`);
      return { name };
    }
    return [];
  });
}

function areTargets(list: readonly unknown[]): list is readonly TargetCluster[] {
  for (let i = 0; i < list.length; i++) if (!isTarget(list[i])) return false;
  return true;
}

function isTarget(value: unknown): value is TargetCluster {
  if (!isFields(value)) return false;
  const { name, replicas } = value;
  return isName(name) && (replicas === undefined || isCount(replicas, MAX_INT32));
}

/** Each cluster once, by name; of two shares the larger. */
function eachOnce(clusters: readonly TargetCluster[]): readonly TargetCluster[] {
  if (isAscending(clusters, ({ name }) => name)) return clusters;
  const shares = new Map<string, number | undefined>();
  for (const { name, replicas } of clusters) {
    const other = shares.get(name);
    shares.set(name, other === undefined ? replicas : Math.max(other, replicas ?? 0));
  }
  return Array.from(shares, ([name, replicas]) => targetOf(name, replicas)).sort((a, b) =>
    compare(a.name, b.name),
  );
}

function targetOf(name: string, replicas: number | undefined): TargetCluster {
  // `-0` would not survive a round trip through JSON.
  return replicas === undefined ? { name } : { name, replicas: replicas + 0 };
}
