import type { Manifest } from '../manifest.js';
import { condition } from './build.js';

/** Flux' kinds, as far as {@link template} asks for them. */
export const fluxKinds = {
  helmRelease: {
    apiVersion: 'helm.toolkit.fluxcd.io/v2',
    kind: 'HelmRelease',
    spec: {
      interval: '5m',
      chart: { spec: { chart: 'x', sourceRef: { kind: 'HelmRepository', name: 'x' } } },
    },
  },
  kustomization: {
    apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
    kind: 'Kustomization',
    spec: { interval: '5m', prune: true, path: './', sourceRef: { kind: 'GitRepository', name: 'x' } },
  },
  gitRepository: source('GitRepository', { url: 'https://git.example/x' }),
  bucket: source('Bucket', { bucketName: 'x', endpoint: 's3.example' }),
  helmChart: source('HelmChart', { chart: 'x', sourceRef: { kind: 'HelmRepository', name: 'x' } }),
  ociRepository: source('OCIRepository', { url: 'oci://registry.example/x' }),
  helmRepository: source('HelmRepository', { url: 'https://charts.example' }),
  ociHelmRepository: source('HelmRepository', { type: 'oci', url: 'oci://registry.example/charts' }),
};

function source(kind: string, spec: Manifest) {
  return { apiVersion: 'source.toolkit.fluxcd.io/v1', kind, spec: { interval: '5m', ...spec } };
}

export const READY = condition('Ready', 'True', 'Succeeded', 'ok');
export const RELEASED = condition('Released', 'True', 'UpgradeSucceeded', 'ok');
export const STORED = condition('ArtifactInStorage', 'True', 'Succeeded', 'ok');
export const RECONCILING = condition('Reconciling', 'True', 'Progressing', 'building');
export const STALLED = condition('Stalled', 'True', 'InvalidSpec', 'bad');
export const UNKNOWN = condition('Ready', 'Unknown', 'Progressing', 'reconciliation in progress');
export const NOT_READY = condition('Ready', 'False', 'GitOperationFailed', 'boom');

/** A status with these conditions. */
export function having(...conditions: readonly Manifest[]): Manifest {
  return { conditions };
}
