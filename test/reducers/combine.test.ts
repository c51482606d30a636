import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { clustersWhere } from '../../src/reducers/clusters-where.js';
import { combine, field, select } from '../../src/reducers/combine.js';
import { conditions } from '../../src/reducers/conditions/conditions.js';
import { sum } from '../../src/reducers/sum.js';
import { latest } from '../../src/reducers/times.js';
import { complaints, reduced, reducerLaws } from '../support/reducer-laws.js';

const used = combine(
  { all: field('total', sum()), free: field('free', sum()) },
  ({ all = 0, free = 0 }) => all - free,
);
const status = fc.record(
  { total: fc.nat(9), free: fc.nat(9), phase: fc.constantFrom('Failed', 'Open') },
  { requiredKeys: [] },
);
reducerLaws('combine(…)', used, status);
reducerLaws(
  'combine(combine(…), clustersWhere(…), conditions())',
  combine(
    {
      used,
      failed: clustersWhere(({ phase }) => phase === 'Failed'),
      conditions: field('conditions', conditions({ required: ['Ready'] })),
    },
    (values) => values,
  ),
  status,
);
reducerLaws(
  'select(…)',
  select(({ total }) => total, sum()),
  status,
);

describe('combine()', () => {
  test('makes one value of several', () => {
    expect(reduced(used, [{ total: 5, free: 2 }, { total: 1 }])).toBe(4);
  });

  test('knows the federation, also where nobody has reported', () => {
    const members = combine({}, (_, { members }) => members);
    expect(reduced(members, [undefined, undefined])).toBe(2);
  });

  test('a part by the name of what every object inherits is its own', () => {
    const inherited = combine({ constructor: field('n', sum()) }, (values) => values.constructor);
    expect(reduced(inherited as never, [{ n: 1 }, { n: 2 }])).toBe(3);
    expect(inherited.isPart({})).toBe(true);
  });

  test('says where a value is malformed', () => {
    expect(complaints(used, { total: 'x', free: -1 })).toEqual([
      '.total is not an integer from 0 to 2147483647',
      '.free is not an integer from 0 to 2147483647',
    ]);
  });
});

test('select() reduces what is worked out of a value', () => {
  const ended = select(({ state }) => (state as { end?: string } | undefined)?.end, latest());
  const END = '2024-05-01T10:00:00Z';
  expect(reduced(ended, [{ state: { end: END } }, {}, 'malformed'])).toBe(END);
  expect(complaints(ended, { state: { end: 5 } })).toEqual([' is not an RFC 3339 time']);
});
