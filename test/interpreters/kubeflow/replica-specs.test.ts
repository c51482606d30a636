import { kubeflowMPIJob, kubeflowPyTorchJob, kubeflowTFJob } from 'karmada-interpreter/interpreters';
import { describe, expect, test } from 'vitest';

const job = (apiVersion: string, kind: string, spec: object) => ({
  ...{ apiVersion, kind, metadata: { name: 'x', namespace: 'ns', generation: 1 } },
  spec,
});
const pods = (secret: string, replicas?: number) => ({
  ...(replicas !== undefined && { replicas }),
  template: {
    spec: { imagePullSecrets: [{ name: secret }], containers: [{ resources: { requests: { cpu: '1' } } }] },
  },
});
const requirements = { resourceRequest: { cpu: '1' } };

describe('PyTorchJob', () => {
  const torch = (pytorchReplicaSpecs: unknown) =>
    job('kubeflow.org/v1', 'PyTorchJob', { pytorchReplicaSpecs });
  const { getComponents, getDependencies } = kubeflowPyTorchJob;

  test('has a master and workers, 1 of each where it does not say, in any case of the keys', () => {
    const object = torch({ worker: pods('b', 0), Master: pods('a'), Other: pods('c') });
    expect(getComponents(object)).toEqual([
      { name: 'master', replicas: 1, requirements },
      { name: 'worker', replicas: 0, requirements },
    ]);
    expect(getDependencies(object).map(({ name }) => name)).toEqual(['a', 'b']);
    expect(getComponents(torch({ Worker: {}, Master: null }))).toEqual([{ name: 'worker', replicas: 1 }]);
  });

  test('may have none', () => {
    for (const none of [undefined, null, {}]) {
      expect(getComponents(torch(none))).toEqual([]);
      expect(getDependencies(torch(none))).toEqual([]);
    }
  });

  test('is refused where it is malformed, by path and value', () => {
    expect(() => getComponents(torch([]))).toThrow('spec.pytorchReplicaSpecs is a list of 0, not an object');
    expect(() => getComponents(torch({ Worker: { replicas: '3' } }))).toThrow(
      'spec.pytorchReplicaSpecs.Worker.replicas is "3", not an integer from 0 to 2147483647',
    );
    expect(() => getDependencies(torch({ Worker: { template: { spec: { volumes: 1 } } } }))).toThrow(
      'spec.pytorchReplicaSpecs.Worker.template.spec.volumes is 1, not a list',
    );
    expect(() => getComponents(torch({ Worker: {}, worker: {} }))).toThrow(
      'components[1].name is "worker", not a name that no other component has',
    );
  });
});

test('TFJob has its five roles in their order', () => {
  const tfReplicaSpecs = Object.fromEntries(
    ['Evaluator', 'Master', 'Chief', 'Worker', 'PS'].map((role) => [role, pods(role.toLowerCase(), 2)]),
  );
  const object = job('kubeflow.org/v1', 'TFJob', { tfReplicaSpecs });
  const names = ['ps', 'worker', 'chief', 'master', 'evaluator'];
  expect(kubeflowTFJob.getComponents(object)).toEqual(
    names.map((name) => ({ name, replicas: 2, requirements })),
  );
  expect(kubeflowTFJob.getDependencies(object).map(({ name }) => name)).toEqual([...names].sort());
});

test('MPIJob has the launcher first, then workers, none where it does not say, and others by name', () => {
  const mpiReplicaSpecs = {
    b: pods('b'),
    Worker: pods('w'),
    a: pods('a', 3),
    Launcher: pods('l'),
    c: { replicas: 1 },
  };
  expect(kubeflowMPIJob.getComponents(job('kubeflow.org/v2beta1', 'MPIJob', { mpiReplicaSpecs }))).toEqual([
    { name: 'Launcher', replicas: 1, requirements },
    { name: 'Worker', replicas: 0, requirements },
    { name: 'a', replicas: 3, requirements },
    { name: 'b', replicas: 1, requirements },
  ]);
  expect(kubeflowMPIJob.operations).not.toContain('InterpretDependency');
});
