import { type ParsedPath, parsePath, pathOf, type Segment, type Step } from '../boundary/parse-path.js';
import { InterpreterError, shortened } from '../errors.js';
import { isAbsent, isFields } from '../kubernetes/object.js';
import { query } from './query.js';

/** Reads the values at a path of an object, without those that are absent or `null`. */
export type Read = (object: object) => readonly unknown[];

/** Parses a path that the schema has checked. */
export function parsedPath(given: string): ParsedPath {
  return parsePath(given) as ParsedPath;
}

/** Compiles a path to a reader of its values. */
export function reader({ steps, segments, place }: ParsedPath): Read {
  const found: Read = steps ? (object) => [follow(object, steps)] : (object) => query(object, segments);
  return (object) => {
    try {
      return found(object).filter((value) => !isAbsent(value));
    } catch (cause) {
      // A getter of the caller's own has thrown.
      const message = `${shortened(place || 'object')} cannot be read`;
      throw new InterpreterError('INVALID_OBJECT', message, { cause, faults: [{ path: place, message }] });
    }
  };
}

/** The value at the one place to which steps lead; inherited fields are not read. */
function follow(object: unknown, steps: readonly Step[]): unknown {
  let found: unknown = object;
  for (const step of steps) {
    if (typeof step === 'number') found = Array.isArray(found) ? found[step] : undefined;
    else found = isFields(found) && Object.hasOwn(found, step) ? found[step] : undefined;
  }
  return found;
}

/** The segments of a path up to the last one that may lead to several places; empty where none does. */
export function severalOf({ segments }: ParsedPath): readonly Segment[] {
  const end = segments.reduce((found, { step }, i) => (step === undefined ? i + 1 : found), 0);
  return segments.slice(0, end);
}

/** Whether a path leads to one place for each place of another: it goes through the same lists or fewer. */
export function goesAlong(path: ParsedPath, { segments }: ParsedPath): boolean {
  return severalOf(path).every(({ expression }, i) => segments[i]?.expression === expression);
}

/** A value with those that go with it. */
export interface Beside {
  readonly value: unknown;
  /** A value for each of the other paths, in their order; `undefined` where nothing is there. */
  readonly others: readonly unknown[];
}

/**
 * Reads the values at a path, each with those at other paths that {@link goesAlong} it: of `$.a[*].name` and
 * `$.a[*].size`, the size that goes with each name.
 */
export function besides(
  path: ParsedPath,
  others: readonly (ParsedPath | undefined)[],
): (object: object) => readonly Beside[] {
  const aside = others.map((other) => {
    const several = other ? severalOf(other).length : 0;
    return { several, read: reader(pathOf(other?.segments.slice(several) ?? [])) };
  });
  // The lengths at which other paths leave this one.
  const forks = [...new Set([0, ...aside.map(({ several }) => several), path.segments.length])];
  const stages = forks
    .sort((a, b) => a - b)
    .map((fork, i, all) => ({ fork, read: reader(pathOf(path.segments.slice(all[i - 1] ?? 0, fork))) }));
  return (object) =>
    stages.reduce<readonly Beside[]>(
      (found, { fork, read }) =>
        found.flatMap((from) =>
          read(from.value as object).map((value) => ({
            value,
            others: aside.map((other, i) =>
              other.several === fork ? other.read(value as object)[0] : from.others[i],
            ),
          })),
        ),
      [{ value: object, others: [] }],
    );
}
