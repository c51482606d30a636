import { invalid } from '../errors.js';
import { at, isAbsent, isFields } from '../objects.js';
import { isTime } from '../time.js';
import type { Condition, DispatchingConditionOptions } from './types.js';

const TYPE = 'Dispatching';

/**
 * Computes the `Dispatching` condition of a Work: `False` while it is suspended, `True` otherwise.
 *
 * @param suspended - Whether dispatching to the Work's cluster is suspended, as `evaluateSuspension` tells.
 * @param options - The present time, and the condition that the Work has.
 * @returns The condition, `previous` itself if it says the same; `lastTransitionTime` moves only when the
 * status flips, and `observedGeneration`, which Karmada does not set here, is not carried into a new one.
 * @throws {InterpreterError} `INVALID_OPTIONS` if `suspended` is no boolean, `now` no RFC 3339 time, or
 * `previous` a condition of another type.
 * @see https://github.com/karmada-io/karmada/blob/v1.11.0/pkg/controllers/execution/execution_controller.go#L268
 *
 * @example
 * dispatchingCondition(true, { now: '2024-08-31T12:00:00Z' }).reason; // 'SuspendDispatching'
 */
export function dispatchingCondition(suspended: boolean, options: DispatchingConditionOptions): Condition {
  if (typeof suspended !== 'boolean') {
    throw invalid('INVALID_OPTIONS', 'suspended', suspended, 'true or false');
  }
  if (!isFields(options)) throw invalid('INVALID_OPTIONS', 'options', options, 'an object');
  const { now, previous } = options;
  if (!isTime(now)) throw invalid('INVALID_OPTIONS', 'options.now', now, 'a time in RFC 3339');

  const status = suspended ? 'False' : 'True';
  const before = previousOf(previous);
  const flipped = before?.status !== status || !isTime(before.lastTransitionTime);
  const condition: Condition = {
    type: TYPE,
    status,
    reason: suspended ? 'SuspendDispatching' : 'Dispatching',
    message: suspended
      ? 'Work dispatching is in a suspended state.'
      : 'Work is being dispatched to member clusters.',
    lastTransitionTime: flipped ? now : before.lastTransitionTime,
  };
  return !flipped && before.reason === condition.reason && before.message === condition.message
    ? before
    : condition;
}

function previousOf(value: Condition | undefined): Condition | undefined {
  if (isAbsent(value)) return undefined;
  const type = at(value, 'type');
  // The time of another condition's change would pass as this one's.
  if (type !== TYPE) throw invalid('INVALID_OPTIONS', 'options.previous.type', type, `"${TYPE}"`);
  return value;
}
