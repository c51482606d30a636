import { at, isFields, type KubernetesObject } from '../../kubernetes/object.js';
import { sum } from '../../reducers/sum.js';
import { defineStatus } from '../../status/define-status.js';
import { defineInterpreter } from '../define-interpreter.js';
import { conditionHealth, conditionOf } from '../health/condition-health.js';
import { firstHealth, type HealthCheck } from '../health/first-health.js';
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

/** By its conditions: one of these reasons says more than that the scale itself can be read. */
const byConditions = firstHealth(
  /* @__PURE__ */ conditionReason('AbleToScale', ['FailedGetScale', 'FailedUpdateScale']),
  /* @__PURE__ */ conditionReason('ScalingActive', [
    'FailedGetResourceMetric',
    'FailedGetObjectMetric',
    'FailedGetPodsMetric',
    'FailedGetExternalMetric',
    'FailedComputeMetricsReplicas',
    'InvalidSelector',
  ]),
  conditionHealth('AbleToScale', { True: 'Healthy' }),
  conditionHealth('ScalingLimited', { True: 'Healthy' }),
  () => health('Progressing', 'NotScaling', 'the controller has not reported that it can scale'),
);

/** Degraded where a condition has one of these reasons, whatever its status. */
// @__NO_SIDE_EFFECTS__
function conditionReason(type: string, reasons: readonly string[]): HealthCheck {
  return (object) => {
    const condition = conditionOf(object, type);
    return condition !== undefined && reasons.includes(condition.reason as string)
      ? health('Degraded', 'NotAbleToScale', `the condition ${type} says that it cannot scale`, condition)
      : undefined;
  };
}

/**
 * Healthy once it can read and write the scale, or is at the limit of what it may scale to, and has its metrics.
 *
 * @see https://github.com/argoproj/argo-cd/blob/37ee0097cf851bc2dd7665fc081bbce61a7e836e/gitops-engine/pkg/health/health_hpa.go
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
