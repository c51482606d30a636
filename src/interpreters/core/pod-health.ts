import { at, isFields, isName, type KubernetesObject } from '../../kubernetes/object.js';
import { isBadWait } from '../health/bad-wait.js';
import { conditionOf } from '../health/condition-health.js';
import { firstHealth } from '../health/first-health.js';
import { type Health, health } from '../health/health.js';
import { observedHealth } from '../health/observed-health.js';
import { phaseHealth } from '../health/phase-health.js';

/**
 * The health of a pod: done, or running and ready; degraded where it has failed, or one of its containers waits for
 * something that will not come by itself.
 *
 * @see https://github.com/argoproj/gitops-engine/blob/5baed5604d2dd970619fc9b91e8d31724662ab3e/pkg/health/health_pod.go
 */
export const podHealth: (object: KubernetesObject) => Health = firstHealth(
  // Kubernetes before 1.34 reports no observed generation of pods, and what may change of a pod's spec is little.
  observedHealth('none'),
  ready,
  failed,
  phaseHealth(['status', 'phase'], {
    Succeeded: 'Healthy',
    Running: 'Progressing',
    Pending: 'Progressing',
    Failed: 'Degraded',
  }),
);

function ready(object: KubernetesObject): Health | undefined {
  const condition = conditionOf(object, 'Ready');
  return at(object, 'status', 'phase') === 'Running' && condition?.status === 'True'
    ? health('Healthy', 'Ready', 'the pod is ready', condition)
    : undefined;
}

function failed(object: KubernetesObject): Health | undefined {
  const phase = at(object, 'status', 'phase');
  if (phase === 'Failed')
    return health(
      'Degraded',
      'PodFailed',
      'the pod has failed',
      isFields(object.status) ? object.status : {},
    );
  if (phase !== 'Pending' && phase !== 'Running') return undefined;
  for (const list of ['initContainerStatuses', 'containerStatuses']) {
    const containers = at(object, 'status', list);
    if (!Array.isArray(containers)) continue;
    for (const container of containers) {
      const waiting = at(container, 'state', 'waiting');
      if (!isFields(waiting) || !isBadWait(waiting.reason)) continue;
      const name = at(container, 'name');
      const which = isName(name) ? `container ${name}` : 'a container';
      return health('Degraded', 'ContainerWaiting', `${which} waits: ${waiting.reason}`, waiting);
    }
  }
  return undefined;
}
