import { at, countAt, fieldAt, isCount, type KubernetesObject, MAX_INT32 } from '../../kubernetes/object.js';
import type { Federation, Reducer } from '../../reducers/reducer.js';
import { sum } from '../../reducers/sum.js';
import { defineStatus } from '../../status/define-status.js';
import { defineInterpreter } from '../define-interpreter.js';
import { conditionHealth } from '../health/condition-health.js';
import { firstHealth } from '../health/first-health.js';
import { health } from '../health/health.js';
import { observedHealth } from '../health/observed-health.js';
import { firstTrueCondition } from './job-course.js';
import { jobOutcome } from './job-outcome.js';

const status = {
  active: sum(),
  succeeded: /* @__PURE__ */ countedUp(isScaledByIndex),
  failed: /* @__PURE__ */ countedUp(() => false),
};
const summary = jobOutcome();
const reflects = ['conditions', 'startTime', 'completionTime'] as const;

/** The status of `batch/v1` Job, without what else its interpreter brings. */
export const jobStatus = defineStatus({
  status,
  summary,
  reflects,
  observedGeneration: 'none',
  declaredOnly: true,
  isFinal: isFinished,
});

/**
 * `batch/v1` Job.
 *
 * @see https://github.com/karmada-io/karmada/blob/f8fdd02df3760fd9521624f284877fa84e7be6ef/pkg/util/helper/job.go
 * @see https://github.com/argoproj/gitops-engine/blob/5baed5604d2dd970619fc9b91e8d31724662ab3e/pkg/health/health_job.go
 */
export const job = defineInterpreter({
  apiVersion: 'batch/v1',
  kind: 'Job',
  replicas: podsAtOnce,
  revise: ['spec', 'parallelism'],
  podTemplate: ['spec', 'template'],
  status,
  summary,
  reflects,
  observedGeneration: 'none',
  // What else a member reports speaks of its own pods, and is refused beside the sums.
  declaredOnly: true,
  isFinal: isFinished,
  // Both are made of the member's own uid, and nobody may change them.
  retain: [
    ['spec', 'selector', 'matchLabels'],
    ['spec', 'template', 'metadata', 'labels'],
  ],
  health: firstHealth(
    observedHealth('none'),
    conditionHealth('Failed', { True: 'Degraded' }),
    conditionHealth('Complete', { True: 'Healthy' }),
    conditionHealth('FailureTarget', { True: 'Degraded' }),
    conditionHealth('Suspended', { True: 'Suspended' }),
    // As Karmada has it: what is unhealthy may be moved to another cluster, where it would start anew.
    () => health('Healthy', 'Running', 'the job runs and has not failed'),
  ),
});

/** How many pods run side by side: no more than have to complete. */
function podsAtOnce(object: KubernetesObject): number {
  const parallelism = specCount(object, 'parallelism') ?? 1;
  return Math.min(parallelism, specCount(object, 'completions') ?? parallelism);
}

function specCount(object: KubernetesObject, field: string): number | undefined {
  return countAt(fieldAt(object, ['spec', field]), `spec.${field}`, MAX_INT32);
}

/** What a Job has come to stays, whatever becomes of the members. */
function isFinished({ status }: KubernetesObject): boolean {
  return firstTrueCondition(status, 'Complete', 'Failed') !== undefined;
}

/** Whether a Job may be scaled down, and its count of succeeded pods with it. */
function isScaledByIndex({ object }: Federation): boolean {
  const spec = at(object, 'spec');
  const completions = at(spec, 'completions');
  return at(spec, 'completionMode') === 'Indexed' && completions === (at(spec, 'parallelism') ?? 1);
}

/** A sum that the API server does not let fall below what the template has, unless it may. */
// @__NO_SIDE_EFFECTS__
function countedUp(mayFall: (federation: Federation) => boolean): Reducer<number> {
  const { limit: _, ...total } = sum();
  return {
    ...total,
    finish(part, federation) {
      const found = total.finish(part as number | undefined, federation) ?? 0;
      const { previous } = federation;
      return isCount(previous, MAX_INT32) && !mayFall(federation) ? Math.max(found, previous) : found;
    },
  } as Reducer<number>;
}
