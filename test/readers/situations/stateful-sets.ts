import type { Situation } from '../situation.js';
import { BEHIND, copy, DONE, members, PRESENT, UNDER_WAY } from './build.js';
import { counts, partitioned, web } from './stateful-set.js';

const perCluster = { replicas: 'perCluster' } as const;
// Only what was written past the API server's defaults has no partition.
const noDefaults = web(4);
const of2 = partitioned(2);
const held = partitioned(2, 1);

/** Situations of StatefulSets. */
export const statefulSets: readonly Situation[] = [
  {
    name: 'divided 3 and 2, all healthy',
    object: partitioned(5),
    members: members(copy(partitioned(3), counts(3, 3, 3)), copy(of2, counts(2, 2, 2))),
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
    object: partitioned(4),
    members: members(copy(of2, counts(2, 2, 1)), copy(of2, counts(2, 2, 2))),
    truth: UNDER_WAY,
  },
  {
    name: 'divided, no partition written, rollout in progress in the first',
    object: noDefaults,
    members: members(copy(noDefaults, counts(2, 2, 1)), copy(noDefaults, counts(2, 2, 2))),
    truth: UNDER_WAY,
  },
  {
    name: 'divided, no partition written, all healthy',
    object: noDefaults,
    members: members(copy(noDefaults, counts(2, 2, 2)), copy(noDefaults, counts(2, 2, 2))),
    truth: DONE,
  },
  {
    name: 'divided, a pod too many in one',
    object: partitioned(4),
    members: members(copy(of2, counts(3, 3, 3)), copy(of2, counts(2, 2, 2))),
    truth: UNDER_WAY,
    blind: ['argo', 'kubectl'],
  },
  {
    name: 'one controller has not observed the present spec',
    object: partitioned(4),
    members: members(copy(of2, counts(2, 2, 2)), copy(of2, counts(2, 2, 2), BEHIND)),
    truth: UNDER_WAY,
  },
  {
    name: 'collected without observedGeneration, as Karmada does, all healthy',
    object: partitioned(4),
    members: members(
      copy(of2, counts(2, 2, 2), { ...PRESENT, observed: undefined }),
      copy(of2, counts(2, 2, 2), { ...PRESENT, observed: undefined }),
    ),
    truth: DONE,
  },
  {
    name: 'scaled to zero, every pod gone',
    object: partitioned(0),
    members: members(copy(partitioned(0), counts(0, 0, 0)), copy(partitioned(0), counts(0, 0, 0))),
    truth: DONE,
  },
  {
    name: 'scheduled nowhere',
    object: partitioned(3),
    members: [],
    truth: UNDER_WAY,
  },
];
