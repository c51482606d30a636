import type { Manifest } from '../manifest.js';
import type { Situation, Truth } from '../situation.js';
import { BEHIND, clusters, condition, copy, members, OLD, PRESENT, TEMPLATE, template } from './build.js';

const kinds = {
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

const READY = condition('Ready', 'True', 'Succeeded', 'ok');
const RELEASED = condition('Released', 'True', 'UpgradeSucceeded', 'ok');
const STORED = condition('ArtifactInStorage', 'True', 'Succeeded', 'ok');
const RECONCILING = condition('Reconciling', 'True', 'Progressing', 'building');
const STALLED = condition('Stalled', 'True', 'InvalidSpec', 'bad');
const UNKNOWN = condition('Ready', 'Unknown', 'Progressing', 'reconciliation in progress');
const NOT_READY = condition('Ready', 'False', 'GitOperationFailed', 'boom');

/** A status with these conditions. */
function having(...conditions: readonly Manifest[]): Manifest {
  return { conditions };
}

const release = template(kinds.helmRelease);
const kustomization = template(kinds.kustomization);
const repository = template(kinds.gitRepository);
const bucket = template(kinds.bucket);
const chart = template(kinds.helmChart);
const image = template(kinds.ociRepository);
const charts = template(kinds.helmRepository);
const oci = template(kinds.ociHelmRepository, { observedGeneration: -1 });

const DONE: Truth = { kstatus: 'Current', argo: 'Healthy', wait: 'met' };
const UNDER_WAY: Truth = { kstatus: 'InProgress', argo: 'Progressing', wait: 'waiting' };
const FAILED: Truth = { kstatus: 'Failed', argo: 'Degraded', wait: 'waiting' };

/** Situations of Flux' kinds. */
export const flux: readonly Situation[] = [
  {
    name: '2 members, ready',
    object: release,
    members: members(copy(release, having(READY, RELEASED)), copy(release, having(READY, RELEASED))),
    truth: DONE,
  },
  {
    name: 'the first stalled, the second reconciles',
    object: release,
    members: members(
      copy(release, having(STALLED, condition('Ready', 'False', 'InvalidSpec', 'bad'), RELEASED)),
      copy(release, having(RECONCILING, UNKNOWN, RELEASED)),
    ),
    truth: FAILED,
  },
  {
    name: 'a cluster joined and has reported nothing',
    object: template(kinds.helmRelease, { observedGeneration: TEMPLATE, ...having(READY, RELEASED) }),
    members: members(copy(release, having(READY, RELEASED)), null),
    truth: UNDER_WAY,
  },
  {
    name: 'a cluster joined, and nothing has been observed there (observedGeneration -1)',
    object: template(kinds.helmRelease, { observedGeneration: TEMPLATE, ...having(READY, RELEASED) }),
    members: members(
      copy(release, having(READY, RELEASED)),
      copy(release, {}, { template: TEMPLATE, own: 1, observed: -1 }),
    ),
    truth: UNDER_WAY,
  },
  {
    name: 'nothing has been observed anywhere (observedGeneration -1)',
    object: template(kinds.helmRelease, { observedGeneration: -1 }),
    members: members(
      copy(release, {}, { template: TEMPLATE, own: 1, observed: -1 }),
      copy(release, {}, { template: TEMPLATE, own: 1, observed: -1 }),
    ),
    truth: UNDER_WAY,
  },
  {
    name: 'one is behind and reconciles already',
    object: release,
    members: members(
      copy(release, having(READY, RELEASED)),
      copy(release, having(RECONCILING, UNKNOWN, RELEASED), BEHIND),
    ),
    truth: UNDER_WAY,
  },
  {
    name: 'one is behind and fails',
    object: release,
    members: members(
      copy(release, having(READY, RELEASED)),
      copy(release, having(condition('Ready', 'False', 'UpgradeFailed', 'boom'), RELEASED), BEHIND),
    ),
    truth: FAILED,
    blind: ['kstatus'],
  },
  {
    name: 'one stalled before it has observed the template, after all had been settled',
    object: template(kinds.helmRelease, { observedGeneration: TEMPLATE, ...having(READY, RELEASED) }),
    members: members(
      copy(release, having(READY, RELEASED)),
      copy(release, having(STALLED, condition('Ready', 'False', 'InvalidSpec', 'bad')), BEHIND),
    ),
    truth: FAILED,
  },
  {
    name: 'one fell back to the older template after all had been settled',
    object: template(kinds.helmRelease, { observedGeneration: TEMPLATE, ...having(READY, RELEASED) }),
    members: members(copy(release, having(READY, RELEASED)), copy(release, having(READY, RELEASED), OLD)),
    truth: UNDER_WAY,
  },
  {
    name: 'the item of a cluster that was left counts no longer',
    object: release,
    members: members(copy(release, having(READY, RELEASED)), copy(release, having(STALLED, NOT_READY))),
    options: { clusters: clusters(1) },
    truth: DONE,
  },
  {
    name: 'one scheduled cluster has no item at all',
    object: kustomization,
    members: members(copy(kustomization, having(READY))),
    options: { clusters: clusters(2) },
    truth: UNDER_WAY,
  },
  {
    name: 'one waits for a dependency, and reconciles',
    object: kustomization,
    members: members(copy(kustomization, having(RECONCILING, UNKNOWN)), copy(kustomization, having(READY))),
    truth: UNDER_WAY,
  },
  {
    name: 'suspended, ready',
    object: template({ ...kinds.kustomization, spec: { ...kinds.kustomization.spec, suspend: true } }),
    members: members(copy(kustomization, having(READY))),
    truth: { kstatus: 'Current', argo: 'Suspended' },
  },
  {
    name: 'one cannot fetch, and keeps its artifact',
    object: repository,
    members: members(
      copy(repository, having(READY, STORED)),
      copy(
        repository,
        having(condition('FetchFailed', 'True', 'GitOperationFailed', 'boom'), NOT_READY, STORED),
      ),
    ),
    truth: FAILED,
    blind: ['kstatus'],
  },
  {
    name: 'one has not got the new template yet, ready at the old',
    object: repository,
    members: members(copy(repository, having(READY, STORED)), copy(repository, having(READY, STORED), OLD)),
    truth: UNDER_WAY,
  },
  {
    name: 'one reconciles (Ready=Unknown)',
    object: bucket,
    members: members(copy(bucket, having(READY, STORED)), copy(bucket, having(RECONCILING, UNKNOWN, STORED))),
    truth: UNDER_WAY,
  },
  {
    name: '2 members, ready',
    object: chart,
    members: members(copy(chart, having(READY, STORED)), copy(chart, having(READY, STORED))),
    truth: DONE,
  },
  {
    name: 'one controller behind, ready at the old',
    object: chart,
    members: members(copy(chart, having(READY, STORED)), copy(chart, having(READY, STORED), BEHIND)),
    truth: UNDER_WAY,
  },
  {
    name: '2 members, ready',
    object: image,
    members: members(copy(image, having(READY, STORED)), copy(image, having(READY, STORED))),
    truth: DONE,
  },
  {
    name: '2 members, ready',
    object: charts,
    members: members(copy(charts, having(READY, STORED)), copy(charts, having(READY, STORED))),
    truth: DONE,
  },
  {
    name: 'one of two has reported nothing',
    object: charts,
    members: members(copy(charts, having(READY, STORED)), null),
    truth: UNDER_WAY,
  },
  {
    name: 'type oci, one cluster has not got the new template yet',
    object: oci,
    members: members(
      copy(oci, {}, { ...PRESENT, observed: undefined }),
      copy(oci, {}, { ...OLD, observed: undefined }),
    ),
    truth: UNDER_WAY,
    blind: ['argo'],
  },
  {
    name: 'type oci, all have the present template',
    object: oci,
    members: members(
      copy(oci, {}, { ...PRESENT, observed: undefined }),
      copy(oci, { observedGeneration: -1 }, { ...PRESENT, observed: undefined }),
    ),
    // There is nothing to wait for.
    truth: { kstatus: 'Current', argo: 'Healthy' },
  },
];
