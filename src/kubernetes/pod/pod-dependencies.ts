import { at } from '../object.js';
import {
  type DependentObjectReference,
  type ReferencePlaces,
  referencesAt,
  sortReferences,
} from '../references.js';

// Every place where a pod can name one of these:
// https://github.com/kubernetes/kubernetes/blob/v1.31.0/pkg/api/v1/pod/util.go
const PLACES: ReferencePlaces = {
  ConfigMap: [
    'spec.containers|initContainers|ephemeralContainers.*.envFrom.*.configMapRef.name',
    'spec.containers|initContainers|ephemeralContainers.*.env.*.valueFrom.configMapKeyRef.name',
    'spec.volumes.*.projected.sources.*.configMap.name',
    'spec.volumes.*.configMap.name',
  ],
  PersistentVolumeClaim: ['spec.volumes.*.persistentVolumeClaim.claimName'],
  Secret: [
    'spec.containers|initContainers|ephemeralContainers.*.envFrom.*.secretRef.name',
    'spec.containers|initContainers|ephemeralContainers.*.env.*.valueFrom.secretKeyRef.name',
    'spec.volumes.*.projected.sources.*.secret.name',
    'spec.volumes.*.secret|azureFile.secretName',
    'spec.volumes.*.cephfs|cinder|flexVolume|iscsi|rbd|scaleIO|storageos.secretRef.name',
    'spec.volumes.*.csi.nodePublishSecretRef.name',
    'spec.imagePullSecrets.*.name',
  ],
};

/**
 * The ConfigMaps, Secrets, ServiceAccount and PersistentVolumeClaims that a pod template uses.
 *
 * The ServiceAccount `default` is left out: every namespace has one.
 *
 * @param template - The pod template.
 * @param path - Where it stands, for error messages: `spec.template`.
 * @param namespace - The namespace of the object that holds the template.
 * @param ownClaims - Names of claims that are made from the object's own `volumeClaimTemplates`: left out.
 * @returns The references, without duplicates and sorted.
 * @throws InterpreterError `INVALID_OBJECT` where the template is malformed, naming path and value.
 * @example
 * podReferences({ spec: { imagePullSecrets: [{ name: 'registry' }] } }, 'spec.template', 'shop');
 * // [{ apiVersion: 'v1', kind: 'Secret', namespace: 'shop', name: 'registry' }]
 * @see https://github.com/karmada-io/karmada/blob/v1.15.0/pkg/util/helper/pod.go
 */
export function podReferences(
  template: unknown,
  path: string,
  namespace: string | undefined,
  ownClaims: readonly string[] = [],
): readonly DependentObjectReference[] {
  // `serviceAccount` is the old name of the field, read where the new one is empty:
  // https://github.com/kubernetes/kubernetes/blob/v1.31.0/pkg/apis/core/v1/conversion.go
  const unnamed = (at(template, 'spec', 'serviceAccountName') ?? '') === '';
  const places = { ...PLACES, ServiceAccount: [unnamed ? 'spec.serviceAccount' : 'spec.serviceAccountName'] };
  return sortReferences(referencesAt(template, path, places, namespace), [
    'ServiceAccount default',
    ...ownClaims.map((name) => `PersistentVolumeClaim ${name}`),
  ]);
}
