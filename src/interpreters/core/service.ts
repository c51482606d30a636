import { at, isCount, type KubernetesObject, MAX_INT32 } from '../../kubernetes/object.js';
import type { Reducer } from '../../reducers/reducer.js';
import { defineStatus } from '../../status/define-status.js';
import { defineInterpreter, withFieldOf } from '../define-interpreter.js';
import { firstHealth } from '../health/first-health.js';
import { type Health, health } from '../health/health.js';
import { observedHealth } from '../health/observed-health.js';
import { addressedHealth } from '../networking/addressed-health.js';
import { type LoadBalancerStatus, loadBalancerStatus } from '../networking/load-balancer-status.js';

const status = { loadBalancer: /* @__PURE__ */ ofLoadBalancer(loadBalancerStatus(true)) };

/** The status of `v1` Service, without what else its interpreter brings. */
export const serviceStatus = defineStatus({ status, observedGeneration: 'none' });

/**
 * `v1` Service.
 *
 * @see https://github.com/karmada-io/karmada/blob/f8fdd02df3760fd9521624f284877fa84e7be6ef/pkg/resourceinterpreter/default/native/aggregatestatus.go#L181-L217
 */
export const service = defineInterpreter({
  apiVersion: 'v1',
  kind: 'Service',
  status,
  observedGeneration: 'none',
  retain: retainAllocated,
  health: firstHealth(needsNone, observedHealth('none'), addressedHealth),
});

function isLoadBalancer(object: KubernetesObject): boolean {
  return at(object, 'spec', 'type') === 'LoadBalancer';
}

/**
 * The field of a Service of that type alone: of any other one, the API server refuses addresses.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/v1.34.0/pkg/apis/core/validation/validation.go
 */
// @__NO_SIDE_EFFECTS__
function ofLoadBalancer(reducer: Reducer<LoadBalancerStatus>): Reducer<LoadBalancerStatus> {
  return {
    ...reducer,
    appliesTo: isLoadBalancer,
    finish: (part, federation) =>
      isLoadBalancer(federation.object) ? reducer.finish(part, federation) : undefined,
  };
}

function needsNone(object: KubernetesObject): Health | undefined {
  return isLoadBalancer(object)
    ? undefined
    : health('Healthy', 'NoLoadBalancer', 'its type asks for no load balancer');
}

/** What the member's API server has allocated and lets nobody change; a desired `None` is the user's own choice. */
function retainAllocated<T extends KubernetesObject>(desired: T, observed: KubernetesObject): T {
  const port = at(observed, 'spec', 'healthCheckNodePort');
  const kept =
    isCount(port, MAX_INT32) && port > 0
      ? withFieldOf(desired, observed, ['spec', 'healthCheckNodePort'])
      : desired;
  const without =
    at(desired, 'spec', 'clusterIP') === 'None' || at(desired, 'spec', 'type') === 'ExternalName';
  return without ? kept : withFieldOf(kept, observed, ['spec', 'clusterIP']);
}
