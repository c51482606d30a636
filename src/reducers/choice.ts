import { isEmpty } from '../kubernetes/json.js';
import { isFields, isName } from '../kubernetes/object.js';
import type { Reducer } from './reducers.js';

/** A value that stands for all members, and the cluster that reports it. */
export interface Chosen {
  clusterName: string;
  value: unknown;
}

/** A reducer that keeps one of the members' values: the first by name, until another is preferred to it. */
// @__NO_SIDE_EFFECTS__
export function choice(
  expected: string,
  accepts: (value: unknown) => boolean,
  prefers: (value: unknown, kept: unknown) => boolean,
): Reducer<Chosen, Chosen> {
  /** An empty value says nothing, and a malformed one nothing that can be used. */
  const tells = (value: unknown): boolean => !isEmpty(value) && accepts(value);
  return {
    start: () => ({ clusterName: '', value: undefined }),
    add(state, value, clusterName) {
      // An empty text is absent, whatever the field's type is.
      if (!accepts(value)) return value === '';
      if (!isEmpty(value) && (state.value === undefined || prefers(value, state.value))) {
        state.clusterName = clusterName;
        state.value = value;
      }
      return true;
    },
    part: ({ clusterName, value }) => (value === undefined ? undefined : { clusterName, value: own(value) }),
    merge: (parts) =>
      parts.reduce((a, b) => {
        const [kept, other] = a.clusterName < b.clusterName ? [a, b] : [b, a];
        return prefers(other.value, kept.value) ? other : kept;
      }),
    finish: (part) => part?.value,
    check(value, path, report) {
      if (value !== '' && !accepts(value)) report(path, value, expected);
    },
    isPart: (value) => isFields(value) && isName(value.clusterName) && tells(value.value),
  };
}

/** A value that whoever reported it, or is handed it as a result, cannot change. */
export function own(value: unknown): unknown {
  if (typeof value !== 'object') return value;
  return JSON.parse(JSON.stringify(value), (_, entry) => Object.freeze(entry));
}
