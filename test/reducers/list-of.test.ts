import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { listOf } from '../../src/reducers/list-of.js';
import { object } from '../../src/reducers/object-of.js';
import { sum } from '../../src/reducers/sum.js';
import { latest } from '../../src/reducers/times.js';
import { first, last } from '../../src/reducers/values.js';
import { complaints, reduced, reducerLaws } from '../support/reducer-laws.js';

const item = object({ name: first(), restarts: sum() });
const byName = listOf(item, { by: ['name'] });
const items = fc.array(
  fc.record({ name: fc.constantFrom('a', 'b', ''), restarts: fc.nat(9) }, { requiredKeys: [] }),
  { maxLength: 3 },
);
reducerLaws('listOf(…, by name)', byName, items);
reducerLaws(
  'listOf(…, in an order)',
  listOf(item, {
    by: ['name'],
    order: (a, b) => (a.restarts ?? 0) - (b.restarts ?? 0) || (`${a.name}` < `${b.name}` ? -1 : 1),
  }),
  items,
);

describe('listOf()', () => {
  test('has one item for those that are the same, in the order in which they were met', () => {
    expect(
      reduced(byName, [
        [{ name: 'b', restarts: 1 }],
        [
          { name: 'a', restarts: 2 },
          { name: 'b', restarts: 3 },
        ],
      ]),
    ).toEqual([
      { name: 'b', restarts: 4 },
      { name: 'a', restarts: 2 },
    ]);
  });

  test('takes an absent key for one way to be', () => {
    const ports = listOf(object({ ip: first(), hostname: first() }), { by: ['ip', 'hostname'] });
    expect(
      reduced(ports, [[{ ip: '1' }], [{ ip: '1' }, { hostname: 'x' }], [{ hostname: 'x', ip: null }]]),
    ).toEqual([{ ip: '1' }, { hostname: 'x' }]);
  });

  test('may be in an order of its own, by a key that is worked out', () => {
    const words = listOf(last(), {
      by: (word) => (typeof word === 'string' ? word.toLowerCase() : undefined),
      order: (a, b) => (a < b ? -1 : 1),
      expected: 'a word',
    });
    expect(reduced(words, [['b', 'A'], ['a']])).toEqual(['a', 'b']);
    expect(complaints(words, ['a', 5])).toEqual(['[1] is not a word']);
  });

  test('takes an item of which nothing is accepted for none, also in the order', () => {
    const times = listOf(latest(), { by: () => 'x' });
    const state = times.start();
    times.add(state, ['soon'], 'a', 1);
    times.add(state, ['2026-01-01T00:00:00Z'], 'b', 1);
    expect(times.part(state)).toMatchObject([{ first: ['b', 0] }]);
  });

  test('says what is malformed, and is left out where nobody reports one', () => {
    expect(complaints(byName, 'x')).toEqual([' is not a list']);
    expect(complaints(byName, [{ name: 5 }, 'x'])).toEqual([
      '[0].name is not a string',
      '[1] is not an object',
    ]);
    expect(reduced(byName, [undefined, ''])).toBeUndefined();
  });
});
