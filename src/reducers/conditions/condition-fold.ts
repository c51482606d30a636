import { type ConditionPart, type Listing, list, preferredTime, ROOM } from './condition-part.js';
import { type RefuseField, readCondition, severityOf } from './member-condition.js';

/** What members say of conditions, as far as they have been folded in. */
export interface ConditionFold {
  /** By type, in the order in which the types were met. */
  readonly types: Map<string, TypeFold>;
  /** Whether all that has been refused is nothing. */
  sound: boolean;
  readonly refuse: RefuseField;
}

type Mutable<T> = { -readonly [Field in keyof T]: T[Field] };

interface TypeFold extends Mutable<Omit<ConditionPart, 'listed'>>, Listing {
  readonly badWhenTrue: boolean;
  /** The last member that has the status, so that none is listed twice. */
  last: string;
}

/** An empty fold. */
export function conditionFold(): ConditionFold {
  const fold: ConditionFold = {
    types: new Map(),
    sound: true,
    refuse: () => {
      fold.sound = false;
    },
  };
  return fold;
}

/** Folds a member's list in; members come in the order of their names. `false` where it is malformed. */
export function addConditions(
  fold: ConditionFold,
  value: unknown,
  clusterName: string,
  bad: ReadonlySet<string>,
): boolean {
  if (!Array.isArray(value)) return false;
  fold.sound = true;
  for (let at = 0; at < value.length; at++) addCondition(fold, value[at], clusterName, at, bad);
  return fold.sound;
}

function addCondition(
  { types, refuse }: ConditionFold,
  value: unknown,
  clusterName: string,
  at: number,
  bad: ReadonlySet<string>,
): void {
  const condition = readCondition(value, refuse);
  if (condition === undefined) return;
  const { type, status, reason, message, time, observed } = condition;
  let fold = types.get(type);
  const badWhenTrue = fold === undefined ? bad.has(type) : fold.badWhenTrue;
  const severity = severityOf(status, badWhenTrue);
  const worse = fold === undefined ? 1 : severity - severityOf(fold.status, badWhenTrue);
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

/** Of a longer message than any nothing matters but that; a slice alone would keep all of it in memory. */
function beginningOf(message: string): string {
  return JSON.parse(JSON.stringify(message.slice(0, ROOM)));
}

/** What a fold has come to. */
export function partsOf({ types }: ConditionFold): readonly ConditionPart[] | undefined {
  if (types.size === 0) return undefined;
  return Array.from(types.values(), ({ badWhenTrue, last, room, ...part }) => part);
}
