import { createInterpreter } from 'karmada-interpreter';
import { describe, expect, test } from 'vitest';
import { deepFreeze } from '../../support/freeze.js';

const interpreter = createInterpreter();

function workflow(spec: object, more: object = {}) {
  return deepFreeze({
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Workflow',
    metadata: { name: 'build', namespace: 'ci', generation: 3 },
    spec,
    ...more,
  });
}

describe('the replicas of a Workflow', () => {
  test('are the pods that run at a time, wherever the spec lets them', () => {
    const terms = { nodeSelectorTerms: [] };
    const spec = {
      parallelism: 4,
      nodeSelector: { arch: 'arm64' },
      tolerations: [{ operator: 'Exists' }],
      affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: terms } },
      templates: [{ container: { resources: { requests: { cpu: '4' } } } }],
    };
    const { nodeSelector, tolerations } = spec;
    expect(interpreter.getReplicas(workflow(spec))).toEqual({
      replicas: 4,
      requirements: { nodeClaim: { nodeSelector, tolerations, hardNodeAffinity: terms } },
    });
    expect(interpreter.getReplicas(workflow({}))).toEqual({ replicas: 1 });
  });

  test('are revised where there is a limit; none is added, as Karmada adds one', () => {
    expect(interpreter.reviseReplica(workflow({ parallelism: 4 }), 2)).toEqual(workflow({ parallelism: 2 }));
    const [same, unlimited] = [workflow({ parallelism: 2 }), workflow({})];
    expect(interpreter.reviseReplica(same, 2)).toBe(same);
    expect(interpreter.reviseReplica(unlimited, 2)).toBe(unlimited);
  });

  test('name what is malformed', () => {
    expect(() => interpreter.getReplicas(workflow({ parallelism: '4' }))).toThrow('spec.parallelism is "4"');
    expect(() => interpreter.getReplicas(workflow({ nodeSelector: { arch: 5 } }))).toThrow(
      'spec.nodeSelector.arch is 5, not a string',
    );
  });
});

describe('retention', () => {
  test('keeps how far the member has got, and whether it is suspended', () => {
    const status = { phase: 'Running' };
    const observed = workflow({ suspend: true, parallelism: 9 }, { status });
    expect(interpreter.retain(workflow({ parallelism: 4 }), observed)).toEqual(
      workflow({ parallelism: 4, suspend: true }, { status }),
    );
    const desired = workflow({ parallelism: 4 });
    expect(interpreter.retain(desired, workflow({}))).toBe(desired);
    expect(interpreter.retain(desired, { ...workflow({}), spec: undefined })).toBe(desired);
  });

  test('keeps no limit that the member has: the label of replica kinds is not for it', () => {
    const labels = { 'resourcetemplate.karmada.io/retain-replicas': 'true' };
    const desired = deepFreeze({ ...workflow({ parallelism: 4 }), metadata: { name: 'build', labels } });
    expect(interpreter.retain(desired, workflow({ parallelism: 9 }))).toBe(desired);
  });
});

describe('dependencies', () => {
  const dependencies = (spec: object): string[] =>
    interpreter
      .getDependencies(workflow(spec))
      .map(({ kind, namespace, name }) => `${kind} ${namespace}/${name}`);
  const uses = (name: string) => ({ envFrom: [{ secretRef: { name } }] });

  test.each<[sentence: string, template: object]>([
    ['its container', { container: uses('x') }],
    ['its script', { script: { source: 's', ...uses('x') } }],
    ['a container of its set', { containerSet: { containers: [{}, uses('x')] } }],
    ['an init container', { initContainers: [uses('x')] }],
    ['a sidecar', { sidecars: [uses('x')] }],
    ['a volume', { volumes: [{ secret: { secretName: 'x' } }] }],
    ['a step in place', { steps: [[{}, { inline: { container: uses('x') } }]] }],
    ['a task in place', { dag: { tasks: [{ inline: { script: uses('x') } }] } }],
  ])('of a template are what %s uses', (_, template) => {
    expect(dependencies({ templates: [{}, template] })).toEqual(['Secret ci/x']);
  });

  test('are the accounts of the workflow, its templates and their executors, but for default', () => {
    const accounts = (serviceAccountName: string, executor: string) => ({
      serviceAccountName,
      executor: { serviceAccountName: executor },
    });
    const templates = [accounts('c', 'd'), accounts('default', 'default')];
    expect(dependencies({ ...accounts('a', 'b'), templates })).toEqual(
      ['a', 'b', 'c', 'd'].map((name) => `ServiceAccount ci/${name}`),
    );
    // Which Karmada takes for a dependency.
    expect(dependencies(accounts('default', 'default'))).toEqual([]);
  });

  test('are the volumes of the spec, but for the claims that Argo makes', () => {
    const claim = (claimName: string) => ({ persistentVolumeClaim: { claimName } });
    const spec = {
      volumes: [claim('work'), claim('data'), { secret: { secretName: 's' } }],
      volumeClaimTemplates: [{ metadata: { name: 'work' } }, {}],
      imagePullSecrets: [{ name: 'registry' }],
      artifactRepositoryRef: { configMap: 'artifacts', key: 'k' },
      templateDefaults: { container: uses('defaults') },
    };
    expect(dependencies(spec)).toEqual([
      'ConfigMap ci/artifacts',
      'PersistentVolumeClaim ci/data',
      'Secret ci/defaults',
      'Secret ci/registry',
      'Secret ci/s',
    ]);
    expect(dependencies({})).toEqual([]);
  });

  test('name what is malformed', () => {
    expect(() => dependencies({ templates: [{ container: { envFrom: 'all' } }] })).toThrow(
      'spec.templates[0].container.envFrom is "all", not a list',
    );
  });
});

test('a Workflow reflects its status whole, and aggregates none', () => {
  const status = { phase: 'Running', nodes: { a: { phase: 'Running' } } };
  expect(interpreter.reflectStatus(workflow({}, { status }))).toEqual({ ...status, generation: 3 });
  expect(() => interpreter.aggregateStatus(workflow({}), [])).toThrow(
    expect.objectContaining({ code: 'UNSUPPORTED_OPERATION' }),
  );
});

test.each<[state: string, status: object]>([
  ['Healthy', { phase: 'Pending' }],
  ['Healthy', { phase: 'Running' }],
  ['Healthy', { phase: 'Succeeded' }],
  ['Degraded', { phase: 'Failed' }],
  ['Degraded', { phase: 'Error' }],
  ['Unknown', { phase: '' }],
  ['Unknown', {}],
])('health is %s for %j', (state, status) => {
  expect(interpreter.interpretHealth(workflow({}, { status })).state).toBe(state);
});
