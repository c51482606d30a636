import { at, isFields, type KubernetesObject } from '../../objects.js';
import { conditionOf, type Health, health, notObserved, numberAt, withoutStatus, worded } from '../health.js';
import {
  type DependentObjectReference,
  namespaceOf,
  type ReferencePlaces,
  referencesAt,
  sortReferences,
} from '../references.js';

/** The one field of a Flux object that belongs to the member cluster: whether it is suspended there. */
export const SUSPEND = [['spec', 'suspend']] as const;

/**
 * The health of a Flux object: its controller has observed the present spec, and the `Ready` condition is true.
 *
 * @see https://github.com/fluxcd/pkg/blob/apis/meta/v1.6.0/apis/meta/conditions.go#L19-L75
 */
export function fluxHealth(object: KubernetesObject): Health {
  const ready = conditionOf(object, 'Ready');
  const generation = numberAt(object, 'metadata', 'generation');
  const observed = numberAt(object, 'status', 'observedGeneration');
  const current = observed >= generation;
  if (current && ready?.status === 'True') {
    return health('Healthy', ...worded(ready, 'Ready', 'the object is ready'));
  }
  if (at(object, 'spec', 'suspend') === true) {
    return health('Suspended', 'Suspended', 'reconciliation is suspended by spec.suspend');
  }
  if (!isFields(object.status)) return withoutStatus();
  if (!current) return health('Progressing', 'SpecNotObserved', notObserved(observed, generation));
  const stalled = conditionOf(object, 'Stalled');
  if (stalled?.status === 'True') {
    return health('Degraded', ...worded(stalled, 'Stalled', 'reconciliation has stalled'));
  }
  const reconciling = conditionOf(object, 'Reconciling');
  if (reconciling?.status === 'True') {
    return health('Progressing', ...worded(reconciling, 'Reconciling', 'reconciliation is under way'));
  }
  if (ready?.status === 'False')
    return health('Degraded', ...worded(ready, 'NotReady', 'the object is not ready'));
  return health('Progressing', ...worded(ready, 'NotReady', 'the object is not ready yet'));
}

/** What a Flux object depends on in its own namespace, from the places below `spec` that name it. */
// @__NO_SIDE_EFFECTS__
export function fluxDependencies(
  places: ReferencePlaces,
): (object: KubernetesObject) => readonly DependentObjectReference[] {
  return (object) => sortReferences(referencesAt(object.spec, 'spec', places, namespaceOf(object)));
}
