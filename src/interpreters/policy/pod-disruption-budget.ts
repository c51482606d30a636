import { at, type KubernetesObject } from '../../kubernetes/object.js';
import { mapOf } from '../../reducers/map-of.js';
import { sum } from '../../reducers/sum.js';
import { latest } from '../../reducers/times.js';
import { defineStatus } from '../../status/define-status.js';
import { defineInterpreter } from '../define-interpreter.js';
import { firstHealth } from '../health/first-health.js';
import { type Health, health } from '../health/health.js';
import { numberAt } from '../health/number-at.js';
import { observedHealth } from '../health/observed-health.js';

const status = {
  disruptionsAllowed: sum(),
  expectedPods: sum(),
  desiredHealthy: sum(),
  currentHealthy: sum(),
  // Pods of two clusters may have one name.
  disruptedPods: mapOf(latest(), (pod, clusterName) => `${clusterName}/${pod}`),
};

/** The status of `policy/v1` PodDisruptionBudget, without what else its interpreter brings. */
export const podDisruptionBudgetStatus = defineStatus({ status });

/**
 * `policy/v1` PodDisruptionBudget.
 *
 * @see https://github.com/karmada-io/karmada/blob/f8fdd02df3760fd9521624f284877fa84e7be6ef/pkg/resourceinterpreter/default/native/aggregatestatus.go#L605-L646
 */
export const podDisruptionBudget = defineInterpreter({
  apiVersion: 'policy/v1',
  kind: 'PodDisruptionBudget',
  status,
  health: firstHealth(observedHealth(), enoughHealthy, syncFailed, tooFewHealthy),
});

const current = (object: KubernetesObject): number => numberAt(object, ['status', 'currentHealthy']);
const desired = (object: KubernetesObject): number => numberAt(object, ['status', 'desiredHealthy']);

function enoughHealthy(object: KubernetesObject): Health | undefined {
  return current(object) >= desired(object)
    ? health('Healthy', 'EnoughHealthy', `${current(object)} pods are healthy`)
    : undefined;
}

/** The budget's controller could not work out how many pods there are, or wrote so. */
function syncFailed(object: KubernetesObject): Health | undefined {
  const conditions = at(object, 'status', 'conditions');
  if (!Array.isArray(conditions)) return undefined;
  const failed = conditions.find(
    (one) => at(one, 'status') === 'False' && at(one, 'reason') === 'SyncFailed',
  );
  return failed && health('Degraded', 'SyncFailed', 'the controller failed to sync the budget', failed);
}

function tooFewHealthy(object: KubernetesObject): Health {
  const message = `${current(object)} of ${desired(object)} pods are healthy`;
  return health('Progressing', 'TooFewHealthy', message);
}
