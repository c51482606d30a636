import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { agreed } from '../../src/reducers/agreed.js';
import { complaints, reduced, reducerLaws } from '../support/reducer-laws.js';

reducerLaws('agreed()', agreed(), fc.constantFrom('v1', 'v2', 'v3', ''));

describe('agreed()', () => {
  test.each<[readonly unknown[], unknown]>([
    [['v1', 'v1'], 'v1'],
    [['v1', undefined, ''], 'v1'],
    [['v1', 'v2'], undefined],
    [['v1', 'v2', 'v1'], undefined],
    [[undefined, ''], 'stored'],
    [[], 'stored'],
    [['v1', 5], 'v1'],
  ])('of %j is %j', (values, expected) => {
    expect(reduced(agreed(), values, { previous: 'stored' })).toBe(expected);
  });

  test('keeps of the template only what is a text', () => {
    expect(reduced(agreed(), [], { previous: 5 })).toBeUndefined();
    expect(complaints(agreed(), 5)).toEqual([' is not a string']);
  });
});
