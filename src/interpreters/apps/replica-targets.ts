import type { KubernetesObject } from '../../kubernetes/object.js';
import { heldBack } from '../health/held-back.js';
import { numberAt } from '../health/number-at.js';

/**
 * For each count of replicas, how many of it one cluster is asked for that runs the template whole.
 *
 * @param held - How many of the replicas the update strategy keeps at the old version.
 */
export function replicaTargets(
  object: KubernetesObject,
  held: (object: KubernetesObject, asked: number) => number = heldBack,
): { readonly [field: string]: number } {
  const asked = numberAt(object, ['spec', 'replicas'], 1);
  const kept = held(object, asked);
  const updated = asked - kept;
  return {
    ...{ replicas: asked, readyReplicas: asked, availableReplicas: asked },
    ...{ updatedReplicas: updated, updatedReadyReplicas: updated, updatedAvailableReplicas: updated },
    expectedUpdatedReplicas: updated,
    // Once all are updated, the present revision is the new one.
    currentReplicas: kept === 0 ? asked : kept,
  };
}
