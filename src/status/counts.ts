import type { Fields } from '../kubernetes/object.js';

/**
 * Adds the counts of one member's status to the totals, and says whether the member is settled.
 *
 * @returns 1 where it is settled, 0 where it is not, and -1, with nothing added, where that takes a closer look.
 */
export type AddCounts = (totals: Float64Array, status: Fields, generation: number) => -1 | 0 | 1;

/** A count as nearly every count is, a small integer or absent; -1 for any other value. */
export function small(value: unknown): number {
  if (typeof value === 'number' && (value | 0) === value && value >= 0) return value;
  return value === undefined ? 0 : -1;
}
