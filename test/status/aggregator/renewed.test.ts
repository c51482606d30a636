import fc from 'fast-check';
import { expect, test } from 'vitest';
import { renewed } from '../../../src/status/aggregator/renewed.js';
import { growthOf } from '../../support/cpu.js';
import { deepFreeze } from '../../support/freeze.js';

const json = fc.jsonValue({ maxDepth: 3 }).map((value): unknown => JSON.parse(JSON.stringify(value)));
const copyOf = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

test('what is kept says what was reported, is frozen, and is what was kept before where nothing has changed', () => {
  fc.assert(
    fc.property(json, json, json, (before, beside, value) => {
      deepFreeze([before, beside]);
      const kept = renewed(before, beside, value);
      expect(JSON.stringify(kept)).toBe(JSON.stringify(value));
      if (typeof kept === 'object' && kept !== null) {
        expect(Object.isFrozen(kept)).toBe(true);
        expect(kept).not.toBe(value);
      }
      expect(renewed(kept, beside, copyOf(value))).toBe(kept);
      expect(renewed(undefined, kept, copyOf(value))).toBe(kept);
    }),
    { numRuns: 300 },
  );
});

test('of what has changed, that is kept which has not, from before and else from beside', () => {
  const before = deepFreeze({ a: { x: [1, { y: 2 }] }, b: { z: 3 }, c: 4 });
  const beside = deepFreeze({ a: { x: [1, { y: 2 }] }, b: { z: 5 }, c: 6 });
  const kept = renewed(before, beside, { a: { x: [1, { y: 2 }] }, b: { z: 5 }, c: 7 }) as typeof before;
  expect(kept).toEqual({ a: { x: [1, { y: 2 }] }, b: { z: 5 }, c: 7 });
  expect(kept.a).toBe(before.a);
  expect(kept.b).toBe(beside.b);
  const deeper = renewed(before, undefined, { ...before, a: { x: [0, { y: 2 }] } }) as typeof before;
  expect(deeper.a.x[1]).toBe(before.a.x[1]);
  expect(deeper.b).toBe(before.b);
});

test('a value is not compared again at each of its levels', () => {
  const nested = (levels: number, last: number): unknown => {
    let value: unknown = [...Array(100 * levels).keys(), last];
    for (let level = 0; level < levels; level++) value = { value };
    return value;
  };
  const growth = growthOf((levels) => {
    const [before, value] = [nested(levels, -1), nested(levels, -2)];
    return () => renewed(before, undefined, value);
  }, 200);
  expect(growth).toBeLessThan(1.5);
});
