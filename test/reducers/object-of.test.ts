import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { agreed } from '../../src/reducers/agreed.js';
import { choose } from '../../src/reducers/choose.js';
import { everyMember } from '../../src/reducers/every-member.js';
import { mapOf } from '../../src/reducers/map-of.js';
import { object } from '../../src/reducers/object-of.js';
import { phase } from '../../src/reducers/phase.js';
import { sum } from '../../src/reducers/sum.js';
import { last } from '../../src/reducers/values.js';
import { complaints, reduced, reducerLaws } from '../support/reducer-laws.js';

const counts = object({ validate: sum(), mutate: sum() });
const word = fc.constantFrom('A', 'B', '');
reducerLaws('object(…)', counts, fc.record({ validate: fc.nat(9), mutate: fc.nat(9) }, { requiredKeys: [] }));
reducerLaws(
  'object(object(everyMember(last()), mapOf(sum())), agreed())',
  object({ deep: object({ all: everyMember(last()), map: mapOf(sum()) }), revision: agreed() }),
  fc.record(
    {
      deep: fc.record({ all: word, map: fc.dictionary(word, fc.nat(9)) }, { requiredKeys: [] }),
      revision: word,
    },
    { requiredKeys: [] },
  ),
);
reducerLaws(
  'everyMember(object(phase(…)))',
  everyMember(object({ phase: phase(['A', 'B'], { unreported: 'A' }) })),
  fc.record({ phase: word }, { requiredKeys: [] }),
);

reducerLaws(
  'choose(…, object(…))',
  choose(({ state }) => ['A', 'B'].indexOf(`${state}`) + 1, object({ state: last(), n: sum() })),
  fc.record({ state: word, n: fc.nat(9) }, { requiredKeys: [] }),
);

describe('object()', () => {
  test('reduces each field, and is left out where nobody reports it', () => {
    expect(reduced(counts, [{ validate: 1 }, { validate: 2, mutate: 3, other: 4 }])).toEqual({
      validate: 3,
      mutate: 3,
    });
    expect(reduced(counts, [{}])).toEqual({ validate: 0, mutate: 0 });
    expect(reduced(counts, [undefined, ''])).toBeUndefined();
    expect(reduced(object({ a: last() }), [{}])).toBeUndefined();
  });

  test('hands each field what the template has of it', () => {
    const revisions = object({ current: agreed() });
    expect(reduced(revisions, [{}], { previous: { current: 'v1' } })).toEqual({ current: 'v1' });
    expect(reduced(object({ toString: agreed() }), [{}], { previous: {} })).toBeUndefined();
  });

  test('says where it is malformed', () => {
    expect(complaints(counts, 5)).toEqual([' is not an object']);
    expect(complaints(counts, { mutate: 'x' })).toEqual(['.mutate is not an integer from 0 to 2147483647']);
  });
});
