import { at, isAbsent, isCount, type KubernetesObject, MAX_INT32 } from '../../kubernetes/object.js';
import { claimingDependencies } from '../../kubernetes/pod/claiming-dependencies.js';
import { sum } from '../../reducers/sum.js';
import { last } from '../../reducers/values.js';
import { defineStatus } from '../../status/define-status.js';
import { replicaTargets } from '../apps/replica-targets.js';
import { defineInterpreter } from '../define-interpreter.js';
import { heldBack } from '../health/held-back.js';
import { rolloutHealth } from '../health/rollout-health.js';

const status = {
  replicas: sum(),
  updatedReplicas: sum(),
  readyReplicas: sum(),
  availableReplicas: sum(),
  updatedReadyReplicas: sum(),
  updatedAvailableReplicas: sum(),
  expectedUpdatedReplicas: sum(),
  updateRevision: last(),
  currentRevision: last(),
  labelSelector: last(),
};

const STRATEGY = ['spec', 'updateStrategy'] as const;

/** What the status of a CloneSet declares, of which the partition stands below `rollingUpdate`. */
// @__NO_SIDE_EFFECTS__
function cloneSetStatus(...rollingUpdate: readonly string[]) {
  const partition = [...rollingUpdate, 'partition'];
  return {
    status,
    perCluster: (object: KubernetesObject) => replicaTargets(object, byPartition(partition)),
  };
}

/** The status of `apps.kruise.io/v1alpha1` CloneSet, without what else its interpreter brings. */
export const kruiseCloneSetStatus = defineStatus(cloneSetStatus('spec', 'updateStrategy'));

/** The status of `apps.kruise.io/v1beta1` CloneSet, without what else its interpreter brings. */
export const kruiseCloneSetV1Beta1Status = defineStatus(
  cloneSetStatus('spec', 'updateStrategy', 'rollingUpdate'),
);

/** A CloneSet's declaration: the API versions differ in where `partition` and `paused` stand. */
// @__NO_SIDE_EFFECTS__
function cloneSet(apiVersion: string, rollingUpdate: readonly string[]) {
  const partition = [...rollingUpdate, 'partition'];
  return {
    apiVersion,
    kind: 'CloneSet',
    replicas: ['spec', 'replicas'],
    podTemplate: ['spec', 'template'],
    ...cloneSetStatus(...rollingUpdate),
    health: rolloutHealth({
      heldBack: (object, asked) => held(object, asked, partition),
      updatedAvailable: ['updatedAvailableReplicas', 'updatedReadyReplicas'],
      paused: [...rollingUpdate, 'paused'],
    }),
    dependencies: claimingDependencies,
  } as const;
}

/** How many of the pods asked for a partition, as its number or percentage, keeps at the old version. */
function byPartition(partition: readonly string[]) {
  return (object: KubernetesObject, asked: number): number =>
    heldBack(object, asked, { partition, percentage });
}

/**
 * How many pods a CloneSet holds back. With a partition Kruise reports how many it expects to be updated, which is
 * right of a federation too, whose clusters round a percentage each; it knows nothing of `OnDelete`.
 */
function held(object: KubernetesObject, asked: number, partition: readonly string[]): number {
  const bySpec = byPartition(partition)(object, asked);
  const expected = at(object, 'status', 'expectedUpdatedReplicas');
  const isOnDelete = at(object, ...STRATEGY, 'type') === 'OnDelete';
  return isOnDelete || isAbsent(at(object, ...partition)) || !isCount(expected, MAX_INT32)
    ? bySpec
    : Math.max(0, asked - expected);
}

/**
 * The pods that a percentage keeps back: rounded up, but at least one of several is updated below 100%.
 *
 * @see https://github.com/openkruise/kruise/blob/07169cfac7b9cf7800dda1b8652f850cc3184132/pkg/util/tools.go#L160-L187
 */
function percentage(percent: number, asked: number): number {
  const rounded = Math.ceil((percent * asked) / 100);
  return rounded === asked && asked > 1 && percent !== 100 ? asked - 1 : rounded;
}

/** `apps.kruise.io/v1alpha1` CloneSet. */
export const kruiseCloneSet = defineInterpreter(
  cloneSet('apps.kruise.io/v1alpha1', ['spec', 'updateStrategy']),
);

/** `apps.kruise.io/v1beta1` CloneSet, which Kruise stores and serves since 1.9. */
export const kruiseCloneSetV1Beta1 = defineInterpreter(
  cloneSet('apps.kruise.io/v1beta1', ['spec', 'updateStrategy', 'rollingUpdate']),
);
