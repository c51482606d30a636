import { InterpreterError } from '../errors.js';
import { compact, sameJson } from '../kubernetes/json.js';
import { type ReadSuspension, readSuspension, refuse, refuseHolder } from './read-suspension.js';
import type { Suspension } from './suspension.js';
import { unknownSuspensionFields } from './unknown-suspension-fields.js';

/**
 * Carries a policy's suspension over to a binding's: the policy decides both `dispatching` fields, everything
 * else in the binding's suspension stays.
 *
 * A policy that suspends nothing clears both fields. What is then empty is left out, up to the suspension as a
 * whole. `scheduling` and `rollout` of a policy are ignored, as they do not exist there.
 *
 * @param bindingSuspension - The binding's present `spec.suspension`, if any.
 * @param policySuspension - The `spec.suspension` of the policy that the binding comes from, if any.
 * @returns The binding's next `spec.suspension`; the same reference if nothing changes, `undefined` if nothing
 * is left.
 * @throws {InterpreterError} `INVALID_SUSPENSION` if either is not an object, a field of it has the wrong type, or
 * the policy has an unknown field: a mistake in the policy must not read as the order to resume. An unknown field
 * of the binding stays.
 * @see https://github.com/karmada-io/karmada/blob/v1.15.0/pkg/util/binding.go#L115
 *
 * @example
 * mergePolicySuspension({ scheduling: true }, { dispatching: true });
 * // { scheduling: true, dispatching: true }
 */
export function mergePolicySuspension(
  bindingSuspension: Suspension | null | undefined,
  policySuspension: Suspension | null | undefined,
): Suspension | undefined {
  const { fields } = sound(bindingSuspension, 'bindingSuspension');
  const policy = sound(policySuspension, 'policySuspension');
  const [unknown] = unknownSuspensionFields(policySuspension, 'policySuspension', 'policy');
  if (unknown) throw new InterpreterError('INVALID_SUSPENSION', `${unknown.path} ${unknown.message}`);
  const { dispatching } = policy.fields;
  const clusterNames = policy.named.map(([name]) => name);
  const merged = compact({ ...fields, dispatching, dispatchingOnClusters: compact({ clusterNames }) });
  return bindingSuspension && sameJson(merged, bindingSuspension)
    ? bindingSuspension
    : (merged as Suspension | undefined);
}

/** A suspension that has no value of the wrong type. */
function sound(suspension: unknown, path: string): ReadSuspension {
  refuseHolder(suspension, path);
  return readSuspension(suspension, path, refuse);
}
