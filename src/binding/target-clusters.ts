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
  const targets = targetsOf(readBinding(binding, refuse).spec, refuse);
  return Array.from(targets, ([name, replicas]) =>
    replicas === undefined ? { name } : { name, replicas },
  ).sort((a, b) => compare(a.name, b.name));
}

/** Clusters by name, with their share of the replicas. */
export type Targets = ReadonlyMap<string, number | undefined>;

/** The targets of a binding's spec, in no order. */
export function targetsOf(spec: Fields, wrong: Refuse): Targets {
  const targets = new Map<string, number | undefined>();
  addClusters(targets, spec.clusters, 'spec.clusters', wrong);
  const parents = typed(spec.requiredBy, 'spec.requiredBy', 'a list', wrong);
  if (parents === undefined) return targets;
  const required = new Map<string, number | undefined>();
  for (const [i, parent] of parents.entries()) {
    const path = `spec.requiredBy[${i}]`;
    addClusters(required, typed(parent, path, 'an object', wrong)?.clusters, `${path}.clusters`, wrong);
  }
  for (const [name, replicas] of required) if (!targets.has(name)) targets.set(name, replicas);
  return targets;
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
