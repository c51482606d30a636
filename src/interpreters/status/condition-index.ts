import { type MemberCondition, readCondition, severityOf } from './condition.js';
import { byFirst, byName, type ConditionPart } from './condition-parts.js';
import { freeze } from './freeze.js';
import type { ReducerIndex } from './reducers.js';
import { type SortedList, sortedList } from './sorted.js';

/** What one member contributes: its worst condition of each type, with the place of the first of that type. */
type Contribution = readonly MemberCondition[];

/** An empty index of conditions. */
export function conditionIndex(
  bad: ReadonlySet<string>,
): ReducerIndex<readonly ConditionPart[], Contribution> {
  /** For each type, the members by severity. */
  const types = new Map<string, readonly SortedList<MemberCondition>[]>();

  const listOf = (condition: MemberCondition): SortedList<MemberCondition> => {
    let lists = types.get(condition.type);
    if (lists === undefined) {
      lists = [sortedList(byName), sortedList(byName), sortedList(byName)];
      types.set(condition.type, lists);
    }
    return lists[severityOf(condition, bad)] as SortedList<MemberCondition>;
  };

  return {
    replace(present, value, clusterName) {
      const next = contributionOf(value, clusterName, bad);
      if (present !== undefined && sameContribution(present, next)) return present;
      for (const condition of present ?? []) {
        listOf(condition).delete(condition);
        if (types.get(condition.type)?.every(({ size }) => size === 0)) types.delete(condition.type);
      }
      for (const condition of next) listOf(condition).add(condition);
      return next.length === 0 ? undefined : next;
    },
    part: () => (types.size === 0 ? undefined : [...types.values()].map(partIn).sort(byFirst)),
  };
}

function contributionOf(value: unknown, clusterName: string, bad: ReadonlySet<string>): Contribution {
  if (!Array.isArray(value)) return [];
  const worst = new Map<string, MemberCondition>();
  for (let i = 0; i < value.length; i++) {
    const condition = readCondition(value[i], clusterName, i);
    if (condition === undefined) continue;
    const present = worst.get(condition.type);
    if (present === undefined) worst.set(condition.type, condition);
    else if (severityOf(condition, bad) > severityOf(present, bad)) {
      worst.set(condition.type, { ...condition, at: present.at });
    }
  }
  return freeze([...worst.values()]);
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

/** The members that have the worst status of a type. */
function partIn(lists: readonly SortedList<MemberCondition>[]): ConditionPart {
  const members: MemberCondition[] = [];
  const met: MemberCondition[] = [];
  for (const list of lists) {
    if (list.size === 0) continue;
    met.push(list.first() as MemberCondition);
    members.length = 0;
    list.visit((condition) => members.push(condition) > 0);
  }
  const { type, clusterName, at } = met.sort(byName)[0] as MemberCondition;
  return { type, first: [clusterName, at], members };
}
