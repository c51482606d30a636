import { createInterpreter } from 'karmada-interpreter';
import { describe, expect, test } from 'vitest';
import { deepFreeze } from '../../support/freeze.js';

const interpreter = createInterpreter();

function application(spec: object, status?: object) {
  return deepFreeze({
    apiVersion: 'sparkoperator.k8s.io/v1beta2',
    kind: 'SparkApplication',
    metadata: { name: 'pi', namespace: 'ml', generation: 3 },
    spec,
    ...(status && { status }),
  });
}

describe('the memory of a driver', () => {
  const memoryOf = (driver: object, spec: object = {}): string | undefined =>
    interpreter.getComponents(application({ type: 'Java', ...spec, driver }))[0]?.requirements
      ?.resourceRequest?.memory;

  // What it runs with, and what a JVM needs besides: at least 384 MiB. Karmada counts fractions of a byte, and
  // crashes where there is no unit.
  test.each<[driver: object, spec: object, memory: string]>([
    [{}, {}, '1408Mi'],
    [{ memory: '8g' }, {}, '9011Mi'],
    [{ memory: '8g' }, { type: 'Python' }, '11468Mi'],
    [{ memory: '8g' }, { type: undefined }, '9011Mi'],
    [{ memory: '8g' }, { type: 'Python', memoryOverheadFactor: '0.25' }, '10Gi'],
    // The share is more than the least from 3840 MiB on.
    [{ memory: '3840m' }, {}, '4224Mi'],
    [{ memory: '3841m' }, {}, '4225Mi'],
    [{ memory: '3850m' }, {}, '4235Mi'],
    [{ memory: '1g', memoryOverhead: '0' }, {}, '1Gi'],
    [{ memory: '1g', memoryOverhead: '600' }, {}, '1624Mi'],
    [{ memory: '2048' }, {}, '2432Mi'],
    [{ memory: '1GB', memoryOverhead: '1024kb' }, {}, '1025Mi'],
    [{ memory: '1048576b', memoryOverhead: '1048575b' }, {}, '1Mi'],
    [{ memory: '1t', memoryOverhead: '1p' }, {}, '1025Ti'],
  ])('%j of %j is %s', (driver, spec, memory) => {
    expect(memoryOf(driver, spec)).toBe(memory);
  });

  test.each(['1.5g', '1x', 'g', '1 g', '-1g', 1024, '10000000000000000000g'])('%j is refused', (memory) => {
    expect(() => memoryOf({ memory })).toThrow(/^spec\.driver\.memory is .*, not a size of memory such as /);
  });

  test.each(['much', '-0.1', 'Infinity', 0.25])('a factor of %j is refused', (memoryOverheadFactor) => {
    expect(() => memoryOf({}, { memoryOverheadFactor })).toThrow(/^spec\.memoryOverheadFactor is /);
  });
});

describe('the components', () => {
  test('ask for cores, and for what is requested of them instead', () => {
    const cpus = (driver: object, executor: object) =>
      interpreter
        .getComponents(application({ driver, executor }))
        .map(({ requirements }) => requirements?.resourceRequest?.cpu);
    expect(cpus({}, { cores: 3 })).toEqual(['1', '3']);
    expect(cpus({ cores: 3, coreRequest: '250m' }, { coreRequest: '' })).toEqual(['250m', '1']);
    expect(() => cpus({ coreRequest: 'many' }, {})).toThrow(
      'spec.driver.coreRequest is "many", not a quantity',
    );
    expect(() => cpus({}, { cores: '3' })).toThrow('spec.executor.cores is "3", not an integer');
  });

  test('run where they say themselves, and else where the application does', () => {
    const terms = { nodeSelectorTerms: [] };
    const components = interpreter.getComponents(
      application({
        nodeSelector: { pool: 'spark' },
        driver: {
          nodeSelector: { role: 'driver' },
          tolerations: [{ operator: 'Exists' }],
          affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: terms } },
          priorityClassName: 'high',
        },
        executor: { gpu: { name: 'nvidia.com/gpu', quantity: 2 } },
      }),
    );
    expect(components).toEqual([
      {
        name: 'driver',
        replicas: 1,
        requirements: {
          nodeClaim: {
            nodeSelector: { role: 'driver' },
            tolerations: [{ operator: 'Exists' }],
            hardNodeAffinity: terms,
          },
          resourceRequest: { cpu: '1', memory: '1408Mi' },
          priorityClassName: 'high',
        },
      },
      {
        name: 'executor',
        replicas: 1,
        requirements: {
          nodeClaim: { nodeSelector: { pool: 'spark' } },
          resourceRequest: { cpu: '1', memory: '1408Mi', 'nvidia.com/gpu': '2' },
        },
      },
    ]);
  });

  test.each<[executors: number, instances: number | undefined, dynamicAllocation: object | undefined]>([
    [1, undefined, undefined],
    [0, 0, undefined],
    [5, 5, { enabled: false, initialExecutors: 9 }],
    [1, undefined, { enabled: true }],
    [1, 0, { enabled: true }],
    [4, 2, { enabled: true, initialExecutors: 4, minExecutors: 3 }],
    [4, 2, { enabled: true, initialExecutors: 3, minExecutors: 4 }],
    [5, 5, { enabled: true, initialExecutors: 4, minExecutors: 4 }],
  ])('have %s executors for %s of %j', (executors, instances, dynamicAllocation) => {
    const spec = { executor: { instances }, dynamicAllocation };
    expect(interpreter.getComponents(application(spec))[1]?.replicas).toBe(executors);
  });
});

describe('the federated status', () => {
  const federated = (...statuses: (object | undefined)[]): Record<string, unknown> => {
    const items = statuses.map((status, i) => ({ clusterName: `member${i}`, applied: true, status }));
    const template = application(
      {},
      { applicationState: { state: 'RUNNING' }, terminationTime: 'old', kept: 1 },
    );
    return { ...interpreter.aggregateStatus(template, deepFreeze(items)).status };
  };
  const inState = (state: string, errorMessage?: string) => ({ applicationState: { state, errorMessage } });
  const stateOf = (...states: (string | undefined)[]) =>
    federated(...states.map((state) => (state === undefined ? undefined : inState(state)))).applicationState;

  const ORDER = [
    ...[
      'SUBMISSION_FAILED',
      'FAILING',
      'INVALIDATING',
      'PENDING_RERUN',
      'UNKNOWN',
      'SUSPENDING',
      'SUSPENDED',
    ],
    ...['RESUMING', 'SUBMITTED', 'RUNNING', 'SUCCEEDING', 'FAILED', 'COMPLETED'],
  ];

  test.each(ORDER.slice(1).map((better, i) => [ORDER[i], better]))('is %s before %s', (worse, better) => {
    expect(stateOf(better, worse)).toEqual({ state: worse });
    expect(stateOf(worse, better)).toEqual({ state: worse });
  });

  test('counts what is not known, or not reported', () => {
    // Karmada crashes.
    expect(stateOf('RUNNING', 'UNHEARD_OF')).toEqual({ state: 'UNKNOWN' });
    // A part of a word is not the word.
    expect(stateOf('RUNNING', 'SUBMITTE')).toEqual({ state: 'UNKNOWN' });
    expect(stateOf('RUNNING', '')).toEqual({ state: 'SUBMITTED' });
    expect(stateOf('RUNNING', undefined)).toEqual({ state: 'SUBMITTED' });
    expect(stateOf('COMPLETED', undefined)).toEqual({ state: 'SUBMITTED' });
    expect(federated()).not.toHaveProperty('applicationState');
  });

  test('has the errors of the members in its state, each by its cluster', () => {
    const failed = [
      inState('FAILED', 'exit 1'),
      inState('COMPLETED', 'fine'),
      inState('FAILED', ''),
      inState('FAILED', 'exit 2'),
    ];
    expect(federated(...failed).applicationState).toEqual({
      state: 'FAILED',
      errorMessage: 'member0=exit 1, member3=exit 2',
    });
  });

  test('terminates when the last member does, and keeps what the API requires', () => {
    const done = (terminationTime: string, more: object = {}) => ({
      ...inState('COMPLETED'),
      terminationTime,
      ...more,
    });
    const [early, late] = ['2026-01-01T05:00:00+04:00', '2026-01-01T02:00:00Z'];
    const both = federated(done(late, { driverInfo: { podName: 'a' }, executionAttempts: 1 }), done(early));
    expect(both).toMatchObject({ terminationTime: late, driverInfo: { podName: 'a' }, executionAttempts: 1 });
    expect(federated(done(late), inState('RUNNING'))).not.toHaveProperty('terminationTime');
    expect(federated()).toEqual({ driverInfo: {}, executionAttempts: 0, submissionAttempts: 0, kept: 1 });
  });

  test('has every executor, as the last cluster has it', () => {
    const a = { executorState: { 'exec-1': 'RUNNING', 'exec-2': 'RUNNING' }, submissionID: 'a' };
    const b = { executorState: { 'exec-2': 'FAILED', 'exec-3': 'COMPLETED' }, sparkApplicationId: 'b' };
    expect(federated(a, b)).toMatchObject({
      executorState: { 'exec-1': 'RUNNING', 'exec-2': 'FAILED', 'exec-3': 'COMPLETED' },
      submissionID: 'a',
      sparkApplicationId: 'b',
    });
  });

  test('never has an observedGeneration: the API has none', () => {
    const settled = {
      ...inState('RUNNING'),
      observedGeneration: 3,
      generation: 3,
      resourceTemplateGeneration: 3,
    };
    expect(federated(settled)).not.toHaveProperty('observedGeneration');
  });
});

describe('health', () => {
  test.each<[state: string, status: object]>([
    ['Healthy', { applicationState: { state: 'RUNNING' } }],
    ['Healthy', { applicationState: { state: 'COMPLETED' } }],
    ['Healthy', { applicationState: { state: 'SUBMISSION_FAILED' } }],
    ['Degraded', { applicationState: { state: 'FAILED' } }],
    // Karmada calls the one healthy and not the other.
    ['Progressing', { applicationState: { state: '' } }],
    ['Progressing', { driverInfo: { podName: 'x' } }],
    ['Unknown', {}],
  ])('is %s for %j', (state, status) => {
    expect(interpreter.interpretHealth(application({}, status)).state).toBe(state);
  });
});
