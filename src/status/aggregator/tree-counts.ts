import { MAX_SAFE } from '../../kubernetes/object.js';
import type { CompiledStatus } from '../compiled-status.js';
import { addFilled, countsOf, type Targets } from '../per-cluster.js';
import { type ExactTotals, exactTotals, moveTotal } from './exact-totals.js';
import { forEachLeaf, type Node } from './member-tree.js';

/** What the counts of some members come to, the first of so many numbers of each. */
export function sumsOf(cells: readonly number[], width: number, counts: number): readonly number[] {
  const sums = new Array<number>(counts);
  for (let i = 0; i < counts; i++) {
    let sum = 0;
    for (let at = i; at < cells.length; at += width) sum += cells[at] as number;
    sums[i] = Math.min(sum, MAX_SAFE);
  }
  return sums;
}

/** The same of all members, as totals that can be changed one by one. */
export function totalsOf(root: Node, width: number, counts: number): ExactTotals {
  const totals = exactTotals(counts);
  forEachLeaf(root, ({ cells }) => {
    for (let start = 0; start < cells.length; start += width)
      for (let i = 0; i < counts; i++) moveTotal(totals, i, 0, cells[start + i] as number);
  });
  return totals;
}

/** The counts of all members in the units of the template. */
export function perClusterCounts(
  compiled: CompiledStatus,
  targets: Targets,
  root: Node,
  members: number,
  totals: readonly number[],
  width: number,
): ArrayLike<number> {
  const filled = new Float64Array(targets.length);
  forEachLeaf(root, ({ cells }) => {
    for (let start = 0; start < cells.length; start += width) addFilled(filled, targets, cells, start);
  });
  return countsOf(compiled, targets, members, totals, filled);
}
