import { at, type KubernetesObject } from '../../kubernetes/object.js';
import { defineInterpreter, withFieldOf } from '../define-interpreter.js';
import { dataHealth } from '../health/data-health.js';

/**
 * `v1` Secret.
 *
 * @see https://github.com/karmada-io/karmada/blob/f8fdd02df3760fd9521624f284877fa84e7be6ef/pkg/resourceinterpreter/default/native/retain.go#L165-L180
 */
export const secret = defineInterpreter({
  apiVersion: 'v1',
  kind: 'Secret',
  retain: retainToken,
  health: dataHealth,
});

/** The token that a member's control plane makes for a ServiceAccount stays. */
function retainToken<T extends KubernetesObject>(desired: T, observed: KubernetesObject): T {
  return at(desired, 'type') === 'kubernetes.io/service-account-token'
    ? withFieldOf(desired, observed, ['data'])
    : desired;
}
