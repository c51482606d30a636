import { kruiseUnitedDeployment } from 'karmada-interpreter/interpreters';
import { describe, expect, test } from 'vitest';
import { federated } from '../../support/federated.js';

const united = (spec: object, status?: object, labels?: Record<string, string>) => ({
  apiVersion: 'apps.kruise.io/v1beta1',
  kind: 'UnitedDeployment',
  metadata: { name: 'x', namespace: 'ns', generation: 2, ...(labels && { labels }) },
  ...{ spec, ...(status && { status }) },
});
const pod = {
  spec: {
    containers: [{ resources: { requests: { cpu: '1' } } }],
    volumes: ['own', 'other'].map((claimName) => ({ persistentVolumeClaim: { claimName } })),
  },
};
const subset = { spec: { template: pod, volumeClaimTemplates: [{ metadata: { name: 'own' } }] } };

describe('the template of the subsets', () => {
  test.each(['statefulSetTemplate', 'advancedStatefulSetTemplate', 'cloneSetTemplate', 'deploymentTemplate'])(
    'is that of %s',
    (name) => {
      const object = united({ replicas: 3, template: { [name]: subset } });
      const requirements = { resourceRequest: { cpu: '1' } };
      expect(kruiseUnitedDeployment.getReplicas(object)).toEqual({ replicas: 3, requirements });
      expect(kruiseUnitedDeployment.getDependencies(object).map(({ name }) => name)).toEqual(['other']);
    },
  );

  test('may be none, or stand where the API does not have it', () => {
    expect(kruiseUnitedDeployment.getReplicas(united({ template: {} }))).toEqual({ replicas: 1 });
    expect(kruiseUnitedDeployment.getReplicas(united({}))).toEqual({ replicas: 1 });
    expect(kruiseUnitedDeployment.getReplicas(united({ template: pod }))).toMatchObject({
      requirements: { resourceRequest: { cpu: '1' } },
    });
  });

  test('is refused where it is malformed, by path and value', () => {
    const object = united({
      template: { cloneSetTemplate: { spec: { template: { spec: { containers: 5 } } } } },
    });
    expect(() => kruiseUnitedDeployment.getReplicas(object)).toThrow(
      'spec.template.cloneSetTemplate.spec.template.spec.containers is 5, not a list',
    );
    const five = united({ template: { deploymentTemplate: 5 } });
    expect(() => kruiseUnitedDeployment.getReplicas(five)).toThrow(
      'spec.template.deploymentTemplate is 5, not an object',
    );
  });
});

test('replicas are revised also where they are absent, and kept by the label', () => {
  expect(kruiseUnitedDeployment.reviseReplica(united({}), 4).spec).toEqual({ replicas: 4 });
  const label = { 'resourcetemplate.karmada.io/retain-replicas': 'true' };
  expect(
    kruiseUnitedDeployment.retain(united({ replicas: 1 }, {}, label), united({ replicas: 5 })).spec,
  ).toEqual({ replicas: 5 });
  const desired = united({ replicas: 1 });
  expect(kruiseUnitedDeployment.retain(desired, united({ replicas: 5 }))).toBe(desired);
});

test('the federated status has the worst conditions, and a currentRevision, which the API asks for', () => {
  const condition = (type: string, status: string) => ({ type, status });
  const members = {
    a: {
      replicas: 2,
      conditions: [condition('SubsetProvisioned', 'False'), condition('SubsetFailure', 'False')],
    },
    b: {
      replicas: 1,
      conditions: [condition('SubsetProvisioned', 'True'), condition('SubsetFailure', 'True')],
    },
  };
  const { conditions, currentRevision, replicas } = federated(united({}), members);
  expect(conditions).toMatchObject([
    { type: 'SubsetProvisioned', status: 'False', message: 'a' },
    { type: 'SubsetFailure', status: 'True', message: 'b' },
  ]);
  expect([currentRevision, replicas]).toEqual(['', 3]);
  expect(federated(united({}, { currentRevision: 'web-1' }), members).currentRevision).toBe('web-1');
});

const counts = (updatedReplicas: number, available: object, observedGeneration = 2) => ({
  ...{ updatedReplicas, observedGeneration, ...available },
});
const partitions = (...kept: unknown[]) => ({
  updateStrategy: { manualUpdate: { partitions: { ...kept } } },
});

test.each([
  ['Unknown', {}, undefined],
  ['Progressing', {}, counts(1, { readyReplicas: 1 }, 1)],
  ['Healthy', {}, counts(1, { readyReplicas: 1 })],
  ['Progressing', { replicas: 3 }, counts(2, { readyReplicas: 2 })],
  ['Progressing', { replicas: 3 }, counts(3, { readyReplicas: 2 })],
  ['Progressing', { replicas: 3 }, counts(3, { readyReplicas: 3, availableReplicas: 2 })],
  ['Healthy', { replicas: 3 }, counts(3, { availableReplicas: 3 })],
  ['Healthy', { replicas: 3, ...partitions(1, 1) }, counts(1, { readyReplicas: 1 })],
  ['Progressing', { replicas: 3, ...partitions(1, 'x') }, counts(1, { readyReplicas: 1 })],
  ['Healthy', { replicas: 3, ...partitions(9) }, counts(0, {})],
  ['Degraded', {}, { ...counts(0, {}), conditions: [{ type: 'SubsetFailure', status: 'True' }] }],
  ['Progressing', {}, { ...counts(0, {}), conditions: [{ type: 'SubsetFailure', status: 'False' }] }],
  [
    'Healthy',
    {},
    { ...counts(1, { readyReplicas: 1 }), conditions: [{ type: 'SubsetFailure', status: 'True' }] },
  ],
])('health is %s of %j with %j', (state, spec, status) => {
  expect(kruiseUnitedDeployment.interpretHealth(united(spec, status)).state).toBe(state);
});
