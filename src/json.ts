import { type Fields, isAbsent, isFields } from './objects.js';

/** How deep a value may nest before it is taken for a cycle. */
const DEEPEST = 1000;

/** From which depth on objects are remembered: those that stand in many places would be looked at in each. */
const SHARED = 8;

/** Whether a value reads back from its own JSON text: no `NaN`, no function, no cycle. */
export function isJson(value: unknown, depth = 0, seen?: Set<object>): boolean {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return true;
    case 'number':
      return Number.isFinite(value) && !Object.is(value, -0);
    case 'object':
      if (value === null) return true;
      if (seen?.has(value)) return true;
      return (
        depth < DEEPEST && isJsonObject(value, depth + 1, seen ?? (depth === SHARED ? new Set() : undefined))
      );
    default:
      return false;
  }
}

function isJsonObject(value: object, depth: number, seen: Set<object> | undefined): boolean {
  if (Array.isArray(value)) {
    // Unlike `every`, this does not pass over holes.
    for (const entry of value) if (!isJson(entry, depth, seen)) return false;
    seen?.add(value);
    return true;
  }
  if (Object.prototype.toString.call(value) !== '[object Object]') return false;
  const fits = Object.values(value).every((entry) => entry === undefined || isJson(entry, depth, seen));
  if (fits) seen?.add(value);
  return fits;
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
  if (isAbsent(value) || value === '') return true;
  return typeof value === 'object' && Object.keys(value).length === 0;
}
