import { parseGoDuration } from '../../kubernetes/go-duration.js';
import { isJson } from '../../kubernetes/json.js';
import {
  at,
  countAt,
  type Fields,
  isFields,
  isName,
  type KubernetesObject,
  MAX_INT32,
  objectAt,
  textAt,
} from '../../kubernetes/object.js';
import { podRequirements } from '../../kubernetes/pod/pod-requirements.js';
import { placed } from '../../kubernetes/references.js';
import { compareInstants, timeText } from '../../kubernetes/time.js';
import { choice } from '../../reducers/choice.js';
import { listOf } from '../../reducers/list-of.js';
import { mapOf } from '../../reducers/map-of.js';
import { object } from '../../reducers/object-of.js';
import type { Reducer } from '../../reducers/reducer.js';
import { sum } from '../../reducers/sum.js';
import { last, max } from '../../reducers/values.js';
import { defineStatus } from '../../status/define-status.js';
import { checkedComponents } from '../components.js';
import { defineInterpreter } from '../define-interpreter.js';
import { phaseHealth } from '../health/phase-health.js';
import type { Component } from '../replicas.js';
import { volcanoJobState } from './volcano-job-state.js';

/** Each phase that the job has been in, once. */
const history: Reducer<readonly Fields[]> = listOf(choice('an object', isFields, isLater), {
  by: (item) => (isJson(item) && isName(at(item, 'status')) ? `${at(item, 'status')}` : undefined),
  expected: 'an object of JSON values with a status',
});

const status = {
  state: volcanoJobState(),
  minAvailable: sum(),
  pending: sum(),
  running: sum(),
  succeeded: sum(),
  failed: sum(),
  terminating: sum(),
  unknown: sum(),
  retryCount: sum(),
  version: max(),
  runningDuration: choice(
    'a duration such as "1h2m3s"',
    (value): value is string => parseGoDuration(value) !== undefined,
    (value, kept) => value !== kept && nanoseconds(value) > nanoseconds(kept),
  ),
  taskStatusCount: mapOf(object({ phase: mapOf(sum()) })),
  controlledResources: mapOf(last()),
  conditions: history,
};

/** The status of `batch.volcano.sh/v1alpha1` Job, without what else its interpreter brings. */
export const volcanoJobStatus = defineStatus({ status, observedGeneration: 'none' });

/**
 * `batch.volcano.sh/v1alpha1` Job.
 *
 * @see https://github.com/volcano-sh/apis/blob/536f121f53656c6fb7a07b9775b7e0f22c3dc2d9/pkg/apis/batch/v1alpha1/job.go
 */
export const volcanoJob = defineInterpreter({
  apiVersion: 'batch.volcano.sh/v1alpha1',
  kind: 'Job',
  status,
  observedGeneration: 'none',
  components: taskComponents,
  // One that was aborted or terminated has done as it was told.
  health: phaseHealth(
    ['status', 'state', 'phase'],
    {
      Pending: 'Healthy',
      Running: 'Healthy',
      Restarting: 'Healthy',
      Completing: 'Healthy',
      Completed: 'Healthy',
      Aborting: 'Healthy',
      Aborted: 'Healthy',
      Terminating: 'Healthy',
      Terminated: 'Healthy',
      Failed: 'Degraded',
    },
    'Progressing',
  ),
});

/** A task has to have as many pods as it cannot run without, which are all where it does not say. */
function taskComponents(job: KubernetesObject): readonly Component[] {
  return checkedComponents(
    placed(job.spec, 'spec', 'tasks.*').map(([value, path], i) => {
      const task = objectAt(value, path) ?? {};
      const requirements = podRequirements(task.template, { path: `${path}.template` });
      return {
        name: textAt(task.name, `${path}.name`) || `task-${i}`,
        replicas:
          countAt(task.minAvailable, `${path}.minAvailable`, MAX_INT32) ??
          countAt(task.replicas, `${path}.replicas`, MAX_INT32) ??
          0,
        ...(requirements && { requirements }),
      };
    }),
  );
}

/** Whether an entry of the history is of a later time; one without a time is of before. */
function isLater(entry: Fields, kept: Fields): boolean {
  const time = timeText(entry.lastTransitionTime);
  const before = timeText(kept.lastTransitionTime);
  return time !== undefined && (before === undefined || compareInstants(time, before) > 0);
}

function nanoseconds(duration: string): bigint {
  return parseGoDuration(duration) ?? 0n;
}
