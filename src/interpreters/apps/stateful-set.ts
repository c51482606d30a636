import { claimingDependencies } from '../../kubernetes/pod/claiming-dependencies.js';
import { sum } from '../../reducers/sum.js';
import type { StatusDeclaration } from '../../status/compiled-status.js';
import { defineStatus } from '../../status/define-status.js';
import { defineInterpreter } from '../define-interpreter.js';
import { rolloutHealth } from '../health/rollout-health.js';

/** The status of both StatefulSets, Kubernetes' own and Kruise's. */
// @__NO_SIDE_EFFECTS__
export function statefulFields<Own extends StatusDeclaration>(own: Own) {
  return {
    replicas: sum(),
    readyReplicas: sum(),
    currentReplicas: sum(),
    updatedReplicas: sum(),
    availableReplicas: sum(),
    ...own,
  };
}

const status = statefulFields({});

/** The status of `apps/v1` StatefulSet, without what else its interpreter brings. */
export const statefulSetStatus = defineStatus({ status });

/** `apps/v1` StatefulSet. */
export const statefulSet = defineInterpreter({
  apiVersion: 'apps/v1',
  kind: 'StatefulSet',
  replicas: ['spec', 'replicas'],
  podTemplate: ['spec', 'template'],
  status,
  health: rolloutHealth(),
  dependencies: claimingDependencies,
});
