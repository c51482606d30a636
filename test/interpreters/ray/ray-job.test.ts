import { createInterpreter } from 'karmada-interpreter';
import { describe, expect, test } from 'vitest';
import { deepFreeze } from '../../support/freeze.js';

const interpreter = createInterpreter();

function job(spec: object, status?: object) {
  return deepFreeze({
    apiVersion: 'ray.io/v1',
    kind: 'RayJob',
    metadata: { name: 'train', namespace: 'ml', generation: 3 },
    spec,
    ...(status && { status }),
  });
}

const secret = (name: string) => ({ spec: { imagePullSecrets: [{ name }] } });

describe('a RayJob', () => {
  const rayClusterSpec = {
    headGroupSpec: { template: secret('of-head') },
    workerGroupSpecs: [{ groupName: 'small', replicas: 2, template: secret('of-workers') }],
  };

  test('has the components of its cluster, none where it uses another', () => {
    expect(interpreter.getComponents(job({ rayClusterSpec }))).toEqual([
      { name: 'ray-head', replicas: 1 },
      { name: 'small', replicas: 2 },
    ]);
    expect(interpreter.getComponents(job({ clusterSelector: { 'ray.io/cluster': 'other' } }))).toEqual([]);
  });

  test('depends on what the pods of its cluster use, and the one that submits it', () => {
    const found = interpreter.getDependencies(
      job({ rayClusterSpec, submitterPodTemplate: secret('of-submitter') }),
    );
    expect(found.map(({ namespace, name }) => `${namespace}/${name}`)).toEqual([
      'ml/of-head',
      'ml/of-submitter',
      'ml/of-workers',
    ]);
    expect(interpreter.getDependencies(job({}))).toEqual([]);
  });
});

describe('the federated status', () => {
  const federated = (...statuses: (object | undefined)[]): Record<string, unknown> => {
    const items = statuses.map((status, i) => ({ clusterName: `member${i}`, applied: true, status }));
    const template = job(
      {},
      { jobStatus: 'FAILED', reason: 'old', message: 'old', endTime: '2020-01-01T00:00:00Z' },
    );
    return { ...interpreter.aggregateStatus(template, deepFreeze(items)).status };
  };
  const deployment = (...states: (string | undefined)[]) =>
    federated(...states.map((state) => (state === undefined ? undefined : { jobDeploymentStatus: state })))
      .jobDeploymentStatus;

  // Karmada says Complete, Failed or Running as soon as a member is.
  test.each<[here: string | undefined, ...states: (string | undefined)[]]>([
    ['Running', 'Complete', 'Running'],
    ['Running', 'Failed', 'Running'],
    ['Initializing', 'Complete', undefined],
    ['Initializing', 'Running', 'Unheard of'],
    ['Waiting', 'Initializing', 'Waiting'],
    ['Suspending', 'Waiting', 'Suspending'],
    ['Suspended', 'Suspending', 'Suspended'],
    ['Retrying', 'Suspended', 'Retrying'],
    ['Complete', 'Complete', 'Complete'],
    ['ValidationFailed', 'Complete', 'ValidationFailed'],
    ['Failed', 'ValidationFailed', 'Failed'],
    [undefined],
  ])('is %s of %s and %s', (state, ...states) => {
    expect(deployment(...states)).toBe(state);
  });

  test.each<[here: string | undefined, ...states: (string | undefined)[]]>([
    ['PENDING', 'RUNNING', 'PENDING'],
    ['PENDING', 'RUNNING', undefined],
    ['RUNNING', 'FAILED', 'RUNNING'],
    ['STOPPED', 'SUCCEEDED', 'STOPPED'],
    ['FAILED', 'STOPPED', 'FAILED'],
    ['SUCCEEDED', 'SUCCEEDED'],
    [undefined, undefined, ''],
    [undefined],
  ])('has the jobStatus %s of %s and %s', (state, ...states) => {
    expect(federated(...states.map((jobStatus) => ({ jobId: 'x', jobStatus }))).jobStatus).toBe(state);
  });

  test('has reason and messages of the members in its state alone', () => {
    const statuses = [
      { jobDeploymentStatus: 'Complete', reason: 'Done', message: 'done' },
      { jobDeploymentStatus: 'Failed', message: 'exit code 1' },
      { jobDeploymentStatus: 'Failed', reason: 'AppFailed', message: '' },
      { jobDeploymentStatus: 'Failed', reason: 'Deadline', message: 'too late' },
    ];
    expect(federated(...statuses)).toMatchObject({
      jobDeploymentStatus: 'Failed',
      reason: 'AppFailed',
      message: 'member1=exit code 1, member3=too late',
    });
    expect(federated({ jobDeploymentStatus: 'Running' })).not.toHaveProperty('message');
  });

  test('ends when the last member does', () => {
    const done = { jobDeploymentStatus: 'Complete', startTime: '2026-01-01T02:00:00Z', succeeded: 1 };
    const first = { ...done, endTime: '2026-01-01T05:00:00+02:00' };
    const second = { ...done, startTime: '2026-01-01T01:00:00Z', endTime: '2026-01-01T04:00:00Z' };
    expect(federated(first, second)).toMatchObject({
      startTime: '2026-01-01T01:00:00Z',
      endTime: '2026-01-01T04:00:00Z',
      succeeded: 2,
      failed: 0,
    });
    expect(federated(first, { jobDeploymentStatus: 'Running' })).not.toHaveProperty('endTime');
    expect(federated(first, undefined)).not.toHaveProperty('endTime');
    expect(federated()).not.toHaveProperty('endTime');
  });

  test('has the ids of the last member that reports them', () => {
    const own = (id: string) => ({
      jobId: id,
      rayClusterName: id,
      dashboardURL: id,
      rayClusterStatus: { state: id },
    });
    expect(federated(own('a'), own('b'), {})).toMatchObject(own('b'));
  });
});

describe('health', () => {
  test.each<[state: string, status: object]>([
    ['Healthy', { jobDeploymentStatus: 'Running' }],
    ['Healthy', { jobDeploymentStatus: 'Complete', jobStatus: 'SUCCEEDED' }],
    ['Degraded', { jobDeploymentStatus: 'Complete', jobStatus: 'STOPPED' }],
    ['Degraded', { jobDeploymentStatus: 'Complete', jobStatus: 'FAILED' }],
    ['Progressing', { jobDeploymentStatus: 'Complete' }],
    ['Degraded', { jobDeploymentStatus: 'Failed' }],
    ['Degraded', { jobDeploymentStatus: 'ValidationFailed' }],
    ['Suspended', { jobDeploymentStatus: 'Suspending' }],
    ['Suspended', { jobDeploymentStatus: 'Suspended' }],
    ['Progressing', { jobDeploymentStatus: 'Retrying' }],
    ['Progressing', { jobDeploymentStatus: 'Running', observedGeneration: 2 }],
    ['Healthy', { jobDeploymentStatus: 'Running', observedGeneration: 3 }],
    ['Unknown', {}],
  ])('is %s for %j', (state, status) => {
    expect(interpreter.interpretHealth(job({}, status)).state).toBe(state);
  });

  test('is said in the words of the job', () => {
    const status = { jobDeploymentStatus: 'Failed', reason: 'AppFailed', message: 'exit code 1' };
    expect(interpreter.interpretHealth(job({}, status))).toEqual({
      healthy: false,
      state: 'Degraded',
      reason: 'AppFailed',
      message: 'exit code 1',
    });
  });
});
