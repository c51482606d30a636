import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { union } from '../../src/reducers/union.js';
import { complaints, reduced, reducerLaws } from '../support/reducer-laws.js';

const name = fc.constantFrom('a', 'b', 'c');
reducerLaws('union()', union(), fc.array(fc.oneof(name, fc.jsonValue()), { maxLength: 4 }));
reducerLaws('union(name)', union('name'), fc.array(fc.record({ name, n: fc.nat(2) }), { maxLength: 4 }));

describe('union()', () => {
  test('has each item once, in the order in which it was met', () => {
    expect(
      reduced(union(), [
        ['b', 'a'],
        ['a', 'c'],
      ]),
    ).toEqual(['b', 'a', 'c']);
    expect(reduced(union(), [[{ a: 1, b: 2 }], [{ b: 2, a: 1 }]])).toEqual([{ a: 1, b: 2 }]);
  });

  test('by a key, the first item stands for those with the same', () => {
    expect(reduced(union('name'), [[{ name: 'a', n: 1 }], [{ name: 'a', n: 2 }, { name: 'b' }]])).toEqual([
      { name: 'a', n: 1 },
      { name: 'b' },
    ]);
  });

  test('says what an item has to be', () => {
    expect(complaints(union('name'), [{}])).toEqual([
      '[0] is not an object of JSON values with the field name',
    ]);
    expect(complaints(union(), [Number.NaN])).toEqual(['[0] is not a JSON value']);
    expect(reduced(union(), [[], undefined])).toBeUndefined();
  });
});
