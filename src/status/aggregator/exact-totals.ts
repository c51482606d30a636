import { MAX_SAFE } from '../../kubernetes/object.js';

/** Totals from which what was added can be taken away again, without a drift however long that goes on. */
export interface ExactTotals {
  /** The totals: exact as long as a number holds them, and beyond that no less than what it holds. */
  readonly values: Float64Array;
  /** Takes `before` out of a total and puts `after` in. */
  move(total: number, before: number, after: number): void;
}

/** So many totals of 0. */
export function exactTotals(count: number): ExactTotals {
  const values = new Float64Array(count);
  const rounded = new Float64Array(count);
  const missing = new Float64Array(count);
  return {
    values,
    move(total, before, after) {
      const present = rounded[total] as number;
      const change = after - before;
      const next = present + change;
      // What rounding has lost, exactly (Knuth's TwoSum): two int64 may come to more than a number holds.
      const added = next - present;
      const lost = (missing[total] as number) + (present - (next - added)) + (change - added);
      rounded[total] = next;
      missing[total] = lost;
      values[total] = Math.min(next + lost, MAX_SAFE);
    },
  };
}
