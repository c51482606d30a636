import type { Situation } from '../situation.js';
import { clusters, copy, FAILED, members, OLD, template, UNDER_WAY } from './build.js';
import { AVAILABLE, counts, LATE, observed, ready, UNAVAILABLE, UPDATING, web } from './deployment.js';

const of2 = web(2);
const perCluster = { replicas: 'perCluster' } as const;

/** Situations of Deployments that each cluster runs whole. */
export const deploymentsInEachCluster: readonly Situation[] = [
  {
    name: 'DUPLICATED, a cluster fell back to the older template after all had been settled',
    object: web(2, observed(2)),
    members: members(copy(of2, ready(2)), copy(of2, ready(2), OLD)),
    options: perCluster,
    truth: { ...UNDER_WAY, wait: 'waiting' },
    blind: ['argo', 'kubectl'],
  },
  {
    name: 'DUPLICATED, a cluster joined and has reported nothing',
    object: web(2, observed(2)),
    members: members(copy(of2, ready(2)), copy(of2, ready(2)), null),
    options: perCluster,
    truth: { ...UNDER_WAY, wait: 'waiting' },
  },
  {
    name: 'DUPLICATED, a cluster joined and has no item',
    object: web(2, observed(2)),
    members: members(copy(of2, ready(2))),
    options: { ...perCluster, clusters: clusters(2) },
    truth: { ...UNDER_WAY, wait: 'waiting' },
  },
  {
    name: 'DUPLICATED, no pod in one cluster',
    object: of2,
    members: members(copy(of2, ready(2)), copy(of2, ready(2)), copy(of2, counts(0, 0, 0, [UNAVAILABLE]))),
    options: perCluster,
    truth: { ...UNDER_WAY, wait: 'waiting' },
  },
  {
    name: 'DUPLICATED, an old pod is left in one cluster',
    object: of2,
    members: members(copy(of2, ready(2)), copy(of2, counts(3, 2, 3, [AVAILABLE, UPDATING]))),
    options: perCluster,
    truth: UNDER_WAY,
  },
  {
    name: 'DUPLICATED, rollout in progress everywhere',
    object: web(4),
    members: members(
      copy(web(4), counts(5, 2, 4, [AVAILABLE, UPDATING])),
      copy(web(4), counts(5, 3, 4, [AVAILABLE, UPDATING])),
    ),
    options: perCluster,
    truth: { ...UNDER_WAY, wait: 'met' },
  },
  {
    name: 'DUPLICATED, one cluster past its progress deadline',
    object: of2,
    members: members(copy(of2, counts(3, 1, 2, [AVAILABLE, LATE])), copy(of2, ready(2))),
    options: perCluster,
    truth: FAILED,
  },
  {
    name: 'FIRST ROLLOUT, DUPLICATED, one of two has reported',
    object: template(
      { apiVersion: 'apps/v1', kind: 'Deployment', spec: { replicas: 2, progressDeadlineSeconds: 600 } },
      {},
      { generation: 1 },
    ),
    members: members(copy(of2, ready(2), { template: 1, own: 1, observed: 1 }), null),
    truth: { ...UNDER_WAY, wait: 'waiting' },
  },
];
