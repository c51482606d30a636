import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { everyMember } from '../../src/reducers/every-member.js';
import { sum } from '../../src/reducers/sum.js';
import { earliest } from '../../src/reducers/times.js';
import { last } from '../../src/reducers/values.js';
import { reduced, reducerLaws } from '../support/reducer-laws.js';

reducerLaws('everyMember(last())', everyMember(last()), fc.constantFrom('a', 'b', ''));
reducerLaws('everyMember(sum())', everyMember(sum()), fc.nat());
reducerLaws(
  'everyMember(everyMember(last()))',
  everyMember(everyMember(last())),
  fc.constantFrom('a', 'b', ''),
);

describe('everyMember()', () => {
  const START = '2024-05-01T10:00:00Z';
  const reducer = everyMember(earliest());

  test.each<[readonly unknown[], unknown]>([
    [[START, START], START],
    [[START, undefined], undefined],
    [[START, ''], undefined],
    [[START, 'malformed'], undefined],
    [[], undefined],
  ])('of %j is %j', (values, expected) => {
    expect(reduced(reducer, values)).toBe(expected);
  });

  test('a count of 0 is reported', () => {
    expect(reduced(everyMember(sum()), [0, 2])).toBe(2);
  });

  test('a cluster that is added twice counts once', () => {
    const state = reducer.start();
    for (const name of ['a', 'a']) reducer.add(state, START, name, 1);
    expect(reducer.part(state)).toMatchObject({ members: 1 });
  });
});
