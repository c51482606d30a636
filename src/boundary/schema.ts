import * as z from 'zod/mini';
import { type Fields, isAbsent, isFields } from '../kubernetes/object.js';

/** A schema. The message of each part names what the part expects, and `faultsOf` completes the sentence. */
export type Schema = z.ZodMiniType;

/** A value that passes a test. */
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

/** Any object; its fields are not checked. */
export const fields = () => z.custom<Fields>(isFields, 'an object');

/** Any list; its items are not looked at, so that a sparse list of any length costs nothing. */
export const anyList = () => z.custom<readonly unknown[]>(Array.isArray, 'a list');

/** A list of any length. */
export const list = <T extends Schema>(item: T, expected = 'a list') => z.array(item, expected);

/** A list with at least one item. */
export const some = <T extends Schema>(item: T, expected: string) =>
  list(item, expected).check(z.minLength(1, expected));

/** A field that may be absent or `null`, as Go writes absent fields and YAML reads keys without a value. */
export const optional = <T extends Schema>(schema: T) =>
  // Callers treat `null` as absent, so that the types need not have it.
  z.nullish(schema) as unknown as z.ZodMiniOptional<T>;

/** An object with these fields, and any others. */
export const open = <const T extends z.core.$ZodLooseShape>(shape: T, expected = 'an object') =>
  z.object(shape, expected);

/**
 * An object with these fields and no others; the message for an unknown one lists those that are known, and ends with
 * the hint.
 */
export const keyed = <const T extends z.core.$ZodLooseShape>(shape: T, expected = 'an object', hint = '') =>
  z.strictObject(shape, {
    error: ({ code }) =>
      code === 'unrecognized_keys' ? `${Object.keys(shape).join(', ')}${hint && `; ${hint}`}` : expected,
  });

/** A rule about which fields an object has; it is checked even where the value of a field is malformed. */
export const rule = (
  holds: (keys: readonly string[]) => boolean,
  expected: string | ((keys: readonly string[]) => string),
) =>
  z.refine<object>((value) => holds(keysIn(value)), {
    error: typeof expected === 'string' ? expected : ({ input }) => expected(keysIn(Object(input))),
    abort: true,
    when: ({ value, issues }) => isFields(value) && !issues.some(({ code }) => code === 'unrecognized_keys'),
  });

/** The fields of an object that are set. */
function keysIn(value: object): readonly string[] {
  return Object.entries(value).flatMap(([key, entry]) => (isAbsent(entry) ? [] : key));
}
