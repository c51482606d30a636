import { at, type KubernetesObject } from '../../kubernetes/object.js';
import { combine, field } from '../../reducers/combine.js';
import { conditions } from '../../reducers/conditions/conditions.js';
import { mapOf } from '../../reducers/map-of.js';
import { outcome } from '../../reducers/outcome.js';
import { quantity } from '../../reducers/quantity-total.js';
import { sum } from '../../reducers/sum.js';
import { latest } from '../../reducers/times.js';
import { first } from '../../reducers/values.js';
import { defineStatus } from '../../status/define-status.js';
import { defineInterpreter } from '../define-interpreter.js';
import { conditionOf } from '../health/condition-health.js';
import { firstHealth } from '../health/first-health.js';
import { type Health, health } from '../health/health.js';
import { hasConditions, holds } from '../health/holds.js';
import { observedHealth } from '../health/observed-health.js';
import type { Component } from '../replicas.js';
import { RAY, rayComponents } from './ray-groups.js';

const BAD = ['ReplicaFailure', 'RayClusterReplicaFailure', 'RayClusterSuspending', 'RayClusterSuspended'];

const status = {
  readyWorkerReplicas: sum(),
  availableWorkerReplicas: sum(),
  desiredWorkerReplicas: sum(),
  minWorkerReplicas: sum(),
  maxWorkerReplicas: sum(),
  desiredCPU: quantity(),
  desiredMemory: quantity('binary'),
  desiredGPU: quantity(),
  desiredTPU: quantity(),
  lastUpdateTime: latest(),
  conditions: conditions({ badWhenTrue: BAD }),
  stateTransitionTimes: mapOf(latest()),
  endpoints: first('object'),
  head: first('object'),
};

/** A cluster is ready only where all are; the state is deprecated, and KubeRay before 1.3 has nothing else. */
const STATES = { underway: ['failed', 'suspended', ''], failed: [], complete: ['ready'], unreported: '' };

const summary = combine(
  { found: outcome(({ state }) => state, STATES, field('reason', first())) },
  ({ found }) => ({ state: found?.state || undefined, reason: found?.state ? found.value : undefined }),
);

/** The status of `ray.io` RayCluster, without what else its interpreter brings. */
export const rayClusterStatus = defineStatus({ status, summary, reflects: 'whole' });

/**
 * `ray.io` RayCluster.
 *
 * @see https://github.com/ray-project/kuberay/blob/feeaf72facab4881ba2b179248bb67315634e229/ray-operator/apis/ray/v1/raycluster_types.go#L552-L664
 */
export const rayCluster = defineInterpreter({
  apiVersion: RAY,
  kind: 'RayCluster',
  components: clusterComponents,
  status,
  summary,
  reflects: 'whole',
  health: firstHealth(observedHealth('reachedIfReported'), clusterHealth),
});

function clusterComponents(object: KubernetesObject): readonly Component[] {
  return rayComponents(object, 'spec');
}

/** A cluster is up by its conditions, or by its state where it has none. */
function clusterHealth(object: KubernetesObject): Health {
  const state = at(object, 'status', 'state');
  const failure = holds(object, 'ReplicaFailure') ? conditionOf(object, 'ReplicaFailure') : undefined;
  const provisioned = hasConditions(object)
    ? holds(object, 'HeadPodReady') && holds(object, 'RayClusterProvisioned')
    : state === 'ready';
  if (failure) return health('Degraded', 'ReplicaFailure', 'a pod cannot be made or deleted', failure);
  if (provisioned) return health('Healthy', 'Provisioned', 'the head is ready and all pods have been');
  if (state === 'failed')
    return health('Degraded', 'Failed', 'the cluster has failed', { reason: at(object, 'status', 'reason') });
  const suspended =
    at(object, 'spec', 'suspend') === true ||
    state === 'suspended' ||
    holds(object, 'RayClusterSuspending') ||
    holds(object, 'RayClusterSuspended');
  return suspended
    ? health('Suspended', 'Suspended', 'the cluster is suspended')
    : health('Progressing', 'NotProvisioned', 'the pods of the cluster are not ready yet');
}
