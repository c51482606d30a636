import { isAbsent, isCount, MAX_INT32, MAX_SAFE } from '../kubernetes/object.js';
import type { Reducer } from './reducer.js';

/** The integer types of Kubernetes' APIs; of an int64, JSON numbers hold 53 bits exactly. */
export type IntegerFormat = 'int32' | 'int64';

/**
 * A count that is added up over the members; absent counts are 0, and the sum is always written.
 *
 * @param format - The field's integer type; a sum beyond its largest value stops there.
 * @returns What a kind declares of the field.
 * @example
 * const status = { readyReplicas: sum(), failures: sum('int64') };
 */
// @__NO_SIDE_EFFECTS__
export function sum(format: IntegerFormat = 'int32'): Reducer<number, number, { total: number }> {
  const limit = format === 'int64' ? MAX_SAFE : MAX_INT32;
  return {
    limit,
    start: () => ({ total: 0 }),
    add(state, value, _clusterName, _processed, report) {
      if (isAbsent(value)) return true;
      if (!isCount(value, limit)) {
        report?.('', value, expectedCount(limit));
        return false;
      }
      state.total = Math.min(state.total + value, MAX_SAFE);
      return true;
    },
    part: ({ total }) => total,
    merge: (parts) => parts.reduce((total, part) => Math.min(total + part, MAX_SAFE), 0),
    finish: (part = 0) => Math.min(part, limit),
    isPart: (value) => isCount(value, MAX_SAFE),
  };
}

/** What a count has to be, as messages say it. */
export function expectedCount(limit: number): string {
  return `an integer from 0 to ${limit}`;
}
