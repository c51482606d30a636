import { invalid } from '../errors.js';
import { sameJson } from '../kubernetes/json.js';
import { at, isAbsent } from '../kubernetes/object.js';
import { isTime } from '../kubernetes/time.js';

/** A condition of Kubernetes' `status.conditions`. */
export interface Condition {
  readonly type: string;
  readonly status: 'True' | 'False' | 'Unknown';
  readonly reason: string;
  readonly message: string;
  /** When `status` last changed, in RFC 3339. */
  readonly lastTransitionTime: string;
  readonly observedGeneration?: number | undefined;
}

/** What a condition is computed from, besides whether dispatching is suspended. */
export interface DispatchingConditionOptions {
  /** The present time, in RFC 3339. */
  readonly now: string;
  /** The condition that the Work has, if any. */
  readonly previous?: Condition | null | undefined;
}

const TYPE = 'Dispatching';
const SUSPENDED = ['False', 'SuspendDispatching', 'Work dispatching is in a suspended state.'] as const;
const DISPATCHING = ['True', TYPE, 'Work is being dispatched to member clusters.'] as const;

/**
 * Computes the `Dispatching` condition of a Work: `False` while it is suspended, `True` otherwise.
 *
 * @param suspended - Whether dispatching to the Work's cluster is suspended, as `evaluateSuspension` tells.
 * @param options - The present time, and the condition that the Work has.
 * @returns The condition, `previous` itself if it says the same; `lastTransitionTime` moves only when the
 * status flips, and `observedGeneration`, which Karmada does not set here, is not carried into a new one.
 * @throws {InterpreterError} `INVALID_OPTIONS` if `now` is no RFC 3339 time or `previous` a condition of
 * another type.
 * @see https://github.com/karmada-io/karmada/blob/v1.11.0/pkg/controllers/execution/execution_controller.go#L268
 *
 * @example
 * dispatchingCondition(true, { now: '2024-08-31T12:00:00Z' }).reason; // 'SuspendDispatching'
 */
export function dispatchingCondition(suspended: boolean, options: DispatchingConditionOptions): Condition {
  const { now, previous }: Partial<DispatchingConditionOptions> = options ?? {};
  if (!isTime(now)) throw invalid('INVALID_OPTIONS', 'options.now', now, 'an RFC 3339 time');
  const type = isAbsent(previous) ? TYPE : at(previous, 'type');
  // The time of another condition's change would pass as this one's.
  if (type !== TYPE) throw invalid('INVALID_OPTIONS', 'options.previous.type', type, `"${TYPE}"`);

  const [status, reason, message] = suspended ? SUSPENDED : DISPATCHING;
  const time = previous?.lastTransitionTime;
  const lastTransitionTime = previous?.status === status && isTime(time) ? time : now;
  const condition: Condition = { type, status, reason, message, lastTransitionTime };
  return previous && sameJson({ ...previous, ...condition }, previous) ? previous : condition;
}
