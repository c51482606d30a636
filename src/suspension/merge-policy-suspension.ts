import { compact, sameJson } from '../kubernetes/json.js';
import { readSuspension, refuse } from './read-suspension.js';
import type { Suspension } from './suspension.js';

/**
 * Carries a policy's suspension over to a binding's: the policy decides both `dispatching` fields, everything
 * else in the binding's suspension stays.
 *
 * A policy that suspends nothing clears both fields. What is then empty is left out, up to the suspension as a
 * whole. `scheduling` on a policy is ignored, as it does not exist there.
 *
 * @param bindingSuspension - The binding's present `spec.suspension`, if any.
 * @param policySuspension - The `spec.suspension` of the policy that the binding comes from, if any.
 * @returns The binding's next `spec.suspension`; the same reference if nothing changes, `undefined` if nothing
 * is left.
 * @throws {InterpreterError} `INVALID_SUSPENSION` if either is not an object or a field of it has the wrong type:
 * a mistake in the policy must not read as the order to resume.
 * @see https://github.com/karmada-io/karmada/blob/v1.15.0/pkg/util/binding.go#L115
 *
 * @example
 * mergePolicySuspension({ scheduling: true }, { dispatching: true });
 * // { scheduling: true, dispatching: true }
 */
export function mergePolicySuspension(
  bindingSuspension: Suspension | undefined,
  policySuspension: Suspension | undefined,
): Suspension | undefined {
  const { fields } = readSuspension(bindingSuspension, 'bindingSuspension', refuse);
  const policy = readSuspension(policySuspension, 'policySuspension', refuse);
  const { dispatching } = policy.fields;
  const clusterNames = policy.names.map(([name]) => name);
  const merged = compact({ ...fields, dispatching, dispatchingOnClusters: compact({ clusterNames }) });
  return sameJson(merged, bindingSuspension) ? bindingSuspension : (merged as Suspension | undefined);
}
