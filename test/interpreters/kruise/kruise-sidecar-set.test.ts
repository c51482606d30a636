import { kruiseSidecarSet } from 'karmada-interpreter/interpreters';
import { describe, expect, test } from 'vitest';

const sidecars = (spec: object, status?: object, apiVersion = 'apps.kruise.io/v1alpha1') => ({
  ...{ apiVersion, kind: 'SidecarSet', metadata: { name: 'x', generation: 2 } },
  spec,
  ...(status && { status }),
});

describe('dependencies', () => {
  const pod = {
    containers: [{ envFrom: [{ secretRef: { name: 'env' } }] }],
    initContainers: [{ env: [{ valueFrom: { configMapKeyRef: { name: 'init' } } }] }],
    volumes: [{ persistentVolumeClaim: { claimName: 'data' } }],
    imagePullSecrets: [{ name: 'pull' }],
  };
  const names = (object: Parameters<typeof kruiseSidecarSet.getDependencies>[0]) =>
    kruiseSidecarSet
      .getDependencies(object)
      .map(({ kind, namespace, name }) => `${kind} ${namespace}/${name}`);
  const inShop = [
    'ConfigMap shop/init',
    'PersistentVolumeClaim shop/data',
    'Secret shop/env',
    'Secret shop/pull',
  ];

  test('are in the namespace whose pods get the sidecars', () => {
    expect(names(sidecars({ ...pod, namespace: 'shop' }))).toEqual(inShop);
  });

  test('are found by the label of the namespace, to which v1beta1 converts that field', () => {
    const namespaceSelector = { matchLabels: { 'kubernetes.io/metadata.name': 'shop' } };
    expect(names(sidecars({ ...pod, namespaceSelector }, undefined, 'apps.kruise.io/v1beta1'))).toEqual(
      inShop,
    );
  });

  test('are none where nobody knows the namespaces', () => {
    expect(names(sidecars(pod))).toEqual([]);
    expect(names(sidecars({ ...pod, namespace: '' }))).toEqual([]);
    expect(names(sidecars({ ...pod, namespaceSelector: { matchLabels: { team: 'a' } } }))).toEqual([]);
  });

  test('are refused where they are malformed, by path and value', () => {
    expect(() => names(sidecars({ ...pod, namespace: 5 }))).toThrow('spec.namespace is 5, not a string');
    expect(() => names(sidecars({ namespace: 'shop', containers: [{ envFrom: 7 }] }))).toThrow(
      'spec.containers[0].envFrom is 7, not a list',
    );
  });
});

const counts = (matchedPods: number, updatedPods: number, observedGeneration = 2) => ({
  ...{ matchedPods, updatedPods, observedGeneration },
});

test.each([
  ['Unknown', {}, undefined],
  ['Progressing', {}, counts(4, 4, 1)],
  ['Healthy', {}, counts(4, 4)],
  ['Healthy', {}, counts(4, 4, 3)],
  ['Healthy', {}, counts(0, 0)],
  ['Progressing', {}, counts(4, 3)],
  ['Healthy', { partition: 1 }, counts(4, 3)],
  ['Progressing', { partition: 1 }, counts(4, 2)],
  // 5 of 10 pods at most, rounded up.
  ['Healthy', { partition: '41%' }, counts(10, 5)],
  ['Progressing', { partition: '41%' }, counts(10, 4)],
  ['Progressing', { partition: '40%' }, counts(10, 5)],
  ['Healthy', { partition: '200%' }, counts(10, 0)],
  ['Healthy', { type: 'NotUpdate' }, counts(4, 0)],
  ['Suspended', { paused: true }, counts(4, 3)],
  ['Healthy', { paused: true }, counts(4, 4)],
])('health is %s with the strategy %j and %j', (state, updateStrategy, status) => {
  expect(kruiseSidecarSet.interpretHealth(sidecars({ updateStrategy }, status)).state).toBe(state);
});

test('it has no replicas of its own, and retains nothing', () => {
  const desired = sidecars({ a: 1 });
  expect(kruiseSidecarSet.getReplicas(desired)).toEqual({ replicas: 0 });
  expect(kruiseSidecarSet.retain(desired, sidecars({ a: 2 }))).toBe(desired);
  expect(kruiseSidecarSet.operations).not.toContain('ReviseReplica');
});
