import { compare } from '../kubernetes/compare.js';
import type { KubernetesObject } from '../kubernetes/object.js';
import {
  type Fields,
  isAbsent,
  isCount,
  isFields,
  isName,
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
    // `-0` would not survive a round trip through JSON.
    replicas === undefined ? { name } : { name, replicas: replicas + 0 },
  );
}

/** A target within this library: a share that is `undefined` is none. */
export type Target = Pick<TargetCluster, 'name'> & { readonly replicas?: number | undefined };

/**
 * The targets of a binding's spec, each once, by name.
 *
 * @returns The list of the spec itself where it is such a list, as it nearly always is.
 */
export function targetsOf(spec: Fields, wrong: Refuse): readonly Target[] {
  if (isAbsent(spec.requiredBy) && areTargets(spec.clusters)) return spec.clusters;
  const targets = new Map<string, number | undefined>();
  addClusters(targets, spec.clusters, 'spec.clusters', wrong);
  const required = new Map<string, number | undefined>();
  const parents = typed(spec.requiredBy, 'spec.requiredBy', 'a list', wrong) ?? [];
  for (const [i, parent] of parents.entries()) {
    const path = `spec.requiredBy[${i}]`;
    addClusters(required, typed(parent, path, 'an object', wrong)?.clusters, `${path}.clusters`, wrong);
  }
  // The share of its own list counts.
  return Array.from(new Map([...required, ...targets]), ([name, replicas]) => ({ name, replicas })).sort(
    (a, b) => compare(a.name, b.name),
  );
}

/** Whether a value is a list of targets as {@link targetsOf} gives it. */
function areTargets(value: unknown): value is readonly Target[] {
  if (!Array.isArray(value)) return false;
  let previous = '';
  for (let i = 0; i < value.length; i++) {
    const cluster: unknown = value[i];
    if (!isFields(cluster)) return false;
    const { name, replicas } = cluster;
    if (typeof name !== 'string' || name <= previous) return false;
    if (replicas !== undefined && !isCount(replicas, MAX_INT32)) return false;
    previous = name;
  }
  return true;
}

function addClusters(
  targets: Map<string, number | undefined>,
  clusters: unknown,
  path: string,
  wrong: Refuse,
): void {
  const list = typed(clusters, path, 'a list', wrong);
  if (list === undefined) return;
  for (let i = 0; i < list.length; i++) {
    const cluster = list[i];
    if (!isFields(cluster)) {
      wrong(`${path}[${i}]`, cluster, 'an object');
      continue;
    }
    const { name, replicas } = cluster;
    if (!isName(name)) {
      wrong(`${path}[${i}].name`, name, "a cluster's name");
      continue;
    }
    const share = isCount(replicas, MAX_INT32) ? replicas + 0 : undefined;
    if (share === undefined && !isAbsent(replicas))
      wrong(`${path}[${i}].replicas`, replicas, `an integer from 0 to ${MAX_INT32}`);
    const other = targets.get(name);
    targets.set(name, other === undefined ? share : Math.max(other, share ?? 0));
  }
}
