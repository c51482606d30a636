import type { Fields } from '../../kubernetes/object.js';
import { sharedText } from '../../kubernetes/own-text.js';
import { frozen } from '../../reducers/choice.js';
import { isAlike } from './is-alike.js';

/**
 * A value of JSON that shares nothing with whoever reported it, and with what is kept already all that is the same.
 *
 * @param before - What stood in its place: it comes back itself where nothing has changed.
 * @param beside - What stands in the place beside it: workloads report much the same from everywhere.
 * @param value - A value of JSON.
 */
export function renewed(before: unknown, beside: unknown, value: unknown): unknown {
  // Much the same is reported again and again: then there is nothing to be made.
  if (isAlike(before, value)) return before;
  return isAlike(beside, value) ? beside : shared(before, beside, value);
}

/** The same, and piece by piece. */
function shared(before: unknown, beside: unknown, value: unknown): unknown {
  if (typeof value === 'string') return sharedText(value, before, beside);
  if (typeof value !== 'object' || value === null) return value;
  // Which would set a prototype and make no field.
  if (Object.hasOwn(value, '__proto__'))
    return isAlike(before, value) ? before : frozen(JSON.parse(JSON.stringify(value)));
  const next = (Array.isArray(value) ? [] : {}) as { [key: string]: unknown };
  for (const key of Object.keys(value)) {
    const entry = (value as Fields)[key];
    if (entry !== undefined) next[key] = shared(ownEntry(before, key), ownEntry(beside, key), entry);
  }
  // What is alike below has been found out, and is the same.
  if (isAlike(before, next, Object.is)) return before;
  return isAlike(beside, next, Object.is) ? beside : Object.freeze(next);
}

/** An entry of the object or list itself: every object inherits a `constructor`. */
function ownEntry(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key)
    ? (value as Fields)[key]
    : undefined;
}
