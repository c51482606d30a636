import { isFields } from '../../kubernetes/object.js';
import { timeText } from '../../kubernetes/time.js';
import type { ConditionStatus } from './member-condition.js';

/** A condition of the whole, which no member has as it is. */
export interface MadeCondition {
  readonly type: string;
  readonly status: ConditionStatus;
  readonly reason: string;
  readonly message: string;
  /** The latest time of the members that brought it about, where one of them gives a time. */
  readonly time: string | undefined;
}

/** The fields in which an API has the time of a condition. */
export type ConditionTime = 'lastTransitionTime' | 'lastProbeTime' | 'lastUpdateTime';

/**
 * Conditions as they are written: each keeps the times of the template's own condition of its type while the status
 * stays the same.
 *
 * @param made - The conditions, in their order.
 * @param previous - The template's own, as its status has them.
 * @param times - In which fields the API has their time.
 * @returns The conditions; a time that nobody gives is left out.
 * @example
 * madeConditions([{ type: 'Failed', status: 'True', reason: 'JobFailed', message: '', time: end }], previous)
 */
export function madeConditions(
  made: readonly MadeCondition[],
  previous: unknown,
  times: readonly ConditionTime[] = ['lastTransitionTime'],
): readonly object[] {
  const before = Array.isArray(previous) ? previous.filter(isFields) : [];
  return made.map(({ type, status, reason, message, time }) => {
    const own = before.find((one) => one.type === type && one.status === status);
    const kept = own && times.some((field) => timeText(own[field]) !== undefined) ? own : undefined;
    const condition: { [field: string]: string } = { type, status, reason, message };
    for (const field of times) {
      const text = kept ? timeText(kept[field]) : time;
      if (text !== undefined) condition[field] = text;
    }
    return condition;
  });
}
