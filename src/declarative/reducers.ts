import { compare } from '../kubernetes/compare.js';
import { isJson } from '../kubernetes/json.js';
import { isCount, isFields, isName, MAX_SAFE } from '../kubernetes/object.js';
import { choice, own } from '../reducers/choice.js';
import type { Reducer } from '../reducers/reducers.js';

const isBoolean = (value: unknown): boolean => typeof value === 'boolean';

/** Whether it is true of every member that reports it. */
// @__NO_SIDE_EFFECTS__
export function all(): Reducer {
  return choice('a boolean', isBoolean, (value) => value === false);
}

/** Whether it is true of any member that reports it. */
// @__NO_SIDE_EFFECTS__
export function any(): Reducer {
  return choice('a boolean', isBoolean, (value) => value === true);
}

/** An item of a list that members report, and where it was first met: by cluster name, then by its place there. */
interface UnionItem {
  readonly first: string;
  readonly at: number;
  readonly value: unknown;
}

/** Items by what makes them the same. */
type UnionFold = Map<string, UnionItem>;

/**
 * The items of all members' lists, each of them once, in the order in which they were first met by cluster name.
 *
 * @param key - The field by which two items, objects then, are the same: the first one met stands for both. Without
 * it, items are the same where they are equal.
 * @example
 * defineStatus({ addresses: union(), nodes: union('name') });
 */
// @__NO_SIDE_EFFECTS__
export function union(key?: string): Reducer<readonly UnionItem[], UnionFold> {
  const expected = key === undefined ? 'a JSON value' : `an object of JSON values with the field ${key}`;
  /** What makes an item the same as another, `undefined` for a malformed one. */
  const identity = (item: unknown): string | undefined => {
    if (!isJson(item)) return undefined;
    if (key === undefined) return canonical(item);
    const value = isFields(item) && Object.hasOwn(item, key) ? item[key] : undefined;
    return value === undefined || value === null ? undefined : canonical(value);
  };
  const put = (fold: UnionFold, item: UnionItem): boolean => {
    const id = identity(item.value);
    if (id === undefined) return false;
    const present = fold.get(id);
    if (present === undefined || byFirst(item, present) < 0) fold.set(id, item);
    return true;
  };
  return {
    start: () => new Map(),
    add(fold, value, first) {
      if (!Array.isArray(value)) return value === '';
      let sound = true;
      for (const [at, item] of value.entries()) if (!put(fold, { first, at, value: item })) sound = false;
      return sound;
    },
    part: (fold) =>
      fold.size === 0 ? undefined : [...fold.values()].map((item) => ({ ...item, value: own(item.value) })),
    merge(parts) {
      const fold: UnionFold = new Map();
      for (const part of parts) for (const item of part) put(fold, item);
      return [...fold.values()].sort(byFirst);
    },
    finish: (part) => part?.map(({ value }) => value),
    check(value, path, report) {
      if (value === '') return;
      if (!Array.isArray(value)) return report(path, value, 'a list');
      for (const [at, item] of value.entries())
        if (identity(item) === undefined) report(`${path}[${at}]`, item, expected);
    },
    isPart: (value) => Array.isArray(value) && value.length > 0 && value.every(isItem),
  };

  function isItem(item: unknown): boolean {
    return (
      isFields(item) && isName(item.first) && isCount(item.at, MAX_SAFE) && identity(item.value) !== undefined
    );
  }
}

/** The order in which items are met; two of one place are from a cluster that reports twice. */
function byFirst(a: UnionItem, b: UnionItem): number {
  return compare(a.first, b.first) || a.at - b.at || compare(canonical(a.value), canonical(b.value));
}

/** A JSON value as text, the same for every order of keys. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, entry: unknown) =>
    isFields(entry) ? Object.fromEntries(Object.entries(entry).sort(([a], [b]) => compare(a, b))) : entry,
  );
}
