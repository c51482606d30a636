import type { Manifest } from '../manifest.js';
import type { Situation } from '../situation.js';
import { BEHIND, clusters, copy, DONE, members, TEMPLATE, template, UNDER_WAY } from './build.js';

const SPEC = { updateStrategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 1, maxSurge: 0 } } };
const KIND = { apiVersion: 'apps/v1', kind: 'DaemonSet', spec: SPEC };
const web = template(KIND);

/** What a member reports with so many nodes, and so many pods that are there, updated and available. */
function counts(desired: number, scheduled = desired, updated = scheduled, available = scheduled): Manifest {
  return {
    desiredNumberScheduled: desired,
    currentNumberScheduled: scheduled,
    numberMisscheduled: 0,
    numberReady: available,
    ...(updated > 0 && { updatedNumberScheduled: updated }),
    ...(available > 0 && { numberAvailable: available }),
    ...(desired > available && { numberUnavailable: desired - available }),
  };
}

/** Situations of DaemonSets. */
export const daemonSets: readonly Situation[] = [
  {
    name: '3 members of 4, 2 and 1 nodes, all healthy',
    object: web,
    members: members(copy(web, counts(4)), copy(web, counts(2)), copy(web, counts(1))),
    truth: DONE,
  },
  {
    name: 'counted per cluster, which has no units here',
    object: web,
    members: members(copy(web, counts(4)), copy(web, counts(2))),
    options: { replicas: 'perCluster' },
    truth: DONE,
  },
  {
    name: 'rollout in progress in one',
    object: web,
    members: members(copy(web, counts(3)), copy(web, counts(3, 3, 1, 2))),
    truth: UNDER_WAY,
  },
  {
    name: 'a node was added in one',
    object: web,
    members: members(copy(web, counts(4, 3)), copy(web, counts(3))),
    truth: UNDER_WAY,
  },
  {
    name: 'a pod runs where it should not',
    object: web,
    members: members(copy(web, { ...counts(3), numberMisscheduled: 1 }), copy(web, counts(3))),
    truth: DONE,
  },
  {
    name: 'one controller has not observed the present spec',
    object: web,
    members: members(copy(web, counts(3)), copy(web, counts(3), BEHIND)),
    truth: UNDER_WAY,
  },
  {
    name: 'one of two has reported nothing',
    object: web,
    members: members(copy(web, counts(3)), null),
    truth: UNDER_WAY,
  },
  {
    name: 'FIRST ROLLOUT, one of two has no item',
    object: template(KIND, {}, { generation: 1 }),
    members: members(copy(web, counts(3), { template: 1, own: 1, observed: 1 })),
    options: { clusters: clusters(2) },
    truth: UNDER_WAY,
  },
  {
    name: 'a cluster joined, and its pods start',
    object: template(KIND, { observedGeneration: TEMPLATE, ...counts(3) }),
    members: members(copy(web, counts(3)), copy(web, counts(2, 2, 2, 0))),
    truth: UNDER_WAY,
  },
];
