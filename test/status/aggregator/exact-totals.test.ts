import fc from 'fast-check';
import { expect, test } from 'vitest';
import { exactTotals, moveTotal, valuesOf } from '../../../src/status/aggregator/exact-totals.js';

const MOST = Number.MAX_SAFE_INTEGER;
const limits = [2147483647, MOST, 2147483647];

/** Counts from all over what a format holds, its ends above all. */
function count(at: number): fc.Arbitrary<number> {
  const most = limits[at] as number;
  return fc.oneof(fc.nat(50), fc.integer({ min: 0, max: most }), fc.constantFrom(0, 1, most - 1, most));
}

test('totals equal the sum of what the members hold, however often that has changed', () => {
  const move = fc
    .tuple(fc.nat(5), fc.nat(limits.length - 1))
    .chain(([member, at]) => fc.tuple(fc.constant(member), fc.constant(at), count(at)));
  const holds = (moves: [number, number, number][]): void => {
    const totals = exactTotals(limits.length);
    const held = limits.map(() => new Array<number>(6).fill(0));
    for (const [member, at, after] of moves) {
      const counts = held[at] as number[];
      moveTotal(totals, at, counts[member] as number, after);
      counts[member] = after;
      const exact = held.map((all) => all.reduce((total, one) => total + BigInt(one), 0n));
      expect(valuesOf(totals)).toEqual(exact.map((total) => (total > BigInt(MOST) ? MOST : Number(total))));
    }
  };
  fc.assert(fc.property(fc.array(move, { maxLength: 60 }), holds));
});

test('a total comes back exactly from above what a number holds', () => {
  const totals = exactTotals(1);
  for (const [before, after, total] of [
    [0, MOST, MOST],
    [0, MOST - 1, MOST],
    [0, 1, MOST],
    [MOST, 0, MOST],
    [1, 0, MOST - 1],
    [MOST - 1, 3, 3],
    [3, 0, 0],
  ] as const) {
    moveTotal(totals, 0, before, after);
    expect(valuesOf(totals)).toEqual([total]);
  }
});
