import type { Situation, Truth } from '../situation.js';
import { BEHIND, clusters, condition, copy, members, OLD, PRESENT, TEMPLATE, template } from './build.js';
import {
  fluxKinds,
  having,
  NOT_READY,
  READY,
  RECONCILING,
  RELEASED,
  STALLED,
  STORED,
  UNKNOWN,
} from './flux-kinds.js';

const release = template(fluxKinds.helmRelease);
const kustomization = template(fluxKinds.kustomization);
const repository = template(fluxKinds.gitRepository);
const bucket = template(fluxKinds.bucket);
const chart = template(fluxKinds.helmChart);
const image = template(fluxKinds.ociRepository);
const charts = template(fluxKinds.helmRepository);
const oci = template(fluxKinds.ociHelmRepository, { observedGeneration: -1 });

const DONE: Truth = { kstatus: 'Current', argo: 'Healthy', wait: 'met' };
const UNDER_WAY: Truth = { kstatus: 'InProgress', argo: 'Progressing', wait: 'waiting' };
const FAILED: Truth = { kstatus: 'Failed', argo: 'Degraded', wait: 'waiting' };

/** Situations of Flux' fluxKinds. */
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
    object: template(fluxKinds.helmRelease, { observedGeneration: TEMPLATE, ...having(READY, RELEASED) }),
    members: members(copy(release, having(READY, RELEASED)), null),
    truth: UNDER_WAY,
  },
  {
    name: 'a cluster joined, and nothing has been observed there (observedGeneration -1)',
    object: template(fluxKinds.helmRelease, { observedGeneration: TEMPLATE, ...having(READY, RELEASED) }),
    members: members(
      copy(release, having(READY, RELEASED)),
      copy(release, {}, { template: TEMPLATE, own: 1, observed: -1 }),
    ),
    truth: UNDER_WAY,
  },
  {
    name: 'nothing has been observed anywhere (observedGeneration -1)',
    object: template(fluxKinds.helmRelease, { observedGeneration: -1 }),
    members: members(
      copy(release, {}, { template: TEMPLATE, own: 1, observed: -1 }),
      copy(release, {}, { template: TEMPLATE, own: 1, observed: -1 }),
    ),
    truth: UNDER_WAY,
  },
  {
    name: 'the template is new, and nobody has reported anything (observedGeneration -1)',
    object: template(fluxKinds.helmRelease, { observedGeneration: -1 }),
    members: members(null, null),
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
    object: template(fluxKinds.helmRelease, { observedGeneration: TEMPLATE, ...having(READY, RELEASED) }),
    members: members(
      copy(release, having(READY, RELEASED)),
      copy(release, having(STALLED, condition('Ready', 'False', 'InvalidSpec', 'bad')), BEHIND),
    ),
    truth: FAILED,
  },
  {
    name: 'one fell back to the older template after all had been settled',
    object: template(fluxKinds.helmRelease, { observedGeneration: TEMPLATE, ...having(READY, RELEASED) }),
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
    name: 'scheduled nowhere',
    object: release,
    members: [],
    // Without conditions, kstatus takes any object as current whose generation has been observed.
    truth: UNDER_WAY,
    blind: ['kstatus'],
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
    object: template({
      ...fluxKinds.kustomization,
      spec: { ...fluxKinds.kustomization.spec, suspend: true },
    }),
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
