import { createInterpreter, podDependencies, podRequirements } from 'karmada-interpreter';
import { describe, expect, it } from 'vitest';
import { deepFreeze } from '../support/freeze.js';

const interpreter = createInterpreter();

describe('a workload that makes claims of its own', () => {
  const spec = {
    volumeClaimTemplates: [{ metadata: { name: 'data' } }],
    template: {
      spec: {
        volumes: [
          { name: 'data', persistentVolumeClaim: { claimName: 'data' } },
          { name: 'shared', persistentVolumeClaim: { claimName: 'shared' } },
          { name: 'key', secret: { secretName: 'data' } },
        ],
      },
    },
  };

  it.each([
    ['apps/v1', 'StatefulSet'],
    ['apps.kruise.io/v1beta1', 'StatefulSet'],
    ['apps.kruise.io/v1alpha1', 'CloneSet'],
  ])('does not depend on them: %s %s', (apiVersion, kind) => {
    const workload = deepFreeze({ apiVersion, kind, metadata: { namespace: 'shop' }, spec });
    expect(interpreter.getDependencies(workload)).toEqual([
      { apiVersion: 'v1', kind: 'PersistentVolumeClaim', namespace: 'shop', name: 'shared' },
      { apiVersion: 'v1', kind: 'Secret', namespace: 'shop', name: 'data' },
    ]);
    const { volumeClaimTemplates: _, ...without } = spec;
    expect(interpreter.getDependencies({ ...workload, spec: without })).toHaveLength(3);
    expect(
      interpreter.getDependencies({ ...workload, spec: { ...spec, volumeClaimTemplates: null } }),
    ).toHaveLength(3);
  });

  it('is refused where a template of a claim is none', () => {
    const workload = { apiVersion: 'apps/v1', kind: 'StatefulSet', spec: { volumeClaimTemplates: [3] } };
    expect(() => interpreter.getDependencies(workload)).toThrow(
      'spec.volumeClaimTemplates[0] is 3, not an object',
    );
  });
});

describe('a pod template by itself', () => {
  const template = deepFreeze({
    spec: {
      priorityClassName: 'batch',
      resources: { limits: { memory: '2Gi' } },
      resourceClaims: [{ name: 'gpu', resourceClaimName: 'gpu' }],
      containers: [
        { resources: { requests: { cpu: '1' } }, envFrom: [{ configMapRef: { name: 'settings' } }] },
      ],
    },
  });
  const workload = {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { namespace: 'shop' },
    spec: { replicas: 2, template },
  };

  it('needs and uses what a workload of it does', () => {
    expect(podRequirements(template)).toEqual({
      priorityClassName: 'batch',
      resourceRequest: { cpu: '1', memory: '2Gi' },
    });
    expect(interpreter.getReplicas(workload)).toEqual({
      replicas: 2,
      requirements: podRequirements(template),
    });
    expect(podDependencies(template, 'shop')).toEqual([
      { apiVersion: 'resource.k8s.io/v1', kind: 'ResourceClaim', namespace: 'shop', name: 'gpu' },
      { apiVersion: 'v1', kind: 'ConfigMap', namespace: 'shop', name: 'settings' },
    ]);
    expect(interpreter.getDependencies(workload)).toEqual(podDependencies(template, 'shop'));
  });
});
