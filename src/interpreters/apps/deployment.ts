import { sum } from '../../reducers/sum.js';
import { defineStatus } from '../../status/define-status.js';
import { defineInterpreter } from '../define-interpreter.js';
import { rolloutHealth } from '../health/rollout-health.js';
import { deploymentConditions } from './deployment-conditions.js';
import { replicaTargets } from './replica-targets.js';

const status = {
  replicas: sum(),
  updatedReplicas: sum(),
  readyReplicas: sum(),
  availableReplicas: sum(),
  unavailableReplicas: sum(),
  terminatingReplicas: sum(),
};
const summary = deploymentConditions();
const reflects = ['conditions'] as const;

/** The status of `apps/v1` Deployment, without what else its interpreter brings. */
export const deploymentStatus = defineStatus({ status, summary, reflects, perCluster: replicaTargets });

/** `apps/v1` Deployment. */
export const deployment = defineInterpreter({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  replicas: ['spec', 'replicas'],
  podTemplate: ['spec', 'template'],
  status,
  summary,
  reflects,
  perCluster: replicaTargets,
  health: rolloutHealth(),
});
