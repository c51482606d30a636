import { at, type KubernetesObject } from '../../kubernetes/object.js';
import {
  type DependentObjectReference,
  namespaceOf,
  type ReferencePlaces,
  referencesAt,
  sortReferences,
} from '../../kubernetes/references.js';
import type { StatusDeclaration } from '../../status/status-shape.js';
import { conditionOf, type Health, type HealthState, health, outdated } from '../health/rollout-health.js';
import type { KindDeclaration } from '../kind-interpreter.js';

/**
 * The health of a Flux object: its controller has observed the present spec, and the `Ready` condition is true.
 *
 * @see https://github.com/fluxcd/pkg/blob/apis/meta/v1.6.0/apis/meta/conditions.go#L19-L75
 */
function fluxHealth(object: KubernetesObject): Health {
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

/**
 * A kind of Flux: they differ in their status and in the places below `spec` that name others.
 *
 * The places are those of the current API; what an older served version of it does not have, its API server drops.
 */
// @__NO_SIDE_EFFECTS__
export function fluxKind<Status extends StatusDeclaration>(
  apiVersion: KindDeclaration['apiVersion'],
  kind: string,
  status: Status,
  places: ReferencePlaces,
  more: (object: KubernetesObject) => readonly DependentObjectReference[] = () => [],
) {
  return {
    apiVersion,
    kind,
    status,
    health: fluxHealth,
    // Whether it is suspended is the one thing that belongs to the member cluster.
    retain: [['spec', 'suspend']],
    // All that is named at the places is in the object's own namespace.
    dependencies: (object: KubernetesObject) =>
      sortReferences([...referencesAt(object.spec, 'spec', places, namespaceOf(object)), ...more(object)]),
  } as const;
}

/** The API versions of Flux's sources. */
export const SOURCE = ['source.toolkit.fluxcd.io/v1', 'source.toolkit.fluxcd.io/v1beta2'] as const;
