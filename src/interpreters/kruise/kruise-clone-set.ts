import { at, isAbsent } from '../../kubernetes/object.js';
import { claimingDependencies } from '../../kubernetes/pod/claiming-dependencies.js';
import { sum } from '../../reducers/sum.js';
import { last } from '../../reducers/values.js';
import { defineStatus } from '../../status/define-status.js';
import { defineInterpreter } from '../define-interpreter.js';
import { numberAt, rolloutHealth } from '../health/rollout-health.js';

const status = {
  replicas: sum(),
  updatedReplicas: sum(),
  readyReplicas: sum(),
  availableReplicas: sum(),
  updatedReadyReplicas: sum(),
  expectedUpdatedReplicas: sum(),
  updateRevision: last(),
  currentRevision: last(),
  labelSelector: last(),
};

/** The status of `apps.kruise.io` CloneSet, without what else its interpreter brings. */
export const kruiseCloneSetStatus = defineStatus({ status });

/** `apps.kruise.io` CloneSet. */
export const kruiseCloneSet = defineInterpreter({
  apiVersion: 'apps.kruise.io/v1alpha1',
  kind: 'CloneSet',
  replicas: ['spec', 'replicas'],
  podTemplate: ['spec', 'template'],
  status,
  health: rolloutHealth({
    // With a partition, Kruise itself says how many are to be updated.
    // https://github.com/openkruise/kruise/blob/v1.7.0/apis/apps/v1alpha1/cloneset_types.go#L187
    target: (object) =>
      isAbsent(at(object, 'spec', 'updateStrategy', 'partition'))
        ? numberAt(object, 'spec', 'replicas')
        : numberAt(object, 'status', 'expectedUpdatedReplicas'),
    paused: ['spec', 'updateStrategy', 'paused'],
  }),
  dependencies: claimingDependencies,
});
