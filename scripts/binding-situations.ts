import type { BindingReason, ExplainBindingOptions } from '../src/binding/index.js';

/** A binding, and what else is known, that comes to a reason. */
export interface BindingSituation {
  readonly binding: object;
  readonly options?: ExplainBindingOptions;
  /** What is the matter, in a few words. */
  readonly story: string;
}

const resource = { apiVersion: 'apps/v1', kind: 'Deployment', namespace: 'shop', name: 'web' };
export const template = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { namespace: 'shop', name: 'web', generation: 7 },
  spec: { replicas: 4 },
};
const label = 'resourcebinding.karmada.io/permanent-id';
const scheduled = { type: 'Scheduled', status: 'True', reason: 'Success' };

/** A member with all of its share of the present version. */
export function settledIn(clusterName: string, status: object = {}, item: object = {}): object {
  const counts = { replicas: 2, updatedReplicas: 2, readyReplicas: 2, availableReplicas: 2 };
  const generations = { generation: 3, observedGeneration: 3, resourceTemplateGeneration: 7 };
  return {
    clusterName,
    applied: true,
    health: 'Healthy',
    status: { ...counts, ...generations, ...status },
    ...item,
  };
}

/** A Deployment in member1 and member2, of which the second is as it is said. */
export function bindingWith(parts: {
  metadata?: object;
  spec?: object;
  status?: object;
  member2?: object | undefined;
}): object {
  const items = [settledIn('member1'), 'member2' in parts ? parts.member2 : settledIn('member2')];
  return {
    apiVersion: 'work.karmada.io/v1alpha2',
    kind: 'ResourceBinding',
    metadata: {
      name: 'web-deployment',
      namespace: 'shop',
      generation: 4,
      labels: { [label]: 'id-web' },
      ...parts.metadata,
    },
    spec: {
      resource,
      replicas: 4,
      replicaRequirements: {},
      placement: { clusterAffinity: { clusterNames: ['member1', 'member2'] } },
      clusters: [
        { name: 'member1', replicas: 2 },
        { name: 'member2', replicas: 2 },
      ],
      ...parts.spec,
    },
    status: {
      schedulerObservedGeneration: 4,
      lastScheduledTime: '2026-10-05T08:00:00Z',
      conditions: [scheduled],
      aggregatedStatus: items.filter((item) => item !== undefined),
      ...parts.status,
    },
  };
}

/** The Work of a cluster, applied and healthy, with the version that it carries. */
export function workIn(cluster: string, generation: number, metadata: object = {}): object {
  const {
    clusterName: _,
    applied: __,
    ...collected
  } = settledIn(cluster, {
    resourceTemplateGeneration: generation,
  }) as { clusterName: string; applied: boolean };
  const annotations = { 'resourcetemplate.karmada.io/generation': `${generation}` };
  const identifier = {
    ordinal: 0,
    group: 'apps',
    version: 'v1',
    kind: 'Deployment',
    namespace: 'shop',
    name: 'web',
  };
  return {
    metadata: { namespace: `karmada-es-${cluster}`, labels: { [label]: 'id-web' }, ...metadata },
    spec: {
      workload: {
        manifests: [
          {
            apiVersion: 'apps/v1',
            kind: 'Deployment',
            metadata: { namespace: 'shop', name: 'web', annotations },
          },
        ],
      },
    },
    status: {
      conditions: [{ type: 'Applied', status: 'True' }],
      manifestStatuses: [{ identifier, ...collected }],
    },
  };
}

const task = {
  fromCluster: 'member2',
  producer: 'TaintManager',
  reason: 'TaintUntolerated',
  creationTimestamp: '2026-10-05T08:00:00Z',
};
const onlyMember1 = { clusters: [{ name: 'member1', replicas: 4 }] };
const four = { replicas: 4, updatedReplicas: 4, readyReplicas: 4, availableReplicas: 4 };
const now = '2026-10-05T08:03:00Z';

/** A situation for each reason, as the page on bindings shows it. */
export const bindingSituations: { readonly [Reason in BindingReason]: BindingSituation } = {
  Deleting: {
    story: 'the binding has a deletionTimestamp',
    binding: bindingWith({ metadata: { deletionTimestamp: '2026-10-05T08:00:00Z' } }),
  },
  SchedulingSuspended: {
    story: 'a queue holds a new binding back',
    binding: bindingWith({
      spec: { clusters: [], suspension: { scheduling: true } },
      status: { conditions: [], aggregatedStatus: [] },
    }),
  },
  QuotaExceeded: {
    story: 'a scale-up is refused; the four replicas of before go on',
    binding: bindingWith({
      spec: { replicas: 8 },
      status: {
        conditions: [
          {
            type: 'Scheduled',
            status: 'False',
            reason: 'QuotaExceeded',
            message:
              'FederatedResourceQuota(shop/team) exceeded for resource cpu: requested sum 800m, limit 500m',
          },
        ],
      },
    }),
  },
  NotScheduled: {
    story: 'no cluster fits',
    binding: bindingWith({
      spec: { clusters: [] },
      status: {
        aggregatedStatus: [],
        conditions: [
          {
            type: 'Scheduled',
            status: 'False',
            reason: 'NoClusterFit',
            message: '0/2 clusters are available: 2 cluster(s) had untolerated taint {maintenance: true}.',
          },
        ],
      },
    }),
  },
  SchedulingBehind: {
    story: 'replicas were changed a moment ago',
    binding: bindingWith({ metadata: { generation: 5 } }),
  },
  RolloutFailed: {
    story: 'member2 did not pass its gate within the timeout',
    binding: bindingWith({
      member2: settledIn('member2', { availableReplicas: 1 }, { health: 'Unhealthy' }),
      status: { rollout: { phase: 'Failed', currentCluster: 'member2', message: 'not healthy within 30m' } },
    }),
  },
  WaitsForPurge: {
    story: 'member3 is purged directly, and its Work hangs',
    binding: bindingWith({
      spec: { gracefulEvictionTasks: [{ ...task, fromCluster: 'member3', purgeMode: 'Directly' }] },
    }),
    options: { template, works: [workIn('member1', 7), workIn('member3', 6, { deletionTimestamp: now })] },
  },
  NoWork: {
    story: 'no Work could be written for member2',
    binding: bindingWith({ member2: undefined }),
    options: { template, works: [workIn('member1', 7)] },
  },
  WorkBehind: {
    story: 'the Work of member2 could not be rewritten',
    binding: bindingWith({}),
    options: { template, works: [workIn('member1', 7), workIn('member2', 6)] },
  },
  Suspended: {
    story: 'member2 is held back at the version before',
    binding: bindingWith({
      spec: { suspension: { dispatchingOnClusters: { clusterNames: ['member2'] } } },
      member2: settledIn('member2', { resourceTemplateGeneration: 6 }),
    }),
    options: { template },
  },
  ClusterNotReady: {
    story: 'member2 cannot be reached; the last it said was good',
    binding: bindingWith({}),
    options: {
      template,
      clusters: [
        { name: 'member1', ready: true },
        { name: 'member2', ready: false, since: '2026-10-05T07:18:00Z' },
      ],
      now,
    },
  },
  NotApplied: {
    story: 'a webhook in member2 refuses the manifest',
    binding: bindingWith({
      member2: {
        clusterName: 'member2',
        appliedMessage:
          'Failed to apply all manifests (0/1): admission webhook "deny" denied the request: no latest tag',
        health: 'Unknown',
      },
    }),
  },
  Applying: {
    story: 'the Work of member2 is a second old',
    binding: bindingWith({ member2: { clusterName: 'member2', health: 'Unknown' } }),
  },
  NotReported: {
    story: 'member2 has it applied, and nothing has been collected',
    binding: bindingWith({ member2: { clusterName: 'member2', applied: true, health: 'Unknown' } }),
  },
  Malformed: {
    story: 'a customization writes a generation as text',
    binding: bindingWith({ member2: settledIn('member2', { resourceTemplateGeneration: '7' }) }),
  },
  TemplateBehind: {
    story: 'member2 still runs the version before',
    binding: bindingWith({ member2: settledIn('member2', { resourceTemplateGeneration: 6 }) }),
  },
  ControllerBehind: {
    story: 'the Deployment controller of member2 has not come to it',
    binding: bindingWith({ member2: settledIn('member2', { generation: 4 }, { health: 'Unhealthy' }) }),
  },
  Unhealthy: {
    story: 'member2 rolls out',
    binding: bindingWith({ member2: settledIn('member2', { updatedReplicas: 1 }, { health: 'Unhealthy' }) }),
  },
  HealthUnknown: {
    story: 'the health rule of a customization fails for member2',
    binding: bindingWith({ member2: settledIn('member2', {}, { health: 'Unknown' }) }),
  },
  Settled: {
    story: 'all is well',
    binding: bindingWith({}),
  },
  RollingOut: {
    story: 'it is the turn of member1',
    binding: bindingWith({
      spec: { suspension: { rollout: { currentCluster: 'member1', suspendedClusters: ['member2'] } } },
      member2: settledIn('member2', { resourceTemplateGeneration: 6 }),
    }),
  },
  Evicting: {
    story: 'member1 takes over from member2',
    binding: bindingWith({
      spec: { ...onlyMember1, gracefulEvictionTasks: [task] },
      status: { aggregatedStatus: [settledIn('member1', four), settledIn('member2')] },
    }),
    options: { template, now },
  },
  Leftover: {
    story: 'the Work of member2 is being removed',
    binding: bindingWith({
      spec: onlyMember1,
      status: {
        aggregatedStatus: [
          settledIn('member1', four),
          settledIn('member2', { resourceTemplateGeneration: 6 }),
        ],
      },
    }),
  },
};
