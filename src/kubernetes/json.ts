import { type Fields, isAbsent, isFields, jsonValue } from './object.js';
import { compareInstants, isTime } from './time.js';

/** How deep a value may nest before it is taken for a cycle. */
const DEEPEST = 1000;

/** The most characters that a value may have as JSON text, about; the API server takes 3 MiB. */
const LONGEST = 2 ** 24;

/**
 * Whether a value reads back from its own JSON text: no `NaN`, no function, no cycle, nothing with a `toJSON`.
 *
 * Whatever stands in many places counts in each of them, so that writing the value out is bounded: 24 levels of
 * YAML aliases, each of the next one twice, are no JSON. The bounds are 1,000 levels and 2^24 characters.
 */
export function isJson(value: unknown): boolean {
  try {
    return isWithin(value, isPlain, { left: LONGEST });
  } catch {
    // A getter threw.
    return false;
  }
}

/**
 * A value as JSON has it, itself where it is JSON already: the times of client-node and of some YAML are made
 * texts.
 *
 * @param value - Any value.
 * @param visit - Sees each value that stands in one which is not JSON already.
 * @returns `undefined` where there is no text for it, or none within the bounds of {@link isJson}.
 */
export function asJson(value: unknown, visit?: (entry: unknown) => void): unknown {
  if (isJson(value)) return value;
  const see = (entry: unknown): boolean => {
    visit?.(entry);
    return true;
  };
  try {
    if (!isWithin(value, see, { left: LONGEST })) return undefined;
    return JSON.parse(JSON.stringify(value)) ?? undefined;
  } catch {
    return undefined;
  }
}

/** Whether a value without entries, or an object whatever its entries, is written as itself. */
function isPlain(value: unknown): boolean {
  if (typeof value === 'number') return Number.isFinite(value) && !Object.is(value, -0);
  if (typeof value !== 'object') return typeof value === 'string' || typeof value === 'boolean';
  if (value === null) return true;
  if (typeof (value as { toJSON?: unknown }).toJSON === 'function') return false;
  return Array.isArray(value) || Object.prototype.toString.call(value) === '[object Object]';
}

/** Whether all that stands in a value fits, and its text is within the bounds; what it takes is used up. */
function isWithin(
  value: unknown,
  fits: (value: unknown) => boolean,
  characters: { left: number },
  depth = 0,
): boolean {
  if (!fits(value)) return false;
  if (typeof value !== 'object' || value === null) {
    characters.left -= typeof value === 'string' ? value.length + 2 : 4;
    return characters.left >= 0;
  }
  if (depth >= DEEPEST) return false;
  characters.left -= 2;
  const keys = Array.isArray(value) ? undefined : Object.keys(value);
  const size = keys === undefined ? (value as readonly unknown[]).length : keys.length;
  // Unlike `every`, this does not pass over holes.
  for (let i = 0; i < size; i++) {
    const key = keys?.[i] ?? '';
    const entry: unknown = (value as Fields)[keys === undefined ? i : key];
    // In an object, `undefined` counts as absent.
    if (keys !== undefined && entry === undefined) continue;
    characters.left -= key.length + 4;
    if (!isWithin(entry, fits, characters, depth + 1)) return false;
  }
  return characters.left >= 0;
}

/**
 * Whether two values have the same JSON text but for the order of keys.
 *
 * A `Date` is the same as any text of its instant: the API server writes the time that a `Date` becomes in
 * another way than JavaScript does, so that they would differ for ever.
 */
export function sameJson(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  const left = jsonValue(a);
  const right = jsonValue(b);
  if ((left !== a || right !== b) && isTime(left) && isTime(right)) return compareInstants(left, right) === 0;
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) {
    return left === right;
  }
  if (Array.isArray(left) !== Array.isArray(right)) return false;
  if (Array.isArray(left) && left.length !== (right as readonly unknown[]).length) return false;
  const leftKeys = Object.keys(left);
  const rightKeys = Object.keys(right);
  for (const key of leftKeys) if (!sameJson((left as Fields)[key], own(right, key))) return false;
  // What the one does not have is the same where it is absent in the other.
  for (const key of rightKeys)
    if (!Object.hasOwn(left, key) && !sameJson(undefined, (right as Fields)[key])) return false;
  return true;
}

/** A field of the object itself: every object inherits a `constructor`. */
function own(object: object, key: string): unknown {
  return Object.hasOwn(object, key) ? (object as Fields)[key] : undefined;
}

/** Whether a value says nothing: the API server may drop it, so that it equals an absent one. */
export function isEmpty(value: unknown): boolean {
  const json = jsonValue(value);
  if (isAbsent(json) || json === '') return true;
  return typeof json === 'object' && Object.keys(json).length === 0;
}

/** The fields that say something, `undefined` where none does. */
export function compact<T extends object>(fields: { [K in keyof T]: T[K] | undefined }): T | undefined {
  const kept = Object.entries(fields).filter(([, value]) => !isEmpty(value));
  return isEmpty(kept) ? undefined : (Object.fromEntries(kept) as T);
}

/** A JSON value as text, the same for every order of keys. */
export function canonicalText(value: unknown): string {
  return JSON.stringify(value, (_, entry: unknown) =>
    isFields(entry) ? Object.fromEntries(Object.entries(entry).sort(([a], [b]) => (a < b ? -1 : 1))) : entry,
  );
}
