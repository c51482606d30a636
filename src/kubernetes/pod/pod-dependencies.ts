import { at } from '../object.js';
import {
  type DependentObjectReference,
  placed,
  type ReferencePlaces,
  referencesAt,
  sortReferences,
} from '../references.js';

// Every place where a pod can name one of these:
// https://github.com/kubernetes/kubernetes/blob/v1.34.0/pkg/api/v1/pod/util.go
// https://github.com/kubernetes/kubernetes/blob/v1.34.0/staging/src/k8s.io/api/core/v1/types.go
const PLACES: ReferencePlaces = {
  'v1 ConfigMap': ['volumes.*.projected.sources.*.configMap.name', 'volumes.*.configMap.name'],
  'v1 PersistentVolumeClaim': [
    'volumes.*.persistentVolumeClaim.claimName',
    // A claim that the new one is cloned from.
    'volumes.*.ephemeral.volumeClaimTemplate.spec.dataSource|dataSourceRef.=PersistentVolumeClaim.name',
  ],
  'v1 Secret': [
    'volumes.*.projected.sources.*.secret.name',
    'volumes.*.secret|azureFile.secretName',
    'volumes.*.cephfs|cinder|flexVolume|iscsi|rbd|scaleIO|storageos.secretRef.name',
    'volumes.*.csi.nodePublishSecretRef.name',
    'imagePullSecrets.*.name',
  ],
  'resource.k8s.io/v1 ResourceClaim': ['resourceClaims.*.resourceClaimName'],
  'resource.k8s.io/v1 ResourceClaimTemplate': ['resourceClaims.*.resourceClaimTemplateName'],
};

/** Those where one of its containers can. */
const CONTAINER_PLACES: ReferencePlaces = {
  'v1 ConfigMap': ['envFrom.*.configMapRef.name', 'env.*.valueFrom.configMapKeyRef.name'],
  'v1 Secret': ['envFrom.*.secretRef.name', 'env.*.valueFrom.secretKeyRef.name'],
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
  const left = new Set(ownClaims);
  return sortReferences(
    placed(podTemplate, path, 'spec')
      .flatMap(([spec, where]) => podReferences(spec, where, namespace))
      .filter(({ kind, name }) => !(kind === 'PersistentVolumeClaim' && left.has(name ?? ''))),
  );
}

/** The objects that a pod's spec names, or what has its fields, as they were met. */
export function podReferences(
  podSpec: unknown,
  path: string,
  namespace: string | undefined,
): DependentObjectReference[] {
  // `serviceAccount` is the old name of the field, read where the new one is empty:
  // https://github.com/kubernetes/kubernetes/blob/v1.31.0/pkg/apis/core/v1/conversion.go
  const unnamed = (at(podSpec, 'serviceAccountName') ?? '') === '';
  return [
    ...containerReferences(podSpec, path, 'containers|initContainers|ephemeralContainers.*', namespace),
    ...referencesAt(podSpec, path, PLACES, namespace),
    ...accountReferences(podSpec, path, unnamed ? 'serviceAccount' : 'serviceAccountName', namespace),
  ];
}

/** The objects that the containers at a place name, as they were met. */
export function containerReferences(
  from: unknown,
  path: string,
  place: string,
  namespace: string | undefined,
): DependentObjectReference[] {
  return placed(from, path, place).flatMap((container) =>
    referencesAt(...container, CONTAINER_PLACES, namespace),
  );
}

/** The ServiceAccount that is named at a place, but for `default`: every namespace has one. */
export function accountReferences(
  from: unknown,
  path: string,
  place: string,
  namespace: string | undefined,
): DependentObjectReference[] {
  return referencesAt(from, path, { 'v1 ServiceAccount': [place] }, namespace).filter(
    ({ name }) => name !== 'default',
  );
}
