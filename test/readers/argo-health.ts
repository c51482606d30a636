import {
  LuaError,
  ofCloneSet,
  ofFlux,
  ofKruise,
  ofKruiseDaemonSet,
  ofKruiseStatefulSet,
} from './argo-lua-health.js';
import { type ArgoVerdict, degraded, healthy, progressing, suspended } from './argo-verdict.js';
import { conditionsOf, countAt, groupKindOf, integerAt, type Manifest, textAt, valueAt } from './manifest.js';

/**
 * Argo CD's health of a resource: deletion, then the Lua rule of its kind, else the built-in one of gitops-engine.
 *
 * @see https://github.com/argoproj/argo-cd/blob/37ee0097cf851bc2dd7665fc081bbce61a7e836e/gitops-engine/pkg/health/health.go
 * @see https://github.com/argoproj/argo-cd/tree/37ee0097cf851bc2dd7665fc081bbce61a7e836e/resource_customizations
 */
export function argoHealth(object: Manifest): ArgoVerdict {
  if (valueAt(object, 'metadata.deletionTimestamp') !== undefined) return progressing('pending deletion');
  const rule = rules[groupKindOf(object)];
  if (rule === undefined) return { state: 'None', message: 'no rule' };
  try {
    return rule(object);
  } catch (error) {
    if (!(error instanceof LuaError)) throw error;
    // The engine of the Lua rules fails, and the health is not known.
    return { state: 'Unknown', message: error.message };
  }
}

type Rule = (object: Manifest) => ArgoVerdict;

const rules: { readonly [groupKind: string]: Rule } = {
  'apps/Deployment': ofDeployment,
  'apps/StatefulSet': ofStatefulSet,
  'apps/DaemonSet': ofDaemonSet,
  'apps.kruise.io/CloneSet': ofKruise(ofCloneSet),
  'apps.kruise.io/StatefulSet': ofKruise(ofKruiseStatefulSet),
  'apps.kruise.io/DaemonSet': ofKruise(ofKruiseDaemonSet),
  'helm.toolkit.fluxcd.io/HelmRelease': ofFlux(2, ['Released', 'TestSuccess']),
  'kustomize.toolkit.fluxcd.io/Kustomization': ofFlux(1, []),
  'source.toolkit.fluxcd.io/GitRepository': ofFlux(2, ['ArtifactInStorage']),
  'source.toolkit.fluxcd.io/Bucket': ofFlux(2, ['ArtifactInStorage']),
  'source.toolkit.fluxcd.io/HelmChart': ofFlux(2, ['ArtifactInStorage']),
  'source.toolkit.fluxcd.io/OCIRepository': ofFlux(2, ['ArtifactInStorage']),
  'source.toolkit.fluxcd.io/HelmRepository': (object) =>
    textAt(object, 'spec.type') === 'oci' && valueAt(object, 'spec.suspend') !== true
      ? healthy('type oci has no status')
      : ofFlux(2, ['ArtifactInStorage'])(object),
};

function ofDeployment(object: Manifest): ArgoVerdict {
  if (valueAt(object, 'spec.paused') === true) return suspended('paused');
  if (!isObserved(object)) return UNOBSERVED;
  const rollout = conditionsOf(object).find(({ type }) => type === 'Progressing');
  if (rollout?.reason === 'ProgressDeadlineExceeded') return degraded('exceeded its progress deadline');
  const updated = countAt(object, 'status.updatedReplicas');
  // An absent replica count asks for nothing.
  const wanted = integerAt(object, 'spec.replicas', 0);
  if (updated < wanted) return progressing(`${updated} of ${wanted} new replicas have been updated`);
  const old = countAt(object, 'status.replicas') - updated;
  if (old > 0) return progressing(`${old} old replicas are pending termination`);
  const available = countAt(object, 'status.availableReplicas');
  return available < updated
    ? progressing(`${available} of ${updated} updated replicas are available`)
    : healthy('rolled out');
}

function ofStatefulSet(object: Manifest): ArgoVerdict {
  if (countAt(object, 'status.observedGeneration') === 0 || !isObserved(object)) return UNOBSERVED;
  const wanted = integerAt(object, 'spec.replicas', undefined);
  const ready = countAt(object, 'status.readyReplicas');
  if (wanted !== undefined && ready < wanted) return progressing(`${wanted - ready} pods are not ready`);
  const updated = countAt(object, 'status.updatedReplicas');
  const strategy = textAt(object, 'spec.updateStrategy.type');
  if (strategy === 'RollingUpdate' && valueAt(object, 'spec.updateStrategy.rollingUpdate') !== undefined) {
    const partition = integerAt(object, 'spec.updateStrategy.rollingUpdate.partition', undefined);
    const target = wanted === undefined || partition === undefined ? 0 : wanted - partition;
    return updated < target
      ? progressing(`partitioned roll out: ${updated} of ${target} new pods have been updated`)
      : healthy(`partitioned roll out complete: ${updated} new pods have been updated`);
  }
  if (strategy === 'OnDelete') return healthy(`${ready} ready pods`);
  return textAt(object, 'status.updateRevision') === textAt(object, 'status.currentRevision')
    ? healthy('rolling update complete')
    : progressing(`${updated} pods at the new revision`);
}

function ofDaemonSet(object: Manifest): ArgoVerdict {
  if (!isObserved(object)) return UNOBSERVED;
  const desired = countAt(object, 'status.desiredNumberScheduled');
  const updated = countAt(object, 'status.updatedNumberScheduled');
  if (textAt(object, 'spec.updateStrategy.type') === 'OnDelete')
    return healthy(`updated on deletion: ${updated} of ${desired}`);
  if (updated < desired) return progressing(`${updated} of ${desired} new pods have been updated`);
  const available = countAt(object, 'status.numberAvailable');
  return available < desired
    ? progressing(`${available} of ${desired} updated pods are available`)
    : healthy('rolled out');
}

function isObserved(object: Manifest): boolean {
  return countAt(object, 'status.observedGeneration') >= countAt(object, 'metadata.generation');
}

const UNOBSERVED = progressing('the observed generation is less than the desired one');
