import * as z from 'zod/mini';
import { placeOf } from '../boundary/place.js';
import { describe, mismatch } from '../errors.js';
import { at, type Fields, isFields } from '../kubernetes/object.js';

/** What a value has to be. Each part says what it asks for as its message: `a name`, `a list`. */
export type Schema = z.ZodMiniType;

/** Text that says something. */
export const name = (): Schema => z.string('a name').check(z.minLength(1, 'a name'));

/** Any object; what stands in it is for others to check. */
export const fields = (): Schema => z.custom<Fields>(isFields, 'an object');

/** Items of one sort. */
export const list = (item: Schema): Schema => z.array(item, 'a list');

/** Everything that is wrong with a value, each with its path: `request.uid is missing, not a name; …`. */
export function faultsOf(schema: Schema, value: unknown, root: string): string {
  const { error } = schema.safeParse(value);
  return (error?.issues ?? [])
    .map(({ path, message }) => {
      const found = path.reduce<unknown>((holder, key) => (holder as Fields)[String(key)], value);
      return mismatch(placeOf(path) || root, found, message);
    })
    .join('; ');
}

/**
 * An answer under the name of its request, so that even a malformed message is answered by name; `''` where it
 * has none. `failed` answers what is thrown on the way: by an interpreter, or by a message that is no JSON.
 */
export function answered<T extends object>(
  message: unknown,
  answer: (message: unknown) => T,
  failed: (error: unknown) => T,
): T & { readonly uid: string } {
  let uid = '';
  try {
    const given = at(message, 'request', 'uid');
    if (typeof given === 'string') uid = given;
    return { uid, ...answer(message) };
  } catch (error) {
    return { uid, ...failed(error) };
  }
}

/** What an error says, whatever has been thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : `${describe(error)} was thrown`;
}

/** Text of a certain form. */
export const matching = (form: RegExp, expected: string): Schema =>
  z.string(expected).check(z.regex(form, expected));

/** A whole number of a range. */
export const integer = (least: number, most: number): Schema => {
  const expected = `an integer from ${least} to ${most}`;
  return z.int(expected).check(z.minimum(least, expected), z.maximum(most, expected));
};
