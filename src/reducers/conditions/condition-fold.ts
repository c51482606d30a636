import type { Fields } from '../../kubernetes/object.js';
import { type ConditionPart, firstReason, laterTime, preferredTime } from './condition-part.js';
import type { ConditionRules } from './condition-rules.js';
import { lengthOf, listingOf, ROOM, type Said } from './listing.js';
import {
  type ConditionStatus,
  isUsable,
  type MemberCondition,
  tellsGeneration,
  textIn,
  timeIn,
} from './member-condition.js';

/** What members say of conditions, by type, in the order in which the types were met. */
export type ConditionFold = Map<string, TypeFold>;

type Mutable<T> = { -readonly [Field in keyof T]: T[Field] };

interface TypeFold extends Omit<Mutable<ConditionPart>, 'listed'> {
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

/** Adds one condition, whose values come one by one: the loop over members makes no object of them. */
function addCondition(
  types: ConditionFold,
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
  let fold = types.get(type);
  const rank = rules.rank(type, status, reason);
  const name = rules.isListed(rank) ? clusterName : '';
  if (fold === undefined) {
    fold = {
      ...{ type, status, first: [name, at] as const, members: 0, listed: [], reason: null, time: '' },
      ...{ latest: time, observed: false, rank, room: ROOM, last: '' },
    };
    types.set(type, fold);
  } else {
    if (time !== '') fold.latest = laterTime(fold.latest, time);
    if (rank < fold.rank || (rank === fold.rank && clusterName === fold.last)) return;
    // A type keeps the place where it was first met.
    if (rank > fold.rank)
      Object.assign(fold, {
        ...{ status, members: 0, listed: [], reason: null, time: '' },
        ...{ observed: false, rank, room: ROOM },
      });
  }
  fold.last = clusterName;
  fold.members += 1;
  if (name !== '' && fold.room >= 0) {
    const said: Said = [name, message.length > ROOM ? beginningOf(message) : message];
    fold.listed.push(said);
    fold.room -= lengthOf(said);
  }
  // Of members that nobody names, each may be the first: only another text is worth comparing.
  if (reason !== '' && (fold.reason === null || (name === '' && reason !== fold.reason[1])))
    fold.reason = firstReason(fold.reason, [name, reason]);
  if (time !== '') fold.time = preferredTime(fold.time, time, rank);
  if (observed) fold.observed = true;
}

/** The beginning of a message that is longer than any; a slice alone would keep all of it in memory. */
function beginningOf(message: string): string {
  return JSON.parse(JSON.stringify(message.slice(0, ROOM)));
}

/** What has been accumulated. */
export function partsOf(types: ConditionFold): readonly ConditionPart[] | undefined {
  if (types.size === 0) return undefined;
  return Array.from(types.values(), ({ rank, last, room, listed, ...part }) => ({
    ...part,
    listed: listingOf(listed),
  }));
}
