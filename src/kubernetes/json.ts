import { type Fields, isAbsent, jsonValue } from './object.js';
import { compareInstants, isTime } from './time.js';

/** How deep a value may nest before it is taken for a cycle. */
const DEEPEST = 1000;

/** The most characters that a value may have as JSON text, about; the API server takes 3 MiB. */
const LONGEST = 2 ** 24;

/** What a value comes to as JSON text: how many characters, about, and how many levels. */
interface Extent {
  readonly length: number;
  readonly height: number;
}

const NONE: Extent = { length: Number.POSITIVE_INFINITY, height: 0 };

/**
 * Whether a value reads back from its own JSON text: no `NaN`, no function, no cycle, nothing with a `toJSON`.
 *
 * Whatever stands in many places counts in each of them, so that writing the value out is bounded: 24 levels of
 * YAML aliases, each of the next one twice, are no JSON. The bounds are 1,000 levels and 2^24 characters.
 */
export function isJson(value: unknown): boolean {
  try {
    return extentOf(value, isPlain, 0, new Map()).length <= LONGEST;
  } catch {
    // A getter threw.
    return false;
  }
}

/**
 * A value as JSON has it, itself where it is JSON already: the times of client-node and of some YAML are made
 * texts. `undefined` where there is no text for it, or none within the bounds of {@link isJson}.
 */
export function asJson(value: unknown): unknown {
  if (isJson(value)) return value;
  try {
    if (extentOf(value, () => true, 0, new Map()).length > LONGEST) return undefined;
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

/** The extent of a value, {@link NONE} where it is without bounds or something in it does not fit. */
function extentOf(
  value: unknown,
  fits: (value: unknown) => boolean,
  depth: number,
  seen: Map<object, Extent>,
): Extent {
  if (!fits(value)) return NONE;
  if (typeof value !== 'object' || value === null) {
    return { length: typeof value === 'string' ? value.length + 2 : 4, height: 0 };
  }
  const known = seen.get(value);
  if (known !== undefined) return depth + known.height > DEEPEST ? NONE : known;
  const list = Array.isArray(value);
  const keys = list ? undefined : Object.keys(value);
  const size = list ? value.length : (keys as readonly string[]).length;
  if (depth >= DEEPEST || size > LONGEST) return NONE;
  let length = 2;
  let height = 0;
  for (let i = 0; i < size && length <= LONGEST; i++) {
    const key = keys?.[i] ?? '';
    const entry: unknown = (value as Fields)[keys === undefined ? i : key];
    // In an object, `undefined` counts as absent.
    if (keys !== undefined && entry === undefined) continue;
    const extent = extentOf(entry, fits, depth + 1, seen);
    length += key.length + extent.length + 4;
    height = Math.max(height, extent.height);
  }
  const extent = length <= LONGEST ? { length, height: height + 1 } : NONE;
  seen.set(value, extent);
  return extent;
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
  return Object.keys({ ...left, ...right }).every((key) => sameJson(own(left, key), own(right, key)));
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
