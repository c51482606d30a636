import { type Fields, isAbsent, isFields } from './object.js';

/** How deep a value may nest before it is taken for a cycle. */
const DEEPEST = 1000;

/** The most values that a text of JSON may have: as many as the largest body of a webhook, `[0,0,…`, has. */
const MOST_VALUES = 2 ** 22;

/**
 * Whether a value reads back from its own JSON text: no `NaN`, no function, no cycle. Nor is a value JSON that stands
 * in so many places, as the aliases of a few lines of YAML make it, that its text could not be written.
 */
export function isJson(value: unknown): boolean {
  try {
    return sizeOf(value, 0, undefined) <= MOST_VALUES;
  } catch {
    // A getter of the caller's own has thrown.
    return false;
  }
}

/** How many values the JSON text of a value has, more than any text may have where there is none. */
function sizeOf(value: unknown, depth: number, seen: Map<unknown, number> | undefined): number {
  if (typeof value !== 'object' || value === null) return isScalar(value) ? 1 : Number.POSITIVE_INFINITY;
  // Objects that stand in many places are looked at once.
  const known = seen?.get(value);
  if (known !== undefined) return known;
  if (depth === DEEPEST) return Number.POSITIVE_INFINITY;
  const sizes = seen ?? new Map<unknown, number>();
  let size = 1;
  for (const entry of entriesOf(value)) {
    size += sizeOf(entry, depth + 1, sizes);
    if (size > MOST_VALUES) return size;
  }
  sizes.set(value, size);
  return size;
}

function isScalar(value: unknown): boolean {
  if (typeof value === 'number') return Number.isFinite(value) && !Object.is(value, -0);
  return typeof value === 'string' || typeof value === 'boolean' || value === null;
}

/** What stands in a list, holes too, or in a plain object, where `undefined` counts as absent. */
function entriesOf(value: object): readonly unknown[] {
  // A list of JavaScript may claim any length.
  if (Array.isArray(value)) return value.length > MOST_VALUES ? [undefined] : [...value];
  if (Object.prototype.toString.call(value) !== '[object Object]') return [undefined];
  // It is written as something else, whatever its fields are.
  if (typeof (value as Fields).toJSON === 'function') return [undefined];
  return Object.values(value).filter((entry) => entry !== undefined);
}

/**
 * A value as JSON has it, itself where it is JSON already: the times of client-node and of some YAML are made
 * texts.
 *
 * @param value - Any value.
 * @param visit - Sees each value that is not JSON already, before it is written.
 * @returns `undefined` where there is no text for it.
 */
export function asJson(value: unknown, visit?: (entry: unknown) => void): unknown {
  if (isJson(value)) return value;
  let left = MOST_VALUES;
  try {
    const text = JSON.stringify(value, (_, entry: unknown) => {
      left -= 1;
      if (left < 0) throw new RangeError('more values than a text of JSON may have');
      visit?.(entry);
      return entry;
    });
    return JSON.parse(text) ?? undefined;
  } catch {
    return undefined;
  }
}

/** Whether two values have the same JSON text but for the order of keys. */
export function sameJson(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  const bothLists = Array.isArray(a) && Array.isArray(b);
  if (!bothLists && !(isFields(a) && isFields(b))) return false;
  return Object.keys({ ...a, ...b }).every((key) => sameJson(own(a, key), own(b, key)));
}

/** A field of the object itself: every object inherits a `constructor`. */
function own(object: object, key: string): unknown {
  return Object.hasOwn(object, key) ? (object as Fields)[key] : undefined;
}

/** Whether a value says nothing: the API server may drop it, so that it equals an absent one. */
export function isEmpty(value: unknown): boolean {
  if (isAbsent(value) || value === '') return true;
  return typeof value === 'object' && Object.keys(value).length === 0;
}

/** The fields that say something, `undefined` where none does. */
export function compact<T extends object>(fields: { [K in keyof T]: T[K] | undefined }): T | undefined {
  const kept = Object.entries(fields).filter(([, value]) => !isEmpty(value));
  return isEmpty(kept) ? undefined : (Object.fromEntries(kept) as T);
}
