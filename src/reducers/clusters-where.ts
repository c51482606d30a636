import { compare } from '../kubernetes/compare.js';
import { isName } from '../kubernetes/object.js';
import type { Reducer } from './reducer.js';

/**
 * The clusters whose member fits, by name: what messages list, and what "all" and "any" are counted by.
 *
 * @param fits - Whether a member's value fits; it must not throw.
 * @returns A reducer for {@link combine}; its value is a list, empty where none fits.
 * @example
 * combine({ failed: clustersWhere((status) => status.phase === 'Failed') }, ({ failed = [] }) => failed.length)
 */
// @__NO_SIDE_EFFECTS__
export function clustersWhere(
  fits: (value: { readonly [field: string]: unknown }) => boolean,
): Reducer<readonly string[], readonly string[], string[]> {
  return {
    start: () => [],
    add(names, value, clusterName) {
      if (fits(value as { readonly [field: string]: unknown }) && names.at(-1) !== clusterName)
        names.push(clusterName);
      return true;
    },
    part: (names) => (names.length === 0 ? undefined : [...names]),
    merge: (parts) => parts.flat(),
    finish: (names = []) => [...names].sort(compare),
    isPart: (value) => Array.isArray(value) && value.length > 0 && value.every(isName),
  };
}
