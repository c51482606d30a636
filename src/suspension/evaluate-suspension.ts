import { invalid } from '../errors.js';
import { typed } from '../kubernetes/object.js';
import { readSuspension, refuse, refuseHolder } from './read-suspension.js';
import type { ClusterSuspension, Suspension } from './suspension.js';

/**
 * Tells whether a suspension holds a cluster back: all of them by `dispatching`, or those that are named by
 * `dispatchingOnClusters`, or those whose turn in a staged propagation has not come.
 *
 * A field that is unknown or of the wrong type holds nothing back. The API server refuses or prunes such a field,
 * so Karmada never acts on it, and a guess that it was meant to would describe a federation that does not exist.
 * Where the suspension comes from a file, ask `validateSuspension` first: it calls both an error.
 *
 * @param suspension - `spec.suspension` of a policy or of a binding; absent means nothing is suspended.
 * @param clusterName - The member cluster, by its name in Karmada.
 * @returns Whether the cluster is suspended and, if so, by which field: `dispatching`, else
 * `dispatchingOnClusters`, else `rollout`.
 * @throws {InterpreterError} `INVALID_SUSPENSION` if the suspension is not an object, or is the whole policy or
 * binding, `INVALID_OPTIONS` if the name is not a string.
 * @see https://github.com/karmada-io/karmada/blob/v1.11.0/pkg/controllers/binding/common.go#L271
 *
 * @example
 * evaluateSuspension({ dispatchingOnClusters: { clusterNames: ['member1'] } }, 'member1');
 * // { suspended: true, by: 'dispatchingOnClusters' }
 */
export function evaluateSuspension(
  suspension: Suspension | null | undefined,
  clusterName: string,
): ClusterSuspension {
  if (typeof clusterName !== 'string')
    throw invalid('INVALID_OPTIONS', 'clusterName', clusterName, 'a string');
  return evaluator(suspension, 'suspension')(clusterName);
}

/** Reads a suspension once, so that a list of names costs one look-up a cluster. */
export function evaluator(suspension: unknown, root: string): (clusterName: string) => ClusterSuspension {
  const whole = typed(suspension, root, 'an object', refuse);
  refuseHolder(whole, root);
  // A field of the wrong type holds nothing back.
  const { fields, named, rolledOut } = readSuspension(whole, root, () => undefined);
  const namesOf = (items: typeof named) => new Set(items.map(([name]) => name));
  const all = fields.dispatching === true;
  const [own, rollout] = [namesOf(named), namesOf(rolledOut)];
  return (clusterName) => {
    if (all) return { suspended: true, by: 'dispatching' };
    if (own.has(clusterName)) return { suspended: true, by: 'dispatchingOnClusters' };
    return rollout.has(clusterName) ? { suspended: true, by: 'rollout' } : { suspended: false };
  };
}
