import { type Fields, isAbsent, isFields } from './object.js';

/** How deep a value may nest before it is taken for a cycle. */
const DEEPEST = 1000;

/** Whether a value reads back from its own JSON text: no `NaN`, no function, no cycle. */
export function isJson(value: unknown, depth = 0, seen?: Set<unknown>): boolean {
  if (typeof value === 'number') return Number.isFinite(value) && !Object.is(value, -0);
  if (typeof value !== 'object') return typeof value === 'string' || typeof value === 'boolean';
  // Objects that stand in many places are looked at once.
  if (value === null || seen?.has(value)) return true;
  const found = seen ?? new Set();
  const fits = depth < DEEPEST && entriesOf(value).every((entry) => isJson(entry, depth + 1, found));
  if (fits) found.add(value);
  return fits;
}

/** What stands in a list, holes too, or in a plain object, where `undefined` counts as absent. */
function entriesOf(value: object): readonly unknown[] {
  if (Array.isArray(value)) return [...value];
  if (Object.prototype.toString.call(value) !== '[object Object]') return [undefined];
  return Object.values(value).filter((entry) => entry !== undefined);
}

/**
 * A value as JSON has it, itself where it is JSON already: the times of client-node and of some YAML are made
 * texts. `undefined` where there is no text for it.
 */
export function asJson(value: unknown): unknown {
  if (isJson(value)) return value;
  try {
    return JSON.parse(JSON.stringify(value)) ?? undefined;
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

/** A JSON value as text, the same for every order of keys. */
export function canonicalText(value: unknown): string {
  return JSON.stringify(value, (_, entry: unknown) =>
    isFields(entry) ? Object.fromEntries(Object.entries(entry).sort(([a], [b]) => (a < b ? -1 : 1))) : entry,
  );
}
