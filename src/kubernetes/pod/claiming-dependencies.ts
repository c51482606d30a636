import { fieldAt, type KubernetesObject, textAt } from '../object.js';
import { type DependentObjectReference, namespaceOf, placed } from '../references.js';
import { podDependencies } from './pod-dependencies.js';

/**
 * What a workload depends on that makes claims of its own for each pod, from `spec.volumeClaimTemplates`: what its
 * pod template uses but for those claims, which its controller makes in each member cluster.
 *
 * @param workload - A StatefulSet or CloneSet.
 * @returns The references, without duplicates and sorted.
 * @throws InterpreterError `INVALID_OBJECT` where the templates are malformed, naming path and value.
 * @see https://github.com/karmada-io/karmada/blob/v1.15.0/pkg/resourceinterpreter/default/native/dependencies.go#L124-L166
 * @see https://github.com/openkruise/kruise/blob/07169cfac7b9cf7800dda1b8652f850cc3184132/apis/apps/v1beta1/cloneset_types.go#L58-L62
 */
export function claimingDependencies(workload: KubernetesObject): readonly DependentObjectReference[] {
  const made = placed(workload.spec, 'spec', 'volumeClaimTemplates.*.metadata.name');
  return podDependencies(fieldAt(workload, ['spec', 'template']), namespaceOf(workload), {
    path: 'spec.template',
    ownClaims: made.map((name) => textAt(...name)),
  });
}
