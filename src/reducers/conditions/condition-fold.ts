import type { Fields } from '../../kubernetes/object.js';
import { type ConditionPart, firstReason, laterTime, preferredTime } from './condition-part.js';
import { type ConditionRules, rankOf } from './condition-rules.js';
import { lengthOf, listingOf, ROOM, type Said } from './listing.js';
import {
  type ConditionStatus,
  fitting,
  isUsable,
  type MemberCondition,
  tellsGeneration,
  textIn,
  timeIn,
} from './member-condition.js';

/** What members say of conditions. */
export interface ConditionFold {
  readonly byType: Map<string, TypeFold>;
  /** The types in the order in which they were met. */
  readonly types: TypeFold[];
  /** What has been added by {@link addOnce}. */
  readonly told: MemberCondition[];
}

/** Nothing said yet. */
export function conditionFold(): ConditionFold {
  return { byType: new Map(), types: [], told: [] };
}

type Mutable<T> = { -readonly [Field in keyof T]: T[Field] };

interface TypeFold extends Omit<Mutable<ConditionPart>, 'listed'> {
  /** Whether it is an abnormal-true type. */
  readonly bad: boolean;
  rank: number;
  listed: Said[];
  /** How many characters there is room for; below 0 once the message has to be cut. */
  room: number;
  /** The last member that has the status, so that none is listed twice. */
  last: string;
}

/**
 * Adds what is usable of a member's list of conditions; members come in the order of their names.
 *
 * @param sound - Whether all of it is well-formed, so that nothing has to be looked at again.
 */
export function addConditions(
  fold: ConditionFold,
  list: unknown,
  clusterName: string,
  rules: ConditionRules,
  sound: boolean,
): void {
  if (!Array.isArray(list)) return;
  for (let at = 0; at < list.length; at++) {
    const condition: unknown = list[at];
    if (sound || isUsable(condition)) addRaw(fold, condition as Fields, at, clusterName, rules, sound);
  }
}

/** Adds a condition as the member has it, whose type and status are well-formed. */
export function addRaw(
  fold: ConditionFold,
  condition: Fields,
  at: number,
  clusterName: string,
  rules: ConditionRules,
  sound: boolean,
): void {
  const { type, status, reason, message, lastTransitionTime, observedGeneration } = condition;
  addCondition(
    fold,
    rules,
    clusterName,
    type as string,
    status as ConditionStatus,
    textIn(reason),
    textIn(message),
    timeIn(lastTransitionTime, sound),
    tellsGeneration(observedGeneration),
    at,
  );
}

/** Adds a condition that has been read. */
export function addRead(
  fold: ConditionFold,
  { type, status, reason, message, time, observed, at }: MemberCondition,
  clusterName: string,
  rules: ConditionRules,
): void {
  addCondition(fold, rules, clusterName, type, status, reason, message, time, observed, at);
}

/** Adds what any number of members say of whom none is listed, so that the second of them adds nothing. */
export function addOnce(fold: ConditionFold, condition: MemberCondition, rules: ConditionRules): void {
  if (fold.told.includes(condition)) return;
  fold.told.push(condition);
  addRead(fold, condition, '', rules);
}

/** Adds one condition, whose values come one by one: the loop over members makes no object of them. */
function addCondition(
  { byType, types }: ConditionFold,
  rules: ConditionRules,
  clusterName: string,
  type: string,
  status: ConditionStatus,
  reason: string,
  message: string,
  time: string,
  observed: boolean,
  at: number,
): void {
  // Members list their conditions in much the same order.
  let fold = types[at];
  if (fold?.type !== type) fold = byType.get(type);
  const bad = fold === undefined ? rules.isBad(type) : fold.bad;
  const rank = rankOf(rules, bad, type, status, reason);
  const name = rank >= rules.listed ? clusterName : '';
  if (fold === undefined) {
    // Written out field by field: V8 makes objects of spreads many times slower.
    fold = {
      type,
      status,
      first: [name, at],
      members: 0,
      listed: [],
      reason: null,
      time: '',
      latest: time,
      observed: false,
      bad,
      rank,
      room: ROOM,
      last: '',
    };
    types.push(fold);
    byType.set(type, fold);
  } else {
    if (time !== '') fold.latest = laterTime(fold.latest, time);
    if (rank < fold.rank || (rank === fold.rank && clusterName !== '' && clusterName === fold.last)) return;
    if (rank > fold.rank) {
      // All of it is anew but for the place where the type was first met, and its latest time.
      fold.status = status;
      fold.rank = rank;
      fold.members = 0;
      fold.listed = [];
      fold.room = ROOM;
      fold.reason = null;
      fold.time = '';
      fold.observed = false;
    }
  }
  fold.last = clusterName;
  fold.members += 1;
  if (name !== '' && fold.room >= 0) {
    const said: Said = [name, fitting(message)];
    fold.listed.push(said);
    fold.room -= lengthOf(said);
  }
  // Of members that nobody names, each may be the first: only another text is worth comparing.
  if (reason !== '' && (fold.reason === null || (name === '' && reason !== fold.reason[1])))
    fold.reason = firstReason(fold.reason, [name, reason]);
  if (time !== '') fold.time = preferredTime(fold.time, time, rank);
  if (observed) fold.observed = true;
}

/** What has been accumulated. */
export function partsOf({ types }: ConditionFold): readonly ConditionPart[] | undefined {
  if (types.length === 0) return undefined;
  const parts: ConditionPart[] = [];
  for (const { type, status, first, members, listed, reason, time, latest, observed } of types)
    parts.push({
      type,
      status,
      first,
      members,
      listed: listingOf([...listed]),
      reason,
      time,
      latest,
      observed,
    });
  return parts;
}
