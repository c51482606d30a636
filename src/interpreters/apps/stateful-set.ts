import { at, fieldAt, isAbsent, isName, type KubernetesObject, textAt } from '../../kubernetes/object.js';
import { podReferences } from '../../kubernetes/pod/pod-dependencies.js';
import { namespaceOf, placed } from '../../kubernetes/references.js';
import { sum } from '../../reducers/reducers.js';
import { defineStatus } from '../../status/define-status.js';
import type { StatusDeclaration } from '../../status/status-shape.js';
import { defineInterpreter } from '../define-interpreter.js';
import { numberAt } from '../health/number-at.js';
import { rolloutHealth } from '../health/rollout-health.js';

/** The status of both StatefulSets, Kubernetes' own and Kruise's. */
// @__NO_SIDE_EFFECTS__
export function statefulFields<Own extends StatusDeclaration>(own: Own) {
  return {
    replicas: sum(),
    readyReplicas: sum(),
    currentReplicas: sum(),
    updatedReplicas: sum(),
    availableReplicas: sum(),
    ...own,
  };
}

const status = statefulFields({});

/** The status of `apps/v1` StatefulSet, without what else its interpreter brings. */
export const statefulSetStatus = defineStatus(status);

/** `apps/v1` StatefulSet. */
export const statefulSet = defineInterpreter({
  apiVersion: 'apps/v1',
  kind: 'StatefulSet',
  replicas: ['spec', 'replicas'],
  podTemplate: ['spec', 'template'],
  status,
  health: rolloutHealth({ updated: updatedOf, available: availableOf }),
  // A claim that the StatefulSet makes in each member cluster is not one to bring along.
  // https://github.com/karmada-io/karmada/blob/v1.15.0/pkg/resourceinterpreter/default/native/dependencies.go#L124-L166
  dependencies: (object) => {
    const made = placed(object.spec, 'spec', 'volumeClaimTemplates.*.metadata.name');
    return podReferences(
      fieldAt(object, ['spec', 'template']),
      'spec.template',
      namespaceOf(object),
      made.map((name) => textAt(...name)),
    );
  },
});

/** How many replicas run the new version: also those of the current revision, where that is the new one. */
function updatedOf({ status }: KubernetesObject): number {
  const revision = at(status, 'updateRevision');
  const isCurrent = isName(revision) && revision === at(status, 'currentRevision');
  // The first controllers counted such replicas once, as current ones.
  return Math.max(
    numberAt(status, ['updatedReplicas']),
    isCurrent ? numberAt(status, ['currentReplicas']) : 0,
  );
}

/**
 * How many replicas are available. Kubernetes reports it since 1.22; before, a ready one was available, as it still
 * is at once where `minReadySeconds`, of 1.22 too, does not ask it to stay ready.
 */
function availableOf(object: KubernetesObject): number {
  const { spec, status } = object;
  const reported = !isAbsent(at(status, 'availableReplicas')) || numberAt(spec, ['minReadySeconds']) > 0;
  return numberAt(status, [reported ? 'availableReplicas' : 'readyReplicas']);
}
