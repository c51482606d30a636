import * as z from 'zod/mini';
import { type Fields, isAbsent, isFields } from '../kubernetes/object.js';

/** What a value has to be. Each part says what it asks for as its message, for `faultsOf` to make a sentence of. */
export type Schema = z.ZodMiniType;

/** A value that a test of this library's own decides on. */
export const tested = (test: (value: unknown) => boolean, expected: string) =>
  z.custom<unknown>(test, expected);

/** Text that is not empty. */
export const name = (expected = 'a name') => z.string(expected).check(z.minLength(1, expected));

/** Text of a certain form. */
export const matching = (form: RegExp, expected: string) => z.string(expected).check(z.regex(form, expected));

/** A whole number of a range. */
export const integer = (least: number, most: number) => {
  const expected = `an integer from ${least} to ${most}`;
  return z.int(expected).check(z.minimum(least, expected), z.maximum(most, expected));
};

/** `true` or `false`. */
export const flag = () => z.boolean('true or false');

/** One of several words; `more` says what else the place takes. */
export const oneOf = <const T extends readonly string[]>(words: T, more = '') =>
  z.enum(words, `one of ${words.join(', ')}${more}`);

/** Any object; its fields are for others to check. */
export const fields = () => z.custom<Fields>(isFields, 'an object');

/** Any list; its items are for others to check, and may be as many as a sparse list claims. */
export const anyList = () => z.custom<readonly unknown[]>(Array.isArray, 'a list');

/** A list of any length. */
export const list = <T extends Schema>(item: T, expected = 'a list') => z.array(item, expected);

/** A list with at least one item. */
export const some = <T extends Schema>(item: T, expected: string) =>
  list(item, expected).check(z.minLength(1, expected));

/** What may be left out, or be `null`, as Go writes it and as YAML reads a key without a value. */
export const optional = <T extends Schema>(schema: T) =>
  // Whoever reads the value takes `null` for absent, so that no type needs it.
  z.nullish(schema) as unknown as z.ZodMiniOptional<T>;

/** An object with these fields; others pass. */
export const open = <const T extends z.core.$ZodLooseShape>(shape: T, expected = 'an object') =>
  z.object(shape, expected);

/** An object with these fields and no other; for an unknown one, the message lists those that are known. */
export const keyed = <const T extends z.core.$ZodLooseShape>(shape: T, expected = 'an object') =>
  z.strictObject(shape, {
    error: ({ code }) => (code === 'unrecognized_keys' ? Object.keys(shape).join(', ') : expected),
  });

/** A rule for the fields that an object has, asked also where something within them is malformed. */
export const rule = (holds: (keys: readonly string[]) => boolean, expected: string) =>
  z.refine<object>((value) => holds(keysIn(value)), {
    error: expected,
    abort: true,
    when: ({ value, issues }) => isFields(value) && !issues.some(({ code }) => code === 'unrecognized_keys'),
  });

/** The fields of an object that are set. */
function keysIn(value: object): readonly string[] {
  return Object.entries(value).flatMap(([key, entry]) => (isAbsent(entry) ? [] : key));
}
