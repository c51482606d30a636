import { at, isAbsent, isName, type KubernetesObject } from '../../kubernetes/object.js';
import { claimingDependencies } from '../../kubernetes/pod/claiming-dependencies.js';
import { agreed } from '../../reducers/agreed.js';
import { sum } from '../../reducers/sum.js';
import type { StatusDeclaration } from '../../status/compiled-status.js';
import { defineStatus } from '../../status/define-status.js';
import { defineInterpreter } from '../define-interpreter.js';
import { numberAt } from '../health/number-at.js';
import { rolloutHealth } from '../health/rollout-health.js';
import { replicaTargets } from './replica-targets.js';

/** The status of both StatefulSets, Kubernetes' own and Kruise's. */
// @__NO_SIDE_EFFECTS__
export function statefulSetFields<Own extends StatusDeclaration>(own: Own) {
  return {
    replicas: sum(),
    readyReplicas: sum(),
    currentReplicas: sum(),
    updatedReplicas: sum(),
    availableReplicas: sum(),
    ...own,
  };
}

const status = statefulSetFields({ currentRevision: agreed(), updateRevision: agreed() });
// Karmada's own collector drops it: https://github.com/karmada-io/karmada/issues/2241
const observedGeneration = 'dropped';

/** The status of `apps/v1` StatefulSet, without what else its interpreter brings. */
export const statefulSetStatus = defineStatus({ status, observedGeneration, perCluster: replicaTargets });

/** `apps/v1` StatefulSet. */
export const statefulSet = defineInterpreter({
  apiVersion: 'apps/v1',
  kind: 'StatefulSet',
  replicas: ['spec', 'replicas'],
  podTemplate: ['spec', 'template'],
  status,
  observedGeneration,
  perCluster: replicaTargets,
  health: rolloutHealth({ updated: updatedOf, available: availableOf }),
  dependencies: claimingDependencies,
});

/** How many replicas run the new version: also those of the current revision, where that is the new one. */
function updatedOf({ status }: KubernetesObject): number {
  const revision = at(status, 'updateRevision');
  const isCurrent = isName(revision) && revision === at(status, 'currentRevision');
  // The first controllers counted such replicas once, as current ones.
  return Math.max(
    numberAt(status, ['updatedReplicas']),
    isCurrent ? numberAt(status, ['currentReplicas']) : 0,
  );
}

/**
 * How many replicas are available. Kubernetes reports it since 1.22; before, a ready one was available, as it still
 * is at once where `minReadySeconds`, of 1.22 too, does not ask it to stay ready.
 */
function availableOf(object: KubernetesObject): number {
  const { spec, status } = object;
  const reported = !isAbsent(at(status, 'availableReplicas')) || numberAt(spec, ['minReadySeconds']) > 0;
  return numberAt(status, [reported ? 'availableReplicas' : 'readyReplicas']);
}
