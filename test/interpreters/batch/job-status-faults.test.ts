// The validation that the laws of a federated Job rest on: each of its rules refuses what breaks it, and nothing else.
import type { KubernetesObject } from 'karmada-interpreter';
import { describe, expect, test } from 'vitest';
import { jobStatusFaults } from '../../support/job-status-faults.js';

const is = (...types: readonly string[]) => types.map((type) => ({ type, status: 'True' }));
const job = (status: object, spec: object = {}): KubernetesObject => ({
  ...{ apiVersion: 'batch/v1', kind: 'Job', spec },
  status,
});
const [early, late] = ['2026-03-10T10:00:00Z', '2026-03-11T10:00:00Z'];
const failed = { startTime: early, conditions: is('FailureTarget', 'Failed') };
const complete = {
  ...{ startTime: early, completionTime: late },
  conditions: is('SuccessCriteriaMet', 'Complete'),
};
const indexed = { completionMode: 'Indexed', completions: 5, parallelism: 2 };
const perIndex = { ...indexed, backoffLimitPerIndex: 1 };

const TAKEN: readonly (readonly [name: string, status: object, spec?: object])[] = [
  ['an empty one', {}],
  ['one that runs', { active: 3, ready: 3, terminating: 1, startTime: early }],
  ['a failed one', failed],
  ['a complete one', complete],
  ['indexes', { completedIndexes: '0-2,4', failedIndexes: '3' }, perIndex],
  ['pods that are not counted yet', { uncountedTerminatedPods: { succeeded: ['a'], failed: ['b'] } }],
];

test.each(TAKEN.map(([name, status, spec = {}]) => [name, status, spec] as const))(
  'takes %s, and the same again',
  (_, status, spec) => {
    expect(jobStatusFaults(job(status, spec), job({}, spec))).toEqual([]);
    expect(jobStatusFaults(job(status, spec), job(status, spec))).toEqual([]);
  },
);

const REFUSED: readonly (readonly [fault: string, status: object, spec?: object, previous?: object])[] = [
  ['active is no count', { active: -1 }],
  ['ready is no count', { active: 1, ready: -1 }],
  ['more ready than active pods', { active: 1, ready: 2 }],
  ['finished with active pods', { ...failed, active: 1 }],
  ['finished with terminating pods', { ...failed, terminating: 1 }],
  ['finished with uncounted pods', { ...failed, uncountedTerminatedPods: { failed: ['a'] } }],
  ['finished without startTime', { conditions: failed.conditions }],
  ['Failed without FailureTarget', { ...failed, conditions: is('Failed') }],
  ['Complete without SuccessCriteriaMet', { ...complete, conditions: is('Complete') }],
  ['Complete without completionTime', { ...complete, completionTime: undefined }],
  ['completionTime without Complete', { startTime: early, completionTime: late }],
  ['completionTime before startTime', { ...complete, startTime: late, completionTime: early }],
  ['SuccessCriteriaMet and FailureTarget', { conditions: is('SuccessCriteriaMet', 'FailureTarget') }],
  ['a condition stands twice', { conditions: is('Suspended', 'Suspended') }],
  ['uncountedTerminatedPods has a pod without a uid', { uncountedTerminatedPods: { failed: [''] } }],
  [
    'uncountedTerminatedPods has a pod twice',
    { uncountedTerminatedPods: { failed: ['a'], succeeded: ['a'] } },
  ],
  ['completedIndexes of a Job without indexes', { completedIndexes: '0' }, { completions: 5 }],
  ...['5', '1-0', '1,1', '0-2-3', '-1', 'x', '1,'].map(
    (completedIndexes) => ['completedIndexes is no list of indexes', { completedIndexes }, indexed] as const,
  ),
  ['failedIndexes is no list of indexes', { failedIndexes: '9' }, perIndex],
  ['failedIndexes without a limit per index', { failedIndexes: '' }, indexed],
  ['failedIndexes and completedIndexes overlap', { completedIndexes: '0-2', failedIndexes: '2-3' }, perIndex],
  ['failed decreases', { failed: 1 }, {}, { failed: 2 }],
  ['succeeded decreases', { succeeded: 1 }, indexed, { succeeded: 2 }],
  ['startTime changes', { startTime: late }, {}, { startTime: early }],
  ['startTime changes', {}, {}, { startTime: early }],
  ['completionTime changes', { ...complete, completionTime: '2026-03-12T10:00:00Z' }, {}, complete],
  ['FailureTarget is disabled', {}, {}, { conditions: is('FailureTarget') }],
  ['SuccessCriteriaMet is disabled', {}, {}, { conditions: is('SuccessCriteriaMet') }],
];

describe('refuses', () => {
  test.each(
    REFUSED.map(([fault, status, spec = {}, previous = {}]) => [fault, status, spec, previous] as const),
  )('%s: %o', (fault, status, spec, previous) => {
    expect(jobStatusFaults(job(status, spec), job(previous, spec))).toEqual([fault]);
  });

  test('nothing that was so before, where only a change is looked at', () => {
    const before = { active: 1, ready: 2, completedIndexes: '9', failedIndexes: '9' };
    expect(jobStatusFaults(job({ ...before, failed: 1 }, indexed), job(before, indexed))).toEqual([]);
  });
});
