// The names that it exports as a module cannot be imported in Node, where it is CommonJS.
import jsonpatch from 'fast-json-patch';
import { mismatch } from '../errors.js';
import { isFields } from '../kubernetes/object.js';

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
 * @see https://github.com/karmada-io/karmada/blob/v1.16.0/pkg/resourceinterpreter/customized/webhook/request/resourceinterpretercontext.go#L155-L170
 */
export function patchOf(before: object, after: unknown): Patch {
  if (!isFields(after))
    throw new TypeError(mismatch('what the interpreter made of the object', after, 'an object'));
  const operations = jsonpatch.compare(before, after);
  if (operations.length === 0) return {};
  return { patchType: 'JSONPatch', patch: base64(JSON.stringify(operations)) };
}

/** The base64 of a text of JSON or ASCII: JSON can write every character in ASCII, all that `btoa` takes. */
export function base64(text: string): string {
  return btoa(
    text.replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`),
  );
}
