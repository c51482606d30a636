import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isAlike } from '../../../src/status/aggregator/is-alike.js';

const json = fc.jsonValue({ maxDepth: 3 }).map((value): unknown => JSON.parse(JSON.stringify(value)));

test('values are alike where no text of JSON tells one from the other', () => {
  const holds = (a: unknown, b: unknown): void => {
    expect(isAlike(a, b)).toBe(JSON.stringify(a) === JSON.stringify(b));
  };
  fc.assert(fc.property(json, json, holds), { numRuns: 500 });
  fc.assert(
    fc.property(json, (value) => holds(value, JSON.parse(JSON.stringify(value)))),
    { numRuns: 300 },
  );
});

test.each<[a: unknown, b: unknown]>([
  [{}, []],
  [[], {}],
  [{ 0: 'x' }, ['x']],
  [
    { a: 1, b: 2 },
    { b: 2, a: 1 },
  ],
  [[1], [1, 2]],
  [{ a: 1 }, { a: 1, b: 2 }],
  [null, {}],
  [0, '0'],
])('%j is not like %j', (a, b) => {
  expect(isAlike(a, b)).toBe(false);
  expect(isAlike({ field: [a] }, { field: [b] })).toBe(false);
});
