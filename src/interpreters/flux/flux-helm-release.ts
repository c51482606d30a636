import { type KubernetesObject, textAt } from '../../kubernetes/object.js';
import {
  type DependentObjectReference,
  namespaceOf,
  placed,
  referencesAt,
} from '../../kubernetes/references.js';
import { vouchedConditions } from '../../reducers/conditions/vouched-conditions.js';
import { reflected } from '../../reducers/reflected.js';
import { sum } from '../../reducers/sum.js';
import { last } from '../../reducers/values.js';
import { defineStatus } from '../../status/define-status.js';
import { defineInterpreter } from '../define-interpreter.js';
import { fluxKind } from './flux-kind.js';

const status = {
  failures: sum('int64'),
  upgradeFailures: sum('int64'),
  installFailures: sum('int64'),
  lastAttemptedRevision: last(),
  lastAppliedRevision: last(),
  lastAttemptedValuesChecksum: last(),
  helmChart: last(),
  lastReleaseRevision: last('integer'),
  conditions: vouchedConditions(),
  // Since v2beta2, what `lastAppliedRevision` and `lastReleaseRevision` said stands in the first of these.
  history: reflected(),
  lastAttemptedConfigDigest: reflected(),
  lastAttemptedRevisionDigest: reflected(),
};

/** The status of `helm.toolkit.fluxcd.io` HelmRelease, without what else its interpreter brings. */
export const fluxHelmReleaseStatus = defineStatus({ status });

/** `helm.toolkit.fluxcd.io` HelmRelease. */
export const fluxHelmRelease = defineInterpreter(
  // https://github.com/fluxcd/pkg/blob/apis/meta/v1.31.0/apis/meta/reference_types.go#L140
  // https://github.com/fluxcd/helm-controller/blob/v1.6.3/api/v2/helmrelease_types.go#L64-L171
  fluxKind(
    ['helm.toolkit.fluxcd.io/v2', 'helm.toolkit.fluxcd.io/v2beta2', 'helm.toolkit.fluxcd.io/v2beta1'],
    'HelmRelease',
    status,
    {
      'v1 ConfigMap': ['kubeConfig.configMapRef.name', 'valuesFrom.*.=ConfigMap.name'],
      'v1 Secret': ['kubeConfig.secretRef.name', 'valuesFrom.*.=Secret.name'],
      'v1 ServiceAccount': ['serviceAccountName'],
    },
    { more: chartReferences },
  ),
);

/**
 * What the HelmChart refers to that the controller makes of the release's template: it is in the namespace of its
 * source, and so is what it names.
 *
 * @see https://github.com/fluxcd/helm-controller/blob/v1.6.3/internal/reconcile/helmchart_template.go#L217-L248
 */
function chartReferences(object: KubernetesObject): readonly DependentObjectReference[] {
  const [source] = placed(object.spec, 'spec', 'chart.spec.sourceRef.namespace');
  const namespace = (source && textAt(...source)) || namespaceOf(object);
  return referencesAt(object.spec, 'spec', { 'v1 Secret': ['chart.spec.verify.secretRef.name'] }, namespace);
}
