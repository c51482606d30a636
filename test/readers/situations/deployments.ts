import type { Situation } from '../situation.js';
import {
  BEHIND,
  clusters,
  condition,
  copy,
  DONE,
  FAILED,
  members,
  OLD,
  template,
  UNDER_WAY,
} from './build.js';
import {
  AVAILABLE,
  COMPLETE,
  counts,
  LATE,
  observed,
  ready,
  UNAVAILABLE,
  UPDATING,
  web,
} from './deployment.js';

const of2 = web(2);
const of6 = web(6);

const AVAILABLE_AND_DONE = { ...DONE, wait: 'met' } as const;

/** Situations of Deployments. */
export const deployments: readonly Situation[] = [
  {
    name: 'divided 5 and 3, all healthy',
    object: web(8),
    members: members(copy(web(5), ready(5)), copy(web(3), ready(3))),
    truth: AVAILABLE_AND_DONE,
  },
  {
    name: 'one member is ahead of the template',
    object: web(4),
    members: members(copy(of2, ready(2)), copy(of2, ready(2), { template: 8, own: 4, observed: 4 })),
    truth: AVAILABLE_AND_DONE,
  },
  {
    name: 'no conditions were collected, all healthy',
    object: web(4),
    members: members(copy(of2, counts(2, 2, 2)), copy(of2, counts(2, 2, 2))),
    truth: AVAILABLE_AND_DONE,
  },
  {
    name: 'conditions were collected of one of two, all healthy',
    object: web(4),
    members: members(copy(of2, ready(2)), copy(of2, counts(2, 2, 2))),
    truth: AVAILABLE_AND_DONE,
  },
  {
    name: 'no conditions were collected, one pod is not available',
    object: web(4),
    members: members(copy(of2, counts(2, 2, 1)), copy(of2, counts(2, 2, 2))),
    truth: UNDER_WAY,
  },
  {
    name: 'no conditions were collected, an old pod is left',
    object: web(4),
    members: members(copy(of2, counts(3, 2, 3)), copy(of2, counts(2, 2, 2))),
    truth: UNDER_WAY,
  },
  {
    name: 'the second of two has not said that its rollout is over',
    object: web(6),
    members: members(copy(of2, ready(2)), copy(web(4), counts(4, 4, 4, [AVAILABLE, UPDATING]))),
    truth: UNDER_WAY,
    blind: ['argo', 'kubectl'],
  },
  {
    name: 'one controller has not observed the present spec',
    object: web(4),
    members: members(copy(of2, ready(2)), copy(of2, ready(2), BEHIND)),
    truth: { ...UNDER_WAY, wait: 'waiting' },
  },
  {
    name: 'past the deadline of the older template, not settled',
    object: web(4),
    members: members(copy(of2, ready(2)), copy(of2, counts(3, 1, 2, [AVAILABLE, LATE]), OLD)),
    truth: UNDER_WAY,
  },
  {
    name: 'past the deadline of the older template, after all have been settled',
    object: web(4, observed(4)),
    members: members(copy(of2, ready(2)), copy(of2, counts(3, 1, 2, [AVAILABLE, LATE]), OLD)),
    truth: UNDER_WAY,
  },
  {
    name: 'divided, a cluster joined and has reported nothing',
    object: web(6, observed(6)),
    members: members(copy(of2, ready(2)), copy(of2, ready(2)), null),
    truth: { ...UNDER_WAY, wait: 'waiting' },
  },
  {
    name: 'divided, the item of a cluster that was left counts no longer',
    object: web(4),
    members: members(copy(of2, ready(2)), copy(of2, ready(2)), copy(of2, counts(3, 1, 2, [AVAILABLE, LATE]))),
    options: { clusters: clusters(2) },
    truth: AVAILABLE_AND_DONE,
  },
  {
    name: 'divided, the clusters have room for 4 of 6',
    object: of6,
    members: members(copy(of2, ready(2)), copy(of2, ready(2))),
    truth: { ...UNDER_WAY, wait: 'waiting' },
  },
  {
    name: 'divided, no pod in one cluster (quota)',
    object: of6,
    members: members(
      copy(web(4), ready(4)),
      copy(of2, counts(0, 0, 0, [UNAVAILABLE, condition('ReplicaFailure', 'True', 'FailedCreate', 'quota')])),
    ),
    truth: { ...UNDER_WAY, wait: 'waiting' },
  },
  {
    name: 'one cluster past its deadline, another cannot make its ReplicaSet',
    object: web(4),
    members: members(
      copy(of2, counts(2, 0, 2, [AVAILABLE, condition('Progressing', 'False', 'ReplicaSetCreateError')])),
      copy(of2, counts(3, 1, 2, [AVAILABLE, LATE])),
    ),
    truth: { ...FAILED, wait: 'met' },
  },
  {
    name: 'one cluster past its deadline, another has reported nothing, after all had been settled',
    object: web(6, observed(6)),
    members: members(copy(of2, ready(2)), copy(of2, counts(3, 1, 2, [AVAILABLE, LATE])), null),
    truth: { ...FAILED, wait: 'waiting' },
  },
  {
    name: 'one pod of the new version is not available',
    object: web(3),
    members: members(copy(web(3), counts(3, 3, 2, [AVAILABLE, UPDATING]))),
    truth: UNDER_WAY,
  },
  {
    name: 'all pods of one cluster down, long after the rollout',
    object: web(4),
    members: members(copy(of2, ready(2)), copy(of2, counts(2, 2, 0, [UNAVAILABLE, COMPLETE]))),
    truth: { ...UNDER_WAY, wait: 'waiting' },
  },
  {
    name: 'Recreate: the old pods are gone, the new ones not there',
    object: web(4, undefined, { strategy: { type: 'Recreate' } }),
    members: members(
      copy(of2, counts(0, 0, 0, [UNAVAILABLE, UPDATING])),
      copy(of2, counts(2, 2, 1, [UNAVAILABLE, UPDATING])),
    ),
    truth: UNDER_WAY,
  },
  {
    name: 'paused, all of the present version',
    object: web(4, undefined, { paused: true }),
    members: members(
      copy(of2, counts(2, 2, 2, [AVAILABLE, condition('Progressing', 'Unknown', 'DeploymentPaused')])),
      copy(of2, counts(2, 2, 2, [AVAILABLE, condition('Progressing', 'Unknown', 'DeploymentPaused')])),
    ),
    truth: { kstatus: 'InProgress', argo: 'Suspended', kubectl: 'done' },
  },
  {
    name: 'no progress deadline, all healthy',
    object: web(4, undefined, { progressDeadlineSeconds: 2147483647 }),
    members: members(copy(of2, counts(2, 2, 2, [AVAILABLE])), copy(of2, counts(2, 2, 2, [AVAILABLE]))),
    truth: AVAILABLE_AND_DONE,
  },
  {
    name: 'scaled to zero, every pod gone',
    object: web(0),
    members: members(copy(web(0), ready(0)), copy(web(0), ready(0))),
    truth: AVAILABLE_AND_DONE,
  },
  {
    name: 'no replica count, one pod runs',
    object: web(undefined),
    members: members(copy(web(1), ready(1))),
    truth: AVAILABLE_AND_DONE,
  },
  {
    name: 'FIRST ROLLOUT, both of two have reported',
    object: template(
      { apiVersion: 'apps/v1', kind: 'Deployment', spec: { replicas: 4, progressDeadlineSeconds: 600 } },
      {},
      { generation: 1 },
    ),
    members: members(
      copy(of2, ready(2), { template: 1, own: 1, observed: 1 }),
      copy(of2, ready(2), { template: 1, own: 1, observed: 1 }),
    ),
    truth: AVAILABLE_AND_DONE,
  },
  {
    name: 'being deleted',
    object: template({ apiVersion: 'apps/v1', kind: 'Deployment', spec: { replicas: 2 } }, observed(2), {
      deletionTimestamp: '2026-01-01T00:03:00Z',
    }),
    members: members(copy(of2, ready(2))),
    truth: { kstatus: 'Terminating', argo: 'Progressing' },
  },
];
