import { MAX_SAFE } from '../../kubernetes/object.js';

/** Totals from which what was added can be taken away again, without a drift however long that goes on. */
export interface ExactTotals {
  /** The totals as numbers hold them, and what rounding has lost of each. */
  readonly rounded: number[];
  readonly missing: number[];
}

/** So many totals of 0. */
export function exactTotals(count: number): ExactTotals {
  return { rounded: new Array(count).fill(0), missing: new Array(count).fill(0) };
}

/** Takes `before` out of a total and puts `after` in. */
export function moveTotal(
  { rounded, missing }: ExactTotals,
  total: number,
  before: number,
  after: number,
): void {
  const present = rounded[total] as number;
  const change = after - before;
  const next = present + change;
  // What rounding has lost, exactly (Knuth's TwoSum): two int64 may come to more than a number holds.
  const added = next - present;
  missing[total] = (missing[total] as number) + (present - (next - added)) + (change - added);
  rounded[total] = next;
}

/** The totals: exact as long as a number holds them, and beyond that no less than what it holds. */
export function valuesOf({ rounded, missing }: ExactTotals): readonly number[] {
  return rounded.map((total, i) => Math.min(total + (missing[i] as number), MAX_SAFE));
}
