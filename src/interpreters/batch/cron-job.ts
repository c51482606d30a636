import { at, type KubernetesObject } from '../../kubernetes/object.js';
import { compareInstants, timeText } from '../../kubernetes/time.js';
import { concat } from '../../reducers/concat.js';
import { latest } from '../../reducers/times.js';
import { defineStatus } from '../../status/define-status.js';
import { defineInterpreter } from '../define-interpreter.js';
import { type Health, health } from '../health/health.js';

const status = {
  active: concat(),
  lastScheduleTime: latest(),
  lastSuccessfulTime: latest(),
};

/** The status of `batch/v1` CronJob, without what else its interpreter brings. */
export const cronJobStatus = defineStatus({ status, reflects: 'whole', observedGeneration: 'none' });

/**
 * `batch/v1` CronJob.
 *
 * @see https://github.com/karmada-io/karmada/blob/f8fdd02df3760fd9521624f284877fa84e7be6ef/pkg/resourceinterpreter/default/native/aggregatestatus.go#L278-L317
 */
export const cronJob = defineInterpreter({
  apiVersion: 'batch/v1',
  kind: 'CronJob',
  podTemplate: ['spec', 'jobTemplate', 'spec', 'template'],
  status,
  reflects: 'whole',
  observedGeneration: 'none',
  health: lastRunHealth,
});

/**
 * Healthy but where the last run is known to have failed: it is over, and the last success is older.
 *
 * @see https://github.com/argoproj/argo-cd/blob/37ee0097cf851bc2dd7665fc081bbce61a7e836e/resource_customizations/batch/CronJob/health.lua
 */
function lastRunHealth(object: KubernetesObject): Health {
  const status = at(object, 'status');
  if (at(object, 'spec', 'suspend') === true)
    return health('Healthy', 'Suspended', 'no run is scheduled while spec.suspend is true');
  // The API server gives a CronJob that has yet to be scheduled an empty status, and that may take a year.
  if (typeof status !== 'object' || status === null)
    return health('Unknown', 'NoStatus', 'the controller has not reported a status');
  const scheduled = timeText(at(status, 'lastScheduleTime'));
  const succeeded = timeText(at(status, 'lastSuccessfulTime'));
  const active = at(status, 'active');
  if (scheduled === undefined) return health('Healthy', 'NotScheduledYet', 'no run has been due yet');
  if (Array.isArray(active) && active.length > 0)
    return health('Healthy', 'Running', `a run is active since ${scheduled}`);
  // Before the first success, a run that has failed and one that is about to start look the same.
  if (succeeded === undefined) return health('Healthy', 'NoSuccessYet', 'no run has succeeded yet');
  return compareInstants(succeeded, scheduled) < 0
    ? health('Degraded', 'LastRunFailed', `the run of ${scheduled} has not succeeded`)
    : health('Healthy', 'LastRunSucceeded', `the run of ${scheduled} has succeeded`);
}
