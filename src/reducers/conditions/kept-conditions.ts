import { sharedText } from '../../kubernetes/own-text.js';
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
  const [old, other] = [listIn(before), listIn(beside)];
  const kept: unknown[] = new Array(count * EACH);
  for (let i = 0, to = 0; i < count; i++, to += EACH) {
    const one = conditions[i] as ConditionReading['conditions'][number];
    kept[to] = sharedText(one.type, old[to], other[to]);
    kept[to + 1] = one.status;
    kept[to + 2] = sharedText(one.reason, old[to + 2], other[to + 2]);
    kept[to + 3] = sharedText(cutMessage(one.message), old[to + 3], other[to + 3]);
    kept[to + 4] = sharedText(one.time, old[to + 4], other[to + 4]);
    kept[to + 5] = one.at * 2 + (one.observed ? 1 : 0);
  }
  if (isSame(old, kept)) return old;
  return isSame(other, kept) ? other : kept;
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
