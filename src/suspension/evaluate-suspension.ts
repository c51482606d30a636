import { invalid } from '../errors.js';
import { at, isFields, isName, refuse, typed } from '../kubernetes/object.js';
import { placed } from '../kubernetes/references.js';
import { readSuspension, refuse as refuseSuspension } from './read-suspension.js';
import type { BindingEvaluation, ClusterSuspension, Suspension, SuspensionTargets } from './suspension.js';

/**
 * Tells whether a suspension holds a cluster back: all of them by `dispatching`, or else those it names.
 *
 * A field of the wrong type holds nothing back. The API server refuses such a field, so Karmada never acts on
 * it, and a guess that it was meant to would describe a federation that does not exist. Where the suspension
 * comes from a file, ask `validateSuspension` first: it calls `dispatching: "true"` an error.
 *
 * @param suspension - `spec.suspension` of a policy or of a binding; absent means nothing is suspended.
 * @param clusterName - The member cluster, by its name in Karmada.
 * @returns Whether the cluster is suspended and, if so, by which field; `dispatching` comes first.
 * @throws {InterpreterError} `INVALID_SUSPENSION` if the suspension is not an object, `INVALID_OPTIONS` if the
 * name is not a string.
 * @see https://github.com/karmada-io/karmada/blob/v1.11.0/pkg/controllers/binding/common.go#L271
 *
 * @example
 * evaluateSuspension({ dispatchingOnClusters: { clusterNames: ['member1'] } }, 'member1');
 * // { suspended: true, by: 'dispatchingOnClusters' }
 */
export function evaluateSuspension(
  suspension: Suspension | undefined,
  clusterName: string,
): ClusterSuspension {
  if (typeof clusterName !== 'string')
    throw invalid('INVALID_OPTIONS', 'clusterName', clusterName, 'a string');
  return evaluator(suspension, 'suspension')(clusterName);
}

/**
 * Tells what a binding's suspension does to its scheduling and to every cluster that Karmada makes a Work for.
 *
 * Those are the scheduled clusters and, for a resource that others depend on, the clusters of the bindings in
 * `spec.requiredBy`: Karmada applies the binding's own suspension to both. A cluster that is only being evicted
 * is left out: its Work stays as it is until it goes, and a suspension set now does not reach it.
 *
 * @param binding - A ResourceBinding or ClusterResourceBinding.
 * @returns Whether scheduling is suspended, and each cluster once, sorted by name.
 * @throws {InterpreterError} `INVALID_OBJECT` if the binding, its lists of clusters or a cluster's name is not
 * what the API asks for, `INVALID_SUSPENSION` if `spec.suspension` is not an object.
 * @see https://github.com/karmada-io/karmada/blob/v1.11.0/pkg/controllers/binding/common.go#L145
 *
 * @example
 * evaluateBinding({ spec: { clusters: [{ name: 'member1' }], suspension: { dispatching: true } } }).clusters;
 * // [{ name: 'member1', suspended: true, by: 'dispatching' }]
 */
export function evaluateBinding(binding: SuspensionTargets): BindingEvaluation {
  if (!isFields(binding)) refuse('binding', binding, 'an object');
  const suspension = at(binding, 'spec', 'suspension');
  const suspensionOf = evaluator(suspension, 'spec.suspension');
  const names = new Set<string>();
  for (const place of ['clusters.*.name', 'requiredBy.*.clusters.*.name']) {
    for (const [name, path] of placed(binding.spec, 'spec', place)) {
      // Leaving out a cluster without a name would look as if it were not there.
      if (!isName(name)) refuse(path, name, 'the name of a cluster');
      names.add(name);
    }
  }
  return {
    scheduling: { suspended: at(suspension, 'scheduling') === true },
    clusters: [...names].sort().map((name) => ({ name, ...suspensionOf(name) })),
  };
}

/** Reads a suspension once, so that a list of names costs one look-up a cluster. */
export function evaluator(suspension: unknown, root: string): (clusterName: string) => ClusterSuspension {
  const whole = typed(suspension, root, 'an object', refuseSuspension);
  // A field of the wrong type holds nothing back.
  const { fields, names } = readSuspension(whole, root, () => undefined);
  const all = fields.dispatching === true;
  const named = new Set(names.map(([name]) => name));
  return (clusterName) =>
    all || named.has(clusterName)
      ? { suspended: true, by: all ? 'dispatching' : 'dispatchingOnClusters' }
      : { suspended: false };
}
