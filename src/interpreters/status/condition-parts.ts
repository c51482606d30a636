import { isFields } from '../../objects.js';
import { compareTimes, isTime } from '../../time.js';
import {
  type ConditionStatus,
  checkCondition,
  isName,
  isStatus,
  type MemberCondition,
  readCondition,
  severityOf,
} from './condition.js';
import type { ReducedTemplate } from './reducers.js';

/** The longest message that the API server takes: `metav1.Condition` has `maxLength: 32768`. */
const LONGEST_MESSAGE = 32768;

/** What members say of one condition type: those that have the worst status, by name. */
export interface ConditionPart {
  readonly type: string;
  readonly members: MemberCondition[];
}

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

/** Folds a member's list in; members come in the order of their names. `false` where it is malformed. */
export function addConditions(
  merged: Map<string, ConditionPart>,
  value: unknown,
  clusterName: string,
  bad: ReadonlySet<string>,
): boolean {
  if (!Array.isArray(value)) return false;
  let wellFormed = true;
  for (let i = 0; i < value.length; i++) {
    if (!checkCondition(value[i], '', undefined)) wellFormed = false;
    const condition = readCondition(value[i], clusterName);
    if (condition !== undefined) addCondition(merged, condition, bad);
  }
  return wellFormed;
}

function addCondition(
  merged: Map<string, ConditionPart>,
  condition: MemberCondition,
  bad: ReadonlySet<string>,
): void {
  const { type, clusterName } = condition;
  const present = merged.get(type);
  const last = present?.members[present.members.length - 1];
  const worse = last === undefined ? 1 : severityOf(condition, bad) - severityOf(last, bad);
  // A type keeps the place where it was first met.
  if (worse > 0) merged.set(type, { type, members: [condition] });
  // A list that has a type twice still has one cluster to name.
  else if (worse === 0 && clusterName !== last?.clusterName) present?.members.push(condition);
}

/** The federation's conditions. */
export function finishConditions(
  parts: readonly ConditionPart[],
  { previous, observedGeneration }: ReducedTemplate,
  bad: ReadonlySet<string>,
  lastUpdateTime: boolean,
): readonly MergedCondition[] {
  // By type and status: what Karmada itself has written may have one type twice.
  const kept = new Map<string, string>();
  for (const condition of Array.isArray(previous) ? previous : []) {
    if (!isFields(condition)) continue;
    const { type, status, lastTransitionTime: time } = condition;
    if (isName(type) && isStatus(status) && isTime(time)) kept.set(`${status} ${type}`, time);
  }
  return parts.map(({ type, members }) => {
    const { status } = members[0] as MemberCondition;
    // Where the best status won, every member has it.
    const wanted = severityOf(members[0], bad) === 0 ? 1 : -1;
    let time = '';
    let reason = '';
    let observed = false;
    for (const member of members) {
      if (time === '' || (member.time !== '' && compareTimes(member.time, time) * wanted > 0))
        time = member.time;
      if (reason === '') reason = member.reason;
      if (member.observed) observed = true;
    }
    time = kept.get(`${status} ${type}`) ?? time;
    return {
      type,
      status,
      ...(observed && { observedGeneration }),
      ...(time !== '' && { lastTransitionTime: time }),
      ...(reason !== '' && { reason }),
      message: listMembers(members),
      ...(lastUpdateTime && time !== '' && { lastUpdateTime: time }),
    };
  });
}

/** The members' messages, as many as the API server takes, and how many clusters are left out. */
function listMembers(members: readonly MemberCondition[]): string {
  const most = LONGEST_MESSAGE - `, and ${members.length} more clusters`.length;
  let message = '';
  // Up to where a message that has to be cut is cut.
  let cut = '';
  let listed = 0;
  for (const { clusterName, message: own } of members) {
    const entry = own === '' ? clusterName : `${clusterName}=${own}`;
    message += message === '' ? entry : `, ${entry}`;
    if (message.length <= most) {
      cut = message;
      listed += 1;
    } else if (message.length > LONGEST_MESSAGE) {
      if (listed === 0) {
        // Half of a surrogate pair would not survive the API server.
        cut = `${message.slice(0, most - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
        listed = 1;
      }
      const more = members.length - listed;
      return more === 0 ? cut : `${cut}, and ${more} more cluster${more === 1 ? '' : 's'}`;
    }
  }
  return message;
}
