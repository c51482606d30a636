import type * as z from 'zod/mini';
import { type Fault, mismatch } from '../errors.js';
import type { Fields } from '../kubernetes/object.js';
import { didYouMean } from './did-you-mean.js';
import { formatPath } from './format-path.js';
import type { Schema } from './schema.js';
import { unknownField } from './unknown-fields.js';

type Issue = z.core.$ZodIssue;

/** The value that is checked, and what messages call it and the places below it. */
interface Checked {
  readonly value: unknown;
  readonly name: string;
  readonly root: string;
}

/**
 * Everything that keeps a value from being what a schema asks for, in one phrasing: `request.uid is 5, not a name`.
 *
 * @param schema - Its messages are what each place asks for, as {@link Schema} says.
 * @param value - What is checked.
 * @param name - What messages call the value itself.
 * @param root - Where the value stands; empty where paths begin in it.
 */
export function faultsOf(schema: Schema, value: unknown, name: string, root = ''): readonly Fault[] {
  const issues = schema.safeParse(value).error?.issues ?? [];
  return issues.flatMap((issue) => faultsIn({ value, name, root }, issue, []));
}

/** The faults that an issue tells of, below the place at which it was found. */
function faultsIn(checked: Checked, issue: Issue, above: readonly PropertyKey[]): readonly Fault[] {
  const keys = [...above, ...issue.path];
  const path = formatPath(keys, checked.root);
  const found = keys.reduce<unknown>(
    (holder, key) => (holder as Fields | undefined)?.[String(key)],
    checked.value,
  );
  if (issue.code === 'invalid_union') {
    const begun = formBegun(issue.errors, found);
    if (begun) return begun.flatMap((own) => faultsIn(checked, own, keys));
  }
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => unknownField(path, key, issue.message.split(', ')));
  // What is wrong with the name of a field; its message goes on from there.
  if (issue.code === 'invalid_key') return [{ path, message: `${path} ${issue.issues[0]?.message}` }];
  // Of a single value, the message itself says which it is.
  const options = issue.code === 'invalid_value' && issue.values.length > 1 ? issue.values.map(String) : [];
  const hint = typeof found === 'string' ? didYouMean(found, options) : '';
  return [{ path, message: mismatch(path || checked.name, found, issue.message) + hint }];
}

/** Of the forms that a value may take, the faults of the one that it has begun to be: a word, or an object. */
function formBegun(forms: readonly (readonly Issue[])[], found: unknown): readonly Issue[] | undefined {
  const foreign = typeof found === 'string' ? ['invalid_type'] : ['invalid_type', 'invalid_value'];
  return forms.find(([first]) => first && (first.path.length > 0 || !foreign.includes(first.code)));
}
