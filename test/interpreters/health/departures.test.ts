// Where Karmada calls healthy what is not, or the other way round: its rule, written down, and this library's answer.
import { createInterpreter, type KubernetesObject } from 'karmada-interpreter';
import { describe, expect, test } from 'vitest';
import { deepFreeze } from '../../support/freeze.js';

type Json = Record<string, number>;

const interpreter = createInterpreter();

function isHealthy(object: KubernetesObject): boolean {
  return interpreter.interpretHealth(deepFreeze(object)).healthy;
}

/** Karmada's rule for its replica kinds: pods of any version count as available. */
function karmadaReplicas({ metadata, spec, status }: KubernetesObject): boolean {
  const { replicas = 0 } = spec as Json;
  const { observedGeneration, updatedReplicas = 0, availableReplicas = 0 } = status as Json;
  return (
    observedGeneration === metadata?.generation &&
    updatedReplicas >= replicas &&
    availableReplicas >= updatedReplicas
  );
}

/** Karmada's rule for Flux' kinds: certain reasons, of whatever generation. */
function karmadaFlux({ status }: KubernetesObject): boolean {
  const { conditions = [] } = (status ?? {}) as { conditions?: Record<string, string>[] };
  return conditions.some(
    ({ type, status, reason = '' }) =>
      type === 'Ready' &&
      status === 'True' &&
      ['ReconciliationSucceeded', 'Succeeded', 'ChartPullSucceeded'].includes(reason),
  );
}

test('health-old-replicas: the new pod crashes and the old one still serves', () => {
  const object = {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { generation: 2 },
    spec: { replicas: 1 },
    status: { observedGeneration: 2, replicas: 2, updatedReplicas: 1, availableReplicas: 1 },
  };
  expect(karmadaReplicas(object)).toBe(true);
  expect(isHealthy(object)).toBe(false);
});

describe('health-held-back: nobody waits for what is held back on purpose', () => {
  test.each<[string, string, object]>([
    ['apps/v1', 'StatefulSet', { type: 'OnDelete' }],
    ['apps/v1', 'StatefulSet', { rollingUpdate: { partition: 3 } }],
    ['apps.kruise.io/v1beta1', 'StatefulSet', { rollingUpdate: { partition: 3 } }],
    ['apps.kruise.io/v1alpha1', 'CloneSet', { partition: '100%' }],
    ['apps.kruise.io/v1beta1', 'CloneSet', { type: 'OnDelete' }],
  ])('%s %s', (apiVersion, kind, updateStrategy) => {
    const object = {
      apiVersion,
      kind,
      metadata: { generation: 2 },
      spec: { replicas: 3, updateStrategy },
      status: { observedGeneration: 2, replicas: 3, updatedReplicas: 0, availableReplicas: 3 },
    };
    expect(karmadaReplicas(object)).toBe(false);
    expect(isHealthy(object)).toBe(true);
    // All the same, every pod has to serve.
    expect(isHealthy({ ...object, status: { ...object.status, availableReplicas: 2 } })).toBe(false);
  });
});

describe.each([
  ['helm.toolkit.fluxcd.io/v2', 'HelmRelease'],
  ['kustomize.toolkit.fluxcd.io/v1', 'Kustomization'],
  ['source.toolkit.fluxcd.io/v1', 'GitRepository'],
])('%s %s', (apiVersion, kind) => {
  const object = (observedGeneration: number, reason: string): KubernetesObject => ({
    apiVersion,
    kind,
    metadata: { generation: 2 },
    status: { observedGeneration, conditions: [{ type: 'Ready', status: 'True', reason }] },
  });

  test('flux-health-reason: Ready is Ready, whatever the reason', () => {
    expect(karmadaFlux(object(2, 'UpgradeSucceeded'))).toBe(false);
    expect(isHealthy(object(2, 'UpgradeSucceeded'))).toBe(true);
  });

  test('flux-health-generation: Ready of an older spec is not', () => {
    expect(karmadaFlux(object(1, 'Succeeded'))).toBe(true);
    expect(isHealthy(object(1, 'Succeeded'))).toBe(false);
  });
});

describe('flux-static: an oci HelmRepository is healthy as soon as it is there', () => {
  const object = (status?: object): KubernetesObject => ({
    apiVersion: 'source.toolkit.fluxcd.io/v1',
    kind: 'HelmRepository',
    metadata: { generation: 2 },
    spec: { type: 'oci' },
    ...(status && { status }),
  });

  test.each([
    ['no status', undefined],
    ['an empty one', {}],
    ['the default of its CRD', { observedGeneration: -1 }],
    [
      'one of the time before it was oci',
      { observedGeneration: 1, conditions: [{ type: 'Ready', status: 'False' }] },
    ],
  ])('%s', (_, status) => {
    expect(karmadaFlux(object(status))).toBe(false);
    expect(isHealthy(object(status))).toBe(true);
  });

  test('unless a Flux that still reconciled it says that it fails', () => {
    const conditions = [{ type: 'Ready', status: 'False', reason: 'AuthenticationFailed' }];
    expect(interpreter.interpretHealth(object({ observedGeneration: 2, conditions }))).toMatchObject({
      state: 'Degraded',
      reason: 'AuthenticationFailed',
    });
  });

  test('another type is not static', () => {
    const spec = { type: 'default' };
    expect(isHealthy({ ...object(), spec })).toBe(false);
  });
});

describe('a StatefulSet of an older Kubernetes', () => {
  const object = (status: object, spec: object = {}): KubernetesObject => ({
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    spec: { replicas: 2, ...spec },
    status: { replicas: 2, updatedReplicas: 2, readyReplicas: 2, ...status },
  });

  test('before 1.22 readyReplicas says what availableReplicas cannot', () => {
    expect(isHealthy(object({}))).toBe(true);
    expect(isHealthy(object({ readyReplicas: 1 }))).toBe(false);
  });

  test('since 1.22 availableReplicas decides, where it is 0 too', () => {
    expect(isHealthy(object({ availableReplicas: 0 }))).toBe(false);
    expect(isHealthy(object({ availableReplicas: 2, readyReplicas: 0 }))).toBe(true);
  });

  test('minReadySeconds is of 1.22 too: ready ones are not available at once', () => {
    expect(isHealthy(object({}, { minReadySeconds: 10 }))).toBe(false);
    expect(isHealthy(object({}, { minReadySeconds: 0 }))).toBe(true);
  });

  test('its first controllers counted replicas of the one revision once, as current ones', () => {
    const once = { updatedReplicas: undefined, currentReplicas: 2, currentRevision: 'web-1' };
    expect(isHealthy(object({ ...once, updateRevision: 'web-1' }))).toBe(true);
    expect(isHealthy(object({ ...once, updateRevision: 'web-2' }))).toBe(false);
    expect(isHealthy(object({ ...once, currentRevision: undefined }))).toBe(false);
  });
});

test('a DaemonSet that does not say how many are wanted is not rolled out', () => {
  const object = (status: object): KubernetesObject => ({ apiVersion: 'apps/v1', kind: 'DaemonSet', status });
  expect(interpreter.interpretHealth(object({ numberReady: 0 }))).toMatchObject({
    state: 'Progressing',
    reason: 'NotReported',
  });
  expect(isHealthy(object({ desiredNumberScheduled: 0 }))).toBe(true);
});
