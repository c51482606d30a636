import { reflected } from '../../reducers/reflected.js';
import { sum } from '../../reducers/sum.js';
import { last } from '../../reducers/values.js';
import { defineStatus } from '../../status/define-status.js';
import { defineInterpreter } from '../define-interpreter.js';
import { fluxConditions } from './flux-conditions.js';
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
  conditions: fluxConditions(),
  // Since v2beta2, what `lastAppliedRevision` and `lastReleaseRevision` said stands in the first of these.
  history: reflected(),
  lastAttemptedConfigDigest: reflected(),
  lastAttemptedRevisionDigest: reflected(),
};

/** The status of `helm.toolkit.fluxcd.io` HelmRelease, without what else its interpreter brings. */
export const fluxHelmReleaseStatus = defineStatus({ status });

/** `helm.toolkit.fluxcd.io` HelmRelease. */
export const fluxHelmRelease = defineInterpreter(
  fluxKind(
    ['helm.toolkit.fluxcd.io/v2', 'helm.toolkit.fluxcd.io/v2beta2', 'helm.toolkit.fluxcd.io/v2beta1'],
    'HelmRelease',
    status,
    {
      ConfigMap: ['valuesFrom.*.=ConfigMap.name'],
      Secret: ['valuesFrom.*.=Secret.name', 'chart.spec.verify.secretRef.name', 'kubeConfig.secretRef.name'],
      ServiceAccount: ['serviceAccountName'],
    },
  ),
);
