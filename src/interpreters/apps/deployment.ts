import { sum } from '../../reducers/reducers.js';
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

/** The status of `apps/v1` Deployment, without what else its interpreter brings. */
export const deploymentStatus = defineStatus(status);

/** `apps/v1` Deployment. */
export const deployment = defineInterpreter({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  replicas: ['spec', 'replicas'],
  podTemplate: ['spec', 'template'],
  status,
  health: rolloutHealth(),
});
