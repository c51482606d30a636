import { at, type Fields, isAbsent, type KubernetesObject } from '../../kubernetes/object.js';
import { combine, field, select } from '../../reducers/combine.js';
import { mapOf } from '../../reducers/map-of.js';
import { messages } from '../../reducers/messages.js';
import { outcome } from '../../reducers/outcome.js';
import { sum } from '../../reducers/sum.js';
import { latest } from '../../reducers/times.js';
import { last } from '../../reducers/values.js';
import { defineStatus } from '../../status/define-status.js';
import { defineInterpreter } from '../define-interpreter.js';
import { firstHealth } from '../health/first-health.js';
import { type Health, health } from '../health/health.js';
import { observedHealth } from '../health/observed-health.js';
import { sparkComponents } from './spark-components.js';

const status = {
  executionAttempts: sum(),
  submissionAttempts: sum(),
  lastSubmissionAttemptTime: latest(),
  executorState: mapOf(last()),
  // The API has it required.
  driverInfo: combine({ own: last('object') }, ({ own }) => own ?? {}),
  sparkApplicationId: last(),
  submissionID: last(),
};

/** The states of an application; an empty one is of before its submission. */
const STATES = {
  underway: [
    'SUBMISSION_FAILED',
    'FAILING',
    'INVALIDATING',
    'PENDING_RERUN',
    'UNKNOWN',
    'SUSPENDING',
    'SUSPENDED',
    'RESUMING',
    'SUBMITTED',
    'RUNNING',
    'SUCCEEDING',
  ],
  failed: ['FAILED'],
  complete: ['COMPLETED'],
  unreported: 'SUBMITTED',
};

const summary = combine(
  {
    application: outcome(applicationState, STATES, select(applicationError, messages())),
    ended: field('terminationTime', latest()),
  },
  ({ application, ended }) => {
    const { state, value: errorMessage } = application ?? {};
    return {
      applicationState: state && { state, ...(errorMessage && { errorMessage }) },
      terminationTime: application?.finished ? ended : undefined,
    };
  },
);

const reflects = ['applicationState', 'terminationTime'] as const;

/** The status of `sparkoperator.k8s.io/v1beta2` SparkApplication, without what else its interpreter brings. */
export const sparkApplicationStatus = defineStatus({
  status,
  summary,
  reflects,
  observedGeneration: 'none',
});

/**
 * `sparkoperator.k8s.io/v1beta2` SparkApplication.
 *
 * @see https://github.com/kubeflow/spark-operator/blob/38082f3318e9d33f3e4a940c7cf165df6e40b422/api/v1beta2/sparkapplication_types.go
 */
export const sparkApplication = defineInterpreter({
  apiVersion: 'sparkoperator.k8s.io/v1beta2',
  kind: 'SparkApplication',
  components: sparkComponents,
  status,
  summary,
  reflects,
  observedGeneration: 'none',
  health: firstHealth(observedHealth('none'), applicationHealth),
});

/** The state of a member: one that nobody knows is `UNKNOWN`. */
function applicationState(own: Fields): unknown {
  const state = at(own, 'applicationState', 'state');
  if (isAbsent(state) || state === '') return STATES.unreported;
  if (typeof state !== 'string') return undefined;
  const known = [STATES.underway, STATES.failed, STATES.complete].some((states) => states.includes(state));
  return known ? state : 'UNKNOWN';
}

function applicationError(own: Fields): unknown {
  const message = at(own, 'applicationState', 'errorMessage');
  return message === '' ? undefined : message;
}

/** An application is healthy, done or not, as long as it has not failed for good. */
function applicationHealth(object: KubernetesObject): Health {
  const state = at(object, 'status', 'applicationState', 'state') || '';
  const message = at(object, 'status', 'applicationState', 'errorMessage');
  if (state === '')
    return health('Progressing', 'NotSubmitted', 'the application has not been submitted yet');
  return state === 'FAILED'
    ? health('Degraded', 'ApplicationFailed', 'the application has failed', { message })
    : health('Healthy', 'NotFailed', 'the application has not failed', { message });
}
