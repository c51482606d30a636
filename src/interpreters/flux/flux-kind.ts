import type { KubernetesObject } from '../../kubernetes/object.js';
import {
  namespaceOf,
  type ReferencePlaces,
  referencesAt,
  sortReferences,
} from '../../kubernetes/references.js';
import type { StatusDeclaration } from '../../status/status-shape.js';
import type { KindDeclaration } from '../kind-interpreter.js';
import { fluxHealth } from './flux-health.js';

/** A kind of Flux: they differ in their status and in the places below `spec` that name others. */
// @__NO_SIDE_EFFECTS__
export function fluxKind<Status extends StatusDeclaration>(
  apiVersion: KindDeclaration['apiVersion'],
  kind: string,
  status: Status,
  places: ReferencePlaces,
  health = fluxHealth,
) {
  return {
    apiVersion,
    kind,
    status,
    health,
    // Whether it is suspended is the one thing that belongs to the member cluster.
    retain: [['spec', 'suspend']],
    // All that it names is in its own namespace.
    dependencies: (object: KubernetesObject) =>
      sortReferences(referencesAt(object.spec, 'spec', places, namespaceOf(object))),
  } as const;
}

/** The API versions of Flux's sources. */
export const SOURCE = ['source.toolkit.fluxcd.io/v1', 'source.toolkit.fluxcd.io/v1beta2'] as const;
