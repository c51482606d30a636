import type { ConditionStatus, MemberCondition } from './member-condition.js';

/** The reason of such a condition. */
export const TEMPLATE_NOT_OBSERVED = 'TemplateNotObserved';

/**
 * What stands in the place of a condition of a member that has not processed the present template.
 *
 * @param own - The member's own condition whose time it takes over, if it has one.
 * @param at - Its place in the member's list, where that is not the other one's.
 */
export function notObservedYet(
  type: string,
  status: ConditionStatus,
  own: MemberCondition | undefined,
  at: number = own?.at ?? 0,
): MemberCondition {
  return {
    type,
    status,
    reason: TEMPLATE_NOT_OBSERVED,
    message: 'the present template has not been observed',
    time: own?.time ?? '',
    observed: false,
    at,
  };
}
