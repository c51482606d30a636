import fc from 'fast-check';
import { createInterpreter } from 'karmada-interpreter';
import { describe, expect, test } from 'vitest';
import { EFFORT } from '../support/effort.js';
import { deepFreeze } from '../support/freeze.js';
import { federatedObject } from './federated-object.js';
import type { Manifest } from './manifest.js';
import { dropZeros, readers } from './readers.js';
import type { ReaderName, Situation } from './situation.js';
import { BEHIND, condition, copy, members, OLD, TEMPLATE, template } from './situations/build.js';
import * as deployment from './situations/deployment.js';
import * as flux from './situations/flux-kinds.js';
import * as statefulSet from './situations/stateful-set.js';

const interpreter = createInterpreter();

/** A template that each cluster runs whole, and what settled members report of it. */
interface Federation {
  readonly object: Manifest;
  readonly statuses: readonly Manifest[];
}

function federation(object: Manifest, status: fc.Arbitrary<Manifest>): fc.Arbitrary<Federation> {
  return fc.array(status, { minLength: 1, maxLength: 4 }).map((statuses) => ({ object, statuses }));
}

const upTo = (max: number) => fc.integer({ min: 0, max });

/** Counts of which each is at most the one before. */
function descending(most: number): fc.Arbitrary<readonly [number, number, number]> {
  return upTo(most).chain((all) =>
    upTo(all).chain((some) => upTo(all).map((others) => [all, some, others] as const)),
  );
}

const deployments = upTo(4).chain((replicas) => {
  const progressing = fc.constantFrom(
    condition('Progressing', 'True', 'NewReplicaSetAvailable'),
    condition('Progressing', 'True', 'ReplicaSetUpdated'),
    condition('Progressing', 'False', 'ProgressDeadlineExceeded'),
    condition('Progressing', 'Unknown', 'DeploymentPaused'),
  );
  const status = fc
    .tuple(descending(replicas + 2), progressing)
    .map(([[running, updated, available], progress]) => {
      // A quarter may be unavailable, rounded down.
      const enough = available >= replicas - Math.floor(replicas / 4);
      return deployment.counts(running, updated, available, [
        enough ? deployment.AVAILABLE : deployment.UNAVAILABLE,
        progress,
      ]);
    });
  return federation(deployment.web(replicas), status);
});

const statefulSets = fc.tuple(upTo(4), upTo(3)).chain(([replicas, partition]) => {
  const status = descending(replicas + 1).map(([running, ready, updated]) =>
    statefulSet.counts(running, ready, updated),
  );
  return federation(statefulSet.partitioned(replicas, partition), status);
});

const helmReleases = federation(
  template(flux.fluxKinds.helmRelease),
  fc.constantFrom(
    flux.having(flux.READY, flux.RELEASED),
    flux.having(flux.RECONCILING, flux.UNKNOWN, flux.RELEASED),
    flux.having(flux.RECONCILING, flux.NOT_READY, flux.RELEASED),
    flux.having(flux.STALLED, flux.NOT_READY),
    flux.having(flux.NOT_READY, flux.RELEASED),
  ),
);

const kinds: readonly {
  kind: string;
  federations: fc.Arbitrary<Federation>;
  asked: readonly ReaderName[];
}[] = [
  { kind: 'Deployment', federations: deployments, asked: ['kstatus', 'argo', 'kubectl', 'wait'] },
  { kind: 'StatefulSet', federations: statefulSets, asked: ['kstatus', 'argo', 'kubectl'] },
  { kind: 'HelmRelease', federations: helmReleases, asked: ['kstatus', 'argo', 'wait'] },
];

const DONE = ['Current', 'Healthy', 'done', 'met'];
const FAILED = ['Failed', 'Degraded', 'error'];

describe.each(kinds)('$kind', ({ federations, asked }) => {
  function law(sentence: string, holds: (reader: ReaderName, drawn: Federation) => void): void {
    test.each(asked)(`%s: ${sentence}`, (reader) => {
      expect.hasAssertions();
      fc.assert(
        fc.property(federations, (drawn) => holds(reader, deepFreeze(drawn))),
        { numRuns: Math.ceil(300 * EFFORT) },
      );
    });
  }

  /** What a reader says of a federation that each cluster runs whole. */
  function said(reader: ReaderName, object: Manifest, all: Situation['members']): string {
    const situation = {
      name: '',
      object,
      members: all,
      options: { replicas: 'perCluster' as const },
      truth: {},
    };
    return readers[reader](federatedObject(interpreter, situation)).state;
  }

  /** What a reader says of a member on its own. */
  function own(reader: ReaderName, member: Manifest): string {
    return readers[reader](dropZeros(member)).state;
  }

  law('a federation of one cluster reads like the cluster', (reader, { object, statuses: [status = {}] }) => {
    const member = copy(object, status);
    expect(said(reader, object, members(member))).toBe(own(reader, member));
  });

  law('done when every cluster is, and only then', (reader, { object, statuses }) => {
    const copies = statuses.map((status) => copy(object, status));
    const every = copies.every((member) => DONE.includes(own(reader, member)));
    const done = DONE.includes(said(reader, object, members(...copies)));
    // Available has its threshold, which the clusters' shortfalls come to together.
    if (reader === 'wait' && object.kind === 'Deployment') expect(done && !every).toBe(false);
    else expect(done).toBe(every);
  });

  law('failed when a cluster has failed, and only then', (reader, { object, statuses }) => {
    const copies = statuses.map((status) => copy(object, status));
    const some = copies.some((member) => FAILED.includes(own(reader, member)));
    expect(FAILED.includes(said(reader, object, members(...copies)))).toBe(some);
  });

  law('not done while a cluster is behind', (reader, { object, statuses }) => {
    const copies = statuses.map((status) => copy(object, status));
    for (const late of [copy(object, statuses[0] ?? {}, OLD), copy(object, statuses[0] ?? {}, BEHIND), null])
      expect(DONE).not.toContain(said(reader, object, members(...copies, late)));
  });

  law('not done while a cluster that joined has reported nothing', (reader, { object, statuses }) => {
    const settled = { ...object, status: { observedGeneration: TEMPLATE } };
    const copies = statuses.map((status) => copy(object, status));
    const asks = (object.spec as Manifest).replicas !== 0;
    const joined = DONE.includes(said(reader, settled, members(...copies, null)));
    // Who asks for nothing has it.
    expect(joined && asks).toBe(false);
  });
});
