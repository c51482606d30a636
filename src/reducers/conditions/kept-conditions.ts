import { ownText } from '../../kubernetes/own-text.js';
import type { KeptValue } from '../reducer.js';
import {
  type ConditionReading,
  type ConditionStatus,
  cutMessage,
  putCondition,
  readInto,
  reading,
} from './member-condition.js';

/** How many entries each condition has in what is kept of a member's: its texts, and one number for the rest. */
const EACH = 6;

/** Keeps what is usable of a member's list of conditions. */
export function keepConditions(place: KeptValue, value: unknown): boolean {
  const read = reading();
  const sound = readInto(read, value, undefined);
  place.value = keptConditions(read, place.before, place.beside);
  place.isOwn = true;
  return sound;
}

/**
 * What has been read as one list, which takes far less than objects do: the same that is kept already, before or beside
 * it, where that is no other.
 */
export function keptConditions(
  { conditions, count }: ConditionReading,
  before: unknown,
  beside: unknown,
): readonly unknown[] {
  const kept: unknown[] = new Array(count * EACH);
  for (let i = 0, to = 0; i < count; i++) {
    const { type, status, reason, message, time, observed, at } = conditions[
      i
    ] as ConditionReading['conditions'][number];
    kept[to++] = type;
    kept[to++] = status;
    kept[to++] = reason;
    kept[to++] = cutMessage(message);
    kept[to++] = time;
    kept[to++] = at * 2 + (observed ? 1 : 0);
  }
  const [old, other] = [listIn(before), listIn(beside)];
  if (isSame(old, kept)) return old;
  if (isSame(other, kept)) return other;
  for (let i = 0; i < kept.length; i++) {
    const entry = kept[i];
    if (typeof entry === 'string')
      kept[i] = entry === old[i] ? old[i] : entry === other[i] ? other[i] : ownText(entry);
  }
  return kept;
}

/** Reads what is kept. */
export function unpackConditions(read: ConditionReading, kept: unknown): void {
  const list = listIn(kept);
  read.count = 0;
  for (let i = 0; i < list.length; i += EACH) {
    const texts = list as readonly string[];
    const rest = list[i + 5] as number;
    putCondition(
      read,
      texts[i] as string,
      texts[i + 1] as ConditionStatus,
      texts[i + 2] as string,
      texts[i + 3] as string,
      texts[i + 4] as string,
      (rest & 1) === 1,
      rest >> 1,
    );
  }
}

const NOTHING: readonly unknown[] = [];

function listIn(kept: unknown): readonly unknown[] {
  return Array.isArray(kept) ? kept : NOTHING;
}

function isSame(kept: readonly unknown[], next: readonly unknown[]): boolean {
  if (kept === NOTHING || kept.length !== next.length) return false;
  for (let i = 0; i < next.length; i++) if (kept[i] !== next[i]) return false;
  return true;
}
