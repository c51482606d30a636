import fc from 'fast-check';
import { createInterpreter, type Health, type KubernetesObject } from 'karmada-interpreter';
import { describe, expect, test } from 'vitest';
import { EFFORT } from '../../support/effort.js';
import { deepFreeze } from '../../support/freeze.js';
import { isFlux, kinds } from '../../support/kinds.js';

type Json = Record<string, unknown>;

const interpreter = createInterpreter();

/** The health of an object, of which no part may be written to. */
function healthOf(object: KubernetesObject): Health {
  return interpreter.interpretHealth(deepFreeze(object));
}

/** A kind whose health is that of its rollout, in its own words: here 5 of 5 are updated and available. */
interface Workload {
  readonly name: string;
  readonly apiVersion: string;
  readonly kind: string;
  readonly noun: string;
  readonly updated: string;
  readonly available: string;
  readonly spec: Json;
  readonly status: Json;
}

const replicas = { noun: 'replicas', updated: 'updatedReplicas', available: 'availableReplicas' };
const pods = { noun: 'pods', updated: 'updatedNumberScheduled', available: 'numberAvailable' };
const rolledOut = { observedGeneration: 3, updatedReplicas: 5, availableReplicas: 5 };
const scheduled = {
  observedGeneration: 3,
  desiredNumberScheduled: 5,
  updatedNumberScheduled: 5,
  numberAvailable: 5,
};

const workloads: readonly Workload[] = [
  ...[
    ['apps/v1', 'Deployment'],
    ['apps/v1', 'StatefulSet'],
    ['apps.kruise.io/v1alpha1', 'CloneSet'],
    ['apps.kruise.io/v1beta1', 'CloneSet'],
    ['apps.kruise.io/v1alpha1', 'StatefulSet'],
    ['apps.kruise.io/v1beta1', 'StatefulSet'],
  ].map(([apiVersion, kind]) => ({
    apiVersion,
    kind,
    ...replicas,
    spec: { replicas: 5 },
    status: rolledOut,
  })),
  ...[
    ['apps/v1', 'DaemonSet'],
    ['apps.kruise.io/v1alpha1', 'DaemonSet'],
    ['apps.kruise.io/v1beta1', 'DaemonSet'],
  ].map(([apiVersion, kind]) => ({ apiVersion, kind, ...pods, spec: {}, status: scheduled })),
].map((workload) => ({ name: `${workload.apiVersion} ${workload.kind}`, ...workload }) as Workload);

/** The workload at generation 3, with other fields in its spec and status. */
function objectOf(
  { apiVersion, kind, spec, status }: Workload,
  changes: { spec?: Json; status?: Json } = {},
) {
  return {
    apiVersion,
    kind,
    metadata: { name: 'web', namespace: 'shop', generation: 3 },
    spec: { ...spec, ...changes.spec },
    status: { ...status, ...changes.status },
  };
}

function without(object: KubernetesObject, field: 'spec' | 'status'): KubernetesObject {
  const { [field]: _, ...rest } = object;
  return rest;
}

function named(name: string): Workload {
  const found = workloads.find((workload) => workload.name === name);
  if (found === undefined) throw new Error(`there is no ${name}`);
  return found;
}

describe.each(workloads)('$name', (workload) => {
  const { noun, updated, available } = workload;

  test.each<[string, Json, Health]>([
    [
      'everything updated and available',
      {},
      {
        healthy: true,
        state: 'Healthy',
        reason: 'RolledOut',
        message: `5 updated ${noun} are available`,
      },
    ],
    [
      'more updated and available than asked for',
      { [updated]: 6, [available]: 7 },
      {
        healthy: true,
        state: 'Healthy',
        reason: 'RolledOut',
        message: `6 updated ${noun} are available`,
      },
    ],
    [
      'a controller that is behind',
      { observedGeneration: 2 },
      {
        healthy: false,
        state: 'Progressing',
        reason: 'SpecNotObserved',
        message: 'the controller has observed generation 2; 3 is current',
      },
    ],
    [
      'an observed generation that is ahead of the object, which is then an old copy',
      { observedGeneration: 4 },
      {
        healthy: false,
        state: 'Progressing',
        reason: 'SpecNotObserved',
        message: 'the controller has observed generation 4; 3 is current',
      },
    ],
    [
      'one that is not updated',
      { [updated]: 4 },
      {
        healthy: false,
        state: 'Progressing',
        reason: 'RollingOut',
        message: `4 of 5 ${noun} run the new version`,
      },
    ],
    [
      'one that is not available',
      { [available]: 4 },
      {
        healthy: false,
        state: 'Progressing',
        reason: 'NotAvailable',
        message: `4 of 5 updated ${noun} are available`,
      },
    ],
    [
      'updated ones absent, which is 0 of them',
      { [updated]: undefined },
      {
        healthy: false,
        state: 'Progressing',
        reason: 'RollingOut',
        message: `0 of 5 ${noun} run the new version`,
      },
    ],
    [
      'available ones absent, which is 0 of them',
      { [available]: undefined },
      {
        healthy: false,
        state: 'Progressing',
        reason: 'NotAvailable',
        message: `0 of 5 updated ${noun} are available`,
      },
    ],
    [
      'an observed generation absent, which is 0',
      { observedGeneration: undefined },
      {
        healthy: false,
        state: 'Progressing',
        reason: 'SpecNotObserved',
        message: 'the controller has not observed any generation yet; 3 is current',
      },
    ],
    [
      'a count of the wrong type, which is 0',
      { [available]: '5' },
      {
        healthy: false,
        state: 'Progressing',
        reason: 'NotAvailable',
        message: `0 of 5 updated ${noun} are available`,
      },
    ],
    [
      'a negative count, which is 0',
      { [updated]: -1 },
      {
        healthy: false,
        state: 'Progressing',
        reason: 'RollingOut',
        message: `0 of 5 ${noun} run the new version`,
      },
    ],
  ])('%s', (_, status, expected) => {
    expect(healthOf(objectOf(workload, { status }))).toStrictEqual(expected);
  });

  test('an object that has never had a generation is rolled out by its numbers alone', () => {
    const { apiVersion, kind, spec, status } = workload;
    const { observedGeneration: _, ...counts } = status;
    expect(healthOf({ apiVersion, kind, spec, status: counts }).state).toBe('Healthy');
  });

  test.each([
    ['absent', undefined],
    ['null', null],
    ['empty', {}],
    ['a list', []],
    ['a text', 'Running'],
  ])('a status that is %s is unknown', (_, status) => {
    const object = { ...objectOf(workload), status } as KubernetesObject;
    expect(healthOf(object)).toStrictEqual({
      healthy: false,
      state: 'Unknown',
      reason: 'NoStatus',
      message: 'the controller has not reported a status',
    });
  });

  test('a paused rollout of which nothing is known, or nothing of the present spec, is not called paused', () => {
    const spec = { paused: true };
    expect(healthOf(without(objectOf(workload, { spec }), 'status')).state).toBe('Unknown');
    expect(healthOf(objectOf(workload, { spec, status: { observedGeneration: 2 } })).state).toBe(
      'Progressing',
    );
  });

  test('spec.paused holds the rollout back: suspended, with how far it has come', () => {
    const paused = { spec: { paused: true }, status: { [updated]: 2 } };
    expect(healthOf(objectOf(workload, paused))).toStrictEqual({
      healthy: false,
      state: 'Suspended',
      reason: 'Paused',
      message: `the rollout is paused: 2 of 5 ${noun} run the new version`,
    });
  });

  test('spec.paused: true takes nothing from a rollout that is complete', () => {
    expect(healthOf(objectOf(workload, { spec: { paused: true } })).state).toBe('Healthy');
  });

  test('only true pauses', () => {
    const object = objectOf(workload, { spec: { paused: 'true' }, status: { [updated]: 2 } });
    expect(healthOf(object).state).toBe('Progressing');
  });
});

describe.each(workloads.filter(({ noun }) => noun === 'replicas'))('the replicas of $name', (workload) => {
  test('spec.replicas 0 asks for none', () => {
    const status = { updatedReplicas: 0, availableReplicas: 0 };
    const object = objectOf(workload, { spec: { replicas: 0 }, status });
    expect(healthOf(object).message).toBe('0 updated replicas are available');
    expect(healthOf(object).healthy).toBe(true);
  });

  test.each([
    ['absent', undefined],
    ['null', null],
    ['malformed', '5'],
  ])('spec.replicas that are %s ask for one', (_, count) => {
    const spec = { replicas: count };
    const none = objectOf(workload, { spec, status: { updatedReplicas: 0, availableReplicas: 0 } });
    expect(healthOf(none).message).toBe('0 of 1 replicas run the new version');
    const one = objectOf(workload, { spec, status: { updatedReplicas: 1, availableReplicas: 1 } });
    expect(healthOf(one).healthy).toBe(true);
  });

  test.each([
    ['none is left', 5, 'Healthy', '5 updated replicas are available'],
    ['one is left', 6, 'Progressing', '1 replicas of the old version have yet to go'],
  ])('of the old version %s', (_, count, state, message) => {
    const object = objectOf(workload, { status: { replicas: count } });
    expect(healthOf(object)).toMatchObject({ state, message });
  });

  test('more than spec.replicas are no old ones while they run the new version', () => {
    const status = { replicas: 7, updatedReplicas: 7, availableReplicas: 7 };
    expect(healthOf(objectOf(workload, { status })).healthy).toBe(true);
  });

  test('all that are updated have to be available, more than spec.replicas asks for too', () => {
    const object = objectOf(workload, { spec: { replicas: undefined }, status: { availableReplicas: 1 } });
    expect(healthOf(object).message).toBe('1 of 5 updated replicas are available');
  });
});

describe('Degraded', () => {
  const failed = { type: 'Progressing', status: 'False', reason: 'ProgressDeadlineExceeded' };

  /** A Deployment that waits for its last replica, with these conditions. */
  const deployment = (...conditions: unknown[]) =>
    objectOf(named('apps/v1 Deployment'), { status: { availableReplicas: 4, conditions } });

  test('a Deployment that has missed its deadline, in the words of its condition', () => {
    const message = 'ReplicaSet "web-6d5f" has timed out progressing.';
    expect(healthOf(deployment({ type: 'Available', status: 'True' }, { ...failed, message }))).toStrictEqual(
      {
        healthy: false,
        state: 'Degraded',
        reason: 'ProgressDeadlineExceeded',
        message,
      },
    );
  });

  test.each([
    ['absent', {}],
    ['empty', { reason: '', message: '' }],
    ['no text', { reason: 1, message: ['x'] }],
  ])('where its condition’s words are %s, with the numbers', (_, words) => {
    expect(healthOf(deployment({ type: 'Progressing', status: 'False', ...words }))).toStrictEqual({
      healthy: false,
      state: 'Degraded',
      reason: 'ProgressDeadlineExceeded',
      message: '4 of 5 updated replicas are available',
    });
  });

  test.each([
    ['is True', { ...failed, status: 'True' }],
    ['is Unknown', { ...failed, status: 'Unknown' }],
    ['is of another type', { ...failed, type: 'Available' }],
    ['is no condition', null],
  ])('not where the condition %s', (_, condition) => {
    expect(healthOf(deployment(condition)).state).toBe('Progressing');
  });

  test('a rollout that is paused is not degraded', () => {
    const { spec, status, ...rest } = deployment(failed);
    expect(healthOf({ ...rest, spec: { ...spec, paused: true }, status }).state).toBe('Suspended');
  });

  test('the deadline decides before any count', () => {
    const object = objectOf(named('apps/v1 Deployment'), { status: { conditions: [failed] } });
    expect(healthOf(object).state).toBe('Degraded');
  });

  test.each([
    ['an older spec', 2, 'Healthy'],
    ['the present spec', 3, 'Degraded'],
  ])('a deadline that says to be about %s', (_, observedGeneration, state) => {
    const conditions = [{ ...failed, observedGeneration }];
    const object = objectOf(named('apps/v1 Deployment'), { status: { conditions } });
    expect(healthOf(object).state).toBe(state);
  });

  test('not where the status is about an older spec', () => {
    const status = { observedGeneration: 2, conditions: [failed] };
    expect(healthOf(objectOf(named('apps/v1 Deployment'), { status })).reason).toBe('SpecNotObserved');
  });

  test('conditions that are no list are none', () => {
    const status = { availableReplicas: 4, conditions: failed };
    expect(healthOf(objectOf(named('apps/v1 Deployment'), { status })).state).toBe('Progressing');
  });
});

describe('a rollout that is paused in the place of its kind', () => {
  test.each<[string, Json]>([
    ['apps.kruise.io/v1alpha1 CloneSet', { updateStrategy: { paused: true } }],
    ['apps.kruise.io/v1beta1 CloneSet', { updateStrategy: { rollingUpdate: { paused: true } } }],
    ['apps.kruise.io/v1alpha1 DaemonSet', { updateStrategy: { rollingUpdate: { paused: true } } }],
    ['apps.kruise.io/v1beta1 DaemonSet', { updateStrategy: { rollingUpdate: { paused: true } } }],
    ['apps.kruise.io/v1alpha1 StatefulSet', { updateStrategy: { rollingUpdate: { paused: true } } }],
    ['apps.kruise.io/v1beta1 StatefulSet', { updateStrategy: { rollingUpdate: { paused: true } } }],
  ])('%s', (name, spec) => {
    const workload = named(name);
    const object = objectOf(workload, { spec, status: { [workload.updated]: 1 } });
    expect(healthOf(object).state).toBe('Suspended');
    expect(healthOf(object).message).toBe(
      `the rollout is paused: 1 of 5 ${workload.noun} run the new version`,
    );
  });

  test('an apps/v1 Deployment has no such place', () => {
    const object = objectOf(named('apps/v1 Deployment'), {
      spec: { updateStrategy: { paused: true, rollingUpdate: { paused: true } } },
      status: { updatedReplicas: 1 },
    });
    expect(healthOf(object).state).toBe('Progressing');
  });
});

describe('a rollout that is held back on purpose', () => {
  const partition = (count: unknown) => ({
    updateStrategy: { type: 'RollingUpdate', rollingUpdate: { partition: count } },
  });
  const onDelete = { updateStrategy: { type: 'OnDelete' } };

  test.each<[string, string, Json, Json, string, string]>([
    [
      'apps/v1 StatefulSet',
      'OnDelete waits for no update',
      onDelete,
      { updatedReplicas: 0 },
      'Healthy',
      '0 updated replicas are available',
    ],
    [
      'apps/v1 StatefulSet',
      'OnDelete still waits for all to be available',
      onDelete,
      { updatedReplicas: 0, availableReplicas: 4 },
      'Progressing',
      '4 of 5 replicas are available',
    ],
    [
      'apps/v1 StatefulSet',
      'OnDelete still waits for what was updated to be available',
      onDelete,
      { updatedReplicas: 2, availableReplicas: 1 },
      'Progressing',
      '1 of 2 updated replicas are available',
    ],
    [
      'apps/v1 StatefulSet',
      'a partition of 3 of 5 lets 2 run the new version',
      partition(3),
      { updatedReplicas: 2 },
      'Healthy',
      '2 updated replicas are available',
    ],
    [
      'apps/v1 StatefulSet',
      'a partition of 3 of 5 waits for the second',
      partition(3),
      { updatedReplicas: 1 },
      'Progressing',
      '1 of 2 replicas run the new version',
    ],
    [
      'apps/v1 StatefulSet',
      'a partition beyond the replicas holds all of them back',
      partition(9),
      { updatedReplicas: 0 },
      'Healthy',
      '0 updated replicas are available',
    ],
    [
      'apps/v1 StatefulSet',
      'a partition of 3 of 5 keeps 3 of the old version and no more',
      partition(3),
      { replicas: 6, updatedReplicas: 2, availableReplicas: 6 },
      'Progressing',
      '1 replicas of the old version have yet to go',
    ],
    [
      'apps/v1 StatefulSet',
      'a partition still waits for all to be available',
      partition(3),
      { replicas: 5, updatedReplicas: 2, availableReplicas: 4 },
      'Progressing',
      '4 of 5 replicas are available',
    ],
    [
      'apps/v1 StatefulSet',
      'a partition beyond the replicas keeps no more than all of them',
      partition(9),
      { replicas: 6, updatedReplicas: 0, availableReplicas: 6 },
      'Progressing',
      '1 replicas of the old version have yet to go',
    ],
    [
      'apps/v1 StatefulSet',
      'a partition of 0 holds nothing back',
      partition(0),
      { updatedReplicas: 4 },
      'Progressing',
      '4 of 5 replicas run the new version',
    ],
    [
      'apps/v1 StatefulSet',
      'a partition of the wrong type holds nothing back',
      partition('3'),
      { updatedReplicas: 4 },
      'Progressing',
      '4 of 5 replicas run the new version',
    ],
    [
      'apps.kruise.io/v1beta1 StatefulSet',
      'OnDelete waits for no update',
      onDelete,
      { updatedReplicas: 0 },
      'Healthy',
      '0 updated replicas are available',
    ],
    [
      'apps.kruise.io/v1beta1 StatefulSet',
      'OnDelete still waits for all to be available',
      onDelete,
      { updatedReplicas: 0, availableReplicas: 4 },
      'Progressing',
      '4 of 5 replicas are available',
    ],
    [
      'apps.kruise.io/v1beta1 StatefulSet',
      'a partition of 4 of 5 lets 1 run the new version',
      partition(4),
      { updatedReplicas: 1 },
      'Healthy',
      '1 updated replicas are available',
    ],
    [
      'apps.kruise.io/v1alpha1 CloneSet',
      'a partition leaves the target to Kruise',
      { updateStrategy: { partition: '40%' } },
      { expectedUpdatedReplicas: 3, updatedReplicas: 3 },
      'Healthy',
      '3 updated replicas are available',
    ],
    [
      'apps.kruise.io/v1alpha1 CloneSet',
      'a partition waits for as many as Kruise expects',
      { updateStrategy: { partition: 2 } },
      { expectedUpdatedReplicas: 3, updatedReplicas: 2 },
      'Progressing',
      '2 of 3 replicas run the new version',
    ],
    [
      'apps.kruise.io/v1alpha1 CloneSet',
      'without a partition, spec.replicas is the target whatever Kruise expects',
      { updateStrategy: { type: 'InPlaceIfPossible' } },
      { expectedUpdatedReplicas: 3, updatedReplicas: 3 },
      'Progressing',
      '3 of 5 replicas run the new version',
    ],
    [
      'apps/v1 DaemonSet',
      'OnDelete waits for no update',
      onDelete,
      { updatedNumberScheduled: 0 },
      'Healthy',
      '0 updated pods are available',
    ],
    [
      'apps/v1 DaemonSet',
      'OnDelete still waits for all to be available',
      onDelete,
      { updatedNumberScheduled: 0, numberAvailable: 4 },
      'Progressing',
      '4 of 5 pods are available',
    ],
    [
      'apps.kruise.io/v1alpha1 DaemonSet',
      'OnDelete waits for no update',
      onDelete,
      { updatedNumberScheduled: 0 },
      'Healthy',
      '0 updated pods are available',
    ],
    [
      'apps.kruise.io/v1alpha1 DaemonSet',
      'OnDelete still waits for all to be available',
      onDelete,
      { updatedNumberScheduled: 0, numberAvailable: 4 },
      'Progressing',
      '4 of 5 pods are available',
    ],
    [
      'apps.kruise.io/v1alpha1 DaemonSet',
      'a partition of 2 of 5 lets 3 run the new version',
      partition(2),
      { updatedNumberScheduled: 3 },
      'Healthy',
      '3 updated pods are available',
    ],
  ])('%s: %s', (name, _, spec, status, state, message) => {
    const { state: is, message: says } = healthOf(objectOf(named(name), { spec, status }));
    expect([is, says]).toStrictEqual([state, message]);
  });

  test('does not hide that the controller is behind', () => {
    const status = { observedGeneration: 2, updatedReplicas: 0 };
    const object = objectOf(named('apps/v1 StatefulSet'), { spec: onDelete, status });
    expect(healthOf(object).reason).toBe('SpecNotObserved');
  });
});

const flux = kinds
  .filter(isFlux)
  .flatMap(({ apiVersions, kind }) => apiVersions.map((apiVersion) => ({ apiVersion, kind })));

describe.each(flux)('$apiVersion $kind', (reference) => {
  const ready = {
    type: 'Ready',
    status: 'True',
    reason: 'Succeeded',
    message: 'stored revision main@sha1:99',
  };
  const notReady = { type: 'Ready', status: 'False', reason: 'InstallFailed', message: 'timed out' };
  const reconciling = { type: 'Reconciling', status: 'True', reason: 'NewRevision', message: 'fetching' };
  const stalled = { type: 'Stalled', status: 'True', reason: 'InvalidURL', message: 'no such host' };

  /** The object at generation 3 with these conditions, of which its controller has observed a generation. */
  const object = (observedGeneration: unknown, spec: Json, ...conditions: unknown[]): KubernetesObject => ({
    ...reference,
    metadata: { name: 'podinfo', namespace: 'flux-system', generation: 3 },
    spec,
    status: { observedGeneration, conditions },
  });

  test.each<[string, KubernetesObject, Health['state'], string, string]>([
    ['ready', object(3, {}, ready), 'Healthy', 'Succeeded', 'stored revision main@sha1:99'],
    ['ready and ahead', object(4, {}, ready), 'Healthy', 'Succeeded', 'stored revision main@sha1:99'],
    [
      'ready without words',
      object(3, {}, { type: 'Ready', status: 'True' }),
      'Healthy',
      'Ready',
      'the condition Ready is True',
    ],
    [
      'ready for an old spec',
      object(2, {}, ready),
      'Progressing',
      'SpecNotObserved',
      'the controller has observed generation 2; 3 is current',
    ],
    [
      'ready, but never observed',
      object(undefined, {}, ready),
      'Progressing',
      'SpecNotObserved',
      'the controller has not observed any generation yet; 3 is current',
    ],
    ['not ready', object(3, {}, notReady), 'Degraded', 'InstallFailed', 'timed out'],
    [
      'not ready without words',
      object(3, {}, { type: 'Ready', status: 'False' }),
      'Degraded',
      'NotReady',
      'the condition Ready is False',
    ],
    [
      'not ready, which is tried again',
      object(3, {}, notReady, reconciling),
      'Degraded',
      'InstallFailed',
      'timed out',
    ],
    [
      'not ready, and an attempt under way that may be newer',
      object(3, {}, notReady, { ...reconciling, reason: 'Progressing' }),
      'Progressing',
      'Progressing',
      'fetching',
    ],
    [
      'not ready for the present spec, by its own generation, and an attempt under way',
      object(3, {}, { ...notReady, observedGeneration: 3 }, { ...reconciling, reason: 'Progressing' }),
      'Degraded',
      'InstallFailed',
      'timed out',
    ],
    [
      'not ready for the present spec, by its own generation alone',
      object(2, {}, { ...notReady, observedGeneration: 3 }, reconciling),
      'Degraded',
      'InstallFailed',
      'timed out',
    ],
    [
      'not ready before anything was observed',
      object(-1, {}, { ...notReady, observedGeneration: 3 }),
      'Degraded',
      'InstallFailed',
      'timed out',
    ],
    [
      'not ready for an old spec',
      object(2, {}, { ...notReady, observedGeneration: 2 }),
      'Progressing',
      'SpecNotObserved',
      'the controller has observed generation 2; 3 is current',
    ],
    [
      'nothing observed yet',
      object(-1, {}),
      'Progressing',
      'SpecNotObserved',
      'the controller has not observed any generation yet; 3 is current',
    ],
    [
      'ready: Unknown for the present spec, by its own generation alone',
      object(2, {}, { ...notReady, status: 'Unknown', message: 'upgrading', observedGeneration: 3 }),
      'Progressing',
      'InstallFailed',
      'upgrading',
    ],
    [
      'ready by the condition’s generation, and not by the status’',
      object(2, {}, { ...ready, observedGeneration: 3 }),
      'Progressing',
      'SpecNotObserved',
      'the controller has observed generation 2; 3 is current',
    ],
    [
      'ready by the status’ generation, and not by the condition’s',
      object(3, {}, { ...ready, observedGeneration: 2 }),
      'Progressing',
      'SpecNotObserved',
      'the condition Ready is about an older spec',
    ],
    [
      'reconciling, and not yet ready',
      object(2, {}, { ...reconciling, observedGeneration: 3 }),
      'Progressing',
      'NewRevision',
      'fetching',
    ],
    ['stalled, and ready', object(3, {}, ready, stalled), 'Degraded', 'InvalidURL', 'no such host'],
    [
      'not ready, and reconciling no longer',
      object(3, {}, notReady, { ...reconciling, status: 'False' }),
      'Degraded',
      'InstallFailed',
      'timed out',
    ],
    [
      'not ready, and tried again without words',
      object(3, {}, notReady, { type: 'Reconciling', status: 'True' }),
      'Degraded',
      'InstallFailed',
      'timed out',
    ],
    [
      'reconciling without words',
      object(3, {}, { type: 'Reconciling', status: 'True' }),
      'Progressing',
      'Reconciling',
      'the condition Reconciling is True',
    ],
    ['stalled', object(3, {}, notReady, stalled), 'Degraded', 'InvalidURL', 'no such host'],
    [
      'stalled, whatever is reconciling',
      object(3, {}, reconciling, stalled),
      'Degraded',
      'InvalidURL',
      'no such host',
    ],
    [
      'stalled without words',
      object(3, {}, { type: 'Stalled', status: 'True' }),
      'Degraded',
      'Stalled',
      'the condition Stalled is True',
    ],
    [
      'stalled over an old spec',
      object(2, {}, notReady, stalled),
      'Progressing',
      'SpecNotObserved',
      'the controller has observed generation 2; 3 is current',
    ],
    [
      'ready: Unknown',
      object(3, {}, { ...ready, status: 'Unknown', reason: 'Progressing', message: 'building' }),
      'Progressing',
      'Progressing',
      'building',
    ],
    [
      'without a Ready condition',
      object(3, {}),
      'Progressing',
      'NotReady',
      'the condition Ready is not True',
    ],
    [
      'suspended',
      object(3, { suspend: true }, notReady),
      'Suspended',
      'Suspended',
      'reconciliation is suspended by spec.suspend',
    ],
    [
      'suspended over an old spec',
      object(2, { suspend: true }, ready),
      'Suspended',
      'Suspended',
      'reconciliation is suspended by spec.suspend',
    ],
    [
      'suspended, but ready with the present spec',
      object(3, { suspend: true }, ready),
      'Healthy',
      'Succeeded',
      'stored revision main@sha1:99',
    ],
    ['suspend: false', object(3, { suspend: false }, notReady), 'Degraded', 'InstallFailed', 'timed out'],
  ])('%s', (_, given, state, reason, message) => {
    expect(healthOf(given)).toStrictEqual({ healthy: state === 'Healthy', state, reason, message });
  });

  test('no status is unknown', () => {
    expect(healthOf(without(object(3, {}, ready), 'status'))).toStrictEqual({
      healthy: false,
      state: 'Unknown',
      reason: 'NoStatus',
      message: 'the controller has not reported a status',
    });
  });

  test('an object that has never had a generation is ready by its condition alone', () => {
    expect(healthOf({ ...reference, status: { conditions: [ready] } }).healthy).toBe(true);
  });
});

describe('laws', () => {
  /** Values near those that a rule compares, and values that it does not expect. */
  const value = fc.oneof(
    fc.integer({ min: 0, max: 4 }),
    fc.constantFrom<unknown>('3', -1, 1.5, null, true, [], {}, Number.NaN, Number.MAX_SAFE_INTEGER),
  );
  const fields = (...names: string[]) =>
    fc.record(Object.fromEntries(names.map((name) => [name, value])), {
      requiredKeys: [],
      noNullPrototype: true,
    });
  const condition = fc.record(
    {
      type: fc.constantFrom<unknown>('Ready', 'Stalled', 'Reconciling', 'Progressing', 3),
      status: fc.constantFrom<unknown>('True', 'False', 'Unknown', true),
      reason: fc.constantFrom<unknown>('Because', '', 1),
      message: fc.constantFrom<unknown>('so it is', '', null),
    },
    { requiredKeys: [], noNullPrototype: true },
  );
  const workload = fc.record(
    {
      metadata: fc.oneof(fields('generation'), value),
      spec: fc.oneof(fields('replicas', 'paused', 'suspend', 'updateStrategy'), value),
      status: fc.oneof(
        fc
          .tuple(
            fields('observedGeneration', 'updatedReplicas', 'availableReplicas', 'updatedNumberScheduled'),
            fields('desiredNumberScheduled', 'numberAvailable', 'expectedUpdatedReplicas'),
            fc.oneof(fc.array(fc.oneof(condition, value), { maxLength: 3 }), value),
          )
          .map(([counts, more, conditions]) => ({ ...counts, ...more, conditions })),
        value,
      ),
    },
    { requiredKeys: [], noNullPrototype: true },
  );

  const everyKind = kinds.flatMap(({ apiVersions, kind }) =>
    apiVersions.map((apiVersion) => ({ apiVersion, kind })),
  );

  test.each(everyKind)(
    'of $apiVersion $kind: healthy says the same as state, and somebody can read why',
    (reference) => {
      const anything = fc.oneof(
        workload,
        fc.dictionary(fc.constantFrom('metadata', 'spec', 'status'), fc.jsonValue()),
      );
      fc.assert(
        fc.property(anything, (given) => {
          const { healthy, state, reason, message } = healthOf({
            ...given,
            ...reference,
          } as KubernetesObject);
          expect(healthy).toBe(state === 'Healthy');
          expect(['Healthy', 'Progressing', 'Degraded', 'Suspended', 'Unknown']).toContain(state);
          expect(reason).toMatch(/^[A-Z]/);
          expect(message).not.toBe('');
          expect(message).not.toMatch(/undefined|null|NaN|\[object/);
        }),
        { numRuns: 200 * EFFORT },
      );
    },
  );

  const count = fc.integer({ min: 0, max: 3 });
  const counts = fc.record({
    generation: count,
    observed: count,
    target: count,
    running: count,
    updated: count,
    available: count,
  });

  test.each(workloads)('of $name: healthy is the formula, neither more nor less', (given) => {
    fc.assert(
      fc.property(counts, ({ generation, observed, target, running, updated, available }) => {
        const own = given.noun === 'replicas' ? { replicas: target } : {};
        const { healthy } = healthOf({
          apiVersion: given.apiVersion,
          kind: given.kind,
          metadata: { generation },
          spec: own,
          status: {
            observedGeneration: observed,
            desiredNumberScheduled: target,
            [given.noun === 'replicas' ? 'replicas' : 'currentNumberScheduled']: running,
            [given.updated]: updated,
            [given.available]: available,
          },
        });
        const isCurrent = observed === generation;
        expect(healthy).toBe(isCurrent && updated >= target && running <= updated && available >= updated);
      }),
      { numRuns: 300 * EFFORT },
    );
  });
});
