import type { Manifest } from '../manifest.js';
import type { Situation } from '../situation.js';
import { BEHIND, clusters, copy, DONE, members, OLD, template, UNDER_WAY } from './build.js';

function cloneSet(replicas: number, updateStrategy: Manifest): Manifest {
  return template({
    apiVersion: 'apps.kruise.io/v1alpha1',
    kind: 'CloneSet',
    spec: { replicas, updateStrategy: { type: 'ReCreate', ...updateStrategy } },
  });
}

function statefulSet(replicas: number, rollingUpdate: Manifest): Manifest {
  return template({
    apiVersion: 'apps.kruise.io/v1beta1',
    kind: 'StatefulSet',
    spec: { replicas, serviceName: 'web', updateStrategy: { type: 'RollingUpdate', rollingUpdate } },
  });
}

function daemonSet(rollingUpdate: Manifest): Manifest {
  return template({
    apiVersion: 'apps.kruise.io/v1alpha1',
    kind: 'DaemonSet',
    spec: { updateStrategy: { type: 'RollingUpdate', rollingUpdate } },
  });
}

/** What a CloneSet reports: pods, those of the new version, and those of the latter that are available. */
function clones(replicas: number, updated = replicas, available = updated, expected = replicas): Manifest {
  return {
    replicas,
    updatedReplicas: updated,
    readyReplicas: replicas - updated + available,
    availableReplicas: replicas - updated + available,
    updatedReadyReplicas: available,
    updatedAvailableReplicas: available,
    expectedUpdatedReplicas: expected,
    updateRevision: 'web-2',
    currentRevision: updated === replicas ? 'web-2' : 'web-1',
    labelSelector: 'app=web',
  };
}

/** What a StatefulSet of Kruise reports; it leaves the counts of updated pods out where they are 0. */
function stateful(replicas: number, updated = replicas, available = updated): Manifest {
  return {
    replicas,
    updatedReplicas: updated,
    readyReplicas: replicas - updated + available,
    availableReplicas: replicas - updated + available,
    currentReplicas: updated === replicas ? replicas : replicas - updated,
    ...(available > 0 && { updatedReadyReplicas: available, updatedAvailableReplicas: available }),
    updateRevision: 'web-2',
    currentRevision: updated === replicas ? 'web-2' : 'web-1',
    labelSelector: 'app=web',
  };
}

/** What a DaemonSet of Kruise reports. */
function daemons(desired: number, updated = desired, available = desired): Manifest {
  return {
    desiredNumberScheduled: desired,
    currentNumberScheduled: desired,
    updatedNumberScheduled: updated,
    numberReady: available,
    numberAvailable: available,
    numberMisscheduled: 0,
    ...(available < desired && { numberUnavailable: desired - available }),
    daemonSetHash: 'abc',
  };
}

const perCluster = { replicas: 'perCluster' } as const;
const clone = cloneSet(2, { partition: 0 });
const set = statefulSet(2, { partition: 0, paused: false });
const daemon = daemonSet({ partition: 0, paused: false });

const DONE_BY_TWO = { kstatus: DONE.kstatus, argo: DONE.argo };
const UNDER_WAY_BY_TWO = { kstatus: UNDER_WAY.kstatus, argo: UNDER_WAY.argo };

/** Situations of CloneSets. */
export const cloneSets: readonly Situation[] = [
  {
    name: 'divided 2 and 2, partition 0, all healthy',
    object: cloneSet(4, { partition: 0 }),
    members: members(copy(clone, clones(2)), copy(clone, clones(2))),
    truth: DONE_BY_TWO,
  },
  {
    name: 'DUPLICATED, partition 0, all healthy',
    object: clone,
    members: members(copy(clone, clones(2)), copy(clone, clones(2)), copy(clone, clones(2))),
    options: perCluster,
    truth: DONE_BY_TWO,
  },
  {
    name: 'DUPLICATED, partition 0, the pods of one cluster down',
    object: clone,
    members: members(copy(clone, clones(2)), copy(clone, clones(2, 2, 0))),
    options: perCluster,
    // A CloneSet has no condition that kstatus reads, and Argo CD calls any pod that is missing degraded.
    truth: { kstatus: 'InProgress', argo: 'Degraded' },
    blind: ['kstatus'],
  },
  {
    name: 'one cluster has not got the new template yet',
    object: cloneSet(4, { partition: 0 }),
    members: members(copy(clone, clones(2)), copy(clone, clones(2), OLD)),
    truth: UNDER_WAY_BY_TWO,
  },
  {
    name: 'one scheduled cluster has no item at all',
    object: cloneSet(4, { partition: 0 }),
    members: members(copy(clone, clones(2))),
    options: { clusters: clusters(2) },
    truth: UNDER_WAY_BY_TWO,
  },
  {
    name: 'partition 50%, the rollout on its way there',
    object: cloneSet(4, { partition: '50%' }),
    members: members(copy(clone, clones(2, 1, 1, 1)), copy(clone, clones(2, 0, 0, 1))),
    truth: UNDER_WAY_BY_TWO,
    blind: ['kstatus'],
  },
  {
    name: 'paused',
    object: cloneSet(4, { partition: 0, paused: true }),
    members: members(copy(clone, clones(2)), copy(clone, clones(2))),
    truth: { kstatus: 'Current', argo: 'Suspended' },
  },
];

/** Situations of Kruise's StatefulSets. */
export const kruiseStatefulSets: readonly Situation[] = [
  {
    name: 'DUPLICATED, all healthy',
    object: set,
    members: members(copy(set, stateful(2)), copy(set, stateful(2))),
    options: perCluster,
    truth: DONE_BY_TWO,
  },
  {
    name: 'one controller has not observed the present spec',
    object: statefulSet(4, { partition: 0, paused: false }),
    members: members(copy(set, stateful(2)), copy(set, stateful(2), BEHIND)),
    truth: UNDER_WAY_BY_TWO,
  },
  {
    name: 'one of two has reported nothing',
    object: statefulSet(4, { partition: 0, paused: false }),
    members: members(copy(set, stateful(2)), null),
    truth: UNDER_WAY_BY_TWO,
  },
  {
    name: 'rollout in progress in one',
    object: statefulSet(4, { partition: 0, paused: false }),
    members: members(copy(set, stateful(2, 1)), copy(set, stateful(2))),
    // Argo CD calls any pod that is missing degraded.
    truth: { kstatus: 'InProgress', argo: 'Degraded' },
    blind: ['kstatus'],
  },
];

/** Situations of Kruise's DaemonSets. */
export const kruiseDaemonSets: readonly Situation[] = [
  {
    name: '3 members of 4, 2 and 1 nodes, all healthy',
    object: daemon,
    members: members(copy(daemon, daemons(4)), copy(daemon, daemons(2)), copy(daemon, daemons(1))),
    truth: DONE_BY_TWO,
  },
  {
    name: 'rollout in progress in one',
    object: daemon,
    members: members(copy(daemon, daemons(3)), copy(daemon, daemons(3, 1, 2))),
    truth: UNDER_WAY_BY_TWO,
    blind: ['kstatus'],
  },
  {
    name: 'all pods of every cluster down',
    object: daemon,
    members: members(copy(daemon, daemons(3, 3, 0)), copy(daemon, daemons(2, 2, 0))),
    truth: { kstatus: 'InProgress', argo: 'Degraded' },
    blind: ['kstatus'],
  },
  {
    name: 'one scheduled cluster has no item at all',
    object: daemon,
    members: members(copy(daemon, daemons(3))),
    options: { clusters: clusters(2) },
    truth: UNDER_WAY_BY_TWO,
  },
];
