import { claimingDependencies } from '../../kubernetes/pod/claiming-dependencies.js';
import { sum } from '../../reducers/sum.js';
import { last } from '../../reducers/values.js';
import { defineStatus } from '../../status/define-status.js';
import { statefulFields } from '../apps/stateful-set.js';
import { defineInterpreter } from '../define-interpreter.js';
import { rolloutHealth } from '../health/rollout-health.js';

const status = statefulFields({
  updatedReadyReplicas: sum(),
  updateRevision: last(),
  currentRevision: last(),
});

/** The status of `apps.kruise.io` StatefulSet, without what else its interpreter brings. */
export const kruiseStatefulSetStatus = defineStatus({ status });

/** `apps.kruise.io` StatefulSet. */
export const kruiseStatefulSet = defineInterpreter({
  apiVersion: 'apps.kruise.io/v1beta1',
  kind: 'StatefulSet',
  replicas: ['spec', 'replicas'],
  podTemplate: ['spec', 'template'],
  status,
  health: rolloutHealth({ paused: ['spec', 'updateStrategy', 'rollingUpdate', 'paused'] }),
  dependencies: claimingDependencies,
});
