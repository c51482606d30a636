import fc from 'fast-check';
import { randomFrom } from '../../bench/random.js';

/** A binding and what else may be known of it, all of one situation. */
export interface Situation {
  readonly binding: Json;
  readonly template: Json;
  readonly works: readonly Json[];
  readonly clusters: readonly Json[];
}

export type Json = { readonly [key: string]: unknown };

const NAMES = ['a', 'b', 'c', 'member1', 'member10', 'member2', '__proto__', 'constructor'] as const;
const clusterName = fc.constantFrom<string>(...NAMES);
const time = fc.constantFrom('2026-10-05T08:00:00Z', '2026-10-05T08:04:00Z', '2026-10-05T07:00:00+04:00');
const generation = fc.integer({ min: 5, max: 8 });
const count = fc.integer({ min: 0, max: 4 });

const kinds = fc.constantFrom(
  { apiVersion: 'apps/v1', kind: 'Deployment', workload: true },
  { apiVersion: 'apps/v1', kind: 'StatefulSet', workload: true },
  { apiVersion: 'apps.kruise.io/v1alpha1', kind: 'CloneSet', workload: true },
  { apiVersion: 'helm.toolkit.fluxcd.io/v2', kind: 'HelmRelease', workload: false },
  { apiVersion: 'v1', kind: 'ConfigMap', workload: false },
  { apiVersion: 'books.example.com/v1', kind: 'Ledger', workload: false },
);

/** A value in so many of a hundred cases, or else nothing. */
function maybe<T>(value: fc.Arbitrary<T>, percent = 75): fc.Arbitrary<T | undefined> {
  return fc.oneof(
    { weight: 100 - percent, arbitrary: fc.constant(undefined) },
    { weight: percent, arbitrary: value },
  );
}

const status = fc
  .record(
    {
      generation: fc.integer({ min: 1, max: 3 }),
      observedGeneration: fc.integer({ min: -1, max: 3 }),
      resourceTemplateGeneration: generation,
      replicas: count,
      updatedReplicas: count,
      readyReplicas: count,
      availableReplicas: count,
      phase: fc.constantFrom('Open', 'Torn'),
    },
    { requiredKeys: [] },
  )
  .map(dropUndefined);

const item = fc
  .record(
    {
      status,
      applied: fc.boolean(),
      appliedMessage: fc.constantFrom('', 'denied', 'timed out.'),
      health: fc.constantFrom('Healthy', 'Healthy', 'Unhealthy', 'Unknown'),
      resourceTemplateGeneration: maybe(generation, 25),
      memberGeneration: maybe(fc.integer({ min: 1, max: 3 }), 25),
      memberObservedGeneration: maybe(fc.integer({ min: 1, max: 3 }), 25),
    },
    { requiredKeys: [] },
  )
  .map(dropUndefined)
  // Karmada drops what was collected of a member that the manifest is not applied to.
  .map(({ applied, appliedMessage, health, ...collected }) =>
    dropUndefined(applied ? { applied, health, ...collected } : { applied, appliedMessage, health }),
  );

function dropUndefined(fields: object): Json {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

const task = fc
  .record({
    fromCluster: clusterName,
    purgeMode: maybe(fc.constantFrom('Gracefully', 'Directly', 'Never')),
    reason: fc.constantFrom('TaintUntolerated', 'ApplicationFailure'),
    producer: fc.constantFrom('TaintManager', 'RBApplicationFailover'),
    creationTimestamp: maybe(time),
    gracePeriodSeconds: maybe(fc.integer({ min: 1, max: 600 })),
    suppressDeletion: maybe(fc.boolean(), 25),
  })
  .map(dropUndefined);

const suspension = fc
  .record({
    dispatching: maybe(fc.boolean(), 25),
    scheduling: maybe(fc.boolean(), 25),
    dispatchingOnClusters: maybe(fc.record({ clusterNames: fc.array(clusterName, { maxLength: 3 }) }), 25),
    rollout: maybe(fc.record({ suspendedClusters: fc.array(clusterName, { maxLength: 3 }) }), 25),
  })
  .map(dropUndefined);

const scheduled = fc.record({
  type: fc.constant('Scheduled'),
  status: fc.constantFrom('True', 'True', 'True', 'False', 'Unknown'),
  reason: fc.constantFrom('Success', 'NoClusterFit', 'Unschedulable', 'QuotaExceeded', 'SchedulerError'),
  message: fc.constantFrom('', 'done.', '0/3 clusters are available'),
});

const target = fc.record({ name: clusterName, replicas: maybe(count) }).map(dropUndefined);
/** Whatever Karmada may come to, mostly well. */
export const situation = situationOf(false);

/** The same with clusters that a list has more than once, as no list should. */
export const repeatedSituation = situationOf(true);

function situationOf(repeats: boolean): fc.Arbitrary<Situation> {
  const list = <T>(
    entry: fc.Arbitrary<T>,
    maxLength: number,
    nameOf: (entry: T) => unknown,
  ): fc.Arbitrary<T[]> =>
    repeats ? fc.array(entry, { maxLength }) : fc.uniqueArray(entry, { maxLength, selector: nameOf });
  const targets = list(target, 4, ({ name }) => name);
  return fc
    .record({
      kind: kinds,
      clusters: targets,
      requiredBy: maybe(
        fc.array(fc.record({ name: fc.constant('web'), clusters: targets }), { maxLength: 2 }),
        1,
      ),
      items: list(fc.tuple(clusterName, item), 5, ([name]) => name),
      tasks: maybe(fc.array(task, { maxLength: 2 }), 25),
      suspension: maybe(suspension, 25),
      scheduled: maybe(scheduled),
      deletionTimestamp: maybe(time, 5),
      placed: fc.boolean(),
      bindingGeneration: fc.integer({ min: 3, max: 5 }),
      schedulerObservedGeneration: fc.integer({ min: 4, max: 6 }),
      rescheduleTriggeredAt: maybe(time, 25),
      lastScheduledTime: maybe(time),
      replicas: count,
      templateGeneration: generation,
      partition: maybe(count, 25),
      phase: maybe(fc.constantFrom('Progressing', 'Failed', 'Succeeded'), 25),
      ready: list(
        fc.tuple(clusterName, fc.constantFrom('True', 'True', 'True', 'False', 'Unknown')),
        8,
        ([name]) => name,
      ),
    })
    .map((made) => {
      const { apiVersion, kind, workload } = made.kind;
      const resource = { apiVersion, kind, namespace: 'shop', name: 'web', uid: 'uid-web' };
      const named = made.items.map(([name, fields]) => ({ clusterName: name, ...fields }));
      const binding = {
        apiVersion: 'work.karmada.io/v1alpha2',
        kind: 'ResourceBinding',
        metadata: dropUndefined({
          name: 'web',
          namespace: 'shop',
          generation: made.bindingGeneration,
          labels: { 'resourcebinding.karmada.io/permanent-id': 'id-web' },
          deletionTimestamp: made.deletionTimestamp,
        }),
        spec: dropUndefined({
          resource,
          clusters: made.clusters,
          requiredBy: made.requiredBy,
          gracefulEvictionTasks: made.tasks,
          suspension: made.suspension,
          placement: made.placed ? { clusterAffinity: {} } : undefined,
          rescheduleTriggeredAt: made.rescheduleTriggeredAt,
          ...(workload && { replicas: made.replicas, replicaRequirements: {} }),
        }),
        status: dropUndefined({
          schedulerObservedGeneration: made.schedulerObservedGeneration,
          lastScheduledTime: made.lastScheduledTime,
          conditions: made.scheduled ? [made.scheduled] : [],
          aggregatedStatus: named,
          rollout: made.phase && { phase: made.phase, observedGeneration: made.templateGeneration },
        }),
      };
      const { namespace, name, uid } = resource;
      const template = {
        apiVersion,
        kind,
        metadata: { namespace, name, uid, generation: made.templateGeneration },
        spec: {
          replicas: made.replicas,
          ...(made.partition !== undefined && {
            updateStrategy: { rollingUpdate: { partition: made.partition } },
          }),
        },
      };
      return {
        binding,
        template,
        works: named.map((fields) => workOf(resource, fields)),
        clusters: made.ready.map(([cluster, verdict]) => ({
          metadata: { name: cluster },
          status: {
            conditions: [{ type: 'Ready', status: verdict, lastTransitionTime: '2026-10-05T08:00:00Z' }],
          },
        })),
      };
    });
}

/** The Work that Karmada would have assembled an item of. */
function workOf(resource: Json, { clusterName: name, ...fields }: Json): Json {
  const { apiVersion, kind, namespace } = resource;
  const { applied, appliedMessage, ...collected } = fields;
  const [group = '', version] = `${apiVersion}`.includes('/') ? `${apiVersion}`.split('/') : ['', apiVersion];
  const stamp =
    fields.resourceTemplateGeneration ?? (fields.status as Json | undefined)?.resourceTemplateGeneration;
  const annotations = stamp === undefined ? {} : { 'resourcetemplate.karmada.io/generation': `${stamp}` };
  const identifier = { ordinal: 0, group, version, kind, namespace, name: resource.name };
  return {
    metadata: {
      namespace: `karmada-es-${name}`,
      labels: { 'resourcebinding.karmada.io/permanent-id': 'id-web' },
    },
    spec: {
      workload: {
        manifests: [{ apiVersion, kind, metadata: { namespace, name: resource.name, annotations } }],
      },
    },
    status: {
      conditions: [
        dropUndefined({ type: 'Applied', status: applied ? 'True' : 'False', message: appliedMessage }),
      ],
      manifestStatuses: applied ? [{ identifier, ...collected }] : [],
    },
  };
}

/** Any JSON that no field of ours is, and some that some are. */
const junk = fc.oneof(
  fc.constantFrom<unknown>(null, '', 'x', '7', -1, 1.5, 2 ** 60, true, [], {}, [null], [{}], [[]], {
    name: 5,
  }),
  fc.jsonValue().map((value) => JSON.parse(JSON.stringify(value)) as unknown),
);

/** A value with some of its parts, at whatever depth, replaced or repeated. */
export function damaged<T>(value: T): fc.Arbitrary<T> {
  return fc
    .tuple(fc.integer(), fc.integer({ min: 1, max: 15 }), fc.array(junk, { minLength: 4, maxLength: 8 }))
    .map(([seed, percent, replacements]) => {
      const random = randomFrom(seed);
      const damage = (part: unknown): unknown => {
        if (random.below(100) < percent) return replacements[random.below(replacements.length)];
        if (Array.isArray(part)) {
          return part.flatMap((entry) =>
            random.below(100) < percent ? [entry, damage(entry)] : [damage(entry)],
          );
        }
        if (typeof part !== 'object' || part === null) return part;
        return Object.fromEntries(Object.entries(part).map(([key, entry]) => [key, damage(entry)]));
      };
      return damage(value) as T;
    });
}
