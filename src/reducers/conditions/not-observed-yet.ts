import type { ConditionStatus, MemberCondition } from './member-condition.js';

/** The reason of such a condition. */
export const TEMPLATE_NOT_OBSERVED = 'TemplateNotObserved';

/**
 * What stands in the place of a condition of a member that has not processed the present template.
 *
 * @param time - That of the member's own condition, empty if it has none.
 * @param at - Its place in the member's list.
 */
export function notObservedYet(
  type: string,
  status: ConditionStatus,
  time: string,
  at: number,
): MemberCondition {
  return {
    type,
    status,
    reason: TEMPLATE_NOT_OBSERVED,
    message: 'the present template has not been observed',
    time,
    observed: false,
    at,
  };
}
