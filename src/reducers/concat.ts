import { compare } from '../kubernetes/compare.js';
import { asJson } from '../kubernetes/json.js';
import { isName } from '../kubernetes/object.js';
import { own } from './choice.js';
import type { Reducer } from './reducer.js';

/** A member's list. */
type Listed = readonly [clusterName: string, items: readonly unknown[]];

/**
 * All members' lists, one after the other by the names of their clusters; left out when no member lists anything.
 *
 * @returns What a kind declares of the field.
 * @example
 * const status = { active: concat() };
 */
// @__NO_SIDE_EFFECTS__
export function concat(): Reducer<readonly unknown[], readonly Listed[], Listed[]> {
  return {
    start: () => [],
    add(lists, value, clusterName, _processed, report) {
      if (value === '') return true;
      const items = asJson(value);
      if (!Array.isArray(items)) {
        report?.('', value, 'a list of JSON values');
        return false;
      }
      if (items.length > 0) lists.push([clusterName, items]);
      return true;
    },
    part: (lists) => (lists.length === 0 ? undefined : own(lists)),
    merge: (parts) => parts.flat(),
    finish: (lists) => lists && [...lists].sort(([a], [b]) => compare(a, b)).flatMap(([, items]) => items),
    isPart: (value) => Array.isArray(value) && value.length > 0 && value.every(isListed),
  };
}

function isListed(value: unknown): boolean {
  return Array.isArray(value) && isName(value[0]) && Array.isArray(value[1]) && asJson(value[1]) === value[1];
}
