import { describe, expect, test } from 'vitest';
import { argoHealth } from './argo-health.js';

function object(apiVersion: string, kind: string, spec: object, status: object | undefined, metadata = {}) {
  return { apiVersion, kind, metadata: { name: 'web', generation: 2, ...metadata }, spec, status };
}

const late = { type: 'Progressing', status: 'False', reason: 'ProgressDeadlineExceeded' };

describe('Deployment', () => {
  const counts = { observedGeneration: 2, replicas: 3, updatedReplicas: 3, availableReplicas: 3 };
  const deployment = (status: object, spec: object = {}, metadata?: object) =>
    object('apps/v1', 'Deployment', { replicas: 3, ...spec }, { ...counts, ...status }, metadata);

  test.each([
    ['rolled out', deployment({}), 'Healthy'],
    ['being deleted', deployment({}, {}, { deletionTimestamp: '2026-01-01T00:00:00Z' }), 'Progressing'],
    ['paused', deployment({ conditions: [late] }, { paused: true }), 'Suspended'],
    ['an older generation observed', deployment({ observedGeneration: 1 }), 'Progressing'],
    ['past the deadline', deployment({ conditions: [late] }), 'Degraded'],
    ['too few updated', deployment({ updatedReplicas: 2 }), 'Progressing'],
    ['an old pod left', deployment({ replicas: 4 }), 'Progressing'],
    ['too few available', deployment({ availableReplicas: 2 }), 'Progressing'],
    ['no replica count', deployment({ replicas: 0, updatedReplicas: 0 }, { replicas: undefined }), 'Healthy'],
  ])('%s', (_, given, state) => {
    expect(argoHealth(given).state).toBe(state);
  });
});

describe('StatefulSet', () => {
  const counts = { observedGeneration: 2, readyReplicas: 3, updatedReplicas: 3 };
  const revisions = { currentRevision: 'a', updateRevision: 'a' };
  const stateful = (status: object, updateStrategy: object = {}) =>
    object('apps/v1', 'StatefulSet', { replicas: 3, updateStrategy }, { ...counts, ...revisions, ...status });
  const partition = (count: number) => ({ type: 'RollingUpdate', rollingUpdate: { partition: count } });

  test.each([
    ['rolled out', stateful({}), 'Healthy'],
    ['no generation observed', stateful({ observedGeneration: 0 }), 'Progressing'],
    ['too few ready', stateful({ readyReplicas: 2 }, { type: 'OnDelete' }), 'Progressing'],
    ['updated on deletion', stateful({ currentRevision: 'b' }, { type: 'OnDelete' }), 'Healthy'],
    ['partition reached', stateful({ updatedReplicas: 1 }, partition(2)), 'Healthy'],
    ['partition not reached', stateful({ updatedReplicas: 1 }, partition(1)), 'Progressing'],
    ['two revisions', stateful({ currentRevision: 'b' }), 'Progressing'],
  ])('%s', (_, given, state) => {
    expect(argoHealth(given).state).toBe(state);
  });
});

describe('DaemonSet', () => {
  const counts = {
    observedGeneration: 2,
    desiredNumberScheduled: 3,
    updatedNumberScheduled: 3,
    numberAvailable: 3,
  };
  const daemon = (status: object, type = 'RollingUpdate') =>
    object('apps/v1', 'DaemonSet', { updateStrategy: { type } }, { ...counts, ...status });

  test.each([
    ['rolled out', daemon({}), 'Healthy'],
    ['an older generation observed', daemon({ observedGeneration: 1 }), 'Progressing'],
    ['updated on deletion', daemon({ updatedNumberScheduled: 0, numberAvailable: 0 }, 'OnDelete'), 'Healthy'],
    ['too few updated', daemon({ updatedNumberScheduled: 2 }), 'Progressing'],
    ['too few available', daemon({ numberAvailable: 2 }), 'Progressing'],
  ])('%s', (_, given, state) => {
    expect(argoHealth(given).state).toBe(state);
  });
});

describe('CloneSet', () => {
  const counts = { observedGeneration: 2, replicas: 3, updatedReplicas: 3, updatedAvailableReplicas: 3 };
  const clones = (status: object, updateStrategy: object | undefined = { partition: 0 }, metadata?: object) =>
    object(
      'apps.kruise.io/v1alpha1',
      'CloneSet',
      { updateStrategy },
      { ...counts, expectedUpdatedReplicas: 3, ...status },
      metadata,
    );

  test.each([
    ['rolled out', clones({}), 'Healthy'],
    ['an older generation observed', clones({ observedGeneration: 1 }), 'Progressing'],
    ['paused', clones({}, { paused: true }), 'Suspended'],
    ['no count of the available', clones({ updatedAvailableReplicas: undefined }), 'Suspended'],
    ['a pod missing', clones({ updatedAvailableReplicas: 2 }), 'Degraded'],
    ['no partition, rolled out', clones({}, {}), 'Suspended'],
    [
      'no partition, at the first generation',
      clones({ observedGeneration: 1 }, {}, { generation: 1 }),
      'Healthy',
    ],
    ['no partition, on its way', clones({ updatedReplicas: 2 }, {}), 'Progressing'],
    ['nothing to compare with', clones({ expectedUpdatedReplicas: undefined }, {}), 'Unknown'],
    ['no strategy', clones({}, null as unknown as object), 'Unknown'],
  ])('%s', (_, given, state) => {
    expect(argoHealth(given).state).toBe(state);
  });
});

describe('StatefulSet of Kruise', () => {
  const counts = { observedGeneration: 2, replicas: 3, updatedReplicas: 3, updatedAvailableReplicas: 3 };
  const stateful = (status: object, rollingUpdate: object = { partition: 0 }) =>
    object(
      'apps.kruise.io/v1beta1',
      'StatefulSet',
      { updateStrategy: { rollingUpdate } },
      { ...counts, ...status },
    );

  test.each([
    ['rolled out', stateful({}), 'Healthy'],
    ['paused', stateful({}, { paused: true }), 'Suspended'],
    ['a pod missing', stateful({ updatedAvailableReplicas: 2 }), 'Degraded'],
    ['partition passed', stateful({}, { partition: 1 }), 'Suspended'],
    ['partition just reached', stateful({ updatedReplicas: 2 }, { partition: 1 }), 'Progressing'],
    ['no partition', stateful({}, {}), 'Unknown'],
  ])('%s', (_, given, state) => {
    expect(argoHealth(given).state).toBe(state);
  });
});

describe('DaemonSet of Kruise', () => {
  const counts = {
    observedGeneration: 2,
    desiredNumberScheduled: 3,
    updatedNumberScheduled: 3,
    numberAvailable: 3,
  };
  const daemon = (status: object, rollingUpdate: object = {}) =>
    object(
      'apps.kruise.io/v1alpha1',
      'DaemonSet',
      { updateStrategy: { rollingUpdate } },
      { ...counts, ...status },
    );

  test.each([
    ['rolled out', daemon({}), 'Healthy'],
    ['paused', daemon({}, { paused: true }), 'Suspended'],
    ['a pod missing', daemon({ numberAvailable: 2, numberUnavailable: 1 }), 'Progressing'],
    ['all pods missing', daemon({ numberAvailable: 0, numberUnavailable: 3 }), 'Degraded'],
    ['rollout in progress', daemon({ updatedNumberScheduled: 2 }), 'Progressing'],
    ['partition passed', daemon({}, { partition: 1 }), 'Suspended'],
    ['partition just reached', daemon({ updatedNumberScheduled: 2 }, { partition: 1 }), 'Progressing'],
    ['a percentage', daemon({}, { partition: '20%' }), 'Unknown'],
  ])('%s', (_, given, state) => {
    expect(argoHealth(given).state).toBe(state);
  });
});

describe('Flux', () => {
  const of =
    (apiVersion: string, kind: string) =>
    (conditions: readonly string[] | undefined, spec: object = {}) =>
      object(`${apiVersion}.toolkit.fluxcd.io/v1`, kind, spec, {
        conditions: conditions?.map((text) => {
          const [type, status] = text.split('=');
          return { type, status, reason: 'Any' };
        }),
      });
  const release = of('helm', 'HelmRelease');
  const kustomization = of('kustomize', 'Kustomization');
  const repository = of('source', 'GitRepository');
  const charts = of('source', 'HelmRepository');

  test.each([
    ['released', release(['Ready=True', 'Released=True']), 'Healthy'],
    [
      'tested, too: one True too many',
      release(['Ready=True', 'Released=True', 'TestSuccess=True']),
      'Degraded',
    ],
    ['ready, nothing released', release(['Ready=True']), 'Degraded'],
    ['reconciling', release(['Reconciling=True', 'Ready=Unknown', 'Released=True']), 'Progressing'],
    ['reconciling, and not ready', release(['Reconciling=True', 'Ready=False', 'Released=True']), 'Degraded'],
    ['no conditions', release(undefined), 'Progressing'],
    ['suspended', release(['Ready=True', 'Released=True'], { suspend: true }), 'Suspended'],
    ['applied', kustomization(['Ready=True']), 'Healthy'],
    ['reconciling, and ready', kustomization(['Reconciling=True', 'Ready=True']), 'Healthy'],
    ['ready unknown', kustomization(['Ready=Unknown']), 'Degraded'],
    ['stored', repository(['Ready=True', 'ArtifactInStorage=True']), 'Healthy'],
    ['nothing stored', repository(['Ready=True']), 'Degraded'],
    ['an oci repository of charts', charts(undefined, { type: 'oci' }), 'Healthy'],
    ['a suspended oci repository of charts', charts(undefined, { type: 'oci', suspend: true }), 'Suspended'],
    ['a repository of charts', charts(['Ready=True', 'ArtifactInStorage=True']), 'Healthy'],
  ])('%s', (_, given, state) => {
    expect(argoHealth(given).state).toBe(state);
  });
});

test('a kind without a rule has no health', () => {
  expect(argoHealth({ apiVersion: 'v1', kind: 'ConfigMap' }).state).toBe('None');
});
