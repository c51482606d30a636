import type { KubernetesObject } from '../../kubernetes/object.js';
import { sum } from '../../reducers/sum.js';
import { defineStatus } from '../../status/define-status.js';
import { defineInterpreter } from '../define-interpreter.js';
import { rolloutHealth } from '../health/rollout-health.js';
import { deploymentConditions } from './deployment-conditions.js';
import { replicaTargets } from './replica-targets.js';

const declared = {
  status: {
    replicas: sum(),
    updatedReplicas: sum(),
    readyReplicas: sum(),
    availableReplicas: sum(),
    unavailableReplicas: sum(),
    terminatingReplicas: sum(),
  },
  summary: deploymentConditions(),
  reflects: ['conditions'],
  perCluster: (object: KubernetesObject) => replicaTargets(object),
} as const;

/** The status of `apps/v1` Deployment, without what else its interpreter brings. */
export const deploymentStatus = defineStatus(declared);

/** `apps/v1` Deployment. */
export const deployment = defineInterpreter({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  replicas: ['spec', 'replicas'],
  podTemplate: ['spec', 'template'],
  ...declared,
  health: rolloutHealth(),
});
