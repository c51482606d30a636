import { canonicalText, isJson } from '../kubernetes/json.js';
import { isFields, isName } from '../kubernetes/object.js';
import { type Chosen, own } from './choice.js';
import { listOf } from './list-of.js';
import type { Reducer } from './reducer.js';

/** The first of the items that are the same, whatever it is. */
const FIRST: Reducer<unknown, Chosen<unknown>, Chosen<unknown>> = {
  start: () => ({ clusterName: '', value: undefined }),
  add(state, value, clusterName) {
    if (state.clusterName === '') {
      state.clusterName = clusterName;
      state.value = value;
    }
    return true;
  },
  part: ({ clusterName, value }) => ({ clusterName, value: own(value) }),
  merge: (parts) => parts.reduce((a, b) => (b.clusterName < a.clusterName ? b : a)),
  finish: (part) => part?.value,
  isPart: (value) => isFields(value) && isName(value.clusterName) && isJson(value.value),
};

/**
 * The items of all members' lists, each of them once, in the order in which they were first met by cluster name.
 *
 * @param key - The field by which two items, objects then, are the same: the first one met stands for both. Without
 * it, items are the same where they are equal.
 * @returns What a kind declares of the field.
 * @example
 * const status = { addresses: union(), nodes: union('name') };
 */
// @__NO_SIDE_EFFECTS__
export function union(key?: string): Reducer<readonly unknown[]> {
  return listOf(FIRST, {
    expected: key === undefined ? 'a JSON value' : `an object of JSON values with the field ${key}`,
    by(item) {
      if (!isJson(item)) return undefined;
      if (key === undefined) return canonicalText(item);
      const value = isFields(item) && Object.hasOwn(item, key) ? item[key] : undefined;
      return value === undefined || value === null ? undefined : canonicalText(value);
    },
  }) as Reducer<readonly unknown[]>;
}
