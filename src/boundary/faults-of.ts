import type * as z from 'zod/mini';
import { type Fault, mismatch } from '../errors.js';
import type { Fields } from '../kubernetes/object.js';
import { didYouMean } from './did-you-mean.js';
import { formatPath } from './format-path.js';
import type { Schema } from './schema.js';
import { unknownField } from './unknown-fields.js';

type Issue = z.core.$ZodIssue;

/** The value that is checked, its name in messages, and the path at which it stands. */
interface Checked {
  readonly value: unknown;
  readonly name: string;
  readonly root: string;
}

/**
 * The faults of a value by a schema, in one phrasing: `request.uid is 5, not a name`.
 *
 * @param schema - A {@link Schema}, whose messages name what each place expects.
 * @param value - Any value.
 * @param name - The name of the value itself in messages.
 * @param root - The path at which the value stands; empty where paths start from it.
 */
export function faultsOf(schema: Schema, value: unknown, name: string, root = ''): readonly Fault[] {
  const issues = schema.safeParse(value).error?.issues ?? [];
  return issues.flatMap((issue) => faultsIn({ value, name, root }, issue, []));
}

/** The faults of one issue of zod's; `above` are the keys of the union it was found in. */
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
  if (issue.code === 'unrecognized_keys') {
    const [known = '', hint] = issue.message.split('; ');
    return issue.keys.map((key) => unknownField(path, key, known.split(', '), hint));
  }
  // The schema's message for the name of a field is the rest of a sentence that begins with the path.
  if (issue.code === 'invalid_key') return [{ path, message: `${path} ${issue.issues[0]?.message}` }];
  // A single value stands in the message already.
  const options = issue.code === 'invalid_value' && issue.values.length > 1 ? issue.values.map(String) : [];
  const hint = typeof found === 'string' ? didYouMean(found, options) : '';
  return [{ path, message: mismatch(path || checked.name, found, issue.message) + hint }];
}

/** The issues of the member of a union that the value comes closest to: of the texts for a text, else of the objects. */
function formBegun(forms: readonly (readonly Issue[])[], found: unknown): readonly Issue[] | undefined {
  const foreign = typeof found === 'string' ? ['invalid_type'] : ['invalid_type', 'invalid_value'];
  return forms.find(([first]) => first && (first.path.length > 0 || !foreign.includes(first.code)));
}
