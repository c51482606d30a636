import {
  at,
  countAt,
  fieldAt,
  type KubernetesObject,
  MAX_INT32,
  refuse,
  withValueAt,
} from '../../kubernetes/object.js';
import { sum } from '../../reducers/sum.js';
import { earliest } from '../../reducers/times.js';
import { defineStatus } from '../../status/define-status.js';
import { defineInterpreter } from '../define-interpreter.js';
import { conditionHealth } from '../health/condition-health.js';
import { firstHealth } from '../health/first-health.js';
import { type Health, health } from '../health/health.js';
import { numberAt } from '../health/number-at.js';
import { observedHealth } from '../health/observed-health.js';
import { broadcastJobOutcome } from './broadcast-job-outcome.js';

const status = {
  active: sum(),
  succeeded: sum(),
  failed: sum(),
  desired: sum(),
  startTime: earliest(),
};
const reflects = ['phase', 'conditions', 'completionTime'] as const;
const summary = broadcastJobOutcome();

/** The status of `apps.kruise.io` BroadcastJob, without what else its interpreter brings. */
export const kruiseBroadcastJobStatus = defineStatus({
  status,
  summary,
  reflects,
  observedGeneration: 'none',
});

/**
 * `apps.kruise.io` BroadcastJob.
 *
 * @see https://github.com/openkruise/kruise/blob/07169cfac7b9cf7800dda1b8652f850cc3184132/apis/apps/v1beta1/broadcastjob_types.go
 */
export const kruiseBroadcastJob = defineInterpreter({
  apiVersion: ['apps.kruise.io/v1beta1', 'apps.kruise.io/v1alpha1'],
  kind: 'BroadcastJob',
  replicas: (object) => parallelismOf(object) ?? 1,
  // Without one there is no limit, and a percentage scales by itself.
  revise: (object, replicas) =>
    parallelismOf(object) === undefined ? object : withValueAt(object, ['spec', 'parallelism'], replicas),
  podTemplate: ['spec', 'template'],
  status,
  summary,
  reflects,
  observedGeneration: 'none',
  // The controller labels the pods of a job by its own name.
  retain: [['spec', 'template', 'metadata', 'labels']],
  health: firstHealth(observedHealth('none'), conditionHealth('Failed', { True: 'Degraded' }), podsHealth),
});

const PARALLELISM = ['spec', 'parallelism'];

/** How many pods run at once, `undefined` where that is not limited or a percentage of the nodes. */
function parallelismOf(object: KubernetesObject): number | undefined {
  const parallelism = fieldAt(object, PARALLELISM);
  if (typeof parallelism !== 'string') return countAt(parallelism, 'spec.parallelism', MAX_INT32);
  if (!/^\d+%$/.test(parallelism))
    refuse(
      'spec.parallelism',
      parallelism,
      `an integer from 0 to ${MAX_INT32} or a percentage such as "50%"`,
    );
  return undefined;
}

/** What the numbers and the phase say of a job that has not failed by its condition. */
function podsHealth({ spec, status }: KubernetesObject): Health {
  const failed = numberAt(status, ['failed']);
  if (failed > 0) return health('Degraded', 'PodsFailed', `${failed} pods have failed`);
  const active = numberAt(status, ['active']);
  const succeeded = numberAt(status, ['succeeded']);
  if (numberAt(status, ['desired']) > 0 && active + succeeded > 0)
    return health('Healthy', 'PodsRun', `${active} pods run and ${succeeded} have succeeded`);
  const phase = at(status, 'phase');
  if (phase === 'failed') return health('Degraded', 'JobFailed', 'status.phase is "failed"');
  return phase === 'paused' || at(spec, 'paused') === true
    ? health('Suspended', 'Paused', 'the job is paused')
    : health('Progressing', 'NoPods', 'no pod runs or has succeeded');
}
