import { at, fieldAt, type KubernetesObject, textAt } from '../../kubernetes/object.js';
import { podDependencies } from '../../kubernetes/pod/pod-dependencies.js';
import type { DependentObjectReference } from '../../kubernetes/references.js';
import { sum } from '../../reducers/sum.js';
import { defineStatus } from '../../status/define-status.js';
import { defineInterpreter } from '../define-interpreter.js';
import { firstHealth } from '../health/first-health.js';
import { type Health, health } from '../health/health.js';
import { heldBack } from '../health/held-back.js';
import { numberAt } from '../health/number-at.js';
import { observedHealth } from '../health/observed-health.js';

const status = { matchedPods: sum(), updatedPods: sum(), readyPods: sum() };

/** The status of `apps.kruise.io` SidecarSet, without what else its interpreter brings. */
export const kruiseSidecarSetStatus = defineStatus({ status });

/**
 * `apps.kruise.io` SidecarSet.
 *
 * @see https://github.com/openkruise/kruise/blob/07169cfac7b9cf7800dda1b8652f850cc3184132/apis/apps/v1beta1/sidecarset_types.go
 */
export const kruiseSidecarSet = defineInterpreter({
  apiVersion: ['apps.kruise.io/v1beta1', 'apps.kruise.io/v1alpha1'],
  kind: 'SidecarSet',
  // It injects containers into the pods of others, and has none of its own.
  replicas: () => 0,
  status,
  retain: [],
  dependencies: sidecarDependencies,
  health: firstHealth(observedHealth(), updateHealth),
});

/** The label that the API server gives each namespace. */
const NAMESPACE = 'kubernetes.io/metadata.name';

/**
 * What the containers use, in the namespace of the pods: there are no references where pods of several are meant. The
 * spec has the fields of a pod's. v1beta1 has no `spec.namespace`, and conversion makes a selector of it.
 *
 * @see https://github.com/openkruise/kruise/blob/07169cfac7b9cf7800dda1b8652f850cc3184132/apis/apps/v1alpha1/sidecarset_conversion.go
 */
function sidecarDependencies(object: KubernetesObject): readonly DependentObjectReference[] {
  const named = textAt(fieldAt(object, ['spec', 'namespace']), 'spec.namespace');
  const selected = at(object, 'spec', 'namespaceSelector', 'matchLabels', NAMESPACE);
  const namespace = named || textAt(selected, `spec.namespaceSelector.matchLabels.${NAMESPACE}`);
  return namespace === '' ? [] : podDependencies(object, namespace, { path: '' });
}

/** Whether as many pods have the present sidecars as the update strategy asks for. */
function updateHealth(object: KubernetesObject): Health {
  const strategy = at(object, 'spec', 'updateStrategy');
  const matched = numberAt(object.status, ['matchedPods']);
  const updated = numberAt(object.status, ['updatedPods']);
  const asked = matched - (at(strategy, 'type') === 'NotUpdate' ? matched : keptBack(object, matched));
  const message = `${updated} of ${asked} pods have the present sidecars`;
  if (updated >= asked) return health('Healthy', 'Updated', message);
  return at(strategy, 'paused') === true
    ? health('Suspended', 'Paused', `the update is paused: ${message}`)
    : health('Progressing', 'Updating', message);
}

/** How many pods the partition, a number or a percentage, keeps at the old version. */
function keptBack(object: KubernetesObject, matched: number): number {
  const partition = ['spec', 'updateStrategy', 'partition'];
  return heldBack(object, matched, {
    partition,
    percentage: (percent, of) => Math.ceil((percent * of) / 100),
  });
}
