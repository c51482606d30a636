// The names that it exports as a module cannot be imported in Node, where it is CommonJS.
import jsonpatch from 'fast-json-patch';
import { mismatch } from '../errors.js';
import { type Fields, isFields, type KubernetesObject } from '../kubernetes/object.js';
import { answerOf, synchronous } from './answer-of.js';

/** A part of every JavaScript platform that has no type of its own in the language. */
declare function btoa(text: string): string;

/** How a response says what changes; without a change it says nothing, as Karmada refuses an empty patch. */
export interface Patch {
  readonly patchType?: 'JSONPatch';
  readonly patch?: string;
}

/**
 * The change from one object to another. What both share by reference is not looked into, which leaves the part
 * that can have changed: an interpreter copies no more than it changes.
 *
 * @throws TypeError for what is not the same object with changes: its patch would take the object's fields away.
 * @see https://github.com/karmada-io/karmada/blob/v1.16.0/pkg/resourceinterpreter/customized/webhook/request/resourceinterpretercontext.go#L155-L170
 */
export function patchOf(before: KubernetesObject, after: unknown): Patch {
  const changed: unknown = synchronous(after);
  if (!isFields(changed)) throw new TypeError(mismatch(`the interpreter's object`, changed, 'an object'));
  for (const field of ['apiVersion', 'kind'] as const) {
    if (changed[field] === before[field]) continue;
    const expected = `${JSON.stringify(before[field])} as before`;
    throw new TypeError(mismatch(`${field} of the interpreter's object`, changed[field], expected));
  }
  const operations = jsonpatch.compare(...(inJson(before, changed) as [object, object]));
  if (operations.length === 0) return {};
  return { patchType: 'JSONPatch', patch: base64(JSON.stringify(operations)) };
}

/**
 * Two values as JSON has them, as far as they differ: without the keys that are `undefined`, which fast-json-patch
 * would replace, and with times as texts, in which it sees no change.
 */
function inJson(before: unknown, after: unknown): readonly [before: unknown, after: unknown] {
  if (before === after) return [before, after];
  if (!isPlain(before) || !isPlain(after)) return [answerOf(before), answerOf(after)];
  const [left, right]: [string, unknown][][] = [[], []];
  for (const key of new Set([...Object.keys(before), ...Object.keys(after)])) {
    const [own, other] = inJson(ownField(before, key), ownField(after, key));
    if (own !== undefined) left?.push([key, own]);
    if (other !== undefined) right?.push([key, other]);
  }
  return [Object.fromEntries(left ?? []), Object.fromEntries(right ?? [])];
}

/** Whether a value is written key by key. */
function isPlain(value: unknown): value is Fields {
  return (
    isFields(value) &&
    Object.prototype.toString.call(value) === '[object Object]' &&
    typeof value.toJSON !== 'function'
  );
}

/** A field of the object itself: every object inherits a `constructor`. */
function ownField(fields: Fields, key: string): unknown {
  return Object.hasOwn(fields, key) ? fields[key] : undefined;
}

/** The base64 of a text of JSON or ASCII: JSON can write every character in ASCII, all that `btoa` takes. */
export function base64(text: string): string {
  return btoa(
    text.replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`),
  );
}
