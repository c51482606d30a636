// Its named exports cannot be imported in Node, where it is CommonJS.
import jsonpatch from 'fast-json-patch';
import { mismatch } from '../errors.js';
import { type Fields, isFields, type KubernetesObject } from '../kubernetes/object.js';
import { answerOf, synchronous } from './answer-of.js';

// Every JavaScript platform has it; the language's own types do not.
declare function btoa(text: string): string;

/** The fields of a response that hold a patch; none without a change, as Karmada refuses an empty patch. */
export interface Patch {
  readonly patchType?: 'JSONPatch';
  readonly patch?: string;
}

/**
 * The patch from one object to another. Values that both share by reference are skipped: an interpreter copies only
 * what it changes.
 *
 * @throws TypeError where `after` is no object of the same `apiVersion` and `kind`: its patch would remove fields that
 * the interpreter never meant to touch.
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
 * Two values as JSON, where they differ: without `undefined` keys, for which fast-json-patch writes `replace`, and
 * with dates as texts, in which it sees no change.
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

/** Whether JSON writes a value key by key. */
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
