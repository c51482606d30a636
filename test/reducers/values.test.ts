import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { all, any, first, last, max, min, worst } from '../../src/reducers/values.js';
import { complaints, reduced, reducerLaws } from '../support/reducer-laws.js';

const word = fc.constantFrom('a', 'b', 'c', '');
reducerLaws('last()', last(), word);
reducerLaws("last('object')", last('object'), fc.dictionary(word, fc.jsonValue()));
reducerLaws("first('integer')", first('integer'), fc.maxSafeNat());
reducerLaws('max()', max(), fc.integer());
reducerLaws(
  'min()',
  min(),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((n) => n + 0),
);
reducerLaws('all()', all(), fc.boolean());
reducerLaws('any()', any(), fc.boolean());
reducerLaws('worst(…)', worst('a', 'b', 'c'), word);

describe('values', () => {
  test.each([
    ['last', last(), ['x', 'y', '', undefined], 'y'],
    ['first', first(), ['', 'x', 'y'], 'x'],
    ['last object', last('object'), [{ a: 1 }, {}], { a: 1 }],
    ['max', max(), [1, -2, 1.5], 1.5],
    ['min', min(), [1, 0, 2], 0],
    ['all', all(), [true, false, undefined], false],
    ['all of none', all(), [undefined], undefined],
    ['any', any(), [false, true], true],
    ['worst', worst('Broken', 'Open'), ['Open', 'Broken'], 'Broken'],
    ['worst of an unknown one', worst('Broken', 'Open'), ['Open', 'Ajar'], 'Open'],
  ] as const)('%s', (_, reducer, values, expected) => {
    expect(reduced(reducer, values)).toEqual(expected);
  });

  test('of no type and of no order are the declarer’s mistake', () => {
    expect(() => last('text' as never)).toThrow('one of string, boolean, number, integer, object');
    expect(() => worst()).toThrow('a list of values');
    expect(() => worst(['a', 'b'] as never)).toThrow('is a list of 1, not a list of values');
  });

  test('of another type are refused', () => {
    expect(complaints(last(), 5)).toEqual([' is not a string']);
    expect(complaints(max(), Number.NaN)).toEqual([' is not a number']);
    expect(complaints(worst('A', 'B'), 'C')).toEqual([' is not one of A, B']);
  });
});
