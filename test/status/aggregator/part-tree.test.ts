import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Reducer } from '../../../src/reducers/reducer.js';
import { partTree } from '../../../src/status/aggregator/part-tree.js';

/** Joins texts in their own order, so that nothing can be lost, counted twice or merged in vain unseen. */
function joining(): Reducer<string[], string[], string[]> & { merges: number } {
  return {
    merges: 0,
    start: () => [],
    add: (state, value) => state.push(`${value}`) > 0,
    part: (state) => (state.length === 0 ? undefined : state),
    merge(parts) {
      this.merges += parts.length;
      return parts.flat().sort();
    },
    finish: (part) => part,
    isPart: (value) => Array.isArray(value),
  };
}

const rows = fc.nat(600);
const change = fc.tuple(rows, fc.option(fc.nat(9), { nil: undefined }));

test('a tree comes to what its rows hold, whatever has changed and whenever that is asked', () => {
  const holds = (rounds: [number, number | undefined][][]): void => {
    const tree = partTree(joining() as Reducer);
    const held = new Map<number, string>();
    expect(tree.part()).toBeUndefined();
    for (const round of rounds) {
      for (const [row, value] of round) {
        const text = value === undefined ? undefined : `${row}:${value}`;
        expect(tree.set(row, text === undefined ? undefined : [text])).toBe(held.get(row) !== text);
        if (text === undefined) held.delete(row);
        else held.set(row, text);
      }
      const all = [...held.values()].sort();
      expect(tree.part() ?? []).toEqual(all);
    }
  };
  fc.assert(fc.property(fc.array(fc.array(change, { maxLength: 30 }), { maxLength: 12 }), holds));
});

test('a part of null is one', () => {
  const tree = partTree({ ...joining(), merge: () => null } as unknown as Reducer);
  for (let row = 0; row < 9; row++) tree.set(row, null);
  expect(tree.part()).toBeNull();
  for (let row = 0; row < 9; row++) tree.set(row, undefined);
  expect(tree.part()).toBeUndefined();
});

test('one change merges a few parts on each level, and none where nothing has changed', () => {
  const reducer = joining();
  const tree = partTree(reducer as Reducer);
  for (let row = 0; row < 4096; row++) tree.set(row, [`${row}`]);
  tree.part();
  const merges = (run: () => void): number => {
    reducer.merges = 0;
    run();
    tree.part();
    return reducer.merges;
  };
  expect(merges(() => tree.set(1000, ['x']))).toBeLessThanOrEqual(8 * 4);
  expect(merges(() => expect(tree.set(1000, ['x'])).toBe(false))).toBe(0);
  expect(merges(() => tree.set(1000, undefined))).toBeLessThanOrEqual(8 * 4);
});
