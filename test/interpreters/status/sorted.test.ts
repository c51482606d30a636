import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type SortedList, sortedList } from '../../../src/interpreters/status/sorted.js';

const byNumber = (a: number, b: number): number => a - b;

function entriesOf<T>(list: SortedList<T>): T[] {
  const entries: T[] = [];
  list.visit((entry) => {
    entries.push(entry);
    return true;
  });
  return entries;
}

/** The list must hold the model's entries in order, whatever way it is asked. */
function expectSame(list: SortedList<number>, model: ReadonlySet<number>): void {
  const sorted = [...model].sort(byNumber);
  expect(list.size).toBe(sorted.length);
  expect(list.first()).toBe(sorted[0]);
  expect(entriesOf(list)).toEqual(sorted);
}

/** Puts each entry in where it is not, and takes it out where it is. */
function toggle(list: SortedList<number>, model: Set<number>, entry: number): void {
  if (model.delete(entry)) list.delete(entry);
  else {
    model.add(entry);
    list.add(entry);
  }
}

describe('sortedList', () => {
  test('equals a sorted array after any sequence of entries that come and go', () => {
    const entries = fc.array(fc.nat(60), { maxLength: 200 });
    const holds = (toggled: number[]): void => {
      const list = sortedList(byNumber);
      const model = new Set<number>();
      for (const entry of toggled) {
        toggle(list, model, entry);
        expect([list.size, list.first()]).toEqual([model.size, [...model].sort(byNumber)[0]]);
      }
      expectSame(list, model);
    };
    fc.assert(fc.property(entries, holds));
  });

  test('equals it while chunks fill up, split and go', () => {
    const entries = fc.uniqueArray(fc.nat(100_000), { minLength: 1500, maxLength: 3000, size: 'max' });
    const holds = (all: number[], straight: boolean): void => {
      const list = sortedList(byNumber);
      const model = new Set<number>();
      const given = straight ? [...all].sort(byNumber) : all;
      given.forEach((entry, i) => {
        toggle(list, model, entry);
        if (i % 3 === 2) toggle(list, model, given[i >> 1] as number);
      });
      expectSame(list, model);
      for (const entry of all) if (entry % 50 !== 0 && model.has(entry)) toggle(list, model, entry);
      expectSame(list, model);
      for (const entry of [...model]) toggle(list, model, entry);
      expectSame(list, model);
      toggle(list, model, 7);
      expectSame(list, model);
    };
    fc.assert(fc.property(entries, fc.boolean(), holds), { numRuns: 12 });
  });

  test.each([
    ['upwards', (i: number) => i],
    ['downwards', (i: number) => 2000 - i],
    ['from both ends', (i: number) => (i % 2 === 0 ? i : 4000 - i)],
  ])('takes entries that come %s, and gives them up from the front', (_, entryAt) => {
    const list = sortedList(byNumber);
    const model = new Set<number>();
    for (let i = 0; i < 2000; i++) toggle(list, model, entryAt(i));
    expectSame(list, model);
    for (let i = 0; i < 1900; i++) toggle(list, model, list.first() as number);
    expectSame(list, model);
  });

  test('a visit ends where it is told to, in whatever chunk that is', () => {
    const list = sortedList(byNumber);
    for (let i = 0; i < 1000; i++) list.add(i);
    for (const end of [0, 1, 127, 128, 256, 700, 999]) {
      let visited = 0;
      list.visit((entry) => {
        visited += 1;
        return entry < end;
      });
      expect(visited).toBe(end + 1);
    }
  });

  test('takes out what compares as equal, not what is identical', () => {
    const list = sortedList<{ at: number; note: string }>((a, b) => a.at - b.at);
    for (const at of [3, 1, 2]) list.add({ at, note: `${at}` });
    list.delete({ at: 2, note: 'another' });
    expect(entriesOf(list).map(({ note }) => note)).toEqual(['1', '3']);
    expect(sortedList(byNumber).first()).toBeUndefined();
  });
});
