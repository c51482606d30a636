import { type Fields, isFields } from './objects.js';

/** How deep a value may nest before it is taken for a cycle. */
const DEEPEST = 1000;

/** Whether a value reads back from its own JSON text: no `NaN`, no function, no cycle. */
export function isJson(value: unknown, depth = 0): boolean {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return true;
    case 'number':
      return Number.isFinite(value) && !Object.is(value, -0);
    case 'object':
      if (value === null) return true;
      return depth < DEEPEST && isJsonObject(value, depth + 1);
    default:
      return false;
  }
}

function isJsonObject(value: object, depth: number): boolean {
  if (Array.isArray(value)) {
    // Unlike `every`, this does not pass over holes.
    for (const entry of value) if (!isJson(entry, depth)) return false;
    return true;
  }
  if (Object.prototype.toString.call(value) !== '[object Object]') return false;
  return Object.values(value).every((entry) => entry === undefined || isJson(entry, depth));
}

/** Whether two values have the same JSON text but for the order of keys. */
export function sameJson(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (Array.isArray(a)) {
    return Array.isArray(b) && a.length === b.length && a.every((entry, i) => sameJson(entry, b[i]));
  }
  if (!isFields(a) || !isFields(b)) return false;
  return (
    Object.keys(a).every((key) => sameJson(a[key], own(b, key))) &&
    Object.keys(b).every((key) => b[key] === undefined || Object.hasOwn(a, key))
  );
}

/** A field of the object itself: every object inherits a `constructor`. */
function own(fields: Fields, key: string): unknown {
  return Object.hasOwn(fields, key) ? fields[key] : undefined;
}

/** Whether a value says nothing: the API server may drop it, so that it equals an absent one. */
export function isEmpty(value: unknown): boolean {
  if (value === undefined || value === null || value === '') return true;
  return typeof value === 'object' && Object.keys(value).length === 0;
}
