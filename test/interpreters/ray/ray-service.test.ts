import fc from 'fast-check';
import { createInterpreter } from 'karmada-interpreter';
import { describe, expect, test } from 'vitest';
import { EFFORT } from '../../support/effort.js';
import { deepFreeze } from '../../support/freeze.js';

const interpreter = createInterpreter();

function service(rayClusterConfig?: object, status?: object) {
  return deepFreeze({
    apiVersion: 'ray.io/v1',
    kind: 'RayService',
    metadata: { name: 'fruit', namespace: 'ml', generation: 3 },
    spec: { ...(rayClusterConfig && { rayClusterConfig }) },
    ...(status && { status }),
  });
}

const pod = (requests: object, more: object = {}) => ({
  spec: { containers: [{ name: 'ray', resources: { requests } }], ...more },
});
const head = { headGroupSpec: { template: pod({}) } };

describe('the replicas of a RayService', () => {
  test('are the head and all workers, each as large as the largest, where the head runs', () => {
    const object = service({
      headGroupSpec: {
        template: pod({ cpu: '2' }, { nodeSelector: { role: 'head' }, priorityClassName: 'high' }),
      },
      workerGroupSpecs: [
        {
          replicas: 2,
          numOfHosts: 2,
          template: pod({ cpu: '1', 'nvidia.com/gpu': '1' }, { nodeSelector: { a: 'b' } }),
        },
        { replicas: 0, template: pod({ memory: '4Gi' }) },
      ],
    });
    expect(interpreter.getReplicas(object)).toEqual({
      replicas: 5,
      requirements: {
        nodeClaim: { nodeSelector: { role: 'head' } },
        priorityClassName: 'high',
        resourceRequest: { cpu: '2', memory: '4Gi', 'nvidia.com/gpu': '1' },
      },
    });
  });

  test('are none without a head', () => {
    expect(interpreter.getReplicas(service())).toEqual({ replicas: 0 });
    expect(interpreter.getReplicas(service({ workerGroupSpecs: [{ replicas: 2 }] }))).toEqual({
      replicas: 0,
    });
  });

  test('stop at what an int32 holds', () => {
    const most = service({ ...head, workerGroupSpecs: [{ replicas: 2147483646 }, { replicas: 1 }] });
    expect(interpreter.getReplicas(most).replicas).toBe(2147483647);
    const less = service({ ...head, workerGroupSpecs: [{ replicas: 2147483645 }] });
    expect(interpreter.getReplicas(less).replicas).toBe(2147483646);
  });
});

describe('a revision', () => {
  const revised = (groups: object[], replicas: number): (number | undefined)[] => {
    const next = interpreter.reviseReplica(service({ ...head, workerGroupSpecs: groups }), replicas);
    const { workerGroupSpecs } = (
      next.spec as { rayClusterConfig: { workerGroupSpecs: { replicas?: number }[] } }
    ).rayClusterConfig;
    return workerGroupSpecs.map((group) => group.replicas);
  };
  const groups = (...replicas: number[]) => replicas.map((count) => ({ replicas: count }));

  test.each<[before: object[], pods: number, after: number[]]>([
    [groups(3), 8, [7]],
    [groups(1, 1, 1), 7, [2, 2, 2]],
    [groups(3, 1), 9, [6, 2]],
    // Whole parts, and then one each to the largest remainders, the earlier of equals.
    [groups(1, 2), 3, [1, 1]],
    [groups(1, 1, 1), 6, [2, 2, 1]],
    [groups(0, 0), 4, [2, 1]],
    [groups(2, 1), 1, [0, 0]],
    [groups(2, 1), 0, [0, 0]],
    // Karmada gives the last group what is left, be it -1.
    [groups(1, 1, 0), 2, [1, 0, 0]],
    [groups(1, 1, 0), 3, [1, 1, 0]],
    // Groups whose replicas have several pods get whole replicas.
    [[{ replicas: 2, numOfHosts: 2 }, { replicas: 2 }], 8, [2, 2]],
    [[{ replicas: 1, numOfHosts: 4 }], 8, [1]],
    [groups(2147483647, 2147483647), 2147483647, [1073741823, 1073741823]],
  ])('of %j to %i pods is %j', (before, pods, after) => {
    expect(revised(before, pods)).toEqual(after);
  });

  test('changes nothing else, and nothing where there is nothing to change', () => {
    const object = service({ ...head, workerGroupSpecs: [{ replicas: 2, minReplicas: 1, maxReplicas: 3 }] });
    expect(interpreter.reviseReplica(object, 6)).toEqual({
      ...object,
      spec: {
        rayClusterConfig: { ...head, workerGroupSpecs: [{ replicas: 5, minReplicas: 1, maxReplicas: 3 }] },
      },
    });
    expect(interpreter.reviseReplica(object, 3)).toBe(object);
    for (const none of [service(), service(head), service({ ...head, workerGroupSpecs: [] })])
      expect(interpreter.reviseReplica(none, 3)).toBe(none);
  });

  test('gives out all pods, each share within one of its proportion', () => {
    const count = fc.integer({ min: 0, max: 1000 });
    const property = fc.property(fc.array(count, { minLength: 1, maxLength: 6 }), count, (before, pods) => {
      const after = revised(groups(...before), pods + 1) as number[];
      expect(after.reduce((sum, share) => sum + share, 0)).toBe(pods);
      const total = before.reduce((sum, share) => sum + share, 0);
      for (const [i, share] of after.entries()) {
        const exact = total === 0 ? pods / before.length : (pods * (before[i] as number)) / total;
        expect(Math.abs(share - exact)).toBeLessThan(1);
        expect(share).toBeGreaterThanOrEqual(0);
      }
    });
    fc.assert(property, { numRuns: 100 * EFFORT });
  });
});

describe('the federated status', () => {
  const federated = (...statuses: (object | undefined)[]): Record<string, unknown> => {
    const items = statuses.map((status, i) => ({ clusterName: `member${i}`, applied: true, status }));
    const template = service(head, { serviceStatus: 'Running' });
    return { ...interpreter.aggregateStatus(template, deepFreeze(items)).status };
  };
  const application = (status: string, of: string) => ({
    activeServiceStatus: { rayClusterName: of, applicationStatuses: { fruit: { status, message: of } } },
  });

  test('is Running only where every member is, and nowhere where there is none', () => {
    const running = { serviceStatus: 'Running' };
    expect(federated(running, running).serviceStatus).toBe('Running');
    expect(federated(running, undefined)).not.toHaveProperty('serviceStatus');
    expect(federated(running, { serviceStatus: '' })).not.toHaveProperty('serviceStatus');
    // Karmada says Running.
    expect(federated()).not.toHaveProperty('serviceStatus');
  });

  test.each<[worse: string, better: string]>([
    ['DEPLOY_FAILED', 'UNHEALTHY'],
    ['UNHEALTHY', 'DELETING'],
    ['DELETING', 'DEPLOYING'],
    ['DEPLOYING', 'NOT_STARTED'],
    ['NOT_STARTED', 'RUNNING'],
    ['NOT_STARTED', 'UNHEARD_OF'],
  ])('has an application as it is where it is %s rather than %s', (worse, better) => {
    expect(federated(application(better, 'a'), application(worse, 'b')).activeServiceStatus).toEqual({
      rayClusterName: 'a',
      applicationStatuses: { fruit: { status: worse, message: 'b' } },
    });
    expect(federated(application(worse, 'a'), application(better, 'b')).activeServiceStatus).toEqual({
      rayClusterName: 'a',
      applicationStatuses: { fruit: { status: worse, message: 'a' } },
    });
  });

  test('has every application of every member, and the first of equals', () => {
    const more = { activeServiceStatus: { applicationStatuses: { constructor: { status: 'RUNNING' } } } };
    expect(
      federated(application('RUNNING', 'a'), application('RUNNING', 'b'), more).activeServiceStatus,
    ).toEqual({
      rayClusterName: 'a',
      applicationStatuses: { constructor: { status: 'RUNNING' }, fruit: { status: 'RUNNING', message: 'a' } },
    });
  });

  test('names what is malformed in a member', () => {
    const status = { activeServiceStatus: { applicationStatuses: { fruit: 5 } } };
    const { problems } = interpreter.explainStatus(service(head), [{ clusterName: 'a', status }]);
    expect(problems.map(({ message }) => message)).toEqual([
      expect.stringContaining('activeServiceStatus.applicationStatuses.fruit is 5, not an object'),
    ]);
  });
});

describe('health', () => {
  const condition = (type: string, status = 'True') => ({ conditions: [{ type, status }] });
  const applications = (place: string, status: string) => ({
    [place]: { applicationStatuses: { fruit: { status } } },
  });

  test.each<[state: string, status: object]>([
    ['Healthy', condition('Ready')],
    ['Progressing', condition('Ready', 'False')],
    ['Progressing', { ...condition('Ready', 'False'), serviceStatus: 'Running' }],
    ['Healthy', { serviceStatus: 'Running' }],
    ['Healthy', { ...condition('Ready'), ...applications('activeServiceStatus', 'UNHEALTHY') }],
    ['Degraded', applications('activeServiceStatus', 'UNHEALTHY')],
    ['Degraded', applications('pendingServiceStatus', 'DEPLOY_FAILED')],
    ['Progressing', applications('pendingServiceStatus', 'DEPLOYING')],
    ['Suspended', condition('Suspending')],
    ['Suspended', condition('Suspended')],
    ['Progressing', { ...condition('Ready'), observedGeneration: 2 }],
    ['Unknown', {}],
  ])('is %s for %j', (state, status) => {
    expect(interpreter.interpretHealth(service(head, status)).state).toBe(state);
  });
});
