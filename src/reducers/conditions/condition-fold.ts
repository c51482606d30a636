import { type ConditionPart, type Listing, laterTime, list, preferredTime, ROOM } from './condition-part.js';
import type { ConditionRules } from './condition-rules.js';
import type { MemberCondition } from './member-condition.js';

/** What members say of conditions, by type, in the order in which the types were met. */
export type ConditionFold = Map<string, TypeFold>;

type Mutable<T> = { -readonly [Field in keyof T]: T[Field] };

interface TypeFold extends Mutable<Omit<ConditionPart, 'listed'>>, Listing {
  readonly rank: number;
  /** The last member that has the status, so that none is listed twice. */
  last: string;
}

/** Adds what one member says; members come in the order of their names. */
export function addConditions(
  fold: ConditionFold,
  conditions: readonly MemberCondition[],
  clusterName: string,
  rules: ConditionRules,
): void {
  for (let i = 0; i < conditions.length; i++)
    addCondition(fold, conditions[i] as MemberCondition, clusterName, rules);
}

function addCondition(
  types: ConditionFold,
  { type, status, reason, message, time, observed, at }: MemberCondition,
  clusterName: string,
  rules: ConditionRules,
): void {
  let fold = types.get(type);
  const rank = rules.rank(type, status, reason);
  const worse = fold === undefined ? 1 : rank - fold.rank;
  if (fold !== undefined && time !== '') fold.latest = laterTime(fold.latest, time);
  if (worse < 0 || (worse === 0 && clusterName === fold?.last)) return;
  if (fold === undefined || worse > 0) {
    fold = {
      type,
      status,
      // A type keeps the place where it was first met.
      first: fold?.first ?? [rules.isListed(rank) ? clusterName : '', at],
      members: 0,
      listed: [],
      reason: null,
      time: '',
      latest: fold?.latest ?? time,
      observed: false,
      rank,
      last: '',
      room: ROOM,
    };
    types.set(type, fold);
  }

  fold.last = clusterName;
  fold.members += 1;
  const name = rules.isListed(rank) ? clusterName : '';
  if (name !== '') list(fold, name, message.length > ROOM ? beginningOf(message) : message);
  if (fold.reason === null && reason !== '') fold.reason = [name, reason];
  if (time !== '') fold.time = preferredTime(fold.time, time, rank);
  if (observed) fold.observed = true;
}

/** The beginning of a message that is longer than any; a slice alone would keep all of it in memory. */
export function beginningOf(message: string): string {
  return JSON.parse(JSON.stringify(message.slice(0, ROOM)));
}

/** What has been accumulated. */
export function partsOf(types: ConditionFold): readonly ConditionPart[] | undefined {
  if (types.size === 0) return undefined;
  return Array.from(types.values(), ({ rank, last, room, ...part }) => part);
}
