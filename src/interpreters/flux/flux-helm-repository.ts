import { at, type KubernetesObject } from '../../kubernetes/object.js';
import { vouchedConditions } from '../../reducers/conditions/vouched-conditions.js';
import { last } from '../../reducers/values.js';
import { defineStatus } from '../../status/define-status.js';
import { defineInterpreter } from '../define-interpreter.js';
import { type Health, health } from '../health/health.js';
import { fluxHealth } from './flux-health.js';
import { fluxKind, SOURCE } from './flux-kind.js';

const status = { artifact: last('object'), url: last(), conditions: vouchedConditions() };

/** The status of `source.toolkit.fluxcd.io` HelmRepository, without what else its interpreter brings. */
export const fluxHelmRepositoryStatus = defineStatus({ status, observedGeneration });

/** `source.toolkit.fluxcd.io` HelmRepository. */
export const fluxHelmRepository = defineInterpreter(
  // https://github.com/fluxcd/source-controller/blob/v1.9.1/api/v1/helmrepository_types.go#L47-L72
  fluxKind(
    SOURCE,
    'HelmRepository',
    status,
    { 'v1 Secret': ['secretRef|certSecretRef.name'] },
    { health: helmRepositoryHealth, observedGeneration },
  ),
);

/**
 * Whether Flux has nothing to reconcile: of a repository of type `oci` it leaves the status empty.
 *
 * @see https://fluxcd.io/flux/components/source/helmrepositories/#helmrepository-status
 */
function isStatic(object: KubernetesObject): boolean {
  return at(object, 'spec', 'type') === 'oci';
}

function observedGeneration(object: KubernetesObject): 'static' | 'number' {
  return isStatic(object) ? 'static' : 'number';
}

/** The health of a HelmRepository. Before Flux 2.3 a static one had a status, and so may have said what is wrong. */
function helmRepositoryHealth(object: KubernetesObject): Health {
  const found = fluxHealth(object);
  return isStatic(object) && found.state !== 'Degraded'
    ? health('Healthy', 'Static', 'Flux has nothing to reconcile for a Helm repository of type oci')
    : found;
}
