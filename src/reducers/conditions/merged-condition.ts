import { isFields, isName } from '../../kubernetes/object.js';
import { isTime } from '../../kubernetes/time.js';
import type { Federation } from '../reducer.js';
import { byFirst, type ConditionPart, LONGEST_MESSAGE } from './condition-part.js';
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
  { previous, observedGeneration }: Federation,
  lastUpdateTime: boolean,
): readonly MergedCondition[] {
  // By type and status: what Karmada itself has written may have one type twice.
  const kept = new Map<string, string>();
  for (const condition of Array.isArray(previous) ? previous : []) {
    if (!isFields(condition)) continue;
    const { type, status, lastTransitionTime: time } = condition;
    if (isName(type) && isStatus(status) && isTime(time)) kept.set(`${status} ${type}`, time);
  }
  return [...parts].sort(byFirst).map((part) => {
    const { type, status, reason, observed } = part;
    const time = kept.get(`${status} ${type}`) ?? part.time;
    return {
      type,
      status,
      ...(observed && observedGeneration !== undefined && { observedGeneration }),
      ...(time !== '' && { lastTransitionTime: time }),
      ...(reason && { reason: reason[1] }),
      message: listMembers(part),
      ...(lastUpdateTime && time !== '' && { lastUpdateTime: time }),
    };
  });
}

/** The members' messages, as many as the API server takes, and how many clusters are left out. */
function listMembers({ listed, members }: ConditionPart): string {
  const entries = listed.map(([clusterName, own]) => (own === '' ? clusterName : `${clusterName}=${own}`));
  const all = entries.join(', ');
  if (all.length <= LONGEST_MESSAGE) return all;
  const most = LONGEST_MESSAGE - `, and ${members} more clusters`.length;
  // Half of a surrogate pair would not survive the API server.
  let message = `${all.slice(0, most - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
  let left = members - 1;
  for (let count = 1, next = entries[0] as string; next.length <= most; next += `, ${entries[count++]}`) {
    message = next;
    left = members - count;
  }
  return left === 0 ? message : `${message}, and ${left} more cluster${left === 1 ? '' : 's'}`;
}
