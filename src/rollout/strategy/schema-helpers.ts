import validRange from 'semver/ranges/valid.js';
import * as z from 'zod/mini';
import { didYouMean } from '../../boundary/did-you-mean.js';
import { formatPath } from '../../boundary/format-path.js';
import { describe } from '../../errors.js';
import type { RolloutFault } from './rollout-error.js';

/** A message in the form that the faults of a suspension have. */
export function must(be: string) {
  return { error: ({ input }: { readonly input?: unknown }) => `must be ${be}, not ${describe(input)}` };
}

/** A value that a test of this library's own decides on. */
export function tested(test: (value: unknown) => boolean, be: string) {
  return z.custom<unknown>(test, must(be));
}

/** A list of any length. */
export function list(item: z.ZodMiniType) {
  return z.array(item, must('a list'));
}

/** A list with at least one item. */
export function some(item: z.ZodMiniType) {
  return list(item).check(z.refine((items) => items.length > 0, 'must not be empty'));
}

/** An object with these fields and no others; for another one, the message lists those that are known. */
export function fields(shape: { readonly [field: string]: z.ZodMiniType }) {
  const known = Object.keys(shape).join(', ');
  const { error } = must('an object');
  return z.strictObject(shape, {
    error: (issue) => (issue.code === 'unrecognized_keys' ? known : error(issue)),
  });
}

/** A field that may be left out; YAML has `null` where a key has nothing behind it. */
export function optional(schema: z.ZodMiniType) {
  return z.optional(z.nullable(schema));
}

/** A text that is not empty, such as the name of a cluster. */
export function text() {
  return tested((value) => typeof value === 'string' && value !== '', 'a text that is not empty');
}

/** One of a few texts. */
export function oneOf(...texts: readonly [string, ...string[]]) {
  return z.enum(texts, must(texts.map((value) => JSON.stringify(value)).join(' or ')));
}

/** The longest range: nobody writes a longer one, and reading it takes time. */
const LONGEST_RANGE = 256;

/** A range of semantic versions. */
export function range() {
  return tested(
    (value) => typeof value === 'string' && value.length <= LONGEST_RANGE && validRange(value) !== null,
    'a range of semantic versions',
  );
}

/** The keys to a value in a member's status. */
export function path() {
  return z.union([text(), some(text())], must('a path of keys'));
}

/** Everything that keeps a value from being what a schema asks for; `root` is where the value stands. */
export function rolloutFaults(schema: z.ZodMiniType, value: unknown, root: string): readonly RolloutFault[] {
  const issues = schema.safeParse(value).error?.issues ?? [];
  return issues.flatMap((issue) => {
    const path = formatPath(issue.path, root);
    if (issue.code === 'unrecognized_keys') {
      const known = issue.message.split(', ');
      return issue.keys.map((key) => ({
        path: formatPath([key], path),
        message: `is an unknown field${didYouMean(key, known)}`,
      }));
    }
    const found = issue.path.reduce<unknown>((holder, key) => Object(holder)[key], value);
    const options = issue.code === 'invalid_value' ? issue.values.map(String) : [];
    const hint = typeof found === 'string' ? didYouMean(found, options) : '';
    return [{ path, message: issue.message + hint }];
  });
}
