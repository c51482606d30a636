import { at, isFields, isName } from '../../kubernetes/object.js';
import { timeText } from '../../kubernetes/time.js';
import type { Federation } from '../reducer.js';
import { byFirst, type ConditionPart } from './condition-part.js';
import { asListing, messageOf } from './listing.js';
import { type ConditionStatus, isStatus } from './member-condition.js';

/** A condition as the federation reports it. */
export interface MergedCondition {
  readonly type: string;
  readonly status: ConditionStatus;
  readonly observedGeneration?: number;
  readonly lastTransitionTime?: string;
  readonly reason?: string;
  readonly message: string;
  /** Only where the kind's conditions have it. */
  readonly lastUpdateTime?: string;
}

/** The federation's conditions. */
export function finishConditions(
  parts: readonly ConditionPart[],
  federation: Federation,
  lastUpdateTime: boolean,
): readonly MergedCondition[] {
  const timeOf = transitionTimes(federation);
  return [...parts].sort(byFirst).map((part) => {
    const { type, status, reason, observed } = part;
    const { observedGeneration } = federation;
    const time = timeOf(type, status, part);
    return {
      type,
      status,
      ...(observed && observedGeneration !== undefined && { observedGeneration }),
      ...(time !== '' && { lastTransitionTime: time }),
      ...(reason && { reason: reason[1] }),
      message: messageOf(asListing(part.listed), part.members),
      ...(lastUpdateTime && time !== '' && { lastUpdateTime: time }),
    };
  });
}

/**
 * When a federated condition got into its status, empty where nobody knows: the template's own time while it stays in
 * it, else that of the members which brought it about. A condition must have a time, so that one which these do not
 * give is the latest of any member's, or when the template was made.
 */
export function transitionTimes({
  previous,
  object,
}: Federation): (type: string, status: ConditionStatus, part: ConditionPart | undefined) => string {
  // By type and status: what Karmada itself has written may have one type twice.
  const kept = new Map<string, string>();
  for (const condition of Array.isArray(previous) ? previous : []) {
    if (!isFields(condition)) continue;
    const { type, status, lastTransitionTime } = condition;
    const time = timeText(lastTransitionTime);
    if (isName(type) && isStatus(status) && time !== undefined) kept.set(`${status} ${type}`, time);
  }
  const made = timeText(at(object, 'metadata', 'creationTimestamp')) ?? '';
  return (type, status, part) => kept.get(`${status} ${type}`) ?? (part?.time || part?.latest || made);
}
