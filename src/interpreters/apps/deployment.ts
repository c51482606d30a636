import { sum } from '../../reducers/sum.js';
import { defineStatus } from '../../status/define-status.js';
import { defineInterpreter } from '../define-interpreter.js';
import { rolloutHealth } from '../health/rollout-health.js';

const status = {
  replicas: sum(),
  updatedReplicas: sum(),
  readyReplicas: sum(),
  availableReplicas: sum(),
  unavailableReplicas: sum(),
  terminatingReplicas: sum(),
};

/** How counts add up in the units of the template, and the conditions, of which there is more to say than one by one. */
const together = {
  summary: deploymentConditions(),
  reflects: ['conditions'],
  perCluster: replicaTargets,
} as const;

/** The status of `apps/v1` Deployment, without what else its interpreter brings. */
export const deploymentStatus = defineStatus({ status, ...together });

/** `apps/v1` Deployment. */
export const deployment = defineInterpreter({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  replicas: ['spec', 'replicas'],
  podTemplate: ['spec', 'template'],
  status,
  ...together,
  health: rolloutHealth(),
});
