import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { choice, own } from '../../src/reducers/choice.js';
import { complaints, reduced, reducerLaws } from '../support/reducer-laws.js';

const isString = (value: unknown): value is string => typeof value === 'string';
const longest = choice('a string', isString, (value, kept) => value.length > kept.length);
reducerLaws('choice(…)', longest, fc.constantFrom('', 'a', 'b', 'cc', 'dd'));

describe('choice()', () => {
  test('keeps the first, until another is preferred', () => {
    expect(reduced(longest, ['a', 'b'])).toBe('a');
    expect(reduced(longest, ['a', 'bb', 'cc'])).toBe('bb');
    expect(reduced(longest, ['', undefined])).toBeUndefined();
  });

  test('takes what JSON makes of a value', () => {
    expect(reduced(longest, [new Date(0)])).toBe('1970-01-01T00:00:00.000Z');
    expect(complaints(longest, Symbol('s'))).toEqual([' is not a string']);
  });
});

test('a value of one’s own cannot be changed by whoever reported it', () => {
  const reported = { a: { b: 1 } };
  const kept = own(reported);
  reported.a.b = 2;
  expect(kept).toEqual({ a: { b: 1 } });
  expect(Object.isFrozen(kept.a)).toBe(true);
});
