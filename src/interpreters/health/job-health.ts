import { at, isFields, isName, type KubernetesObject } from '../../kubernetes/object.js';
import { conditionHealth } from './condition-health.js';
import { firstHealth } from './first-health.js';
import { type Health, health } from './health.js';
import { observedHealth } from './observed-health.js';

/**
 * The health of work that runs to an end: healthy, done or not, as long as it has not failed.
 *
 * @param failed - The type of the condition that says that it has failed.
 * @returns The `health` of a declaration; `Progressing` where there are no conditions yet.
 * @see https://github.com/karmada-io/karmada/blob/v1.15.0/pkg/resourceinterpreter/default/thirdparty/resourcecustomizations/kubeflow.org/v1/PyTorchJob/customizations.yaml
 */
// @__NO_SIDE_EFFECTS__
export function jobHealth(failed = 'Failed'): (object: KubernetesObject) => Health {
  return firstHealth(observedHealth('none'), conditionHealth(failed, { True: 'Degraded' }), notFailed);
}

/** The health of a job that has not failed, in the words of the last condition that holds, as `kubectl get` shows. */
function notFailed(object: KubernetesObject): Health {
  const given = at(object, 'status', 'conditions');
  const conditions = (Array.isArray(given) ? given : []).filter(isFields);
  const holds = conditions.filter(({ type, status }) => isName(type) && status === 'True').at(-1);
  return conditions.length === 0
    ? health('Progressing', 'NoConditions', 'the controller has not reported a condition')
    : health('Healthy', 'NotFailed', 'no condition says that the job has failed', holds);
}
