import { compare } from '../../compare.js';
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
export const LONGEST_MESSAGE = 32768;

/** What some of the members come to in one condition type, by those that have the worst status. */
export interface ConditionPart {
  readonly type: string;
  status: ConditionStatus;
  /** The first member that reports the type, and where in its list: types keep that order. */
  first: readonly [clusterName: string, at: number];
  /** The members that have the status, by name, and their messages. */
  clusters: string[];
  messages: string[];
  /** How many more members have it, where they are not listed. */
  more: number;
  /** The reason of the first of them that gives one, and its name. */
  reason: string;
  reasonOf: string;
  /** The times of all of them, empty where none has one. */
  earliest: string;
  latest: string;
  /** Whether any of them says which generation it is about. */
  observed: boolean;
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
    const condition = readCondition(value[i], clusterName, i);
    if (condition !== undefined) addCondition(merged, condition, bad);
  }
  return wellFormed;
}

function addCondition(
  merged: Map<string, ConditionPart>,
  condition: MemberCondition,
  bad: ReadonlySet<string>,
): void {
  const { type, status, clusterName, at } = condition;
  const present = merged.get(type);
  if (present === undefined) {
    merged.set(type, partOf(condition, [clusterName, at]));
    return;
  }
  const worse = severityOf(type, status, bad) - severityOf(type, present.status, bad);
  // A type keeps the place where it was first met.
  if (worse > 0) merged.set(type, partOf(condition, present.first));
  // A list that has a type twice still has one cluster to name.
  if (worse === 0 && clusterName !== present.clusters[present.clusters.length - 1]) join(present, condition);
}

/** What one member alone comes to. */
export function partOf(condition: MemberCondition, first: readonly [string, number]): ConditionPart {
  const { type, status, clusterName, reason, message, time, observed } = condition;
  return {
    type,
    status,
    first,
    clusters: [clusterName],
    messages: [message],
    more: 0,
    reason,
    reasonOf: reason === '' ? '' : clusterName,
    earliest: time,
    latest: time,
    observed,
  };
}

function join(part: ConditionPart, { clusterName, reason, message, time, observed }: MemberCondition): void {
  part.clusters.push(clusterName);
  part.messages.push(message);
  if (part.reason === '' && reason !== '') {
    part.reason = reason;
    part.reasonOf = clusterName;
  }
  if (time !== '') {
    if (part.earliest === '' || compareTimes(time, part.earliest) < 0) part.earliest = time;
    if (part.latest === '' || compareTimes(time, part.latest) > 0) part.latest = time;
  }
  if (observed) part.observed = true;
}

/** What the parts of different members come to. */
export function mergeConditions(
  parts: readonly ConditionPart[],
  bad: ReadonlySet<string>,
): readonly ConditionPart[] {
  const byType = new Map<string, ConditionPart[]>();
  for (const part of parts) {
    const same = byType.get(part.type);
    if (same === undefined) byType.set(part.type, [part]);
    else same.push(part);
  }
  return [...byType.values()].map((same) => mergeType(same, bad)).sort(byFirst);
}

function mergeType(parts: readonly ConditionPart[], bad: ReadonlySet<string>): ConditionPart {
  const severity = (part: ConditionPart): number => severityOf(part.type, part.status, bad);
  const worst = Math.max(...parts.map(severity));
  const same = parts.filter((part) => severity(part) === worst);
  const members = same
    .flatMap(({ clusters, messages }) => clusters.map((name, i) => [name, messages[i] as string] as const))
    .sort(([a], [b]) => compare(a, b));
  const reasoned = same.filter(({ reason }) => reason !== '').sort((a, b) => compare(a.reasonOf, b.reasonOf));
  const times = (key: 'earliest' | 'latest'): string[] =>
    same
      .map((part) => part[key])
      .filter((time) => time !== '')
      .sort(compareTimes);
  const { type, status } = same[0] as ConditionPart;
  return {
    type,
    status,
    first: ([...parts].sort(byFirst)[0] as ConditionPart).first,
    clusters: members.map(([name]) => name),
    messages: members.map(([, message]) => message),
    more: 0,
    reason: reasoned[0]?.reason ?? '',
    reasonOf: reasoned[0]?.reasonOf ?? '',
    earliest: times('earliest')[0] ?? '',
    latest: times('latest').at(-1) ?? '',
    observed: same.some(({ observed }) => observed),
  };
}

/** Types come in the order in which they are first met. */
export function byFirst({ first: [a, i] }: ConditionPart, { first: [b, j] }: ConditionPart): number {
  return compare(a, b) || i - j;
}

/** The federation's conditions. */
export function finishConditions(
  parts: readonly ConditionPart[],
  { previous, observedGeneration }: ReducedTemplate,
  bad: ReadonlySet<string>,
  lastUpdateTime: boolean,
): readonly MergedCondition[] {
  // By type and status: what Karmada itself has written may have one type twice.
  const times = new Map<string, string>();
  for (const condition of Array.isArray(previous) ? previous : []) {
    if (!isFields(condition)) continue;
    const { type, status, lastTransitionTime: time } = condition;
    if (isName(type) && isStatus(status) && isTime(time)) times.set(`${status} ${type}`, time);
  }
  return parts.map((part) => {
    const { type, status, reason, observed, earliest, latest } = part;
    const best = severityOf(type, status, bad) === 0;
    const time = times.get(`${status} ${type}`) ?? (best ? latest : earliest);
    return {
      type,
      status,
      ...(observed && { observedGeneration }),
      ...(time !== '' && { lastTransitionTime: time }),
      ...(reason !== '' && { reason }),
      message: listMembers(part),
      ...(lastUpdateTime && time !== '' && { lastUpdateTime: time }),
    };
  });
}

/** The members' messages, as many as the API server takes, and how many clusters are left out. */
function listMembers({ clusters, messages, more }: ConditionPart): string {
  const members = clusters.map((name, i) => (messages[i] ? `${name}=${messages[i]}` : name));
  const total = members.length + more;
  let whole = (members.length - 1) * 2;
  for (const member of members) whole += member.length;
  // Not joined before it is known to be short: no engine has texts of any length.
  if (more === 0 && whole <= LONGEST_MESSAGE) return members.join(', ');
  const most = LONGEST_MESSAGE - `, and ${total} more clusters`.length;
  let length = 0;
  let count = 0;
  for (const member of members) {
    length += (count === 0 ? 0 : 2) + member.length;
    if (length > most) break;
    count += 1;
  }
  if (count === 0) {
    // Half of a surrogate pair would not survive the API server.
    const begin = (members[0] as string).slice(0, most - 1).replace(/[\uD800-\uDBFF]$/, '');
    return rest(`${begin}…`, total - 1);
  }
  return rest(members.slice(0, count).join(', '), total - count);
}

function rest(listed: string, count: number): string {
  return count === 0 ? listed : `${listed}, and ${count} more cluster${count === 1 ? '' : 's'}`;
}
