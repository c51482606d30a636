import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { first, last, max, min, type Reducer, worst } from '../../../src/interpreters/status/reducers.js';

const names = ['a', 'b', 'c', 'd', '__proto__'];
const texts = fc.constantFrom<unknown>('', 'x', 'y', 'bad', 'fair', 'good', 5, null, {}, Symbol.iterator);
const numbers = fc.constantFrom<unknown>(
  0,
  -0,
  1,
  1,
  -2.5,
  1e300,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  '1',
  '',
);
const objects = fc.constantFrom<unknown>(
  ...[{}, { a: 1 }, { a: 1, b: [2] }, { b: [2], a: 1 }, { a: 0 }, { a: -0 }, { a: Number.NaN }],
  ...[[], ['a'], 'x', '', undefined, JSON.parse('{"__proto__": 1}')],
);
const told = { previous: undefined, observedGeneration: 0 };

describe.each<[name: string, reducer: Reducer, values: fc.Arbitrary<unknown>]>([
  ['last()', last(), texts],
  ['first()', first(), texts],
  ['last(number)', last('number'), numbers],
  ['first(integer)', first('integer'), numbers],
  ['last(boolean)', last('boolean'), fc.constantFrom<unknown>(true, false, 'true', null)],
  ['last(object)', last('object'), objects],
  ['first(object)', first('object'), objects],
  ['max()', max(), numbers],
  ['min()', min(), numbers],
  ['worst()', worst('bad', 'fair', 'good'), texts],
])('%s', (_, reducer, values) => {
  const steps = fc.array(fc.tuple(fc.constantFrom(...names), fc.option(values, { nil: undefined })), {
    maxLength: 40,
  });

  /** What a batch makes of the members' values. */
  function fold(members: ReadonlyMap<string, unknown>): unknown {
    const state = reducer.start();
    for (const name of [...members.keys()].sort()) {
      const value = members.get(name) ?? undefined;
      if (value !== undefined) reducer.add(state, value, name);
    }
    return reducer.part(state);
  }

  test('an index holds what a fold of the present values gives', () => {
    const holds = (given: [string, unknown][]): void => {
      const index = reducer.index();
      const members = new Map<string, unknown>();
      const contributions = new Map<string, unknown>();
      for (const [name, value] of given) {
        const present = contributions.get(name);
        contributions.set(name, index.replace(present, value ?? undefined, name));
        members.set(name, value);
        expect(JSON.stringify(index.part())).toBe(JSON.stringify(fold(members)));
        const again = contributions.get(name);
        expect(index.replace(again, value ?? undefined, name)).toBe(again);
      }
    };
    fc.assert(fc.property(steps, holds));
  });

  test('parts of different members merge to what all of them come to', () => {
    const holds = (given: [string, unknown][], cut: number[]): void => {
      const members = new Map(given);
      const parts = [0, 1, 2].map((at) =>
        fold(new Map([...members].filter((_, i) => (cut[i] ?? 0) % 3 === at))),
      );
      const present = parts.filter((part) => part !== undefined);
      const merged = present.length === 0 ? undefined : reducer.merge(present);
      expect(merged).toEqual(fold(members));
      expect(present.length === 0 ? undefined : reducer.merge([...present].reverse())).toEqual(merged);
      expect(reducer.finish(merged, told)).toEqual(reducer.finish(fold(members), told));
    };
    fc.assert(fc.property(steps, fc.array(fc.nat(2)), holds));
  });

  test('what is malformed is what is reported', () => {
    fc.assert(
      fc.property(values, (value) => {
        if (value === undefined || value === null) return;
        const reports: unknown[][] = [];
        reducer.check(value, 'status.it', (...report) => reports.push(report));
        expect(reports.length).toBe(reducer.add(reducer.start(), value, 'a') ? 0 : 1);
        for (const [path, given] of reports) expect([path, given]).toEqual(['status.it', value]);
      }),
    );
  });
});

test('neither who reports a value nor who is handed it can change what an index keeps', () => {
  const index = last('object').index();
  const value = { a: { b: [1] } };
  const contribution = index.replace(undefined, value, 'm');
  value.a.b.push(2);
  const part = index.part() as { clusterName: string; value: typeof value };
  expect(part).toEqual({ clusterName: 'm', value: { a: { b: [1] } } });
  expect([part.value, part.value.a, part.value.a.b].every(Object.isFrozen)).toBe(true);
  try {
    part.clusterName = 'z';
  } catch {}
  expect(index.part()).toEqual({ clusterName: 'm', value: { a: { b: [1] } } });
  expect(index.replace(contribution, { a: { b: [1] } }, 'm')).toBe(contribution);
  expect(index.replace(contribution, undefined, 'm')).toBeUndefined();
  expect(index.part()).toBeUndefined();
});
