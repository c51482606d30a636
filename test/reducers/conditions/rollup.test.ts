import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { rollup } from '../../../src/reducers/conditions/rollup.js';
import { complaints, reduced, reducerLaws } from '../../support/reducer-laws.js';

const EARLY = '2024-05-01T10:00:00Z';
const LATE = '2024-05-01T11:00:00Z';
const reducer = rollup([
  { type: 'Complete', when: 'all', reason: 'Completed', message: 'complete in every cluster' },
  { type: 'Failed', when: 'any', reason: 'JobFailed', message: 'failed in a cluster' },
]);
const list = fc.uniqueArray(
  fc.record(
    {
      type: fc.constantFrom('Complete', 'Failed', 'Other'),
      status: fc.constantFrom('True', 'False', 'Unknown'),
      lastTransitionTime: fc.constantFrom(EARLY, LATE),
    },
    { requiredKeys: ['type', 'status'] },
  ),
  { selector: ({ type }) => type },
);
reducerLaws('rollup(…)', reducer, list);

const has = (type: string, status = 'True', more = {}) => [{ type, status, ...more }];

describe('rollup()', () => {
  test.each<[string, readonly unknown[], readonly string[]]>([
    ['all have it', [has('Complete'), has('Complete')], ['Complete']],
    ['one has not reported', [has('Complete'), undefined], []],
    ['one lacks it', [has('Complete'), []], []],
    ['one denies it', [has('Complete'), has('Complete', 'False')], []],
    ['any has it', [has('Failed'), undefined], ['Failed']],
    ['nobody has it', [has('Failed', 'Unknown')], []],
    ['some have the one, and some the other', [has('Failed'), has('Complete')], ['Failed']],
  ])('where %s', (_, values, expected) => {
    const made = (reduced(reducer, values) ?? []) as readonly { type: string; status: string }[];
    expect(made.map(({ type }) => type)).toEqual(expected);
    for (const { status } of made) expect(status).toBe('True');
  });

  test('the time is the latest of those that have it, and stays while the condition does', () => {
    const values = [
      has('Complete', 'True', { lastTransitionTime: LATE }),
      has('Complete', 'True', { lastTransitionTime: EARLY }),
    ];
    expect(reduced(reducer, values)).toMatchObject([{ lastTransitionTime: LATE }]);
    const previous = has('Complete', 'True', { lastTransitionTime: EARLY });
    expect(reduced(reducer, values, { previous })).toMatchObject([{ lastTransitionTime: EARLY }]);
  });

  test('refuses what is no list', () => {
    expect(complaints(reducer, {})).toEqual([' is not a list']);
    expect(() => rollup({} as never)).toThrow('a list of conditions');
  });
});
