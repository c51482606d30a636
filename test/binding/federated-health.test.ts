import { federatedHealth } from 'karmada-interpreter/binding';
import { describe, expect, it } from 'vitest';
import { deepFreeze } from '../support/freeze.js';

interface Member {
  readonly share: number;
  readonly status: object;
  readonly health?: string;
}

/** A workload with a member a cluster, each of which has the present version and its share of replicas. */
function health(kind: string, spec: object, members: Member[], labels: { [key: string]: string } = {}) {
  const resource = { apiVersion: 'apps/v1', kind, namespace: 'shop', name: 'web' };
  const names = members.map((_, i) => String.fromCharCode(97 + i));
  const generations = { generation: 3, observedGeneration: 3, resourceTemplateGeneration: 7 };
  const binding = {
    kind: 'ResourceBinding',
    spec: {
      resource,
      replicaRequirements: {},
      clusters: members.map(({ share }, i) => ({ name: names[i], replicas: share })),
    },
    status: {
      conditions: [{ type: 'Scheduled', status: 'True' }],
      aggregatedStatus: members.map(({ status, health = 'Healthy' }, i) => ({
        ...{ clusterName: names[i], applied: true, health },
        status: { ...generations, ...status },
      })),
    },
  };
  const metadata = { namespace: 'shop', name: 'web', generation: 7, labels };
  return federatedHealth(deepFreeze(binding), {
    template: deepFreeze({ apiVersion: 'apps/v1', kind, metadata, spec }),
  });
}

const counts = (updated: number, available: number, replicas = available) => ({
  ...{ replicas, updatedReplicas: updated, availableReplicas: available, readyReplicas: available },
});

describe('each member is held against its own share', () => {
  it.each<[string, string, object, Member[], string[]]>([
    [
      'a partition that is more than a share',
      'StatefulSet',
      { replicas: 3, updateStrategy: { rollingUpdate: { partition: 2 } } },
      [
        { share: 2, status: counts(0, 2), health: 'Unhealthy' },
        { share: 1, status: counts(0, 1), health: 'Unhealthy' },
      ],
      ['Healthy', 'Healthy'],
    ],
    [
      'a partition that one member has not got to',
      'StatefulSet',
      { replicas: 4, updateStrategy: { rollingUpdate: { partition: 1 } } },
      [
        { share: 2, status: counts(1, 2) },
        { share: 2, status: counts(0, 2) },
      ],
      ['Healthy', 'Progressing'],
    ],
    [
      'one too many, which nobody waits for',
      'StatefulSet',
      { replicas: 6 },
      [
        { share: 4, status: counts(3, 3) },
        { share: 2, status: counts(3, 3) },
      ],
      ['Progressing', 'Healthy'],
    ],
    [
      'duplicated, with no pod in one',
      'Deployment',
      { replicas: 2 },
      [
        { share: 2, status: counts(2, 2) },
        { share: 2, status: {} },
      ],
      ['Healthy', 'Progressing'],
    ],
  ])('%s', (_, kind, spec, members, states) => {
    const { done, clusters } = health(kind, spec, members);
    expect(clusters.map(({ state }) => state)).toEqual(states);
    expect(done).toBe(states.every((state) => state === 'Healthy'));
  });

  it('but for members whose replicas somebody there decides', () => {
    const members = [{ share: 4, status: counts(1, 1) }];
    const retained = { 'resourcetemplate.karmada.io/retain-replicas': 'true' };
    expect(health('Deployment', { replicas: 4 }, members).done).toBe(false);
    expect(health('Deployment', { replicas: 4 }, members, retained).done).toBe(true);
  });

  it('and nothing is done where there is no target', () => {
    const { done, state, clusters } = health('Deployment', { replicas: 0 }, []);
    expect({ done, state, clusters }).toEqual({ done: false, state: 'Healthy', clusters: [] });
  });
});
