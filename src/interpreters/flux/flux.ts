import { at, type KubernetesObject } from '../../objects.js';
import { conditionOf, type Health, type HealthState, health, outdated } from '../health.js';
import {
  type DependentObjectReference,
  namespaceOf,
  type ReferencePlaces,
  referencesAt,
  sortReferences,
} from '../references.js';
import type { StatusDeclaration } from '../status/shape.js';

/** The one field of a Flux object that belongs to the member cluster: whether it is suspended there. */
export const SUSPEND = [['spec', 'suspend']] as const;

/**
 * The health of a Flux object: its controller has observed the present spec, and the `Ready` condition is true.
 *
 * @see https://github.com/fluxcd/pkg/blob/apis/meta/v1.6.0/apis/meta/conditions.go#L19-L75
 */
export function fluxHealth(object: KubernetesObject): Health {
  const where = (type: string, status: string, state: HealthState, reason = type): Health | undefined => {
    const condition = conditionOf(object, type);
    if (condition?.status !== status) return undefined;
    return health(state, reason, `the condition ${type} is ${status}`, condition);
  };
  const found =
    outdated(object, (observed, generation) => observed >= generation) ??
    where('Ready', 'True', 'Healthy') ??
    where('Stalled', 'True', 'Degraded') ??
    where('Reconciling', 'True', 'Progressing') ??
    where('Ready', 'False', 'Degraded', 'NotReady') ??
    health('Progressing', 'NotReady', 'the condition Ready is not True', conditionOf(object, 'Ready'));
  return !found.healthy && at(object, 'spec', 'suspend') === true
    ? health('Suspended', 'Suspended', 'reconciliation is suspended by spec.suspend')
    : found;
}

/** What a Flux object depends on in its own namespace, from the places below `spec` that name it. */
// @__NO_SIDE_EFFECTS__
export function fluxDependencies(
  places: ReferencePlaces,
): (object: KubernetesObject) => readonly DependentObjectReference[] {
  return (object) => sortReferences(referencesAt(object.spec, 'spec', places, namespaceOf(object)));
}

/** What the kinds of `source.toolkit.fluxcd.io` have in common. */
// @__NO_SIDE_EFFECTS__
export function fluxSource<Status extends StatusDeclaration>(
  kind: string,
  status: Status,
  places: ReferencePlaces,
) {
  return {
    apiVersion: ['source.toolkit.fluxcd.io/v1', 'source.toolkit.fluxcd.io/v1beta2'],
    kind,
    status,
    health: fluxHealth,
    retain: SUSPEND,
    dependencies: fluxDependencies(places),
  } as const;
}
