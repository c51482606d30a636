import { at, type Fields, isName, type KubernetesObject } from '../../kubernetes/object.js';
import { choose } from '../../reducers/choose.js';
import { combine, field } from '../../reducers/combine.js';
import type { Reducer } from '../../reducers/reducer.js';
import { first } from '../../reducers/values.js';
import { defineStatus } from '../../status/define-status.js';
import { defineInterpreter } from '../define-interpreter.js';
import { firstHealth } from '../health/first-health.js';
import { type Health, health } from '../health/health.js';
import { observedHealth } from '../health/observed-health.js';
import { flinkComponents, flinkReplicas, flinkRequirements } from './flink-parts.js';

/** What the fields say fits together only as one member says it. */
const summary: Reducer<object> = choose(
  deploymentRank,
  combine(
    {
      clusterInfo: field('clusterInfo', first('object')),
      error: field('error', first()),
      jobManagerDeploymentStatus: field('jobManagerDeploymentStatus', first()),
      jobStatus: field('jobStatus', first('object')),
      lifecycleState: field('lifecycleState', first()),
      reconciliationStatus: field('reconciliationStatus', first('object')),
      taskManager: field('taskManager', first('object')),
    },
    (own) => own,
  ),
);

const reflects = [
  'clusterInfo',
  'error',
  'jobManagerDeploymentStatus',
  'jobStatus',
  'lifecycleState',
  'reconciliationStatus',
  'taskManager',
] as const;

/** The status of `flink.apache.org/v1beta1` FlinkDeployment, without what else its interpreter brings. */
export const flinkDeploymentStatus = defineStatus({ summary, reflects });

/** `flink.apache.org/v1beta1` FlinkDeployment. */
export const flinkDeployment = defineInterpreter({
  apiVersion: 'flink.apache.org/v1beta1',
  kind: 'FlinkDeployment',
  replicas: flinkReplicas,
  requirements: flinkRequirements,
  components: flinkComponents,
  summary,
  reflects,
  health: firstHealth(observedHealth('reachedIfReported'), deploymentHealth),
});

/** The states of a job, the worst first; between them stands a job that its manager does not know yet. */
const STATES: readonly (readonly string[])[] = [
  ['FAILED'],
  ['FAILING'],
  ['RESTARTING'],
  ['CANCELLING'],
  ['CANCELED'],
  ['RECONCILING', 'INITIALIZING', 'CREATED'],
  [],
  ['SUSPENDED'],
  ['RUNNING'],
];
const NOT_READY = 6;
const RUNNING = 8;

/** How badly a member is off, the lower the worse. */
function deploymentRank(status: Fields): number {
  const { jobManagerDeploymentStatus: manager, lifecycleState } = status;
  const state = at(status, 'jobStatus', 'state');
  if (lifecycleState === 'FAILED' || manager === 'ERROR') return 0;
  if (!isName(state)) return manager === 'READY' ? RUNNING : NOT_READY;
  const rank = STATES.findIndex((states) => states.includes(state));
  return rank < 0 ? STATES.length : rank;
}

/** States in which another cluster would not help the job: Flink deals with them itself, or nobody can. */
const KNOWN = /^(RUNNING|FINISHED|FAILED|CANCELED|SUSPENDED|CANCELLING|FAILING|RESTARTING)$/;
const STARTING = /^(CREATED|INITIALIZING|RECONCILING)$/;
const CANNOT_START = /ErrImagePull|ImagePullBackOff|CrashLoopBackOff/;

/**
 * Karmada moves what is not healthy to other clusters, so that a job which would fare no better there is healthy.
 *
 * @see https://github.com/karmada-io/karmada/blob/f8fdd02df3760fd9521624f284877fa84e7be6ef/pkg/resourceinterpreter/default/thirdparty/resourcecustomizations/flink.apache.org/v1beta1/FlinkDeployment/customizations.yaml#L23-L76
 */
function deploymentHealth(object: KubernetesObject): Health {
  const text = (...keys: readonly string[]): string => {
    const value = at(object, 'status', ...keys);
    return isName(value) ? value : '';
  };
  const state = text('jobStatus', 'state');
  const manager = text('jobManagerDeploymentStatus');
  const lifecycle = text('lifecycleState');
  if (KNOWN.test(state) || (STARTING.test(state) && CANNOT_START.test(text('error'))))
    return health('Healthy', 'JobKnown', `the job is ${state}`);
  if (state === '' && manager === 'READY' && lifecycle === 'STABLE')
    return health('Healthy', 'Stable', 'the job manager is ready and the deployment stable');
  if (manager === 'ERROR' || lifecycle === 'FAILED')
    return health('Degraded', 'DeploymentFailed', text('error') || 'the deployment has failed');
  if (lifecycle === 'SUSPENDED') return health('Suspended', 'Suspended', 'the job is suspended');
  return health(
    'Progressing',
    'NotStable',
    `the job is ${state || 'unknown'}, the deployment ${lifecycle || 'new'}`,
  );
}
