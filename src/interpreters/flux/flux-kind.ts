import type { KubernetesObject } from '../../kubernetes/object.js';
import {
  type DependentObjectReference,
  namespaceOf,
  type ReferencePlaces,
  referencesAt,
  sortReferences,
} from '../../kubernetes/references.js';
import type { StatusDeclaration } from '../../status/compiled-status.js';
import type { Health } from '../health/health.js';
import type { KindDeclaration } from '../kind-declaration.js';
import { fluxHealth } from './flux-health.js';

/** Where a kind of Flux differs from the others. */
interface FluxRules {
  /** What it refers to besides what the places name. */
  readonly more?: (object: KubernetesObject) => readonly DependentObjectReference[];
  readonly health?: (object: KubernetesObject) => Health;
  readonly observedGeneration?: KindDeclaration['observedGeneration'];
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
  { more = () => [], health = fluxHealth, observedGeneration }: FluxRules = {},
) {
  return {
    apiVersion,
    kind,
    status,
    health,
    ...(observedGeneration && { observedGeneration }),
    // Whether it is suspended is the one thing that belongs to the member cluster.
    retain: [['spec', 'suspend']],
    // All that is named at the places is in the object's own namespace.
    dependencies: (object: KubernetesObject) =>
      sortReferences([...referencesAt(object.spec, 'spec', places, namespaceOf(object)), ...more(object)]),
  } as const;
}

/** The API versions of Flux's sources. */
export const SOURCE = ['source.toolkit.fluxcd.io/v1', 'source.toolkit.fluxcd.io/v1beta2'] as const;
