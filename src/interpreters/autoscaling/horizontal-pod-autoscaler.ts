import { at, isFields, type KubernetesObject } from '../../kubernetes/object.js';
import { sum } from '../../reducers/sum.js';
import { defineStatus } from '../../status/define-status.js';
import { defineInterpreter } from '../define-interpreter.js';
import { conditionHealth } from '../health/condition-health.js';
import { firstHealth } from '../health/first-health.js';
import { type Health, health } from '../health/health.js';
import { observedHealth } from '../health/observed-health.js';

const status = { currentReplicas: sum(), desiredReplicas: sum() };

/** The status of `autoscaling` HorizontalPodAutoscaler, without what else its interpreter brings. */
export const horizontalPodAutoscalerStatus = defineStatus({ status });

/**
 * `autoscaling/v2` and `autoscaling/v1` HorizontalPodAutoscaler.
 *
 * @see https://github.com/karmada-io/karmada/blob/f8fdd02df3760fd9521624f284877fa84e7be6ef/pkg/resourceinterpreter/default/native/aggregatestatus.go#L648-L679
 */
export const horizontalPodAutoscaler = defineInterpreter({
  apiVersion: ['autoscaling/v2', 'autoscaling/v1'],
  kind: 'HorizontalPodAutoscaler',
  status,
  health: firstHealth(observedHealth(), scalingHealth),
});

/** By its conditions, in the order in which one makes the others matter less. */
const byConditions = firstHealth(
  conditionHealth('AbleToScale', { False: 'Degraded' }),
  // Scaled to 0 on purpose, so that it rests.
  conditionHealth('ScalingActive', { False: 'Healthy' }, { reason: 'ScalingDisabled' }),
  conditionHealth('ScalingActive', { False: 'Degraded' }),
  conditionHealth('AbleToScale', { True: 'Healthy' }),
  conditionHealth('ScalingLimited', { True: 'Healthy' }),
  () => health('Progressing', 'NoConditions', 'the controller has not reported that it can scale'),
);

/**
 * Healthy once it can read and write the scale, and its metrics are there.
 *
 * @see https://github.com/argoproj/gitops-engine/blob/5baed5604d2dd970619fc9b91e8d31724662ab3e/pkg/health/health_hpa.go
 */
function scalingHealth(object: KubernetesObject): Health {
  const annotated = at(object, 'metadata', 'annotations', 'autoscaling.alpha.kubernetes.io/conditions');
  // In autoscaling/v1, whose status has none, the conditions are an annotation.
  if (typeof annotated !== 'string' || at(object, 'status', 'conditions') !== undefined)
    return byConditions(object);
  return byConditions({ ...object, status: { ...object.status, conditions: parsed(annotated) } });
}

function parsed(text: string): readonly unknown[] {
  try {
    const conditions: unknown = JSON.parse(text);
    return Array.isArray(conditions) ? conditions.filter(isFields) : [];
  } catch {
    return [];
  }
}
