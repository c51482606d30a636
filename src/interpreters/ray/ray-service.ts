import { compact } from '../../kubernetes/json.js';
import { at, type KubernetesObject, MAX_INT32 } from '../../kubernetes/object.js';
import { podRequirements, type ReplicaRequirements } from '../../kubernetes/pod/pod-requirements.js';
import { greatestRequest } from '../../kubernetes/pod/resource-request.js';
import type { DependentObjectReference } from '../../kubernetes/references.js';
import { combine, field, select } from '../../reducers/combine.js';
import { conditions } from '../../reducers/conditions/conditions.js';
import { everyMember } from '../../reducers/every-member.js';
import { mapOf } from '../../reducers/map-of.js';
import type { Reducer } from '../../reducers/reducer.js';
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
import { failedApplication, worstApplication } from './ray-applications.js';
import { headTemplate, RAY, rayDependencies, workerGroups } from './ray-groups.js';
import { withWorkerPods } from './ray-worker-pods.js';

const CLUSTER = 'spec.rayClusterConfig';

const status = {
  numServeEndpoints: sum(),
  lastUpdateTime: latest(),
  conditions: conditions({
    badWhenTrue: ['UpgradeInProgress', 'RollbackInProgress', 'Suspending', 'Suspended'],
  }),
  activeServiceStatus: combine(
    {
      own: first('object'),
      applicationStatuses: field('applicationStatuses', mapOf(worstApplication())),
    },
    ({ own, applicationStatuses }) => own && { ...own, ...(applicationStatuses && { applicationStatuses }) },
  ),
  pendingServiceStatus: first('object'),
};

const summary: Reducer<object> = combine(
  {
    serviceStatus: select(
      ({ serviceStatus }) => (serviceStatus === 'Running' ? serviceStatus : undefined),
      everyMember(first()),
    ),
  },
  (values) => values,
);

/** The status of `ray.io` RayService, without what else its interpreter brings. */
export const rayServiceStatus = defineStatus({ status, summary, reflects: 'whole' });

/**
 * `ray.io` RayService.
 *
 * @see https://github.com/ray-project/kuberay/blob/feeaf72facab4881ba2b179248bb67315634e229/ray-operator/apis/ray/v1/rayservice_types.go#L133-L240
 */
export const rayService = defineInterpreter({
  apiVersion: RAY,
  kind: 'RayService',
  replicas: servicePods,
  requirements: serviceRequirements,
  revise: withServicePods,
  status,
  summary,
  reflects: 'whole',
  dependencies: serviceDependencies,
  health: firstHealth(observedHealth('reachedIfReported'), serviceHealth),
});

/** The head and all workers; without a head there is no cluster. */
function servicePods(object: KubernetesObject): number {
  if (headTemplate(object, CLUSTER) === undefined) return 0;
  return workerGroups(object, CLUSTER).reduce((sum, { pods }) => Math.min(sum + pods, MAX_INT32), 1);
}

/** The most that a pod needs, on the nodes of the head. */
function serviceRequirements(object: KubernetesObject): ReplicaRequirements | undefined {
  const head = headTemplate(object, CLUSTER);
  if (head === undefined) return undefined;
  const [own, ...others] = [head, ...workerGroups(object, CLUSTER).map(({ template }) => template)].map(
    ([template, path]) => podRequirements(template, { path }),
  );
  const requests = [own, ...others].map((needs) => needs?.resourceRequest);
  return compact<ReplicaRequirements>({ ...own, resourceRequest: greatestRequest(requests) });
}

/** One pod is the head's. */
function withServicePods<T extends KubernetesObject>(object: T, pods: number): T {
  return withWorkerPods(object, CLUSTER, Math.max(0, pods - 1));
}

function serviceDependencies(object: KubernetesObject): readonly DependentObjectReference[] {
  return rayDependencies(object, CLUSTER);
}

/** A service is up by its condition, or by its status where it has no conditions, as KubeRay before 1.3. */
function serviceHealth(object: KubernetesObject): Health {
  const ready = conditionOf(object, 'Ready');
  const serves = hasConditions(object)
    ? ready?.status === 'True'
    : at(object, 'status', 'serviceStatus') === 'Running';
  if (serves) return health('Healthy', 'Ready', 'the service serves', ready);
  const failed = failedApplication(object);
  if (failed !== undefined) return health('Degraded', 'ApplicationFailed', failed);
  if (holds(object, 'Suspending') || holds(object, 'Suspended'))
    return health('Suspended', 'Suspended', 'the service is suspended');
  return health('Progressing', 'NotReady', 'the service does not serve yet', ready);
}
