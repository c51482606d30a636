import { compare } from '../../compare.js';
import { isEmpty } from '../../json.js';
import { freeze } from './freeze.js';
import type { Reducer, ReducerIndex } from './reducers.js';
import { sortedList } from './sorted.js';

/** A value that stands for all members, and the one that reports it. */
interface Chosen {
  readonly clusterName: string;
  readonly value: unknown;
}

/** A reducer that keeps one of the members' values: the first by name, until another is preferred to it. */
// @__NO_SIDE_EFFECTS__
export function choice(
  accepts: (value: unknown) => boolean,
  expected: string,
  prefers: (value: unknown, kept: unknown) => boolean,
): Reducer<Chosen, { kept: Chosen | undefined }, Chosen> {
  /** The value that is kept of all comes first. */
  const order = (a: Chosen, b: Chosen): number => {
    const preferred = prefers(a.value, b.value);
    if (preferred !== prefers(b.value, a.value)) return preferred ? -1 : 1;
    return preferred ? compare(b.clusterName, a.clusterName) : compare(a.clusterName, b.clusterName);
  };
  /** An empty value says nothing, and a malformed one nothing that can be used. */
  const told = (value: unknown): boolean => !isEmpty(value) && accepts(value);

  return {
    start: () => ({ kept: undefined }),
    add(state, value, clusterName) {
      // An empty text is absent, whatever the field's type is.
      if (value === '') return true;
      if (!accepts(value)) return false;
      if (!isEmpty(value) && (state.kept === undefined || prefers(value, state.kept.value))) {
        state.kept = { clusterName, value };
      }
      return true;
    },
    part: ({ kept }) => kept,
    merge: (parts) => [...parts].sort(order)[0],
    finish: (part) => part?.value,
    check(value, path, report) {
      if (value !== '' && !accepts(value)) report(path, value, expected);
    },
    index: () => choiceIndex(order, told),
  };
}

function choiceIndex(
  order: (a: Chosen, b: Chosen) => number,
  told: (value: unknown) => boolean,
): ReducerIndex<Chosen, Chosen> {
  const all = sortedList(order);
  return {
    replace(present, value, clusterName) {
      const next = told(value) ? kept(value) : undefined;
      // By their texts, so that the order of keys is what was reported last.
      if (present !== undefined && JSON.stringify(present.value) === JSON.stringify(next)) return present;
      if (present !== undefined) all.delete(present);
      if (next === undefined) return undefined;
      const chosen = freeze({ clusterName, value: next });
      all.add(chosen);
      return chosen;
    },
    part: () => all.first(),
  };
}

/** A value of one's own, which whoever reported it cannot change. */
function kept(value: unknown): unknown {
  return typeof value === 'object' ? JSON.parse(JSON.stringify(value)) : value;
}
