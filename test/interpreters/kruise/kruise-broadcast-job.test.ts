import type { InterpreterError } from 'karmada-interpreter';
import { kruiseBroadcastJob } from 'karmada-interpreter/interpreters';
import { describe, expect, test } from 'vitest';
import { federated } from '../../support/federated.js';

const V1ALPHA1 = 'apps.kruise.io/v1alpha1';
const job = (spec: object, status?: object) => ({
  ...{ apiVersion: V1ALPHA1, kind: 'BroadcastJob', metadata: { name: 'x', namespace: 'ns', generation: 1 } },
  spec,
  ...(status && { status }),
});
const template = job({});

const condition = (type: string, lastTransitionTime?: string) => ({
  type,
  status: 'True',
  lastTransitionTime,
});
const done = (at: string) => ({
  ...{ phase: 'completed', desired: 1, succeeded: 1, startTime: '2026-01-01T00:00:00Z', completionTime: at },
  conditions: [condition('Complete', at)],
});
const failed = (at: string) => ({
  phase: 'failed',
  desired: 1,
  failed: 1,
  conditions: [condition('Failed', at)],
});
const running = { phase: 'running', desired: 1, active: 1, startTime: '2026-01-02T00:00:00Z' };
const notDone = { ...running, conditions: [{ type: 'Complete', status: 'False' }] };
const paused = { phase: 'paused', desired: 1 };

const T3 = '2026-01-03T00:00:00Z';
const T4 = '2026-01-04T00:00:00Z';
const T5 = '2026-01-05T00:00:00Z';

describe('the federated status', () => {
  test.each([
    ['running', { a: running, b: paused }, 'running'],
    ['paused where some are and none runs', { a: paused, b: done(T3) }, 'paused'],
    [
      'running where a finished member is beside one that has not reported',
      { a: done(T3), b: undefined },
      'running',
    ],
    ['none where no member reports one', { a: undefined, b: { active: 1 } }, undefined],
    ['completed', { a: done(T3), b: done(T4) }, 'completed'],
    ['failed', { a: failed(T3), b: done(T4) }, 'failed'],
    ['running where a failed member is beside a running one', { a: failed(T3), b: running }, 'running'],
    ['running where the condition that it is complete is False', { a: notDone, b: done(T3) }, 'running'],
    ['none without members', {}, undefined],
  ])('is of the phase %s', (_, members, phase) => {
    expect(federated(template, members).phase).toBe(phase);
  });

  test('has one condition when all are finished, of the latest end', () => {
    expect(federated(template, { a: done(T5), b: failed(T4), c: failed(T3) })).toEqual({
      ...{
        phase: 'failed',
        active: 0,
        succeeded: 1,
        failed: 2,
        desired: 3,
        startTime: '2026-01-01T00:00:00Z',
      },
      conditions: [
        {
          ...{
            type: 'Failed',
            status: 'True',
            reason: 'JobFailed',
            lastProbeTime: T5,
            lastTransitionTime: T5,
          },
          message: 'Job executed failed in member clusters: b, c',
        },
      ],
    });
    expect(federated(template, { a: done(T4), b: done(T5) })).toMatchObject({
      completionTime: T5,
      conditions: [
        { type: 'Complete', reason: 'Completed', message: 'Job completed', lastTransitionTime: T5 },
      ],
    });
  });

  test('has neither condition nor completionTime again when a cluster joins', () => {
    const before = { ...template, status: federated(template, { a: done(T3) }) };
    expect(before.status).toMatchObject({ completionTime: T3 });
    const after = federated(before, { a: done(T3), b: undefined });
    expect(after).toEqual({
      ...{ active: 0, succeeded: 1, failed: 0, desired: 1 },
      phase: 'running',
      startTime: '2026-01-01T00:00:00Z',
    });
  });

  test('keeps the time of its condition while that stays, whichever member ends later', () => {
    const before = { ...template, status: federated(template, { a: failed(T3) }) };
    const { conditions } = federated(before, { a: failed(T3), b: done(T5) });
    expect(conditions).toMatchObject([{ type: 'Failed', lastTransitionTime: T3 }]);
  });

  test('takes the end from the condition where completionTime is absent or malformed', () => {
    const without = { ...done(T3), completionTime: 'soon', conditions: [condition('Complete', T4)] };
    expect(federated(template, { a: without })).toMatchObject({ conditions: [{ lastTransitionTime: T4 }] });
    const both = { ...done(T3), conditions: [condition('Complete', T4)] };
    expect(federated(template, { a: both })).toMatchObject({ conditions: [{ lastTransitionTime: T3 }] });
    const nowhere = { conditions: [condition('Complete')] };
    const [made] = federated(template, { a: nowhere }).conditions as [object];
    expect(made).not.toHaveProperty('lastTransitionTime');
  });

  test('has no observedGeneration, which the API does not have', () => {
    expect(federated(template, { a: running })).not.toHaveProperty('observedGeneration');
  });
});

describe('replicas', () => {
  test.each([
    [undefined, 1],
    ['50%', 1],
    [0, 0],
    [7, 7],
  ])('of parallelism %s are %s', (parallelism, replicas) => {
    expect(kruiseBroadcastJob.getReplicas(job({ parallelism })).replicas).toBe(replicas);
  });

  test.each([
    ['7', '"7"'],
    [-1, '-1'],
    [2 ** 31, '2147483648'],
  ])('of parallelism %s are refused', (parallelism, shown) => {
    const refused = (call: () => unknown) => {
      try {
        call();
      } catch (error) {
        return error as InterpreterError;
      }
      return undefined;
    };
    const error = refused(() => kruiseBroadcastJob.getReplicas(job({ parallelism })));
    expect(error?.code).toBe('INVALID_OBJECT');
    expect(error?.message).toContain(`spec.parallelism is ${shown}, not an integer from 0 to 2147483647`);
  });

  test('are revised only where they are a number', () => {
    for (const spec of [{}, { parallelism: '50%' }]) {
      const object = job(spec);
      expect(kruiseBroadcastJob.reviseReplica(object, 3)).toBe(object);
    }
    expect(kruiseBroadcastJob.reviseReplica(job({ parallelism: 5 }), 3).spec).toEqual({ parallelism: 3 });
  });
});

test("the template's labels become the observed ones, where those are there", () => {
  const labelled = (labels?: object) => job({ template: { metadata: { labels } } });
  const desired = labelled({ app: 'x' });
  const { retain } = kruiseBroadcastJob;
  expect(retain(desired, labelled({ app: 'x', 'job-name': 'x' })).spec).toEqual(
    labelled({ app: 'x', 'job-name': 'x' }).spec,
  );
  expect(retain(desired, labelled())).toBe(desired);
  expect(retain(job({}), labelled({ app: 'x' })).spec).toEqual(labelled({ app: 'x' }).spec);
});

test.each([
  ['Unknown', undefined, {}],
  ['Unknown', {}, {}],
  ['Healthy', { desired: 2, active: 1 }, {}],
  ['Healthy', { desired: 2, succeeded: 1, phase: 'paused' }, { paused: true }],
  ['Progressing', { desired: 0, active: 1 }, {}],
  ['Progressing', { desired: 2 }, {}],
  ['Suspended', { desired: 2 }, { paused: true }],
  ['Suspended', { desired: 2, phase: 'paused' }, {}],
  ['Degraded', { desired: 2, phase: 'failed' }, { paused: true }],
  ['Degraded', { desired: 2, active: 1, failed: 1 }, {}],
  ['Degraded', { desired: 2, succeeded: 2, conditions: [condition('Failed')] }, {}],
])('health is %s of %j', (state, status, spec) => {
  expect(kruiseBroadcastJob.interpretHealth(job(spec, status)).state).toBe(state);
});

test('both served versions are known', () => {
  expect(kruiseBroadcastJob.apiVersions).toEqual(['apps.kruise.io/v1beta1', V1ALPHA1]);
});
