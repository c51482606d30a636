import { expect, test } from 'vitest';
import { madeConditions } from '../../../src/reducers/conditions/made-conditions.js';
import { deepFreeze } from '../../support/freeze.js';

const EARLY = '2024-05-01T10:00:00Z';
const LATE = '2024-05-01T11:00:00Z';
const failed = { type: 'Failed', status: 'True', reason: 'Broken', message: 'x', time: LATE } as const;
const { time: _, ...written } = failed;

test.each<[string, unknown, object]>([
  ['was not there', undefined, { lastTransitionTime: LATE }],
  [
    'had another status',
    [{ type: 'Failed', status: 'False', lastTransitionTime: EARLY }],
    { lastTransitionTime: LATE },
  ],
  ['stays', [{ type: 'Failed', status: 'True', lastTransitionTime: EARLY }], { lastTransitionTime: EARLY }],
  ['had no time', [{ type: 'Failed', status: 'True' }], { lastTransitionTime: LATE }],
  ['is malformed', ['Failed', 5, null], { lastTransitionTime: LATE }],
])('the time of a condition that %s', (_, previous, expected) => {
  expect(madeConditions([failed], deepFreeze(previous))).toEqual([{ ...written, ...expected }]);
});

test('times stand in the fields of the API, and none where nobody gives one', () => {
  const both = ['lastProbeTime', 'lastTransitionTime'] as const;
  expect(madeConditions([failed], undefined, both)).toEqual([
    { ...written, lastProbeTime: LATE, lastTransitionTime: LATE },
  ]);
  expect(madeConditions([{ ...failed, time: undefined }], undefined, both)).toEqual([written]);
});
