import { at } from '../object.js';
import {
  type DependentObjectReference,
  type ReferencePlaces,
  referencesAt,
  sortReferences,
} from '../references.js';

// Every place where a pod can name one of these:
// https://github.com/kubernetes/kubernetes/blob/v1.34.0/pkg/api/v1/pod/util.go
// https://github.com/kubernetes/kubernetes/blob/v1.34.0/staging/src/k8s.io/api/core/v1/types.go
const PLACES: ReferencePlaces = {
  'v1 ConfigMap': [
    'spec.containers|initContainers|ephemeralContainers.*.envFrom.*.configMapRef.name',
    'spec.containers|initContainers|ephemeralContainers.*.env.*.valueFrom.configMapKeyRef.name',
    'spec.volumes.*.projected.sources.*.configMap.name',
    'spec.volumes.*.configMap.name',
  ],
  'v1 PersistentVolumeClaim': [
    'spec.volumes.*.persistentVolumeClaim.claimName',
    // A claim that the new one is cloned from.
    'spec.volumes.*.ephemeral.volumeClaimTemplate.spec.dataSource|dataSourceRef.=PersistentVolumeClaim.name',
  ],
  'v1 Secret': [
    'spec.containers|initContainers|ephemeralContainers.*.envFrom.*.secretRef.name',
    'spec.containers|initContainers|ephemeralContainers.*.env.*.valueFrom.secretKeyRef.name',
    'spec.volumes.*.projected.sources.*.secret.name',
    'spec.volumes.*.secret|azureFile.secretName',
    'spec.volumes.*.cephfs|cinder|flexVolume|iscsi|rbd|scaleIO|storageos.secretRef.name',
    'spec.volumes.*.csi.nodePublishSecretRef.name',
    'spec.imagePullSecrets.*.name',
  ],
  'resource.k8s.io/v1 ResourceClaim': ['spec.resourceClaims.*.resourceClaimName'],
  'resource.k8s.io/v1 ResourceClaimTemplate': ['spec.resourceClaims.*.resourceClaimTemplateName'],
};

/** What `podDependencies` takes beside the pod template. */
export interface PodDependenciesOptions {
  /** Where the template stands, for error messages; `podTemplate` where left out. */
  readonly path?: string | undefined;
  /** Names of claims that the workload makes itself, from `volumeClaimTemplates`: left out of the result. */
  readonly ownClaims?: readonly string[] | undefined;
}

/**
 * The ConfigMaps, Secrets, ServiceAccount, PersistentVolumeClaims, ResourceClaims and ResourceClaimTemplates that a
 * pod template uses; Karmada's Lua has it as `kube.getPodDependencies`.
 *
 * The ServiceAccount `default` is left out: every namespace has one.
 *
 * @param podTemplate - The pod template, or a pod.
 * @param namespace - The namespace of the object that holds the template.
 * @param options - Where the template stands, and the claims to leave out.
 * @returns The references, without duplicates and sorted.
 * @throws InterpreterError `INVALID_OBJECT` where the template is malformed, naming path and value.
 * @example
 * podDependencies({ spec: { imagePullSecrets: [{ name: 'registry' }] } }, 'shop');
 * // [{ apiVersion: 'v1', kind: 'Secret', namespace: 'shop', name: 'registry' }]
 * @see https://github.com/karmada-io/karmada/blob/v1.15.0/pkg/util/helper/pod.go
 */
export function podDependencies(
  podTemplate: unknown,
  namespace: string | undefined,
  { path = 'podTemplate', ownClaims = [] }: PodDependenciesOptions = {},
): readonly DependentObjectReference[] {
  // `serviceAccount` is the old name of the field, read where the new one is empty:
  // https://github.com/kubernetes/kubernetes/blob/v1.31.0/pkg/apis/core/v1/conversion.go
  const unnamed = (at(podTemplate, 'spec', 'serviceAccountName') ?? '') === '';
  const account = unnamed ? 'spec.serviceAccount' : 'spec.serviceAccountName';
  const left: { readonly [kind: string]: ReadonlySet<unknown> } = {
    PersistentVolumeClaim: new Set(ownClaims),
    ServiceAccount: new Set(['default']),
  };
  const places = { ...PLACES, 'v1 ServiceAccount': [account] };
  return sortReferences(
    referencesAt(podTemplate, path, places, namespace).filter(({ kind, name }) => !left[kind]?.has(name)),
  );
}
