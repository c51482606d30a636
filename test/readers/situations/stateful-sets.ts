import type { Manifest } from '../manifest.js';
import type { Situation } from '../situation.js';
import { BEHIND, copy, DONE, members, PRESENT, template, UNDER_WAY } from './build.js';

/** A StatefulSet of so many replicas; `rollingUpdate: undefined` is one that was written past the defaults. */
function web(replicas: number, rollingUpdate: Manifest | undefined = { partition: 0 }): Manifest {
  return template({
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    spec: {
      replicas,
      serviceName: 'web',
      updateStrategy: { type: 'RollingUpdate', ...(rollingUpdate && { rollingUpdate }) },
    },
  });
}

const NO_DEFAULTS: Manifest = template({
  apiVersion: 'apps/v1',
  kind: 'StatefulSet',
  spec: { replicas: 4, serviceName: 'web', updateStrategy: { type: 'RollingUpdate' } },
});

/** What a member reports with so many pods, of which so many are ready and updated. */
function counts(replicas: number, readyReplicas: number, updatedReplicas: number): Manifest {
  return {
    replicas,
    readyReplicas,
    availableReplicas: readyReplicas,
    updatedReplicas,
    // Once all are updated, the update revision is the current one.
    currentReplicas: updatedReplicas === replicas ? replicas : replicas - updatedReplicas,
    currentRevision: updatedReplicas === replicas ? 'web-2' : 'web-1',
    updateRevision: 'web-2',
  };
}

const perCluster = { replicas: 'perCluster' } as const;
const of2 = web(2);
const held = web(2, { partition: 1 });

/** Situations of StatefulSets. */
export const statefulSets: readonly Situation[] = [
  {
    name: 'divided 3 and 2, all healthy',
    object: web(5),
    members: members(copy(web(3), counts(3, 3, 3)), copy(of2, counts(2, 2, 2))),
    truth: DONE,
  },
  {
    name: 'DUPLICATED, all healthy',
    object: of2,
    members: members(copy(of2, counts(2, 2, 2)), copy(of2, counts(2, 2, 2)), copy(of2, counts(2, 2, 2))),
    options: perCluster,
    truth: DONE,
  },
  {
    name: 'DUPLICATED, partition 1 reached everywhere',
    object: held,
    members: members(copy(held, counts(2, 2, 1)), copy(held, counts(2, 2, 1)), copy(held, counts(2, 2, 1))),
    options: perCluster,
    truth: DONE,
  },
  {
    name: 'DUPLICATED, partition 1 with one cluster newly made at the new version',
    object: held,
    members: members(copy(held, counts(2, 2, 1)), copy(held, counts(2, 2, 2))),
    options: perCluster,
    truth: DONE,
  },
  {
    name: 'DUPLICATED, partition 1 not reached in one cluster',
    object: held,
    members: members(copy(held, counts(2, 2, 1)), copy(held, counts(2, 2, 0)), copy(held, counts(2, 2, 1))),
    options: perCluster,
    truth: UNDER_WAY,
  },
  {
    name: 'DUPLICATED, all pods of one cluster down',
    object: of2,
    members: members(copy(of2, counts(2, 2, 2)), copy(of2, counts(2, 0, 2)), copy(of2, counts(2, 2, 2))),
    options: perCluster,
    truth: UNDER_WAY,
  },
  {
    name: 'FIRST ROLLOUT, DUPLICATED, one of two has reported',
    object: { ...of2, metadata: { name: 'web', namespace: 'default', generation: 1 }, status: {} },
    members: members(copy(of2, counts(2, 2, 2), { template: 1, own: 1, observed: 1 }), null),
    options: perCluster,
    truth: UNDER_WAY,
  },
  {
    name: 'divided, rollout in progress in one',
    object: web(4),
    members: members(copy(of2, counts(2, 2, 1)), copy(of2, counts(2, 2, 2))),
    truth: UNDER_WAY,
  },
  {
    name: 'divided, no partition written, rollout in progress in the first',
    object: NO_DEFAULTS,
    members: members(copy(NO_DEFAULTS, counts(2, 2, 1)), copy(NO_DEFAULTS, counts(2, 2, 2))),
    truth: UNDER_WAY,
  },
  {
    name: 'divided, no partition written, all healthy',
    object: NO_DEFAULTS,
    members: members(copy(NO_DEFAULTS, counts(2, 2, 2)), copy(NO_DEFAULTS, counts(2, 2, 2))),
    truth: DONE,
  },
  {
    name: 'divided, a pod too many in one',
    object: web(4),
    members: members(copy(of2, counts(3, 3, 3)), copy(of2, counts(2, 2, 2))),
    truth: UNDER_WAY,
    blind: ['argo', 'kubectl'],
  },
  {
    name: 'one controller has not observed the present spec',
    object: web(4),
    members: members(copy(of2, counts(2, 2, 2)), copy(of2, counts(2, 2, 2), BEHIND)),
    truth: UNDER_WAY,
  },
  {
    name: 'collected without observedGeneration, as Karmada does, all healthy',
    object: web(4),
    members: members(
      copy(of2, counts(2, 2, 2), { ...PRESENT, observed: undefined }),
      copy(of2, counts(2, 2, 2), { ...PRESENT, observed: undefined }),
    ),
    truth: DONE,
  },
  {
    name: 'scaled to zero, every pod gone',
    object: web(0),
    members: members(copy(web(0), counts(0, 0, 0)), copy(web(0), counts(0, 0, 0))),
    truth: DONE,
  },
  {
    name: 'scheduled nowhere',
    object: web(3),
    members: [],
    truth: UNDER_WAY,
  },
];
