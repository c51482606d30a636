import { at, type KubernetesObject } from '../../kubernetes/object.js';
import { conditions } from '../../reducers/conditions/conditions.js';
import { last } from '../../reducers/reducers.js';
import { defineStatus } from '../../status/define-status.js';
import { defineInterpreter } from '../define-interpreter.js';
import { type Health, health } from '../health/health.js';
import { fluxHealth } from './flux-health.js';
import { fluxKind, SOURCE } from './flux-kind.js';

const status = {
  artifact: last('object'),
  url: last(),
  conditions: conditions(),
};

/**
 * The health of a HelmRepository. Flux reconciles none of type `oci` and leaves its status empty: to be there is to
 * be ready. Before 2.3 it did, and so may have said what is wrong.
 *
 * @see https://fluxcd.io/flux/components/source/helmrepositories/#helmrepository-status
 */
function helmRepositoryHealth(object: KubernetesObject): Health {
  const found = fluxHealth(object);
  return at(object, 'spec', 'type') === 'oci' && found.state !== 'Degraded'
    ? health('Healthy', 'Static', 'Flux has nothing to reconcile for a Helm repository of type oci')
    : found;
}

/** The status of `source.toolkit.fluxcd.io` HelmRepository, without what else its interpreter brings. */
export const fluxHelmRepositoryStatus = defineStatus(status);

/** `source.toolkit.fluxcd.io` HelmRepository. */
export const fluxHelmRepository = defineInterpreter(
  fluxKind(SOURCE, 'HelmRepository', status, { Secret: ['secretRef.name'] }, helmRepositoryHealth),
);
