import { createInterpreter, type Health, type KubernetesObject } from 'karmada-interpreter';
import { describe, expect, test } from 'vitest';
import { deepFreeze } from '../../support/freeze.js';

type Json = Record<string, unknown>;

const interpreter = createInterpreter();

function healthOf(object: KubernetesObject): Health {
  return interpreter.interpretHealth(deepFreeze(object));
}

/** Where each API version of CloneSet has its partition. */
const strategies: readonly [version: string, strategy: (fields: Json) => Json][] = [
  ['v1alpha1', (fields) => fields],
  ['v1beta1', (rollingUpdate) => ({ rollingUpdate })],
];

describe.each(strategies)('the partition of CloneSet %s', (version, strategy) => {
  /** Whether a CloneSet is healthy with so many updated, where Kruise says nothing of how many it expects. */
  const isHealthy = (asked: number, partition: unknown, updated: number, status: Json = {}): boolean =>
    healthOf({
      apiVersion: `apps.kruise.io/${version}`,
      kind: 'CloneSet',
      metadata: { generation: 2 },
      spec: { replicas: asked, updateStrategy: strategy({ partition }) },
      status: {
        observedGeneration: 2,
        replicas: asked,
        updatedReplicas: updated,
        availableReplicas: asked,
        ...status,
      },
    }).healthy;

  test.each<[asked: number, partition: unknown, target: number]>([
    [10, 4, 6],
    [10, '60%', 4],
    // Rounded up.
    [10, '55%', 4],
    [10, '51%', 4],
    [3, '50%', 1],
    // Below 100%, one of several is updated; above 0%, one is kept.
    [2, '99%', 1],
    [2, '1%', 1],
    [1, '1%', 0],
    [2, '100%', 0],
    [2, '0%', 2],
    [2, '150%', 0],
    [2, 9, 0],
    // What is no partition holds nothing back.
    [3, '2', 3],
    [3, '2.5%', 3],
    [3, -1, 3],
    [3, null, 3],
    [3, {}, 3],
  ])('of %j by %j: %j are to be updated', (asked, partition, target) => {
    expect(isHealthy(asked, partition, target)).toBe(true);
    expect(target > 0 && isHealthy(asked, partition, target - 1)).toBe(false);
  });

  test('Kruise’s own number counts where it reports one: the clusters of a federation round one by one', () => {
    expect(isHealthy(15, '50%', 6)).toBe(false);
    expect(isHealthy(15, '50%', 6, { expectedUpdatedReplicas: 6 })).toBe(true);
    expect(isHealthy(15, '50%', 5, { expectedUpdatedReplicas: 6 })).toBe(false);
    // No more than the spec asks for.
    expect(isHealthy(3, '50%', 3, { expectedUpdatedReplicas: 5 })).toBe(true);
  });

  test('more than the partition keeps are old ones', () => {
    expect(isHealthy(5, 2, 3, { replicas: 5 })).toBe(true);
    expect(isHealthy(5, 2, 3, { replicas: 6 })).toBe(false);
  });

  test('the other version’s place is none', () => {
    const other = version === 'v1beta1' ? { partition: 3 } : { rollingUpdate: { partition: 3 } };
    const object = {
      apiVersion: `apps.kruise.io/${version}`,
      kind: 'CloneSet',
      spec: { replicas: 3, updateStrategy: other },
      status: { replicas: 3, updatedReplicas: 0, availableReplicas: 3 },
    };
    expect(healthOf(object)).toMatchObject({ state: 'Progressing', reason: 'RollingOut' });
  });

  test('paused is suspended, unless complete', () => {
    const object = (updatedReplicas: number): KubernetesObject => ({
      apiVersion: `apps.kruise.io/${version}`,
      kind: 'CloneSet',
      spec: { replicas: 2, updateStrategy: strategy({ paused: true }) },
      status: { replicas: 2, updatedReplicas, availableReplicas: 2 },
    });
    expect(healthOf(object(1)).state).toBe('Suspended');
    expect(healthOf(object(2)).state).toBe('Healthy');
  });
});

describe.each(['v1alpha1', 'v1beta1'])('the partition of DaemonSet %s', (version) => {
  test.each<[desired: number, partition: unknown, target: number]>([
    [10, '50%', 5],
    // Rounded down.
    [3, '50%', 2],
    [3, '99%', 1],
    [3, '100%', 0],
    [3, '33%', 3],
    [3, 2, 1],
    [3, '2', 3],
  ])('of %j by %j: %j are to be updated', (desired, partition, target) => {
    const isHealthy = (updated: number): boolean =>
      healthOf({
        apiVersion: `apps.kruise.io/${version}`,
        kind: 'DaemonSet',
        spec: { updateStrategy: { rollingUpdate: { partition } } },
        status: {
          desiredNumberScheduled: desired,
          currentNumberScheduled: desired,
          updatedNumberScheduled: updated,
          numberAvailable: desired,
        },
      }).healthy;
    expect(isHealthy(target)).toBe(true);
    expect(target > 0 && isHealthy(target - 1)).toBe(false);
  });
});

test.each([
  ['apps/v1', 'StatefulSet'],
  ['apps.kruise.io/v1beta1', 'StatefulSet'],
])('a percentage is no partition of %s %s, whose API takes a number', (apiVersion, kind) => {
  const spec = { replicas: 2, updateStrategy: { rollingUpdate: { partition: '50%' } } };
  const status = { replicas: 2, updatedReplicas: 1, availableReplicas: 2 };
  expect(healthOf({ apiVersion, kind, spec, status }).state).toBe('Progressing');
});

describe.each([
  ['apps.kruise.io/v1alpha1', 'CloneSet'],
  ['apps.kruise.io/v1beta1', 'CloneSet'],
  ['apps.kruise.io/v1beta1', 'StatefulSet'],
])('how many of the updated are available, of %s %s', (apiVersion, kind) => {
  const counts = { replicas: 3, updatedReplicas: 3, availableReplicas: 3 };
  const object = (status: Json): KubernetesObject => ({
    apiVersion,
    kind,
    spec: { replicas: 3 },
    status: { ...counts, ...status },
  });

  test.each<[string, Json, string]>([
    ['all', { updatedAvailableReplicas: 3, updatedReadyReplicas: 3 }, 'Healthy'],
    ['not all', { updatedAvailableReplicas: 2, updatedReadyReplicas: 3 }, 'Progressing'],
    ['none', { updatedAvailableReplicas: 0, updatedReadyReplicas: 3 }, 'Progressing'],
    ['by those ready, of a Kruise that says no more', { updatedReadyReplicas: 2 }, 'Progressing'],
    ['not said', {}, 'Healthy'],
  ])('%s', (_, status, state) => {
    expect(healthOf(object(status)).state).toBe(state);
  });

  test('stands for the counts that are absent', () => {
    const absent = { updatedReplicas: undefined, availableReplicas: undefined };
    expect(healthOf(object({ ...absent, updatedAvailableReplicas: 3 })).state).toBe('Healthy');
    expect(healthOf(object({ ...absent, updatedAvailableReplicas: 2 })).state).toBe('Progressing');
  });
});

test('v1beta1 DaemonSet reports its revision under the name of the others, v1alpha1 as a hash', () => {
  const status = { desiredNumberScheduled: 1, daemonSetHash: 'a1', updateRevision: 'web-a1' };
  const reflected = (version: string): object | undefined =>
    interpreter.reflectStatus({ apiVersion: `apps.kruise.io/${version}`, kind: 'DaemonSet', status });
  expect(reflected('v1alpha1')).toStrictEqual({ desiredNumberScheduled: 1, daemonSetHash: 'a1' });
  expect(reflected('v1beta1')).toStrictEqual({ desiredNumberScheduled: 1, updateRevision: 'web-a1' });
});
