import { createInterpreter, type KubernetesObject } from 'karmada-interpreter';
import { describe, expect, test } from 'vitest';
import { federated, member, problemsOf } from '../../support/federate.js';
import { deepFreeze } from '../../support/freeze.js';

const interpreter = createInterpreter();

const pod = (status?: object, spec: object = {}): KubernetesObject => ({
  ...{ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'web', namespace: 'shop', generation: 1 }, spec },
  ...(status && { status }),
});
const container = (name: string, state: object | undefined, more: object = {}) => ({
  ...{ name, image: 'nginx:1', imageID: `sha256:${name}`, ready: true, restartCount: 1 },
  ...(state && { state }),
  ...more,
});
const RUNNING = { running: { startedAt: '2026-03-04T10:00:00Z' } };

describe('the phase', () => {
  test.each([
    [['Running', 'Failed', 'Unknown'], 'Failed'],
    // Karmada overlooks Unknown: Running.
    [['Running', 'Unknown'], 'Unknown'],
    [['Pending', 'Unknown'], 'Unknown'],
    [['Running', 'Pending'], 'Pending'],
    [['Running', 'Succeeded'], 'Running'],
    [['Succeeded', 'Succeeded'], 'Succeeded'],
    // Karmada: none.
    [['', 'Succeeded'], 'Pending'],
    [['New', 'Running'], 'Pending'],
    [[undefined, 'Running'], 'Pending'],
  ])('of %j is %s', (phases, expected) => {
    const items = phases.map((phase, i) => member(`c${i}`, { phase }));
    expect(federated(pod(), ...items).phase).toBe(expected);
  });

  test('a member without a status is Pending; without members there is none', () => {
    expect(federated(pod(), member('a', { phase: 'Running' }), member('b')).phase).toBe('Pending');
    expect(federated(pod({ phase: 'Running' }))).toEqual({ observedGeneration: 1 });
  });
});

describe('the statuses of containers', () => {
  const of = (...lists: readonly (readonly object[] | undefined)[]) =>
    federated(
      pod(),
      ...lists.map((containerStatuses, i) => member(`c${i}`, containerStatuses && { containerStatuses })),
    ).containerStatuses;

  test('container-status-per-name: one for each name, in the order first met; Karmada lists all without names', () => {
    const statuses = of(
      [container('main', RUNNING)],
      [container('side', RUNNING), container('main', RUNNING)],
    );
    expect(statuses).toEqual([
      { ...container('main', RUNNING), restartCount: 2 },
      // Not every member has it.
      { ...container('side', RUNNING), ready: false },
    ]);
  });

  const DONE = { terminated: { exitCode: 0 } };
  const FAILED = { terminated: { exitCode: 1 } };
  const WAITING = { waiting: { reason: 'ContainerCreating' } };
  test.each([
    ['failed', [RUNNING, WAITING, FAILED], FAILED],
    ['waiting', [DONE, RUNNING, WAITING], WAITING],
    ['without a state', [RUNNING, undefined, WAITING], undefined],
    ['with an empty state', [RUNNING, {}], {}],
    ['running', [DONE, RUNNING], RUNNING],
    ['done', [DONE, { terminated: {} }], DONE],
  ])('the worst is the one that is %s', (_, states, expected) => {
    const [status] = of(...states.map((state) => [container('main', state)])) as { state?: object }[];
    expect(status?.state ?? {}).toEqual(expected ?? {});
  });

  test('the image is that of the worst member, the first of equals', () => {
    const [status] = of(
      [container('main', RUNNING)],
      [container('main', WAITING, { image: 'nginx:2' })],
      [container('main', WAITING, { image: 'nginx:3' })],
    ) as object[];
    expect(status).toMatchObject({ state: WAITING, image: 'nginx:2' });
  });

  test('ready only where every member is, also those that have reported nothing', () => {
    const ready = (...lists: readonly (readonly object[] | undefined)[]) =>
      (of(...lists) as { ready: boolean }[])[0]?.ready;
    const main = [container('main', RUNNING)];
    expect(ready(main, main)).toBe(true);
    expect(ready(main, [container('main', RUNNING, { ready: false })])).toBe(false);
    expect(ready(main, undefined)).toBe(false);
  });

  test('what is malformed is named', () => {
    const bad = { name: 'main', state: 'running', image: 5, ready: 'yes', restartCount: -1 };
    const status = { phase: 3, containerStatuses: [{ name: '' }, bad], initContainerStatuses: 'none' };
    expect([...problemsOf(pod(), member('a', status))].sort()).toEqual([
      'status.containerStatuses[0]',
      'status.containerStatuses[1].image',
      'status.containerStatuses[1].ready',
      'status.containerStatuses[1].restartCount',
      'status.containerStatuses[1].state',
      'status.initContainerStatuses',
      'status.phase',
    ]);
  });
});

test('status-kept, federated-generation: what is not aggregated stays; Karmada drops it', () => {
  const before = { qosClass: 'Burstable', podIP: '10.0.0.1', observedGeneration: 0 };
  expect(federated(pod(before), member('a', { phase: 'Running' }))).toEqual({
    ...{ ...before, phase: 'Running', observedGeneration: 1 },
  });
});

test('a pod is one replica, which needs what it asks for itself', () => {
  const spec = {
    nodeSelector: { disk: 'ssd' },
    containers: [
      { name: 'main', resources: { requests: { cpu: '500m' } }, envFrom: [{ secretRef: { name: 'key' } }] },
    ],
  };
  expect(interpreter.getReplicas(pod(undefined, spec))).toEqual({
    replicas: 1,
    requirements: {
      nodeClaim: { nodeSelector: { disk: 'ssd' } },
      resourceRequest: { cpu: '500m' },
    },
  });
  expect(interpreter.getDependencies(pod(undefined, spec))).toEqual([
    { apiVersion: 'v1', kind: 'Secret', namespace: 'shop', name: 'key' },
  ]);
  const malformed = pod(undefined, { nodeSelector: { disk: 5 } });
  expect(() => interpreter.getReplicas(malformed)).toThrow(/^spec\.nodeSelector\.disk is 5, not a string$/);
});

describe('retention', () => {
  const mount = [{ name: 'token', mountPath: '/run' }];
  const observed = {
    ...{ nodeName: 'n1', serviceAccountName: 'default', volumes: [{ name: 'token' }], extra: 1 },
    containers: [{ name: 'side' }, { name: 'main', volumeMounts: mount, image: 'old' }],
    initContainers: [{ name: 'main', volumeMounts: [] }],
  };
  const retain = (desired: object, member: object) =>
    interpreter.retain(deepFreeze(pod(undefined, desired)), deepFreeze(pod(undefined, member))).spec;

  test('of the member are placement, volumes, and mounts by name', () => {
    const own = [{ name: 'own', mountPath: '/x' }];
    const desired = {
      ...{ nodeName: 'n9', volumes: [{ name: 'own' }] },
      containers: [
        { name: 'main', image: 'new' },
        { name: 'side', volumeMounts: own },
        { name: 'other', volumeMounts: own },
      ],
      initContainers: [{ name: 'main', volumeMounts: own }],
    };
    expect(retain(desired, observed)).toEqual({
      ...{ nodeName: 'n1', serviceAccountName: 'default', volumes: [{ name: 'token' }] },
      containers: [
        { name: 'main', image: 'new', volumeMounts: mount },
        { name: 'side' },
        { name: 'other', volumeMounts: own },
      ],
      initContainers: [{ name: 'main' }],
    });
  });

  test('what the member has none of goes', () => {
    const volumes = [{ name: 'token' }];
    expect(retain({ nodeName: 'n9', volumes, hostNetwork: true }, {})).toEqual({ hostNetwork: true });
  });

  test('nothing changes where all is as observed, or there is nothing', () => {
    const same = deepFreeze(pod(undefined, observed));
    const bare = deepFreeze(pod(undefined, { containers: [{ name: 'main' }] }));
    expect(
      interpreter.retain(
        same,
        structuredClone({ ...same, spec: { ...observed, initContainers: undefined } }),
      ),
    ).toBe(same);
    expect(interpreter.retain(bare, deepFreeze(pod(undefined, { containers: 'none' })))).toBe(bare);
    const empty = deepFreeze(
      pod(undefined, { volumes: [], containers: [{ name: 'main', volumeMounts: [] }] }),
    );
    const without = deepFreeze(pod(undefined, { containers: [{ name: 'main' }] }));
    expect(interpreter.retain(empty, without)).toBe(empty);
  });
});

describe('health', () => {
  const ready = (status: string) => ({ conditions: [{ type: 'Ready', status }] });
  const waits = (reason: string) => ({
    containerStatuses: [{ name: 'main', state: { waiting: { reason } } }],
  });
  test.each([
    ['Healthy', { phase: 'Succeeded' }],
    ['Healthy', { phase: 'Running', ...ready('True') }],
    ['Progressing', { phase: 'Running', ...ready('False') }],
    ['Progressing', { phase: 'Running' }],
    ['Progressing', { phase: 'Pending', ...ready('True') }],
    ['Degraded', { phase: 'Failed' }],
    ['Degraded', { phase: 'Running', ...waits('CrashLoopBackOff') }],
    ['Degraded', { phase: 'Pending', ...waits('ErrImagePull') }],
    ['Degraded', { phase: 'Pending', ...waits('CreateContainerConfigError') }],
    ['Degraded', { phase: 'Pending', ...waits('InvalidImageName') }],
    ['Degraded', { phase: 'Pending', initContainerStatuses: waits('ImagePullBackOff').containerStatuses }],
    ['Progressing', { phase: 'Pending', ...waits('ContainerCreating') }],
    ['Progressing', { phase: 'Pending', ...waits('PodErrand') }],
    ['Healthy', { phase: 'Running', ...ready('True'), ...waits('CrashLoopBackOff') }],
    ['Unknown', { phase: 'Unknown' }],
    ['Unknown', { podIP: '10.0.0.1' }],
    ['Unknown', {}],
    ['Unknown', undefined],
  ])('is %s for %j', (state, status) => {
    expect(interpreter.interpretHealth(pod(status)).state).toBe(state);
  });
});
