import { claimingDependencies } from '../../kubernetes/pod/claiming-dependencies.js';
import { sum } from '../../reducers/sum.js';
import { last } from '../../reducers/values.js';
import { defineStatus } from '../../status/define-status.js';
import { replicaTargets } from '../apps/replica-targets.js';
import { statefulSetFields } from '../apps/stateful-set.js';
import { defineInterpreter } from '../define-interpreter.js';
import { rolloutHealth } from '../health/rollout-health.js';

const status = statefulSetFields({
  updatedReadyReplicas: sum(),
  updatedAvailableReplicas: sum(),
  updateRevision: last(),
  currentRevision: last(),
  labelSelector: last(),
});

/** The status of `apps.kruise.io` StatefulSet, without what else its interpreter brings. */
export const kruiseStatefulSetStatus = defineStatus({ status, perCluster: replicaTargets });

/** `apps.kruise.io` StatefulSet. */
export const kruiseStatefulSet = defineInterpreter({
  // The older version says less in its status, and nothing else.
  apiVersion: ['apps.kruise.io/v1beta1', 'apps.kruise.io/v1alpha1'],
  kind: 'StatefulSet',
  replicas: ['spec', 'replicas'],
  podTemplate: ['spec', 'template'],
  status,
  perCluster: replicaTargets,
  health: rolloutHealth({
    updatedAvailable: ['updatedAvailableReplicas', 'updatedReadyReplicas'],
    paused: ['spec', 'updateStrategy', 'rollingUpdate', 'paused'],
  }),
  dependencies: claimingDependencies,
});
