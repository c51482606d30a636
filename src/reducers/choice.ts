import { asJson, isEmpty, isJson } from '../kubernetes/json.js';
import { isAbsent, isFields, isName } from '../kubernetes/object.js';
import type { Reducer } from './reducer.js';

/** A value that stands for all members, and the cluster that reports it. */
export interface Chosen<Value> {
  clusterName: string;
  value: Value | undefined;
}

/**
 * A reducer that keeps one of the members' values: the first by cluster name, until another is preferred to it.
 *
 * @param expected - What a value has to be, as messages say it.
 * @param accepts - Whether a value is that.
 * @param prefers - Whether a value takes the place of the one that is kept.
 * @returns What a kind declares of the field. Empty values say nothing.
 * @example
 * const longest = choice('a string', isString, (value, kept) => value.length > kept.length);
 */
// @__NO_SIDE_EFFECTS__
export function choice<Value>(
  expected: string,
  accepts: (value: unknown) => value is Value,
  prefers: (value: Value, kept: Value) => boolean,
): Reducer<Value, Chosen<Value>, Chosen<Value>> {
  return {
    start: () => ({ clusterName: '', value: undefined }),
    add(state, given, clusterName, _processed, report) {
      // An empty text is absent, whatever the field's type is.
      if (isAbsent(given) || given === '') return true;
      let value: unknown = given;
      if (!accepts(value)) {
        value = asJson(given);
        if (!accepts(value)) {
          report?.('', given, expected);
          return false;
        }
      }
      // Of what is left, objects alone may be empty.
      if (typeof value === 'object' && isEmpty(value)) return true;
      if (state.value === undefined || prefers(value, state.value)) {
        state.clusterName = clusterName;
        state.value = value;
      }
      return true;
    },
    part: ({ clusterName, value }) => (value === undefined ? undefined : { clusterName, value: own(value) }),
    merge: (parts) =>
      parts.reduce((a, b) => {
        const [kept, other] = a.clusterName < b.clusterName ? [a, b] : [b, a];
        return prefers(other.value as Value, kept.value as Value) ? other : kept;
      }),
    keep(place, given) {
      const value = accepts(given) ? given : asJson(given);
      const usable = accepts(value);
      place.value = usable ? value : null;
      return usable || given === '';
    },
    finish: (part) => part?.value,
    isPart: (value) =>
      isFields(value) &&
      isName(value.clusterName) &&
      accepts(value.value) &&
      isJson(value.value) &&
      !isEmpty(value.value),
  };
}

/** A value that whoever reported it, or is handed it as a result, cannot change. */
export function own<T>(value: T): T {
  if (typeof value !== 'object' || value === null) return value;
  return frozen(JSON.parse(JSON.stringify(value)));
}

/** A value of JSON that nobody can write to. */
export function frozen<T>(value: T): T {
  if (typeof value !== 'object' || value === null) return value;
  for (const entry of Object.values(value)) frozen(entry);
  return Object.freeze(value);
}
