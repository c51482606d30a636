import { at, type KubernetesObject } from '../../kubernetes/object.js';
import type { DependentObjectReference } from '../../kubernetes/references.js';
import { combine, field, select } from '../../reducers/combine.js';
import { messages } from '../../reducers/messages.js';
import { outcome } from '../../reducers/outcome.js';
import { sum } from '../../reducers/sum.js';
import { earliest, latest } from '../../reducers/times.js';
import { first, last } from '../../reducers/values.js';
import { defineStatus } from '../../status/define-status.js';
import { defineInterpreter } from '../define-interpreter.js';
import { firstHealth } from '../health/first-health.js';
import { type Health, health } from '../health/health.js';
import { observedHealth } from '../health/observed-health.js';
import type { Component } from '../replicas.js';
import { RAY, rayComponents, rayDependencies } from './ray-groups.js';

const status = {
  succeeded: sum(),
  failed: sum(),
  startTime: earliest(),
  jobId: last(),
  rayClusterName: last(),
  dashboardURL: last(),
  rayClusterStatus: last('object'),
};

/** How KubeRay fares with a job. */
const DEPLOYMENT_STATES = {
  underway: ['Retrying', 'Suspended', 'Suspending', 'Waiting', 'Initializing', 'Running'],
  failed: ['Failed', 'ValidationFailed'],
  complete: ['Complete'],
  unreported: 'Initializing',
};

/** How Ray fares with it, once it has been submitted. */
const JOB_STATES = {
  underway: ['PENDING', 'RUNNING'],
  failed: ['FAILED', 'STOPPED'],
  complete: ['SUCCEEDED'],
  unreported: 'PENDING',
};

const summary = combine(
  {
    deployment: outcome(
      ({ jobDeploymentStatus }) => jobDeploymentStatus,
      DEPLOYMENT_STATES,
      combine(
        {
          reason: field('reason', first()),
          message: select(({ message }) => (message === '' ? undefined : message), messages()),
        },
        (values) => values,
      ),
    ),
    job: outcome(({ jobStatus }) => jobStatus, JOB_STATES, field('jobStatus', first())),
    submitted: field('jobStatus', first()),
    ended: field('endTime', latest()),
  },
  ({ deployment, job, submitted, ended }) => ({
    jobDeploymentStatus: deployment?.state,
    jobStatus: submitted === undefined ? undefined : job?.state,
    reason: deployment?.value?.reason,
    message: deployment?.value?.message,
    endTime: deployment?.finished ? ended : undefined,
  }),
);

/** The status of `ray.io` RayJob, without what else its interpreter brings. */
export const rayJobStatus = defineStatus({ status, summary, reflects: 'whole' });

/**
 * `ray.io` RayJob.
 *
 * @see https://github.com/ray-project/kuberay/blob/feeaf72facab4881ba2b179248bb67315634e229/ray-operator/apis/ray/v1/rayjob_types.go
 */
export const rayJob = defineInterpreter({
  apiVersion: RAY,
  kind: 'RayJob',
  components: jobComponents,
  status,
  summary,
  reflects: 'whole',
  dependencies: jobDependencies,
  health: firstHealth(observedHealth('reachedIfReported'), rayJobHealth),
});

const CLUSTER = 'spec.rayClusterSpec';

function jobComponents(object: KubernetesObject): readonly Component[] {
  return rayComponents(object, CLUSTER);
}

function jobDependencies(object: KubernetesObject): readonly DependentObjectReference[] {
  return rayDependencies(object, CLUSTER, 'spec.submitterPodTemplate');
}

/** A job is healthy while it runs and when it has succeeded, in the words of its own status. */
function rayJobHealth(object: KubernetesObject): Health {
  const deployment = at(object, 'status', 'jobDeploymentStatus');
  const job = at(object, 'status', 'jobStatus');
  const words = { reason: at(object, 'status', 'reason'), message: at(object, 'status', 'message') };
  if (deployment === 'Running' || (deployment === 'Complete' && job === 'SUCCEEDED'))
    return health('Healthy', deployment, `the job is ${deployment}`, words);
  if (isOneOf(DEPLOYMENT_STATES.failed, deployment) || isOneOf(JOB_STATES.failed, job))
    return health('Degraded', 'JobFailed', 'the job has failed', words);
  return deployment === 'Suspending' || deployment === 'Suspended'
    ? health('Suspended', 'Suspended', 'the job is suspended', words)
    : health('Progressing', 'NotRunning', 'the job does not run yet', words);
}

function isOneOf(states: readonly string[], state: unknown): boolean {
  return states.some((known) => known === state);
}
