import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sum } from '../../src/reducers/sum.js';
import { complaints, reduced, reducerLaws } from '../support/reducer-laws.js';

reducerLaws('sum()', sum(), fc.nat());
reducerLaws("sum('int64')", sum('int64'), fc.maxSafeNat());

describe('sum()', () => {
  test.each<[readonly unknown[], number]>([
    [[], 0],
    [[undefined, 2, null, 3], 5],
    [[2147483646, 1], 2147483647],
    [[2147483647, 1], 2147483647],
    [[1, '2'], 1],
  ])('of %j is %j', (values, expected) => {
    expect(reduced(sum(), values)).toBe(expected);
  });

  test('of int64 stops at the largest integer that JSON holds', () => {
    expect(reduced(sum('int64'), [9007199254740990, 1])).toBe(9007199254740991);
    expect(reduced(sum('int64'), [9007199254740991, 1])).toBe(9007199254740991);
  });

  test('says what a count is', () => {
    expect(complaints(sum(), 2147483647)).toEqual([]);
    expect(complaints(sum(), 2147483648)).toEqual([' is not an integer from 0 to 2147483647']);
    expect(complaints(sum('int64'), 2147483648)).toEqual([]);
    expect(complaints(sum(), -1)).toHaveLength(1);
  });
});
