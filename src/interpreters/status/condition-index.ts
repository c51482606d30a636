import { compare } from '../../compare.js';
import { compareTimes } from '../../time.js';
import { type MemberCondition, readCondition, severityOf } from './condition.js';
import { byFirst, type ConditionPart, LONGEST_MESSAGE, partOf } from './condition-parts.js';
import type { ReducerIndex } from './reducers.js';
import { type SortedList, sortedList } from './sorted.js';

/** What one member contributes: its worst condition of each type, with the place of the first of that type. */
type Contribution = readonly MemberCondition[];

/** The members that have one status of one type, by name. */
interface Bucket {
  readonly members: SortedList<MemberCondition>;
  /** How many say which generation it is about. */
  observed: number;
  /** The extremes of their times; `undefined` where they have to be looked up. */
  earliest: string | undefined;
  latest: string | undefined;
}

/** An empty index of conditions. */
export function conditionIndex(
  bad: ReadonlySet<string>,
): ReducerIndex<readonly ConditionPart[], Contribution> {
  /** For each type, the members by severity. */
  const types = new Map<string, readonly [Bucket, Bucket, Bucket]>();

  const bucketOf = ({ type, status }: MemberCondition): Bucket => {
    let buckets = types.get(type);
    if (buckets === undefined) {
      buckets = [bucket(), bucket(), bucket()];
      types.set(type, buckets);
    }
    return buckets[severityOf(type, status, bad)] as Bucket;
  };

  return {
    replace(present, value, clusterName) {
      const next = contributionOf(value, clusterName, bad);
      if (present !== undefined && sameContribution(present, next)) return present;
      for (const condition of present ?? []) {
        leave(bucketOf(condition), condition);
        if (types.get(condition.type)?.every(({ members }) => members.size === 0))
          types.delete(condition.type);
      }
      for (const condition of next) enter(bucketOf(condition), condition);
      return next.length === 0 ? undefined : next;
    },
    part(brief) {
      if (types.size === 0) return undefined;
      return [...types.values()].map((buckets) => partIn(buckets, brief)).sort(byFirst);
    },
  };
}

function bucket(): Bucket {
  const members = sortedList<MemberCondition>((a, b) => compare(a.clusterName, b.clusterName));
  return { members, observed: 0, earliest: '', latest: '' };
}

function contributionOf(value: unknown, clusterName: string, bad: ReadonlySet<string>): Contribution {
  if (!Array.isArray(value)) return [];
  const worst = new Map<string, MemberCondition>();
  for (let i = 0; i < value.length; i++) {
    const condition = readCondition(value[i], clusterName, i);
    if (condition === undefined) continue;
    const { type, status } = condition;
    const present = worst.get(type);
    if (present === undefined) worst.set(type, condition);
    else if (severityOf(type, status, bad) > severityOf(type, present.status, bad)) {
      worst.set(type, { ...condition, at: present.at });
    }
  }
  return [...worst.values()];
}

function sameContribution(a: Contribution, b: Contribution): boolean {
  return (
    a.length === b.length && a.every((condition, i) => sameCondition(condition, b[i] as MemberCondition))
  );
}

function sameCondition(a: MemberCondition, b: MemberCondition): boolean {
  return (
    a.type === b.type &&
    a.status === b.status &&
    a.at === b.at &&
    a.reason === b.reason &&
    a.message === b.message &&
    a.time === b.time &&
    a.observed === b.observed
  );
}

function enter(into: Bucket, condition: MemberCondition): void {
  const { time, observed } = condition;
  into.members.add(condition);
  if (observed) into.observed += 1;
  if (time === '') return;
  const { earliest, latest } = into;
  if (earliest !== undefined && (earliest === '' || compareTimes(time, earliest) < 0)) into.earliest = time;
  if (latest !== undefined && (latest === '' || compareTimes(time, latest) > 0)) into.latest = time;
}

function leave(from: Bucket, condition: MemberCondition): void {
  const { time, observed } = condition;
  from.members.delete(condition);
  if (observed) from.observed -= 1;
  // Who takes its place is only looked for when somebody asks.
  if (time === from.earliest) from.earliest = undefined;
  if (time === from.latest) from.latest = undefined;
}

/** The worst status that members have, with those that have it. */
function partIn(buckets: readonly [Bucket, Bucket, Bucket], brief: boolean): ConditionPart {
  const met = buckets.flatMap(({ members }) => members.first() ?? []);
  const first = met.map(({ clusterName, at }) => [clusterName, at] as const);
  first.sort(([a], [b]) => compare(a, b));
  const worst = [...buckets].reverse().find(({ members }) => members.size > 0) as Bucket;
  const part = partOf(worst.members.first() as MemberCondition, first[0] as readonly [string, number]);
  const clusters: string[] = [];
  const messages: string[] = [];
  let length = 0;
  let reason: MemberCondition | undefined;
  worst.members.visit((condition) => {
    if (reason === undefined && condition.reason !== '') reason = condition;
    if (!brief || length <= LONGEST_MESSAGE) {
      clusters.push(condition.clusterName);
      messages.push(condition.message);
      length += condition.clusterName.length + condition.message.length + 2;
    }
    return !brief || length <= LONGEST_MESSAGE || reason === undefined;
  });
  lookUpTimes(worst);
  return {
    ...part,
    clusters,
    messages,
    more: worst.members.size - clusters.length,
    reason: reason?.reason ?? '',
    reasonOf: reason?.clusterName ?? '',
    earliest: worst.earliest ?? '',
    latest: worst.latest ?? '',
    observed: worst.observed > 0,
  };
}

function lookUpTimes(of: Bucket): void {
  if (of.earliest !== undefined && of.latest !== undefined) return;
  let earliest = '';
  let latest = '';
  of.members.visit(({ time }) => {
    if (time !== '' && (earliest === '' || compareTimes(time, earliest) < 0)) earliest = time;
    if (time !== '' && (latest === '' || compareTimes(time, latest) > 0)) latest = time;
    return true;
  });
  of.earliest = earliest;
  of.latest = latest;
}
