/** What the status of a kind is made of, written down once more by hand, so that it checks the declarations. */
export interface KindFacts {
  readonly apiVersions: readonly string[];
  readonly kind: string;
  readonly sum: readonly string[];
  readonly last: readonly string[];
  readonly agreed: readonly string[];
  readonly conditions: boolean;
  readonly reflected: readonly string[];
  readonly replicas: boolean;
}

const words = (text: string): string[] => text.split(' ').filter((word) => word !== '');

function facts(
  apiVersions: string,
  kind: string,
  sum: string,
  last = '',
  more: Partial<KindFacts> = {},
): KindFacts {
  const given = { agreed: [], conditions: false, reflected: [], replicas: false, ...more };
  return { apiVersions: words(apiVersions), kind, sum: words(sum), last: words(last), ...given };
}

const replicas = { replicas: true };
const source = 'source.toolkit.fluxcd.io/v1 source.toolkit.fluxcd.io/v1beta2';
const daemonSet =
  'currentNumberScheduled numberMisscheduled desiredNumberScheduled numberReady updatedNumberScheduled numberAvailable numberUnavailable';
const statefulSet = 'replicas readyReplicas currentReplicas updatedReplicas availableReplicas';
const cloneSet =
  'replicas updatedReplicas readyReplicas availableReplicas updatedReadyReplicas updatedAvailableReplicas expectedUpdatedReplicas';
const flux = (...reflected: string[]): Partial<KindFacts> => ({ conditions: true, reflected });

export const kinds: readonly KindFacts[] = [
  facts(
    'apps/v1',
    'Deployment',
    'replicas updatedReplicas readyReplicas availableReplicas unavailableReplicas terminatingReplicas',
    '',
    { ...replicas, conditions: true },
  ),
  facts('apps/v1', 'DaemonSet', daemonSet),
  facts('apps/v1', 'StatefulSet', statefulSet, '', {
    ...replicas,
    agreed: ['currentRevision', 'updateRevision'],
  }),
  facts(
    'apps.kruise.io/v1alpha1',
    'CloneSet',
    cloneSet,
    'updateRevision currentRevision labelSelector',
    replicas,
  ),
  facts(
    'apps.kruise.io/v1beta1',
    'CloneSet',
    cloneSet,
    'updateRevision currentRevision labelSelector',
    replicas,
  ),
  facts('apps.kruise.io/v1alpha1', 'DaemonSet', daemonSet, 'daemonSetHash'),
  facts('apps.kruise.io/v1beta1', 'DaemonSet', daemonSet, 'updateRevision'),
  facts(
    'apps.kruise.io/v1beta1 apps.kruise.io/v1alpha1',
    'StatefulSet',
    `${statefulSet} updatedReadyReplicas updatedAvailableReplicas`,
    'updateRevision currentRevision labelSelector',
    replicas,
  ),
  facts(
    'helm.toolkit.fluxcd.io/v2 helm.toolkit.fluxcd.io/v2beta2 helm.toolkit.fluxcd.io/v2beta1',
    'HelmRelease',
    'failures upgradeFailures installFailures',
    'lastAttemptedRevision lastAppliedRevision lastAttemptedValuesChecksum helmChart lastReleaseRevision',
    flux('history', 'lastAttemptedConfigDigest', 'lastAttemptedRevisionDigest'),
  ),
  facts(
    'kustomize.toolkit.fluxcd.io/v1',
    'Kustomization',
    '',
    'lastAttemptedRevision lastAppliedRevision',
    flux(),
  ),
  facts(source, 'GitRepository', '', 'artifact', flux('observedIgnore', 'observedRecurseSubmodules')),
  facts(source, 'Bucket', '', 'artifact url', flux('observedIgnore')),
  facts(source, 'HelmChart', '', 'artifact url observedChartName observedSourceArtifactRevision', flux()),
  facts(source, 'HelmRepository', '', 'artifact url', flux()),
  facts(source, 'OCIRepository', '', 'artifact url', flux('observedIgnore', 'observedLayerSelector')),
  facts(
    'apps/v1',
    'ReplicaSet',
    'replicas fullyLabeledReplicas readyReplicas availableReplicas',
    '',
    replicas,
  ),
];

/** Whether a kind is one of Flux. */
export function isFlux({ apiVersions }: KindFacts): boolean {
  return apiVersions.some((apiVersion) => apiVersion.includes('.toolkit.fluxcd.io/'));
}
