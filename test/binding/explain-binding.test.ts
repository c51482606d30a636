import { createInterpreter, InterpreterError } from 'karmada-interpreter';
import {
  type ClusterExplanation,
  type ExplainBindingOptions,
  explainBinding,
  formatExplanation,
  type HealthInterpreter,
  targetClusters,
} from 'karmada-interpreter/binding';
import { describe, expect, it } from 'vitest';
import { bindingWith, settledIn, template, workIn } from '../../scripts/binding-situations.js';
import { deepFreeze } from '../support/freeze.js';

type Parts = Parameters<typeof bindingWith>[0];

function explain(parts: Parts, options: ExplainBindingOptions = {}) {
  return explainBinding(deepFreeze(bindingWith(parts)), deepFreeze(options));
}

/** What is said of member2, which is what the situation makes it. */
function member2(parts: Parts, options?: ExplainBindingOptions): ClusterExplanation | undefined {
  return explain(parts, options).clusters.find(({ clusterName }) => clusterName === 'member2');
}

/** An item of member2 with all of its share of the present version, but for this. */
const item = (status: object, fields: object = {}): Parts => ({
  member2: settledIn('member2', status, fields),
});
const unhealthy = { health: 'Unhealthy' };
const suspended = { suspension: { dispatchingOnClusters: { clusterNames: ['member2'] } } };

/** A resource of another kind, with two members as they are given. */
function other(apiVersion: string, kind: string, spec: object, ...members: object[]): object {
  return {
    kind: 'ResourceBinding',
    metadata: {},
    spec: {
      resource: { apiVersion, kind, name: 'x' },
      clusters: members.map((_, i) => ({ name: `m${i}`, replicas: 2 })),
      ...spec,
    },
    status: {
      conditions: [{ type: 'Scheduled', status: 'True' }],
      aggregatedStatus: members.map((member, i) => ({
        clusterName: `m${i}`,
        applied: true,
        health: 'Healthy',
        ...member,
      })),
    },
  };
}

describe('who counts', () => {
  const away = { clusters: [{ name: 'member1', replicas: 4 }] };

  it('a cluster that is required by another binding, with the share of its own list first', () => {
    const spec = {
      requiredBy: [
        {
          clusters: [
            { name: 'member1', replicas: 9 },
            { name: 'member3', replicas: 1 },
          ],
        },
      ],
    };
    const { clusters } = explain({ spec });
    expect(clusters.map(({ clusterName, role, replicas }) => [clusterName, role, replicas])).toEqual([
      ['member1', 'target', 2],
      ['member2', 'target', 2],
      ['member3', 'target', 1],
    ]);
  });

  it.each([
    ['is evicted', { fromCluster: 'member2' }, 'evicting', 'Progressing', 'Progressing'],
    [
      'is purged directly',
      { fromCluster: 'member2', purgeMode: 'Directly' },
      'evicting',
      'Progressing',
      'Progressing',
    ],
    [
      'is kept for good',
      { fromCluster: 'member2', suppressDeletion: true },
      'evicting',
      'Suspended',
      'Healthy',
    ],
    [
      'may go now',
      { fromCluster: 'member2', suppressDeletion: false },
      'evicting',
      'Progressing',
      'Progressing',
    ],
    ['is nobody', { fromCluster: 'member9' }, 'leftover', 'Progressing', 'Progressing'],
  ])('a cluster that %s', (_, task, role, state, whole) => {
    const four = { replicas: 4, updatedReplicas: 4, availableReplicas: 4 };
    const status = { aggregatedStatus: [settledIn('member1', four), settledIn('member2')] };
    const explanation = explain({ spec: { ...away, gracefulEvictionTasks: [task] }, status });
    const cluster = explanation.clusters.find(({ clusterName }) => clusterName === 'member2');
    expect([cluster?.role, cluster?.state, cluster?.basis, cluster?.settled]).toEqual([
      role,
      state,
      'none',
      false,
    ]);
    expect([explanation.state, explanation.settled]).toEqual([whole, true]);
  });

  it('a cluster that is in a task and a target again is a target', () => {
    expect(member2({ spec: { gracefulEvictionTasks: [{ fromCluster: 'member2' }] } })?.role).toBe('target');
  });

  it('a cluster that is there twice, once, as the worse of the two', () => {
    const items = [
      settledIn('member1'),
      settledIn('member2'),
      settledIn('member2', { resourceTemplateGeneration: 6 }),
    ];
    for (const aggregatedStatus of [items, [...items].reverse()]) {
      const { clusters, problems } = explain({ status: { aggregatedStatus } });
      expect(clusters.map(({ reason }) => reason)).toEqual(['Settled', 'TemplateBehind']);
      expect(problems.map(({ path }) => path)).toEqual(['status.aggregatedStatus[*].clusterName']);
    }
  });

  it('a cluster that has two tasks, by the one that ends first', () => {
    const [kept, graceful, direct] = [{ suppressDeletion: true }, {}, { purgeMode: 'Directly' }];
    const messageOf = (...tasks: object[]) =>
      explain({
        spec: { ...away, gracefulEvictionTasks: tasks.map((task) => ({ fromCluster: 'member2', ...task })) },
      }).clusters.at(-1)?.message;
    for (const tasks of [
      [kept, graceful],
      [graceful, kept],
    ])
      expect(messageOf(...tasks)).toContain('for at most 10m');
    for (const tasks of [
      [kept, graceful, direct],
      [direct, graceful, kept],
    ])
      expect(messageOf(...tasks)).toContain('goes at once');
  });

  it('a cluster that reports two things alike, the same whatever their order', () => {
    const items = [settledIn('member2', { generation: 2, observedGeneration: 2 }), settledIn('member2')];
    const [one, two] = [items, [...items].reverse()].map((aggregatedStatus) =>
      explain({ status: { aggregatedStatus } }),
    );
    expect(one).toEqual(two);
  });

  it('a cluster that is listed twice, with the larger share', () => {
    const clusters = [2, 5, 3].map((replicas) => ({ name: 'member2', replicas }));
    expect(member2({ spec: { clusters } })?.replicas).toBe(5);
    expect(member2({ spec: { clusters: [{ name: 'member2' }, ...clusters] } })?.replicas).toBe(5);
  });

  it.each([
    ['-0', { name: 'member2', replicas: -0 }, 0],
    ['null', { name: 'member2', replicas: null }, undefined],
  ])('a share of %s, as what JSON has for it', (_, cluster, share) => {
    const spec = { clusters: [{ name: 'member1', replicas: 1 }, cluster] };
    expect(member2({ spec })?.replicas).toBe(share);
    const [, target] = targetClusters({ kind: 'ResourceBinding', spec });
    expect(target).toStrictEqual({ name: 'member2', ...(share !== undefined && { replicas: share }) });
  });

  it('clusters with a hole between them, without that', () => {
    const list: object[] = [{ name: 'member1' }];
    list[2] = { name: 'member2' };
    const { clusters, problems } = explain({ spec: { clusters: list } });
    expect(clusters.map(({ clusterName }) => clusterName)).toEqual(['member1', 'member2']);
    expect(problems.map(({ path }) => path)).toEqual(['spec.clusters[1]']);
  });

  it('a member cluster that is listed twice, as the one that is not ready', () => {
    const [ready, not] = [true, false].map((ready) => ({ name: 'member2', ready }));
    for (const clusters of [
      [ready, not],
      [not, ready],
    ] as { name: string; ready: boolean }[][])
      expect(member2({}, { clusters })?.reason).toBe('ClusterNotReady');
  });
});

describe('the scheduler', () => {
  const scheduled = (status: string, reason = 'Success', message = 'said so.') => ({
    conditions: [{ type: 'Scheduled', status, reason, message }],
  });
  const nowhere = { spec: { clusters: [] } };
  const none = { aggregatedStatus: [] };

  it.each<[string, Parts, string | undefined, string]>([
    ['has done it', {}, undefined, 'Healthy'],
    ['is behind', { metadata: { generation: 5 } }, 'SchedulingBehind', 'Progressing'],
    ['is ahead of a copy', { metadata: { generation: 3 } }, undefined, 'Healthy'],
    [
      'has never observed it',
      { status: { schedulerObservedGeneration: undefined } },
      'SchedulingBehind',
      'Progressing',
    ],
    [
      'is asked again',
      { spec: { rescheduleTriggeredAt: '2026-10-05T08:00:01Z' } },
      'SchedulingBehind',
      'Progressing',
    ],
    ['was asked before', { spec: { rescheduleTriggeredAt: '2026-10-05T08:00:00Z' } }, undefined, 'Healthy'],
    [
      'compares instants',
      { spec: { rescheduleTriggeredAt: '2026-10-05T09:00:00+02:00' } },
      undefined,
      'Healthy',
    ],
    [
      'is asked before it ever did it',
      { spec: { rescheduleTriggeredAt: '2026-10-05T08:00:01Z' }, status: { lastScheduledTime: undefined } },
      undefined,
      'Healthy',
    ],
    ['is none', { metadata: { generation: 9 }, spec: { placement: undefined } }, undefined, 'Healthy'],
    ['finds no quota', { status: scheduled('False', 'QuotaExceeded') }, 'QuotaExceeded', 'Degraded'],
    ['fails', { status: scheduled('False', 'SchedulerError') }, 'NotScheduled', 'Degraded'],
    [
      'failed as of old',
      { status: scheduled('False', 'BindingFailedScheduling') },
      'NotScheduled',
      'Degraded',
    ],
    [
      'fails before it is behind',
      { metadata: { generation: 9 }, status: scheduled('False') },
      'NotScheduled',
      'Degraded',
    ],
    ['has not spoken', { ...nowhere, status: { ...none, conditions: [] } }, 'NotScheduled', 'Progressing'],
    [
      'is to scale from zero',
      { ...nowhere, metadata: { generation: 5 }, status: none },
      'SchedulingBehind',
      'Progressing',
    ],
    ['has nothing to place', { spec: { clusters: [], replicas: 0 }, status: none }, undefined, 'Healthy'],
    [
      'has no components to place',
      {
        spec: {
          clusters: [],
          replicas: 0,
          replicaRequirements: undefined,
          components: [{ name: 'x', replicas: 0 }],
        },
        status: none,
      },
      undefined,
      'Healthy',
    ],
    [
      'has no workload to place',
      { spec: { clusters: [], replicas: 0, replicaRequirements: undefined, components: [] }, status: none },
      'NotScheduled',
      'Progressing',
    ],
    ['has nowhere to place it', { ...nowhere, status: none }, 'NotScheduled', 'Progressing'],
    [
      'is held back with something to do',
      { metadata: { generation: 5 }, spec: { suspension: { scheduling: true } } },
      'SchedulingSuspended',
      'Suspended',
    ],
    ['is held back in vain', { spec: { suspension: { scheduling: true } } }, undefined, 'Healthy'],
    [
      'is held back from nothing',
      { spec: { suspension: { scheduling: true }, clusters: [], replicas: 0 }, status: none },
      undefined,
      'Healthy',
    ],
  ])('that %s', (_, parts, reason, state) => {
    const { scheduling, ...whole } = explain(parts);
    expect([scheduling?.reason, whole.state]).toEqual([reason, state]);
    if (scheduling) expect([whole.reason, whole.settled]).toEqual([reason, false]);
  });

  it('says why in its own words, and what would help', () => {
    const { message } = explain({
      status: scheduled('False', 'NoClusterFit', '0/2 clusters are available.'),
    });
    expect(message).toMatch(/^0\/2 clusters are available; .*not tried again/);
    expect(explain({ status: scheduled('False', 'Unschedulable') }).message).toMatch(
      /^said so; .*tried again by itself$/,
    );
  });

  it('has no say in a binding that is being deleted', () => {
    const metadata = { deletionTimestamp: '2026-10-05T08:00:00Z' };
    const { reason, state, scheduling, settled } = explain({ metadata, status: scheduled('False') });
    expect([reason, state, scheduling, settled]).toEqual(['Deleting', 'Progressing', undefined, false]);
  });
});

describe('which version', () => {
  /** The Work of member2, rewritten a moment ago: what has been collected speaks of the version before. */
  const stamped = JSON.parse(
    JSON.stringify(workIn('member2', 7)).replace('generation":"7"', 'generation":"12"'),
  );

  it.each([
    ['the template', {}, { template }, 7],
    ['an item', item({ resourceTemplateGeneration: 9 }), {}, 9],
    ['an item, beside its status', item({}, { resourceTemplateGeneration: 8 }), {}, 8],
    ['a Work', {}, { works: [workIn('member1', 7), workIn('member2', 12)] }, 12],
    ['the manifest of a Work', {}, { works: [workIn('member1', 7), stamped] }, 12],
    ['a rollout', { status: { rollout: { observedGeneration: 11 } } }, {}, 11],
    ['the template, whatever others say', item({ resourceTemplateGeneration: 9 }), { template }, 7],
    [
      'the others, of a template without one',
      {},
      { template: { ...template, metadata: { name: 'web' } } },
      7,
    ],
  ])('is that of %s', (_, parts, options, generation) => {
    expect(explain(parts as Parts, options).generation).toBe(generation);
  });

  const beside = (template: number, own?: number, observed?: number) => ({
    resourceTemplateGeneration: template,
    ...(own !== undefined && { memberGeneration: own }),
    ...(observed !== undefined && { memberObservedGeneration: observed }),
  });

  it.each<[string, Parts, string, string]>([
    ['is reached', item({}), 'Settled', 'generation'],
    ['is passed', item({ resourceTemplateGeneration: 8, observedGeneration: 5 }), 'Settled', 'generation'],
    ['is not reached', item({ resourceTemplateGeneration: 6 }), 'TemplateBehind', 'generation'],
    ['is not told', item({ resourceTemplateGeneration: undefined }), 'Settled', 'applied'],
    ['is not told by the controller', item({ generation: undefined }), 'Settled', 'template'],
    ['is not observed', item({ generation: 4 }), 'ControllerBehind', 'generation'],
    ['has never been observed', item({ observedGeneration: undefined }), 'ControllerBehind', 'generation'],
    [
      'has never been observed by Flux, and needs not',
      item({ observedGeneration: -1, generation: 0 }),
      'Settled',
      'generation',
    ],
    ['has never been observed by Flux', item({ observedGeneration: -1 }), 'ControllerBehind', 'generation'],
    [
      'is beside the status',
      item({ resourceTemplateGeneration: 1 }, beside(7, 2, 2)),
      'Settled',
      'generation',
    ],
    ['is beside, and behind', item({}, beside(6, 2, 2)), 'TemplateBehind', 'generation'],
    ['is beside, and not observed', item({}, beside(7, 2, 1)), 'ControllerBehind', 'generation'],
    [
      'is beside, of a kind that observes none',
      item({ observedGeneration: 1 }, beside(7, 2)),
      'Settled',
      'template',
    ],
    [
      'is beside alone',
      { member2: { clusterName: 'member2', applied: true, health: 'Healthy', ...beside(7) } },
      'Settled',
      'template',
    ],
  ])('that %s', (_, parts, reason, basis) => {
    const cluster = member2(parts, { template });
    expect([cluster?.reason, cluster?.basis, cluster?.settled]).toEqual([
      reason,
      basis,
      reason === 'Settled',
    ]);
  });

  it('of a StatefulSet is observed where nothing is collected, and of a Rollout in text', () => {
    const status = { generation: 3, resourceTemplateGeneration: 7, replicas: 2 };
    const set = explainBinding(
      other('apps/v1', 'StatefulSet', {}, { status }, { status: { ...status, observedGeneration: 2 } }),
    );
    expect(set.clusters.map(({ reason, basis }) => [reason, basis])).toEqual([
      ['Settled', 'template'],
      ['ControllerBehind', 'generation'],
    ]);
    const text = (observedGeneration: string) => ({ status: { ...status, observedGeneration } });
    const rollout = explainBinding(
      other('argoproj.io/v1alpha1', 'Rollout', {}, text('3'), text('2'), text('x')),
    );
    expect(rollout.clusters.map(({ reason }) => reason)).toEqual([
      'Settled',
      'ControllerBehind',
      'Malformed',
    ]);
  });

  it.each([
    [
      'a template generation in text',
      { resourceTemplateGeneration: '7' },
      {},
      'status.resourceTemplateGeneration',
    ],
    ['one below 0', { generation: -1 }, {}, 'status.generation'],
    ['half a generation', { observedGeneration: 1.5 }, {}, 'status.observedGeneration'],
    [
      'one beside the status',
      {},
      { memberGeneration: '3', resourceTemplateGeneration: 7 },
      'memberGeneration',
    ],
    ['a status that is none', {}, { status: 'Running' }, 'status'],
  ])('cannot be told by %s', (_, status, fields, path) => {
    const { clusters, problems, state } = explain(item(status, fields));
    expect(clusters[1]).toMatchObject({ reason: 'Malformed', state: 'Unknown', settled: false });
    expect(problems.map((problem) => problem.path)).toEqual([`status.aggregatedStatus[1].${path}`]);
    expect(state).toBe('Unknown');
  });
});

describe('a cluster', () => {
  const clusters = [
    { name: 'member1', ready: true },
    { name: 'member2', ready: false },
  ];
  const works = [workIn('member1', 7), workIn('member2', 7)];
  const purge = { fromCluster: 'member3', purgeMode: 'Directly' };
  const lagging = workIn('member2', 6);
  const behind = item({ resourceTemplateGeneration: 6 });
  const item2 = (fields: object): Parts => ({ member2: { clusterName: 'member2', ...fields } });

  it.each<[string, Parts, ExplainBindingOptions, string, string]>([
    [
      'waits for a purge',
      { spec: { gracefulEvictionTasks: [purge] } },
      { template, works: [workIn('member1', 7), lagging, workIn('member3', 6)] },
      'WaitsForPurge',
      'Progressing',
    ],
    [
      'waits for no purge that is over',
      { spec: { gracefulEvictionTasks: [purge] } },
      { template, works: [workIn('member1', 7), lagging] },
      'WorkBehind',
      'Progressing',
    ],
    [
      'waits for no purge, as it lacks nothing',
      { spec: { gracefulEvictionTasks: [purge] } },
      { template, works: [...works, workIn('member3', 6)] },
      'Settled',
      'Healthy',
    ],
    ['has no Work', {}, { works: [workIn('member1', 7)] }, 'NoWork', 'Progressing'],
    [
      'has a Work that goes',
      {},
      { works: [workIn('member1', 7), workIn('member2', 7, { deletionTimestamp: 'x' })] },
      'NoWork',
      'Progressing',
    ],
    [
      'has a Work that carries the version before',
      {},
      { template, works: [workIn('member1', 7), lagging] },
      'WorkBehind',
      'Progressing',
    ],
    ['is held back', { spec: suspended, ...behind }, { template }, 'Suspended', 'Suspended'],
    [
      'is held back, and may lag',
      { spec: suspended, ...item({ resourceTemplateGeneration: undefined }) },
      {},
      'Suspended',
      'Suspended',
    ],
    [
      'is held back by all',
      { spec: { suspension: { dispatching: true } }, ...behind },
      {},
      'Suspended',
      'Suspended',
    ],
    [
      'is held back and has failed',
      {
        spec: suspended,
        ...item(
          {
            resourceTemplateGeneration: 6,
            conditions: [{ type: 'Progressing', status: 'False' }],
            updatedReplicas: 0,
          },
          unhealthy,
        ),
      },
      {},
      'Suspended',
      'Degraded',
    ],
    [
      'is held back amid a rollout',
      { spec: suspended, ...item({ resourceTemplateGeneration: 6, updatedReplicas: 1 }, unhealthy) },
      {},
      'Suspended',
      'Progressing',
    ],
    ['is held back and out of reach', { spec: suspended, ...behind }, { clusters }, 'Suspended', 'Unknown'],
    ['is held back, and has it', { spec: suspended }, { template }, 'Settled', 'Healthy'],
    [
      'is held back with an apply that failed',
      { spec: suspended, ...item2({ appliedMessage: 'no' }) },
      {},
      'Suspended',
      'Suspended',
    ],
    ['is not ready', {}, { clusters }, 'ClusterNotReady', 'Unknown'],
    ['is unknown', {}, { clusters: [{ name: 'member1' }] }, 'ClusterNotReady', 'Unknown'],
    ['is known by name', {}, { clusters: ['member1', 'member2'] }, 'Settled', 'Healthy'],
    [
      'has no condition',
      {},
      { clusters: ['member1', { metadata: { name: 'member2' } }] },
      'ClusterNotReady',
      'Unknown',
    ],
    ['could not apply', item2({ appliedMessage: 'no' }), {}, 'NotApplied', 'Degraded'],
    ['has it not applied in as many words', item2({ applied: false }), {}, 'NotApplied', 'Degraded'],
    ['has it not applied and is ill', item2({ health: 'Unhealthy' }), {}, 'NotApplied', 'Degraded'],
    ['has not tried', item2({ appliedMessage: '', health: 'Unknown' }), {}, 'Applying', 'Progressing'],
    ['reports nothing', { member2: undefined }, {}, 'NotReported', 'Progressing'],
    ['reports no status', item2({ applied: true }), {}, 'NotReported', 'Progressing'],
    ['reports no status, and is well', item2({ applied: true, health: 'Healthy' }), {}, 'Settled', 'Healthy'],
    [
      'is behind, whatever its health',
      item({ resourceTemplateGeneration: 6 }, unhealthy),
      { template },
      'TemplateBehind',
      'Progressing',
    ],
    ['rolls out', item({ updatedReplicas: 1 }, unhealthy), {}, 'Unhealthy', 'Progressing'],
    [
      'is paused',
      item({ updatedReplicas: 1 }, unhealthy),
      { template: { ...template, spec: { paused: true } } },
      'Unhealthy',
      'Suspended',
    ],
    [
      'has failed',
      item({ updatedReplicas: 1, conditions: [{ type: 'Progressing', status: 'False' }] }, unhealthy),
      {},
      'Unhealthy',
      'Degraded',
    ],
    ['is called ill for no reason', item({}, unhealthy), {}, 'Unhealthy', 'Progressing'],
    ['has no health', item({}, { health: undefined }), {}, 'HealthUnknown', 'Unknown'],
    ['has another health', item({}, { health: 'Fine' }), {}, 'HealthUnknown', 'Unknown'],
  ])('that %s', (_, parts, options, reason, state) => {
    const cluster = member2(parts, options);
    expect([cluster?.reason, cluster?.state]).toEqual([reason, state]);
    expect(cluster?.message).toMatch(/^member2 /);
    if (reason !== 'Settled') expect(cluster?.message).toContain('; ');
  });

  it('that is not ready is settled as it last was', () => {
    expect(member2({}, { template, clusters })).toMatchObject({ settled: true, basis: 'generation' });
    expect(member2(item({}, unhealthy), { clusters })?.settled).toBe(true);
    expect(member2(behind, { template, clusters })?.settled).toBe(false);
    expect(member2({ member2: undefined }, { clusters })).toMatchObject({ settled: false, basis: 'none' });
  });

  it.each([
    [
      'dispatching',
      { spec: { suspension: { dispatching: true, rollout: { suspendedClusters: ['member2'] } } } },
      {},
    ],
    [
      'dispatchingOnClusters',
      { spec: suspended },
      { works: [workIn('member1', 7), { ...workIn('member2', 7) }] },
    ],
    ['rollout', { spec: { suspension: { rollout: { suspendedClusters: ['member2'] } } } }, {}],
    [
      'work',
      {},
      {
        works: [
          workIn('member1', 7),
          {
            ...workIn('member2', 7),
            spec: { ...(workIn('member2', 7) as { spec: object }).spec, suspendDispatching: true },
          },
        ],
      },
    ],
  ])('says that it is held back by %s, also where it lacks nothing', (by, parts, options) => {
    expect(member2(parts as Parts, options)).toMatchObject({ by, reason: 'Settled' });
    expect(member2({})?.by).toBeUndefined();
  });

  it('passes on what was reported, whatever is made of it', () => {
    const reported = {
      applied: true,
      health: 'Unhealthy',
      generation: 4,
      observedGeneration: 3,
      resourceTemplateGeneration: 7,
    };
    expect(member2({ spec: suspended, ...item({ generation: 4 }, unhealthy) }, { clusters })).toMatchObject(
      reported,
    );
    expect(member2({ member2: { clusterName: 'member2', appliedMessage: 'no' } })).toMatchObject({
      appliedMessage: 'no',
    });
  });

  it('is told by its own Works alone, and by no other binding of that name', () => {
    const foreign = { ...workIn('member2', 7), metadata: { namespace: 'karmada-es-member2', labels: {} } };
    expect(member2({}, { works: [workIn('member1', 7), foreign] })?.reason).toBe('NoWork');
    const nameless = explain({ metadata: { labels: {} } }, { works });
    expect(nameless.state).toBe('Healthy');
    expect(nameless.problems.map(({ path }) => path)).toEqual([
      'metadata.labels["resourcebinding.karmada.io/permanent-id"]',
    ]);
  });

  it('is explained in spite of Works that are none', () => {
    const broken = [
      5,
      { ...works[1], metadata: { ...(works[1] as { metadata: object }).metadata, namespace: 'shop' } },
      { ...works[1], spec: {} },
    ];
    const { clusters, problems } = explain({}, { works: [works[0] as object, ...(broken as object[])] });
    expect(clusters.map(({ reason }) => reason)).toEqual(['Settled', 'NoWork']);
    expect(problems.map(({ path }) => path)).toEqual([
      'works[1]',
      'works[2].metadata.namespace',
      'works[3].spec.workload.manifests',
    ]);
  });
});

describe('health', () => {
  it('of a kind that nobody knows keeps its grade from being told', () => {
    const { clusters, settled } = explainBinding(
      other('books.example.com/v1', 'Ledger', {}, { status: {}, ...unhealthy }),
    );
    expect(clusters[0]).toMatchObject({
      reason: 'Unhealthy',
      state: 'Degraded',
      settled: true,
      basis: 'applied',
    });
    expect(settled).toBe(true);
  });

  it('is held against the share of the cluster, or what runs there where somebody else decides', () => {
    const one = { replicas: 1, updatedReplicas: 1, availableReplicas: 1, readyReplicas: 1 };
    const retained = {
      ...template,
      metadata: { ...template.metadata, labels: { 'resourcetemplate.karmada.io/retain-replicas': 'true' } },
    };
    const interpreter = createInterpreter();
    expect(member2(item(one), { template, interpreter })).toMatchObject({
      reason: 'Unhealthy',
      state: 'Progressing',
    });
    expect(member2(item(one), { template: retained, interpreter })?.reason).toBe('Settled');
  });

  it('is held against the template where the binding gives no shares', () => {
    const one = { replicas: 1, updatedReplicas: 1, availableReplicas: 1, readyReplicas: 1 };
    const options = { template: { ...template, spec: { replicas: 1 } }, interpreter: createInterpreter() };
    const shares = (spec: object) =>
      member2({ spec: { replicaRequirements: undefined, ...spec }, ...item(one) }, options);
    expect(shares({ replicas: undefined })?.reason).toBe('Settled');
    expect(shares({ replicas: 4 })?.reason).toBe('Unhealthy');
  });

  it('that an interpreter judges replaces what is reported, both ways, unless it cannot tell', () => {
    const verdict = (state: 'Healthy' | 'Degraded' | 'Unknown'): HealthInterpreter => ({
      supports: (_, operation) => operation === 'InterpretHealth',
      interpretHealth: () => ({ healthy: state === 'Healthy', state, reason: 'R', message: 'M' }),
      reviseReplica: (object) => object,
    });
    expect(member2(item({}, unhealthy), { interpreter: verdict('Healthy') })?.reason).toBe('Settled');
    expect(member2({}, { interpreter: verdict('Degraded') })).toMatchObject({
      reason: 'Unhealthy',
      state: 'Degraded',
    });
    expect(member2({}, { interpreter: verdict('Unknown') })?.reason).toBe('Settled');
    expect(member2(item({}, { health: 'Unknown' }), { interpreter: verdict('Healthy') })?.reason).toBe(
      'Settled',
    );
    expect(
      member2(item({ resourceTemplateGeneration: 6 }), { template, interpreter: verdict('Healthy') })?.reason,
    ).toBe('TemplateBehind');
    const failing = {
      ...verdict('Healthy'),
      interpretHealth: () => {
        throw new Error('no');
      },
    };
    expect(member2(item({ updatedReplicas: 1 }, unhealthy), { interpreter: failing })).toMatchObject({
      reason: 'Unhealthy',
      state: 'Progressing',
    });
  });
});

describe('the whole', () => {
  const failed = {
    status: { rollout: { phase: 'Failed', currentCluster: 'member2', message: 'timed out' } },
  };
  const held = { suspension: { rollout: { suspendedClusters: ['member2'] } } };

  it.each<[string, Parts, ExplainBindingOptions, string, string, RegExp]>([
    [
      'a failure before what cannot be seen',
      { member2: { clusterName: 'member2', applied: false } },
      { clusters: ['member2'] },
      'NotApplied',
      'Degraded',
      /^1 of 2 clusters: member2 /,
    ],
    [
      'what cannot be seen before what progresses',
      item({ resourceTemplateGeneration: 6 }),
      { clusters: ['member2'] },
      'ClusterNotReady',
      'Unknown',
      /^1 of 2 clusters: member1 /,
    ],
    [
      'the earlier of two that progress',
      { member2: undefined, status: { schedulerObservedGeneration: 3 } },
      {},
      'SchedulingBehind',
      'Progressing',
      /^the scheduler has observed/,
    ],
    [
      'a cluster before the rollout that it is the turn of',
      {
        spec: held,
        status: {
          aggregatedStatus: [
            settledIn('member1', { updatedReplicas: 1 }, unhealthy),
            settledIn('member2', { resourceTemplateGeneration: 6 }),
          ],
        },
      },
      {},
      'Unhealthy',
      'Progressing',
      /^1 of 2 clusters: member1 /,
    ],
    [
      'a rollout before the pause of those that wait',
      { spec: held, ...item({ resourceTemplateGeneration: 6 }) },
      {},
      'RollingOut',
      'Progressing',
      /^1 of 2 clusters wait/,
    ],
    [
      'a rollout where all have the version',
      { spec: held },
      {},
      'RollingOut',
      'Progressing',
      /wait for their turn/,
    ],
    [
      'a rollout that failed',
      { spec: held, ...failed },
      {},
      'RolloutFailed',
      'Degraded',
      /failed at member2: timed out; /,
    ],
    [
      'all that are alike',
      {},
      {},
      'Settled',
      'Healthy',
      /^2 of 2 clusters: member1 runs template generation 7 and is healthy/,
    ],
  ])('is %s', (_, parts, options, reason, state, message) => {
    const explanation = explain(parts, options);
    expect([explanation.reason, explanation.state]).toEqual([reason, state]);
    expect(explanation.message).toMatch(message);
  });
});

describe('mistakes of the caller', () => {
  it.each<[unknown]>([
    [null],
    [undefined],
    ['x'],
    [[]],
    [{}],
    [template],
    [{ kind: 'Work', spec: {} }],
    [{ apiVersion: 'v1', kind: 'ResourceBinding', spec: {} }],
  ])('%j is no binding', (binding) => {
    expect(() => explainBinding(binding as object)).toThrow(InterpreterError);
    expect(() => explainBinding(binding as object)).toThrow(
      expect.objectContaining({ code: 'INVALID_OBJECT' }),
    );
  });

  it.each<[string, unknown]>([
    ['another group', { template: { ...template, apiVersion: 'extensions/v1' } }],
    ['another kind', { template: { ...template, kind: 'StatefulSet' } }],
    ['another namespace', { template: { ...template, metadata: { name: 'web', namespace: 'other' } } }],
    ['another name', { template: { ...template, metadata: { name: 'other', namespace: 'shop' } } }],
    ['a template that is none', { template: 5 }],
    ['Works that are none', { works: {} }],
    ['clusters that are none', { clusters: 'member1' }],
    ['no time', { now: 'yesterday' }],
    ['options that are none', 5],
  ])('%s are refused', (_, options) => {
    expect(() => explainBinding(bindingWith({}), options as object)).toThrow(
      expect.objectContaining({ code: 'INVALID_OPTIONS' }),
    );
  });

  it('a template is the same object with an empty namespace, or where one side does not say', () => {
    const resource = { apiVersion: 'v1', kind: 'Node', name: 'web', namespace: '' };
    const node = { apiVersion: 'v1', kind: 'Node', metadata: { name: 'web' } };
    expect(explain({ spec: { resource } }, { template: node }).problems).toEqual([]);
    expect(explain({ spec: { resource: { name: 'web' } } }, { template }).problems).toEqual([]);
    expect(explain({}, { template: { metadata: { name: 'web' } } }).problems).toEqual([]);
    expect(
      explain(
        { spec: { resource: { ...resource, namespace: undefined } } },
        { template: { ...node, metadata: { namespace: '' } } },
      ).problems,
    ).toEqual([]);
  });

  it('another version, a template made anew and a malformed one are none', () => {
    const problemsOf = (given: object) =>
      explain(
        {
          spec: {
            resource: {
              apiVersion: 'apps/v1',
              kind: 'Deployment',
              namespace: 'shop',
              name: 'web',
              uid: 'old',
            },
          },
        },
        { template: given },
      ).problems.map(({ path }) => path);
    expect(problemsOf({ ...template, apiVersion: 'apps/v1beta2' })).toEqual([]);
    expect(problemsOf({ ...template, metadata: { ...template.metadata, uid: 'new' } })).toEqual([
      'template.metadata.uid',
    ]);
    expect(problemsOf({ ...template, metadata: { ...template.metadata, generation: '7' } })).toEqual([
      'template.metadata.generation',
    ]);
  });

  it('a binding of a typed list, without a kind, is one', () => {
    const { apiVersion: _, kind: __, ...typed } = bindingWith({}) as { apiVersion: string; kind: string };
    expect(explainBinding(typed).state).toBe('Healthy');
    expect(explainBinding({ kind: 'ClusterResourceBinding' })).toMatchObject({
      reason: 'NotScheduled',
      clusters: [],
    });
  });
});

it('the present time tells for how long', () => {
  const options = {
    clusters: [
      { name: 'member1', ready: true },
      { name: 'member2', ready: false, since: '2026-10-05T07:18:00Z' },
    ],
  };
  expect(member2({}, { ...options, now: '2026-10-05T08:00:00Z' })?.message).toContain(
    'is not ready for 42m;',
  );
  expect(member2({}, options)?.message).toContain('is not ready since 2026-10-05T07:18:00Z;');
  const evicted = (task: object, now?: number) =>
    explain(
      {
        spec: {
          clusters: [],
          gracefulEvictionTasks: [
            { fromCluster: 'member2', creationTimestamp: '1970-01-01T00:01:00Z', ...task },
          ],
        },
      },
      { now },
    ).clusters.at(-1)?.message;
  expect(evicted({}, 120_000)).toContain('for 1m, and for at most 9m more');
  expect(evicted({ gracePeriodSeconds: 60 }, 119_999)).toContain('for at most 1s more');
  expect(evicted({ gracePeriodSeconds: 60 }, 120_000)).toContain('its time is up');
  expect(evicted({})).toContain('since 1970-01-01T00:01:00Z, for at most 10m');
});

describe('a resource whose names are no texts', () => {
  const untextual = { toString: '', valueOf: '' };
  const names = ['apiVersion', 'kind', 'namespace', 'name', 'uid'];

  it.each(names)('is explained without its %s, which is a problem', (name) => {
    const resource = {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      namespace: 'shop',
      name: 'web',
      [name]: untextual,
    };
    const explanation = explainBinding({
      spec: { resource, replicas: untextual, clusters: [{ name: 'a' }] },
    });
    expect(explanation.problems.map(({ path }) => path)).toContain(`spec.resource.${name}`);
    expect(explanation.resource).not.toHaveProperty(name);
    expect(formatExplanation(explanation)).toContain('spec.resource');
  });
});
