import { createInterpreter } from 'karmada-interpreter';
import { describe, expect, test } from 'vitest';
import { deepFreeze } from '../../support/freeze.js';

const interpreter = createInterpreter();

function deployment(spec: object, status?: object) {
  return deepFreeze({
    apiVersion: 'flink.apache.org/v1beta1',
    kind: 'FlinkDeployment',
    metadata: { name: 'orders', namespace: 'shop', generation: 3 },
    spec,
    ...(status && { status }),
  });
}

const memoryOf = (memory: unknown): string | undefined =>
  interpreter.getReplicas(deployment({ jobManager: { resource: { memory } } })).requirements?.resourceRequest
    ?.memory;

describe('the memory of a FlinkDeployment', () => {
  // What Karmada takes for a Kubernetes quantity, where it can read it at all, stands behind each.
  test.each<[memory: unknown, here: string, karmada: string]>([
    ['2048m', '2Gi', '2.048'],
    ['1g', '1Gi', 'error'],
    ['1024MB', '1Gi', 'error'],
    ['3 mebibytes', '3Mi', 'error'],
    ['512', '512', '512'],
    [1073741824, '1Gi', 'error'],
    ['1t', '1Ti', 'error'],
    // The most that Flink can read, and a quantity.
    ['8388607t', '8388607Ti', 'error'],
    ['8388608t', '7812500000Gi', 'error'],
    ['2Gi', '2Gi', '2147483648'],
    ['2gib', '2Gi', 'error'],
    ['1.5Gi', '1536Mi', '1610612736'],
    ['1.5g', '1500000000', 'error'],
    ['9223372036854775807', '9223372036854775807', '9223372036854775807'],
  ])('%j is %s here, and %s in Karmada', (memory, here) => {
    expect(memoryOf(memory)).toBe(here);
  });

  test.each(['8x', 'g', '-1g', '1.5kb/s', true, {}])('%j is refused, with its place', (memory) => {
    expect(() => memoryOf(memory)).toThrow(
      expect.objectContaining({
        code: 'INVALID_OBJECT',
        message: expect.stringContaining('spec.jobManager.resource.memory is '),
      }),
    );
  });
});

describe('the task managers', () => {
  const replicasOf = (spec: object): number => interpreter.getReplicas(deployment(spec)).replicas;

  test.each<[sentence: string, spec: object, replicas: number]>([
    ['are one where nothing is said', {}, 2],
    ['are those that are asked for', { taskManager: { replicas: 4 }, job: { parallelism: 9 } }, 5],
    ['have a slot each where nothing else is said', { job: { parallelism: 3 } }, 4],
    ['are as many as have slots enough', { job: { parallelism: 5 }, flinkConfiguration: slots('2') }, 4],
    ['are no more than that', { job: { parallelism: 4 }, flinkConfiguration: slots('2') }, 3],
    ['have slots as a number too', { job: { parallelism: 5 }, flinkConfiguration: slots(5) }, 2],
    [
      'have slots of a nested configuration too',
      { job: { parallelism: 4 }, flinkConfiguration: { taskmanager: { numberOfTaskSlots: 4 } } },
      2,
    ],
    ['stop at what an int32 holds', { taskManager: { replicas: 2147483647 } }, 2147483647],
  ])('%s', (_, spec, replicas) => {
    expect(replicasOf(spec)).toBe(replicas);
  });

  test.each(['0', 'two', -1, 1.5, '99999999999'])('need slots: %j are none', (value) => {
    expect(() => replicasOf({ job: { parallelism: 4 }, flinkConfiguration: slots(value) })).toThrow(
      /^spec\.flinkConfiguration\.taskmanager\.numberOfTaskSlots is .*, not an integer from /,
    );
  });

  function slots(value: unknown): object {
    return { 'taskmanager.numberOfTaskSlots': value };
  }
});

describe('the parts', () => {
  test('ask for what resources says, and for what the older resource says where that is empty', () => {
    const [jobManager, taskManager] = interpreter.getComponents(
      deployment({
        jobManager: {
          resource: { cpu: 8, memory: '8g' },
          resources: {
            requests: { cpu: '500m' },
            limits: { cpu: '2', memory: '2048m', 'nvidia.com/gpu': 1 },
          },
        },
        taskManager: {
          resource: { cpu: 1.5, memory: '1g', ephemeralStorage: '2Gi' },
          resources: { requests: {}, limits: {} },
        },
      }),
    );
    expect(jobManager).toEqual({
      name: 'jobmanager',
      replicas: 1,
      requirements: { resourceRequest: { cpu: '500m', memory: '2Gi', 'nvidia.com/gpu': '1' } },
    });
    expect(taskManager).toEqual({
      name: 'taskmanager',
      replicas: 1,
      requirements: { resourceRequest: { cpu: '1500m', memory: '1Gi', 'ephemeral-storage': '2Gi' } },
    });
  });

  test('run where their own pod template says, and where that does not, where the common one does', () => {
    const terms = { nodeSelectorTerms: [{ matchFields: [] }] };
    const object = deployment({
      podTemplate: {
        spec: {
          priorityClassName: 'low',
          nodeSelector: { arch: 'arm64' },
          tolerations: [{ operator: 'Exists' }],
          affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: terms } },
        },
      },
      jobManager: { podTemplate: { spec: { priorityClassName: 'high', nodeSelector: { role: 'jm' } } } },
    });
    const common = { tolerations: [{ operator: 'Exists' }], hardNodeAffinity: terms };
    expect(interpreter.getComponents(object).map(({ requirements }) => requirements)).toEqual([
      { nodeClaim: { ...common, nodeSelector: { role: 'jm' } }, priorityClassName: 'high' },
      { nodeClaim: { ...common, nodeSelector: { arch: 'arm64' } }, priorityClassName: 'low' },
    ]);
    expect(interpreter.getReplicas(object)).toEqual({
      replicas: 2,
      requirements: {
        nodeClaim: { ...common, nodeSelector: { arch: 'arm64' } },
        priorityClassName: 'low',
        namespace: 'shop',
      },
    });
  });

  test('name what is malformed', () => {
    const labels = { jobManager: { podTemplate: { spec: { nodeSelector: { arch: 5 } } } } };
    expect(() => interpreter.getComponents(deployment(labels))).toThrow(
      'spec.jobManager.podTemplate.spec.nodeSelector.arch is 5, not a string',
    );
    const request = { taskManager: { resources: { limits: { cpu: 'many' } } } };
    expect(() => interpreter.getComponents(deployment(request))).toThrow(
      'spec.taskManager.resources.limits.cpu is "many", not a quantity',
    );
  });
});

test('one request alone makes the older resource count for nothing', () => {
  const jobManager = { resource: { cpu: 8, memory: '8g' }, resources: { requests: { cpu: 1 } } };
  expect(interpreter.getComponents(deployment({ jobManager }))[0]?.requirements).toEqual({
    resourceRequest: { cpu: '1' },
  });
});

describe('the federated status', () => {
  const ORDER: readonly (readonly [name: string, status: object])[] = [
    ['a job that has failed', { jobStatus: { state: 'FAILED' } }],
    ['a job that is failing', { jobStatus: { state: 'FAILING' } }],
    ['one that restarts', { jobStatus: { state: 'RESTARTING' } }],
    ['one that is being cancelled', { jobStatus: { state: 'CANCELLING' } }],
    ['one that has been', { jobStatus: { state: 'CANCELED' } }],
    ['one that starts', { jobStatus: { state: 'INITIALIZING' } }],
    ['none, and no job manager', { jobManagerDeploymentStatus: 'DEPLOYING', jobStatus: { jobId: 'x' } }],
    ['one that is suspended', { jobStatus: { state: 'SUSPENDED' } }],
    ['one that runs', { jobStatus: { state: 'RUNNING' } }],
    ['one that has finished', { jobStatus: { state: 'FINISHED' } }],
  ];
  const federated = (...statuses: object[]) => {
    const items = statuses.map((status, i) => ({ clusterName: `member${i}`, status }));
    const { observedGeneration, ...own } = interpreter.aggregateStatus(deployment({}), deepFreeze(items))
      .status as Record<string, unknown>;
    return { own, observedGeneration };
  };

  test.each(ORDER.slice(1).map(([name, status], i) => [name, ORDER[i]?.[0], status, ORDER[i]?.[1]] as const))(
    'is, before that of %s, that of %s',
    (_better, _worse, better, worse) => {
      expect(federated(better, worse as object).own).toEqual(worse);
      expect(federated(worse as object, better).own).toEqual(worse);
    },
  );

  test('is that of the first of equals, whole', () => {
    const starting = { jobStatus: { state: 'CREATED' }, error: 'of the first' };
    expect(
      federated(starting, { jobStatus: { state: 'RECONCILING' }, lifecycleState: 'STABLE' }).own,
    ).toEqual(starting);
    const ready = { jobManagerDeploymentStatus: 'READY', taskManager: { replicas: 2 } };
    expect(federated(ready, { jobStatus: { state: 'RUNNING' } }).own).toEqual(ready);
  });

  test.each([{ lifecycleState: 'FAILED' }, { jobManagerDeploymentStatus: 'ERROR' }])(
    'has failed where a deployment has, whatever its job does: %j',
    (failed) => {
      const worst = { ...failed, jobStatus: { state: 'RUNNING' } };
      expect(federated({ jobStatus: { state: 'FAILING' } }, worst).own).toEqual(worst);
    },
  );

  test('is cleared by no member that reports nothing, as Karmada clears it', () => {
    expect(federated({ jobStatus: { state: 'RUNNING' } }, {}).own).toEqual({
      jobStatus: { state: 'RUNNING' },
    });
  });

  test('has the generation of the template, not of a member as in Karmada', () => {
    const settled = { observedGeneration: 9, generation: 9, resourceTemplateGeneration: 3, error: 'e' };
    expect(federated(settled).observedGeneration).toBe(3);
  });
});

describe('health', () => {
  const stateOf = (status: object): string => interpreter.interpretHealth(deployment({}, status)).state;

  test.each<[state: string, status: object]>([
    ['Healthy', { jobStatus: { state: 'RUNNING' } }],
    ['Healthy', { jobStatus: { state: 'FAILED' }, lifecycleState: 'FAILED' }],
    ['Healthy', { jobStatus: { state: 'CREATED' }, error: 'back-off: CrashLoopBackOff' }],
    ['Progressing', { jobStatus: { state: 'CREATED' }, error: 'timed out' }],
    ['Progressing', { jobStatus: { state: 'UNHEARD_OF' } }],
    ['Healthy', { jobManagerDeploymentStatus: 'READY', lifecycleState: 'STABLE' }],
    ['Progressing', { jobManagerDeploymentStatus: 'READY', lifecycleState: 'DEPLOYED' }],
    ['Degraded', { jobManagerDeploymentStatus: 'ERROR' }],
    ['Degraded', { jobStatus: { state: 'CREATED' }, lifecycleState: 'FAILED' }],
    ['Suspended', { lifecycleState: 'SUSPENDED' }],
    ['Unknown', {}],
    // Older operators do not write it.
    ['Progressing', { jobStatus: { state: 'RUNNING' }, observedGeneration: 2 }],
    ['Healthy', { jobStatus: { state: 'RUNNING' }, observedGeneration: 3 }],
  ])('is %s for %j', (state, status) => {
    expect(stateOf(status)).toBe(state);
  });
});
