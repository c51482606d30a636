import { volcanoJob } from 'karmada-interpreter/interpreters';
import { describe, expect, test } from 'vitest';
import { federated } from '../../support/federated.js';

const job = (spec: object, status?: object) => ({
  apiVersion: 'batch.volcano.sh/v1alpha1',
  kind: 'Job',
  metadata: { name: 'x', namespace: 'ns', generation: 1 },
  ...{ spec, ...(status && { status }) },
});
const template = job({});
const at = (day: number) => `2026-01-0${day}T00:00:00Z`;
const inPhase = (phase: string, day: number, more: object = {}) => ({
  state: { phase, lastTransitionTime: at(day), ...more },
});

describe('the federated state', () => {
  test('is the worst phase, in the words of the members that are in it', () => {
    const members = {
      a: inPhase('Running', 1, { reason: 'Started', message: 'fine' }),
      b: inPhase('Restarting', 2, { message: 'pod failed' }),
      c: inPhase('Restarting', 3, { reason: 'PodFailed' }),
    };
    expect(federated(template, members).state).toEqual({
      ...{ phase: 'Restarting', reason: 'PodFailed', message: 'b=pod failed, c', lastTransitionTime: at(3) },
    });
  });

  test.each([
    ['Aborted', ['Aborted', 'Aborting']],
    ['Aborting', ['Completing', 'Aborting', 'Terminating']],
    ['Terminating', ['Terminating', 'Restarting']],
    ['Restarting', ['Restarting', 'Pending']],
    ['Pending', ['Running', 'Pending']],
    ['Running', ['Running', 'Completing']],
    ['Completing', ['Failed', 'Completing', 'Completed']],
    ['Failed', ['Terminated', 'Failed', 'Completed']],
    ['Terminated', ['Completed', 'Terminated']],
    ['Completed', ['Completed']],
    ['Pending', ['Completed', 'Resting']],
    ['Pending', ['Failed', '']],
  ])('is %s of %j', (phase, phases) => {
    const members = Object.fromEntries(phases.map((one, i) => [`m${i}`, inPhase(one, i + 1)]));
    expect(federated(template, members).state).toMatchObject({ phase });
  });

  test('names the members that failed, not those that were terminated; ends with the last of all', () => {
    const members = {
      a: inPhase('Failed', 1),
      b: inPhase('Terminated', 2),
      c: inPhase('Failed', 1),
      d: inPhase('Completed', 4),
    };
    expect(federated(template, members).state).toEqual({
      ...{ phase: 'Failed', reason: 'VolcanoJobFailed', lastTransitionTime: at(4) },
      message: 'Job failed in clusters: a,c',
    });
  });

  test('is Pending for a member that has not reported, of which nothing is said; absent without members', () => {
    expect(federated(template, { a: inPhase('Completed', 1), b: undefined }).state).toEqual({
      phase: 'Pending',
    });
    expect(federated(job({}, inPhase('Failed', 1)), {})).not.toHaveProperty('state');
  });

  test('keeps its time while the phase stays', () => {
    const members = { a: inPhase('Running', 3) };
    expect(federated(job({}, inPhase('Running', 1)), members).state).toMatchObject({
      lastTransitionTime: at(1),
    });
    expect(federated(job({}, inPhase('Pending', 1)), members).state).toMatchObject({
      lastTransitionTime: at(3),
    });
    expect(federated(job({}, { state: { phase: 'Running' } }), members).state).toMatchObject({
      lastTransitionTime: at(3),
    });
  });

  test('is no less for what is malformed', () => {
    const wrong = { state: { phase: 'Running', lastTransitionTime: 'now', reason: 5, message: {} } };
    expect(federated(template, { a: wrong, b: { state: 7 } }).state).toEqual({ phase: 'Pending' });
    expect(federated(template, { a: wrong }).state).toEqual({ phase: 'Running', message: 'a' });
    const { problems } = volcanoJob.explainStatus(template, [{ clusterName: 'a', status: wrong }]);
    expect(problems.map(({ path }) => path).sort()).toEqual(
      ['lastTransitionTime', 'lastTransitionTime', 'message', 'reason'].map((name) => `status.state.${name}`),
    );
  });
});

test('the other fields', () => {
  const members = {
    a: {
      ...{ minAvailable: 2, running: 1, retryCount: 1, version: 3, runningDuration: '59m' },
      taskStatusCount: { ps: { phase: { Running: 1 } }, worker: { phase: { Running: 2, Pending: 1 } } },
      controlledResources: { 'plugin-ssh': 'old', 'plugin-svc': 'svc' },
      conditions: [
        { status: 'Pending', lastTransitionTime: at(1) },
        { status: 'Running' },
        { status: 'Running', lastTransitionTime: at(4) },
        { status: 'Running' },
      ],
    },
    b: {
      ...{ minAvailable: 3, running: 2, version: 2, runningDuration: '1h0m0.5s' },
      taskStatusCount: { worker: { phase: { Running: 3 } } },
      controlledResources: { 'plugin-ssh': 'new' },
      conditions: [
        { status: 'Pending', lastTransitionTime: at(2) },
        { status: 'Running', lastTransitionTime: at(3) },
      ],
    },
    c: { runningDuration: '900s' },
  };
  expect(federated(template, members)).toMatchObject({
    ...{ minAvailable: 5, running: 3, retryCount: 1, version: 3, runningDuration: '1h0m0.5s' },
    taskStatusCount: { ps: { phase: { Running: 1 } }, worker: { phase: { Running: 5, Pending: 1 } } },
    controlledResources: { 'plugin-ssh': 'new', 'plugin-svc': 'svc' },
    conditions: [
      { status: 'Pending', lastTransitionTime: at(2) },
      { status: 'Running', lastTransitionTime: at(4) },
    ],
  });
});

test('an entry of the history that is malformed has no place in it', () => {
  const entry = (status: unknown, lastTransitionTime: unknown) => ({ status, lastTransitionTime });
  const members = {
    a: { conditions: [entry('Running', 3n), entry('Pending', at(1)), entry('', at(1)), 5] },
    b: { conditions: [entry('Running', at(2))] },
  };
  expect(federated(template, members).conditions).toEqual([entry('Pending', at(1)), entry('Running', at(2))]);
  const aggregator = volcanoJob.createAggregator(template);
  for (const [clusterName, status] of Object.entries(members)) aggregator.set({ clusterName, status });
  expect(aggregator.aggregate().status).toEqual(federated(template, members));
  expect(aggregator.explain().problems.map(({ path }) => path)).toEqual(
    [0, 2, 3].map((i) => `status.conditions[${i}]`),
  );
});

describe('components', () => {
  const task = (more: object) => ({
    template: { spec: { containers: [{ resources: { requests: { cpu: '1' } } }] } },
    ...more,
  });
  const components = (...tasks: readonly unknown[]) => volcanoJob.getComponents(job({ tasks }));
  const requirements = { resourceRequest: { cpu: '1' } };

  test('are the tasks, with as many pods as they cannot run without', () => {
    expect(
      components(
        task({ name: 'ps', replicas: 5, minAvailable: 2 }),
        task({ replicas: 3 }),
        { name: 'c', minAvailable: 0, replicas: 4 },
        {},
      ),
    ).toEqual([
      { name: 'ps', replicas: 2, requirements },
      { name: 'task-1', replicas: 3, requirements },
      { name: 'c', replicas: 0 },
      { name: 'task-3', replicas: 0 },
    ]);
    expect(volcanoJob.getComponents(job({}))).toEqual([]);
  });

  test('carry the priority class of their pods', () => {
    expect(components({ name: 'a', template: { spec: { priorityClassName: 'high' } } })).toEqual([
      { name: 'a', replicas: 0, requirements: { priorityClassName: 'high' } },
    ]);
  });

  test('have names of at most 32 characters, each its own', () => {
    const longest = 'x'.repeat(32);
    expect(components({ name: longest })).toEqual([{ name: longest, replicas: 0 }]);
    expect(() => components({ name: `${longest}x` })).toThrow(
      `components[0].name is "${longest}x", not a name of at most 32 characters`,
    );
    expect(() => components({}, { name: 'task-0' })).toThrow(
      'components[1].name is "task-0", not a name that no other component has',
    );
  });

  test('are refused where they are malformed, by path and value', () => {
    expect(() => components(5)).toThrow('spec.tasks[0] is 5, not an object');
    expect(() => components({}, { replicas: -1 })).toThrow(
      'spec.tasks[1].replicas is -1, not an integer from 0 to 2147483647',
    );
    expect(() => components({ template: { spec: { containers: {} } } })).toThrow(
      'spec.tasks[0].template.spec.containers is an object, not a list',
    );
  });
});

test.each([
  ['Unknown', undefined],
  ['Unknown', { state: {} }],
  ['Healthy', inPhase('Aborted', 1)],
  ['Healthy', inPhase('Terminated', 1)],
  ['Degraded', inPhase('Failed', 1)],
  ['Progressing', inPhase('Resting', 1)],
])('health is %s of %j', (state, status) => {
  expect(volcanoJob.interpretHealth(job({}, status)).state).toBe(state);
});
