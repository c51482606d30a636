import type * as z from 'zod/mini';
import { placeOf } from '../boundary/place.js';
import { describe, mismatch } from '../errors.js';
import type { Fields } from '../kubernetes/object.js';
import { DeclarationError, type DeclarationFault } from './error.js';

/** The deepest that a declaration may nest, and the most values that it may hold. */
const DEEPEST = 40;
const MOST_VALUES = 2000;

type Issue = z.core.$ZodIssue;
type Path = readonly PropertyKey[];

/** A copy of a value that is what a schema asks for, whose messages say what each place does. */
export function validated<T>(schema: z.ZodMiniType<T>, value: unknown): T {
  const unfit = unfitIn(value);
  if (unfit !== undefined) {
    throw new DeclarationError([{ path: '', message: `declaration is ${describe(value)}, not ${unfit}` }]);
  }
  const { data, error } = schema.safeParse(value);
  if (error) throw new DeclarationError(error.issues.flatMap((issue) => faultsIn(value, issue, [])));
  return data;
}

/**
 * What a value is not that it has to be for anybody to look through it: whoever writes JSON or YAML need not know of
 * these bounds, but aliases make a text of a few lines as large as one likes.
 */
function unfitIn(value: unknown): string | undefined {
  let left = MOST_VALUES;
  const fits = (entry: unknown, depth: number): boolean => {
    left -= 1;
    if (left < 0) return false;
    if (typeof entry !== 'object' || entry === null) return true;
    // Zod would pass over it where fields of any name may stand.
    if (depth === DEEPEST || Object.hasOwn(entry, '__proto__')) return false;
    return Object.values(entry).every((next) => fits(next, depth + 1));
  };
  return fits(value, 0)
    ? undefined
    : `data of at most ${MOST_VALUES} values, ${DEEPEST} levels deep, without __proto__`;
}

/** The faults that an issue of zod's tells of, below the place at which it was found. */
function faultsIn(root: unknown, issue: Issue, above: Path): readonly DeclarationFault[] {
  const at = [...above, ...issue.path];
  const found = at.reduce<unknown>((holder, key) => (holder as Fields | undefined)?.[String(key)], root);
  if (issue.code === 'invalid_union') {
    // Of the forms that a value may take, the one that it has begun to be: a word, or an object.
    const foreign = typeof found === 'string' ? ['invalid_type'] : ['invalid_type', 'invalid_value'];
    const begun = issue.errors.find(([first]) => first?.path.length || !foreign.includes(`${first?.code}`));
    if (begun) return begun.flatMap((own) => faultsIn(root, own, at));
  }
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => unknownKey(at, key, issue.message));
  if (issue.code === 'invalid_key') {
    const message = `${placeOf(at)} is no field of its own: it is there already, or in every object`;
    return [{ path: placeOf(at), message }];
  }
  const options = issue.code === 'invalid_value' ? issue.values.map(String) : [];
  const hint = typeof found === 'string' ? suggestion(found, options) : '';
  const message = mismatch(placeOf(at) || 'declaration', found, issue.message);
  return [{ path: placeOf(at), message: message + hint }];
}

function unknownKey(at: Path, key: string, known: string): DeclarationFault {
  const path = placeOf([...at, key]);
  const hint = suggestion(key, known.split(', ')) || `: what there may be is ${known}`;
  return { path, message: `${path} is unknown${hint}` };
}

/** The word that was meant, if one is near enough: two letters in three are the same. */
function suggestion(word: string, options: readonly string[]): string {
  if (word.length > 40) return '';
  const [nearest] = options
    .map((option) => ({ option, distance: distanceOf(word.toLowerCase(), option.toLowerCase()) }))
    .filter(({ option, distance }) => distance <= Math.max(word.length, option.length) / 3)
    .sort((a, b) => a.distance - b.distance);
  return nearest ? `: did you mean ${nearest.option}?` : '';
}

/**
 * How many letters have to be put in, left out, replaced or swapped with the next to make one word of the other.
 *
 * @see https://en.wikipedia.org/wiki/Damerau%E2%80%93Levenshtein_distance#Optimal_string_alignment_distance
 */
function distanceOf(a: string, b: string): number {
  const rows: number[][] = [Array.from({ length: b.length + 1 }, (_, j) => j)];
  for (let i = 1; i <= a.length; i++) {
    const [before, last] = [rows[i - 2], rows[i - 1] as number[]];
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const swapped =
        before && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]
          ? (before[j - 2] as number) + 1
          : Number.POSITIVE_INFINITY;
      const replaced = (last[j - 1] as number) + (a[i - 1] === b[j - 1] ? 0 : 1);
      row.push(Math.min((last[j] as number) + 1, (row[j - 1] as number) + 1, replaced, swapped));
    }
    rows.push(row);
  }
  return (rows[a.length] as number[])[b.length] as number;
}
