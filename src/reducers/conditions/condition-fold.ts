import { type ConditionPart, type Listing, laterTime, list, preferredTime, ROOM } from './condition-part.js';
import { type MemberCondition, severityOf } from './member-condition.js';

/** What members say of conditions, by type, in the order in which the types were met. */
export type ConditionFold = Map<string, TypeFold>;

type Mutable<T> = { -readonly [Field in keyof T]: T[Field] };

interface TypeFold extends Mutable<Omit<ConditionPart, 'listed'>>, Listing {
  readonly badWhenTrue: boolean;
  /** The last member that has the status, so that none is listed twice. */
  last: string;
}

/** Adds what one member says; members come in the order of their names. */
export function addConditions(
  fold: ConditionFold,
  conditions: readonly MemberCondition[],
  clusterName: string,
  bad: ReadonlySet<string>,
): void {
  for (let i = 0; i < conditions.length; i++)
    addCondition(fold, conditions[i] as MemberCondition, clusterName, bad);
}

function addCondition(
  types: ConditionFold,
  { type, status, reason, message, time, observed, at }: MemberCondition,
  clusterName: string,
  bad: ReadonlySet<string>,
): void {
  let fold = types.get(type);
  const badWhenTrue = fold === undefined ? bad.has(type) : fold.badWhenTrue;
  const severity = severityOf(status, badWhenTrue);
  const worse = fold === undefined ? 1 : severity - severityOf(fold.status, badWhenTrue);
  if (fold !== undefined) fold.latest = laterTime(fold.latest, time);
  if (worse < 0 || (worse === 0 && clusterName === fold?.last)) return;
  if (fold === undefined || worse > 0) {
    fold = {
      type,
      status,
      // A type keeps the place where it was first met.
      first: fold?.first ?? [clusterName, at],
      members: 0,
      listed: [],
      reason: null,
      time: '',
      latest: fold?.latest ?? time,
      observed: false,
      badWhenTrue,
      last: '',
      room: ROOM,
    };
    types.set(type, fold);
  }

  fold.last = clusterName;
  fold.members += 1;
  list(fold, clusterName, message.length > ROOM ? beginningOf(message) : message);
  if (fold.reason === null && reason !== '') fold.reason = [clusterName, reason];
  fold.time = preferredTime(fold.time, time, severity);
  if (observed) fold.observed = true;
}

/** The beginning of a message that is longer than any; a slice alone would keep all of it in memory. */
function beginningOf(message: string): string {
  return JSON.parse(JSON.stringify(message.slice(0, ROOM)));
}

/** What has been accumulated. */
export function partsOf(types: ConditionFold): readonly ConditionPart[] | undefined {
  if (types.size === 0) return undefined;
  return Array.from(types.values(), ({ badWhenTrue, last, room, ...part }) => part);
}
