import { createInterpreter } from 'karmada-interpreter';
import { describe, expect, test } from 'vitest';
import { deepFreeze } from '../../support/freeze.js';

const interpreter = createInterpreter();

function cluster(spec: object, status?: object, apiVersion = 'ray.io/v1') {
  return deepFreeze({
    apiVersion,
    kind: 'RayCluster',
    metadata: { name: 'train', namespace: 'ml', generation: 3 },
    spec,
    ...(status && { status }),
  });
}

const pod = (cpu: string) => ({ spec: { containers: [{ name: 'ray', resources: { requests: { cpu } } }] } });

describe('the components of a RayCluster', () => {
  const podsOf = (group: object): number | undefined =>
    interpreter.getComponents(cluster({ workerGroupSpecs: [{ groupName: 'g', ...group }] }))[0]?.replicas;

  test('are the head, where it has a template, and each group, by its name or its place', () => {
    const spec = {
      headGroupSpec: { template: pod('2') },
      workerGroupSpecs: [{ groupName: 'small', replicas: 2, template: pod('1') }, { groupName: '' }, {}],
    };
    expect(interpreter.getComponents(cluster(spec))).toEqual([
      { name: 'ray-head', replicas: 1, requirements: { resourceRequest: { cpu: '2' } } },
      { name: 'small', replicas: 2, requirements: { resourceRequest: { cpu: '1' } } },
      { name: 'worker-2', replicas: 0 },
      { name: 'worker-3', replicas: 0 },
    ]);
    expect(interpreter.getComponents(cluster({}))).toEqual([]);
    expect(interpreter.getComponents(cluster({}, undefined, 'ray.io/v1alpha1'))).toEqual([]);
  });

  // Karmada counts `replicas`, or none.
  test.each<[group: object, here: number, karmada: number]>([
    [{ replicas: 3 }, 3, 3],
    [{ minReplicas: 2 }, 2, 0],
    [{ replicas: 1, minReplicas: 2, maxReplicas: 4 }, 2, 1],
    [{ replicas: 5, minReplicas: 2, maxReplicas: 4 }, 4, 5],
    [{ replicas: 4, minReplicas: 2, maxReplicas: 4 }, 4, 4],
    [{ replicas: 2, minReplicas: 3, maxReplicas: 1 }, 3, 2],
    [{ replicas: 3, minReplicas: 3, maxReplicas: 1 }, 1, 3],
    [{ minReplicas: 3, maxReplicas: 1 }, 3, 0],
    [{ replicas: 3, numOfHosts: 4 }, 12, 3],
    [{ replicas: 2147483647, numOfHosts: 2 }, 2147483647, 2147483647],
    [{ replicas: 3, suspend: true }, 0, 3],
    [{ replicas: 3, suspend: false }, 3, 3],
  ])('of the group %j are %i here, and %i in Karmada', (group, here) => {
    expect(podsOf(group)).toBe(here);
  });

  test('have names of their own that a binding has room for', () => {
    const named = (...names: string[]) =>
      cluster({ workerGroupSpecs: names.map((groupName) => ({ groupName })) });
    expect(interpreter.getComponents(named('g'.repeat(32)))).toHaveLength(1);
    expect(() => interpreter.getComponents(named('g'.repeat(33)))).toThrow(/^components\[0\]\.name is /);
    expect(() => interpreter.getComponents(named('a', 'b', 'a'))).toThrow(/^components\[2\]\.name is "a"/);
  });

  test.each([
    [{ replicas: '3' }, 'spec.workerGroupSpecs[0].replicas is "3", not an integer from 0 to 2147483647'],
    [{ suspend: 'yes' }, 'spec.workerGroupSpecs[0].suspend is "yes", not true or false'],
    [{ groupName: 5 }, 'spec.workerGroupSpecs[0].groupName is 5, not a string'],
  ])('name what is malformed: %j', (group, message) => {
    expect(() => podsOf(group)).toThrow(message);
  });
});

describe('the federated status', () => {
  const federated = (...statuses: (object | undefined)[]): Record<string, unknown> => {
    const items = statuses.map((status, i) => ({ clusterName: `member${i}`, applied: true, status }));
    const template = cluster({}, { state: 'ready', reason: 'old' });
    return { ...interpreter.aggregateStatus(template, deepFreeze(items)).status };
  };

  // Karmada takes the first member's.
  test.each<[here: string | undefined, ...states: (string | undefined)[]]>([
    ['failed', 'ready', 'suspended', 'failed'],
    ['suspended', 'ready', 'suspended', undefined],
    ['ready', 'ready', 'ready'],
    [undefined, 'ready', undefined],
    [undefined, 'ready', ''],
    [undefined, 'ready', 'unheard of'],
    [undefined],
  ])('is %s of the states %s, %s, %s', (state, ...states) => {
    expect(federated(...states.map((own) => (own === undefined ? undefined : { state: own }))).state).toBe(
      state,
    );
  });

  test('has the reason of the first member in the state that gives one', () => {
    const statuses = [
      { state: 'ready', reason: 'r' },
      { state: 'failed' },
      { state: 'failed', reason: 'why' },
    ];
    expect(federated(...statuses).reason).toBe('why');
    expect(federated({ state: 'ready' }, { state: '', reason: 'of no state' })).not.toHaveProperty('reason');
  });

  test('adds quantities up, also where Karmada crashes, and counts within an int32', () => {
    const own = {
      desiredGPU: '1k',
      desiredMemory: '512M',
      desiredCPU: '1500m',
      maxWorkerReplicas: 2147483647,
    };
    expect(federated(own, { ...own, desiredCPU: '500m' })).toMatchObject({
      desiredGPU: '2k',
      desiredMemory: '1000000Ki',
      desiredCPU: '2',
      desiredTPU: '0',
      maxWorkerReplicas: 2147483647,
      readyWorkerReplicas: 0,
    });
  });

  test('has one condition of a type, and True is bad of what KubeRay says so', () => {
    const conditions = (status: string) =>
      ['HeadPodReady', 'ReplicaFailure'].map((type) => ({ type, status }));
    const merged = federated(
      { conditions: conditions('True') },
      { conditions: conditions('False') },
    ).conditions;
    expect(merged).toMatchObject([
      { type: 'HeadPodReady', status: 'False' },
      { type: 'ReplicaFailure', status: 'True' },
    ]);
  });

  test('has the latest of each transition, as an instant, and the first endpoints', () => {
    const late = '2026-01-02T00:00:00Z';
    const early = '2026-01-02T01:00:00+02:00';
    const a = { stateTransitionTimes: { ready: late }, endpoints: { client: '1' }, lastUpdateTime: early };
    const b = {
      stateTransitionTimes: { ready: early, failed: early },
      endpoints: { client: '2' },
      lastUpdateTime: late,
    };
    expect(federated(a, b)).toMatchObject({
      stateTransitionTimes: { ready: late, failed: early },
      endpoints: { client: '1' },
      lastUpdateTime: late,
    });
  });
});

describe('health', () => {
  const conditions = (...types: string[]) => ({
    conditions: types.map((type) => ({ type, status: 'True' })),
  });

  test.each<[state: string, status: object, spec?: object]>([
    ['Healthy', conditions('HeadPodReady', 'RayClusterProvisioned')],
    ['Healthy', conditions('HeadPodReady', 'RayClusterProvisioned'), { suspend: true }],
    ['Progressing', conditions('HeadPodReady')],
    ['Progressing', { ...conditions('HeadPodReady'), state: 'ready' }],
    ['Degraded', conditions('HeadPodReady', 'RayClusterProvisioned', 'ReplicaFailure')],
    // A type that KubeRay never writes, and Karmada looks for.
    ['Healthy', conditions('HeadPodReady', 'RayClusterProvisioned', 'RayClusterReplicaFailure')],
    ['Healthy', { state: 'ready', conditions: [] }],
    ['Degraded', { state: 'failed' }],
    ['Suspended', { state: 'suspended' }],
    ['Suspended', conditions('RayClusterSuspending')],
    ['Suspended', conditions('RayClusterSuspended')],
    ['Suspended', { readyWorkerReplicas: 1 }, { suspend: true }],
    ['Progressing', { ...conditions('HeadPodReady', 'RayClusterProvisioned'), observedGeneration: 2 }],
    ['Healthy', { ...conditions('HeadPodReady', 'RayClusterProvisioned'), observedGeneration: 3 }],
    ['Unknown', {}],
  ])('is %s for %j', (state, status, spec = {}) => {
    expect(interpreter.interpretHealth(cluster(spec, status)).state).toBe(state);
  });
});
