import { MAX_INT32 } from '../../objects.js';
import type { Sum } from './reducers.js';

/** Totals from which what was added can be taken away again, without a drift however long that goes on. */
export interface ExactTotals {
  /** The totals, each up to the largest integer that a number holds exactly. */
  readonly values: ArrayLike<number>;
  /** Takes `before` out of a total and puts `after` in. */
  move(total: number, before: number, after: number): void;
}

/** Totals of 0. */
export function exactTotals(counts: readonly Sum[]): ExactTotals {
  const values = new Float64Array(counts.length);
  // A number holds the sum of four million int32 exactly, but not that of two int64.
  const wide: (bigint | undefined)[] = counts.map(({ limit }) => (limit > MAX_INT32 ? 0n : undefined));
  return {
    values,
    move(total, before, after) {
      const exact = wide[total];
      if (exact === undefined) {
        values[total] = (values[total] as number) + (after - before);
        return;
      }
      const moved = exact + BigInt(after) - BigInt(before);
      wide[total] = moved;
      values[total] = Math.min(Number(moved), Number.MAX_SAFE_INTEGER);
    },
  };
}
