import { MAX_SAFE } from '../../kubernetes/object.js';
import { byFirst, type ConditionPart, firstReason, laterTime, preferredTime } from './condition-part.js';
import { type ConditionRules, rankOf } from './condition-rules.js';
import {
  asListing,
  charactersOf,
  type Listing,
  listingOf,
  mergeListings,
  ROOM,
  type Said,
} from './listing.js';
import {
  type ConditionReading,
  type ConditionStatus,
  cutMessage,
  type MemberCondition,
} from './member-condition.js';

/** What members say of conditions. */
export interface ConditionFold {
  /** The types in the order in which they were met. */
  readonly types: TypeFold[];
  /** The same by their names, where there are too many to look through. */
  byType: Map<string, TypeFold> | undefined;
  /** What has been added by {@link addOnce}. */
  readonly told: MemberCondition[];
  /** What one member's conditions are read into, where this reads them. */
  read: ConditionReading | undefined;
}

/** In the place of a rank: nobody has a status yet. */
const NONE = -1;

/** How many types are looked through one by one. */
const FEW_TYPES = 8;

/** Nothing said yet. */
export function conditionFold(): ConditionFold {
  return { types: [], byType: undefined, told: [], read: undefined };
}

type Mutable<T> = { -readonly [Field in keyof T]: T[Field] };

interface TypeFold extends Omit<Mutable<ConditionPart>, 'listed'> {
  /** Whether it is an abnormal-true type. */
  readonly bad: boolean;
  rank: number;
  /** Who has the status, one by one or, where parts are merged, in listings. */
  listed: Said[];
  listings: Listing[];
  /** How many characters there is room for; below 0 once the message has to be cut. */
  room: number;
  /** The last member that has the status, so that none is listed twice. */
  last: string;
}

/** Adds what has been read of a member's conditions; members come in the order of their names. */
export function addConditions(
  fold: ConditionFold,
  { conditions, count }: ConditionReading,
  clusterName: string,
  rules: ConditionRules,
): void {
  for (let at = 0; at < count; at++)
    addCondition(fold, conditions[at] as MemberCondition, clusterName, rules);
}

/** Adds what any number of members say of whom none is listed, so that the second of them adds nothing. */
export function addOnce(fold: ConditionFold, condition: MemberCondition, rules: ConditionRules): void {
  if (fold.told.includes(condition)) return;
  fold.told.push(condition);
  addCondition(fold, condition, '', rules);
}

/** Adds one condition of a member; its name is empty where it is not to be listed. */
export function addCondition(
  types: ConditionFold,
  { type, status, reason, message, time, observed, at }: MemberCondition,
  clusterName: string,
  rules: ConditionRules,
): void {
  const fold = typeIn(types, type, at) ?? addType(types, type, rules);
  const rank = rankOf(rules, fold.bad, type, status, reason);
  const name = rank >= rules.listed ? clusterName : '';
  if (fold.rank === NONE) fold.first = [name, at];
  fold.latest = laterTime(fold.latest, time);
  if (rank < fold.rank || (rank === fold.rank && clusterName !== '' && clusterName === fold.last)) return;
  if (rank > fold.rank) startAnew(fold, status, rank);
  fold.last = clusterName;
  fold.members += 1;
  if (name !== '' && fold.room >= 0) list(fold, [name, cutMessage(message)]);
  // Of members that nobody names, each may be the first: only another text is worth comparing.
  if (reason !== '' && (fold.reason === null || (name === '' && reason !== fold.reason[1])))
    fold.reason = firstReason(fold.reason, [name, reason]);
  fold.time = preferredTime(fold.time, time, rank);
  if (observed) fold.observed = true;
}

/** Has a member be listed. */
function list(fold: TypeFold, said: Said): void {
  fold.listed.push(said);
  fold.room -= charactersOf(said);
}

/** What the members come to whose parts these are: one part for each type. */
export function mergeConditions(
  lists: readonly (readonly ConditionPart[])[],
  rules: ConditionRules,
): readonly ConditionPart[] {
  const fold = conditionFold();
  for (const parts of lists)
    for (let at = 0; at < parts.length; at++) addPart(fold, parts[at] as ConditionPart, at, rules);
  fold.types.sort(byFirst);
  return partsOf(fold) ?? [];
}

function addPart(types: ConditionFold, part: ConditionPart, at: number, rules: ConditionRules): void {
  const { type, status, first, members, reason, time, latest, observed } = part;
  const fold = typeIn(types, type, at) ?? addType(types, type, rules);
  const rank = rankOf(rules, fold.bad, type, status, reason === null ? '' : reason[1]);
  if (fold.rank === NONE || byFirst(part, fold) < 0) fold.first = first;
  fold.latest = laterTime(fold.latest, latest);
  if (rank < fold.rank) return;
  if (rank > fold.rank) startAnew(fold, status, rank);
  fold.members = Math.min(fold.members + members, MAX_SAFE);
  const listing = asListing(part.listed);
  if (listing.members > 0) fold.listings.push(listing);
  fold.reason = firstReason(fold.reason, reason);
  fold.time = preferredTime(fold.time, time, rank);
  if (observed) fold.observed = true;
}

/** A type that has been met; members list their conditions in much the same order. */
function typeIn({ types, byType }: ConditionFold, type: string, at: number): TypeFold | undefined {
  const guess = types[at];
  if (guess !== undefined && guess.type === type) return guess;
  if (byType !== undefined) return byType.get(type);
  for (let i = 0; i < types.length; i++) if ((types[i] as TypeFold).type === type) return types[i];
  return undefined;
}

/** A type that is met for the first time: whatever is said of it is worse. */
function addType(fold: ConditionFold, type: string, rules: ConditionRules): TypeFold {
  // Written out field by field, here as below: V8 makes objects of spreads many times slower.
  const made: TypeFold = {
    type,
    status: 'Unknown',
    first: ['', 0],
    members: 0,
    listed: [],
    listings: [],
    reason: null,
    time: '',
    latest: '',
    observed: false,
    bad: rules.isBad(type),
    rank: NONE,
    room: ROOM,
    last: '',
  };
  fold.types.push(made);
  if (fold.byType !== undefined) fold.byType.set(type, made);
  else if (fold.types.length > FEW_TYPES) fold.byType = new Map(fold.types.map((one) => [one.type, one]));
  return made;
}

/** Forgets who had a better status; the place where the type was first met stays, and its latest time. */
function startAnew(fold: TypeFold, status: ConditionStatus, rank: number): void {
  fold.status = status;
  fold.rank = rank;
  fold.members = 0;
  fold.listed = [];
  fold.listings = [];
  fold.room = ROOM;
  fold.reason = null;
  fold.time = '';
  fold.observed = false;
}

/** What has been accumulated. */
export function partsOf({ types }: ConditionFold): readonly ConditionPart[] | undefined {
  if (types.length === 0) return undefined;
  return types.map(({ type, status, first, members, listed, listings, reason, time, latest, observed }) => {
    const said = listings.length === 0 ? listingOf(listed.slice()) : mergeListings(listings);
    return { type, status, first, members, listed: said, reason, time, latest, observed };
  });
}
