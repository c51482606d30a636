import { type AggregatedStatusItem, createInterpreter } from 'karmada-interpreter';
import { computeRollout, planRollout, RolloutError, type RolloutStrategy } from 'karmada-interpreter/rollout';
import { describe, expect, it } from 'vitest';
import { held, phases, rollout, settled, stages } from '../by-hand.js';

const canary = { name: 'canary', clusters: ['a'] };
const rest = { name: 'rest', clusterSelector: {} };

describe('a cluster that drops out of the list and still reports', () => {
  it('keeps its place, its soak and its room', () => {
    const step = rollout({ strategy: { gate: { minSuccessTime: '1h' } }, clusters: ['a', 'b'] });
    step({ items: [settled('a'), settled('b', 1)] });
    const away = step({ now: 1000, clusters: ['b'] });
    expect(phases(away)).toEqual({ a: 'Soaking', b: 'Pending' });
    expect(away.suspension).toEqual(held('b'));
    const back = step({ now: 2000, clusters: ['a', 'b'] });
    expect(back.status.clusters[0]).toMatchObject({ released: 0, updated: 0 });
    expect(phases(step({ now: 3_600_000 }))).toEqual({ a: 'Succeeded', b: 'Progressing' });
  });

  it('is waited for in its stage, says so, and is not released before it is back', () => {
    const strategy = { stages: [{ ...canary, clusters: ['a', 'b'] }, rest] };
    const items = ['a', 'b', 'c'].map((name) => settled(name, 1));
    const step = rollout({ strategy, items });
    step();
    const away = step({ now: 1, clusters: ['a', 'c'], items: [settled('a'), ...items.slice(1)] });
    expect(away.suspension).toEqual(held('b', 'c'));
    expect(away.status.clusters[1]).toMatchObject({ stage: 'canary', reason: 'NotScheduled' });
    expect(away.explanation).toEqual([
      'b is no target cluster any more, but still reports; its place is kept as long as it does',
    ]);
    expect(step({ now: 2, clusters: ['a', 'b', 'c'] }).suspension).toEqual(held('c'));
  });

  it('is dropped once it reports no more', () => {
    const step = rollout({ strategy: { stages: [canary, rest] }, clusters: ['a', 'b'] });
    step({ items: [settled('a', 1), settled('b', 1)] });
    expect(phases(step({ now: 1, clusters: ['b'] }))).toEqual({ a: 'Progressing', b: 'Pending' });
    expect(phases(step({ now: 2, items: [settled('b', 1)] }))).toEqual({ b: 'Progressing' });
  });

  it('counts where shares of the fleet are reckoned', () => {
    const clusters = ['a', 'b', 'c', 'd'];
    const items = clusters.map((name) => settled(name, 1));
    const strategy = {
      stages: [{ name: 'half', percent: 50 }],
      maxConcurrency: 4,
      maxFailures: '50%',
      progressDeadline: '1m',
    };
    const step = rollout({ strategy, clusters, items });
    step();
    const away = step({ now: 60_000, clusters: ['a', 'c', 'd'] });
    expect(away.status.clusters.map(({ name, stage }) => `${name} ${stage}`)).toEqual([
      'a half',
      'b half',
      'c unmatched',
      'd unmatched',
    ]);
    // Two of four may fail, though three are listed.
    expect(phases(away)).toEqual({ a: 'TimedOut', b: 'TimedOut', c: 'Progressing', d: 'Progressing' });
    const joined = rollout({ strategy, clusters: ['a', 'b'], items: [settled('b', 1)] });
    joined();
    const { status } = joined({ now: 1, clusters: ['a', 'c', 'd'] });
    expect(status.clusters.filter(({ stage }) => stage === 'half').map(({ name }) => name)).toEqual([
      'a',
      'c',
    ]);
  });

  it('keeps a place among those that no stage takes', () => {
    const items = [settled('a', 1), settled('b', 1)];
    const step = rollout({ strategy: { stages: [canary] }, clusters: ['a', 'b'], items });
    step();
    expect(step({ now: 1, clusters: ['a'] }).status.clusters[1]).toMatchObject({
      name: 'b',
      stage: 'unmatched',
    });
  });
});

describe('a cluster that is not ready', () => {
  const off = (name: string) => ({ name, ready: false });

  it('does not vouch by what it last said, and is waited for', () => {
    const step = rollout({ strategy: { progressDeadline: '10m' }, clusters: ['a', 'b'] });
    step();
    const away = step({ now: 1000, clusters: [off('a'), 'b'], items: [settled('a')] });
    expect(away.status.clusters[0]).toMatchObject({ phase: 'Progressing', reason: 'Unreachable' });
    expect(away.explanation).toEqual(['a is not ready, and what it last reported does not count']);
    expect(away.requeueAfterMs).toBe(599_000);
    expect(phases(step({ now: 2000, clusters: ['a', 'b'] }))).toEqual({ a: 'Succeeded', b: 'Progressing' });
  });

  it('is left out where the strategy says so, held back, and caught up with', () => {
    const strategy: RolloutStrategy = { whenUnreachable: 'skip', progressDeadline: '10m' };
    const step = rollout({ strategy, clusters: [off('a'), 'b'] });
    const first = step();
    expect(phases(first)).toEqual({ a: 'Skipped', b: 'Progressing' });
    expect(first.suspension).toEqual(held('a'));
    const over = step({ now: 1000, items: [settled('b')] });
    expect(over).toMatchObject({
      suspension: held('a'),
      status: { phase: 'Succeeded', reason: 'ClustersSkipped' },
      explanation: ['a is not ready, and is left out until it is'],
    });
    expect(over.requeueAfterMs).toBeUndefined();
    const back = step({ now: 5000, clusters: ['a', 'b'] });
    expect(back).toMatchObject({ status: { phase: 'Progressing' }, requeueAfterMs: 600_000 });
    expect(back.suspension).toBeUndefined();
    expect(step({ now: 6000, items: [settled('a'), settled('b')] }).status).toMatchObject({
      phase: 'Succeeded',
    });
  });

  it('makes room while it is away, and has its time anew when it is back', () => {
    const strategy: RolloutStrategy = { whenUnreachable: 'skip', progressDeadline: '10m' };
    const step = rollout({ strategy, clusters: ['a', 'b'] });
    step();
    const away = step({ now: 60_000, clusters: [off('a'), 'b'] });
    expect(phases(away)).toEqual({ a: 'Skipped', b: 'Progressing' });
    // What has been released is not held again.
    expect(away.suspension).toBeUndefined();
    const input = { strategy, clusters: [off('a'), 'b'], items: [], generation: 2 };
    const still = computeRollout({ ...input, now: 70_000, status: away.status });
    expect(still.status).toBe(away.status);
    const back = step({ now: 900_000, clusters: ['a', 'b'], items: [settled('b')] });
    expect(back.status.clusters[0]).toMatchObject({ phase: 'Progressing', released: 900_000 });
  });

  it('does not open a gate: a stage none of whose clusters is ready is waited for, or passed if asked', () => {
    const strategy: RolloutStrategy = { whenUnreachable: 'skip', stages: [canary, rest] };
    const waits = rollout({ strategy, clusters: [off('a'), 'b'] })();
    expect(waits).toMatchObject({ suspension: held('a', 'b'), status: { phase: 'Waiting' } });
    expect(waits.explanation[0]).toBe('stage canary waits for a cluster: it has none that is ready');
    const passes = rollout({ strategy: { ...strategy, whenEmpty: 'pass' }, clusters: [off('a'), 'b'] })();
    expect(passes.suspension).toEqual(held('a'));
  });

  it('stays failed where it has failed', () => {
    const strategy = { whenUnreachable: 'skip', progressDeadline: '1m' } as const;
    const step = rollout({ strategy, clusters: ['a', 'b'] });
    step();
    step({ now: 60_000 });
    expect(phases(step({ now: 61_000, clusters: [off('a'), 'b'] }))).toEqual({ a: 'TimedOut', b: 'Pending' });
  });

  it("is the user's where the user suspends it", () => {
    const step = rollout({
      strategy: { whenUnreachable: 'skip' },
      clusters: [off('a')],
      suspension: held('a'),
    });
    expect(step().status.clusters[0]).toMatchObject({ phase: 'Progressing', reason: 'Suspended' });
  });
});

describe('a stage without clusters', () => {
  const nobody = { name: 'nobody', clusterSelector: { matchLabels: { no: 'one' } } };

  it('is passed, or waited for where the strategy says so', () => {
    const stagesOf = { stages: [nobody, rest] };
    expect(stages(rollout({ strategy: stagesOf })())).toEqual({ nobody: 'Succeeded', rest: 'Progressing' });
    const step = rollout({ strategy: { ...stagesOf, whenEmpty: 'wait' } });
    const waits = step();
    expect(waits).toMatchObject({
      suspension: held('a', 'b', 'c'),
      explanation: ['stage nobody waits for a cluster: it has none'],
    });
    expect(stages(waits)).toEqual({ nobody: 'Waiting', rest: 'Pending' });
    const joined = step({ now: 1, clusters: ['a', 'b', 'c', { name: 'd', labels: { no: 'one' } }] });
    expect(joined.suspension).toEqual(held('a', 'b', 'c'));
  });
});

describe('a kind without observedGeneration', () => {
  const finished = (clusterName: string, fields: object = {}): AggregatedStatusItem => ({
    ...{ clusterName, applied: true, health: 'Healthy' },
    status: { generation: 1, resourceTemplateGeneration: 2, succeeded: 1 },
    ...fields,
  });

  it('gets past its first cluster: no kind with the field is healthy without it', () => {
    const step = rollout({ strategy: {} });
    step();
    expect(phases(step({ items: [finished('a')] }))).toMatchObject({ a: 'Succeeded', b: 'Progressing' });
  });

  it('does not, where it is unhealthy or of the version before', () => {
    const step = rollout({ strategy: { gate: { requireHealthy: false } } });
    step();
    const waits = (item: AggregatedStatusItem) => phases(step({ items: [item] })).a;
    expect(waits(finished('a', { health: 'Unhealthy' }))).toBe('Progressing');
    expect(waits(finished('a', { status: { generation: 1, resourceTemplateGeneration: 1 } }))).toBe(
      'Progressing',
    );
    const interpreter = { declaration: { observedGeneration: 'none' } };
    expect(phases(step({ items: [finished('a', { health: 'Unknown' })], interpreter })).a).toBe('Succeeded');
  });

  it('says what it needs where nobody tells its template generation, and takes a revision for it', () => {
    const silent = { clusterName: 'a', applied: true, health: 'Healthy', status: { succeeded: 1 } } as const;
    const step = rollout({ strategy: {}, items: [silent] });
    expect(step().explanation).toEqual([
      'a does not tell its template generation: its item needs a resourceTemplateGeneration, or the rollout a revision',
    ]);
    const staged = rollout({ strategy: {}, items: [{ ...silent, revision: 'v1' }], revision: 'v2' });
    expect(phases(staged())).toMatchObject({ a: 'Progressing' });
    const next = staged({ now: 1, items: [{ ...silent, revision: 'v2' }] });
    expect(phases(next)).toMatchObject({ a: 'Succeeded', b: 'Progressing' });
    // What is told counts.
    const old = { ...silent, clusterName: 'b', revision: 'v2', resourceTemplateGeneration: 1 };
    expect(phases(staged({ now: 2, items: [old] })).b).toBe('Progressing');
  });

  it('is told by generations beside the status, which count first', () => {
    const beside = (fields: object) =>
      ({ clusterName: 'a', health: 'Healthy', resourceTemplateGeneration: 2, ...fields }) as const;
    const step = rollout({ strategy: {} });
    step();
    expect(phases(step({ items: [beside({ memberGeneration: 3, memberObservedGeneration: 2 })] })).a).toBe(
      'Progressing',
    );
    expect(
      phases(step({ items: [beside({ status: settled('a', 1).status, memberGeneration: 3 })] })),
    ).toMatchObject({
      a: 'Succeeded',
      b: 'Progressing',
    });
  });
});

describe('conditions that nobody collects', () => {
  const interpreter = createInterpreter();
  const requiredConditions = [{ type: 'Ready', status: 'True' }] as const;
  const collecting = (collected: object) => ({
    kind: 'Widget',
    apiVersions: ['example.io/v1'],
    reflectStatus: ({ status }: { status?: object }) => ({ ...status, ...collected }),
  });

  it('are refused when the rollout is planned, with the reason', () => {
    const strategy = { gate: { requiredConditions }, stages: [{ ...rest, gate: { requiredConditions } }] };
    const deaf = collecting({ conditions: undefined });
    const faults = (call: () => unknown) => {
      try {
        call();
      } catch (error) {
        if (error instanceof RolloutError) return error.faults;
      }
      return undefined;
    };
    const message =
      'asks for a condition that no member can report: the interpreter of Widget does not collect status.conditions';
    const expected = ['gate', 'stages[0].gate'].map((path) => ({
      path: `${path}.requiredConditions[0]`,
      message,
    }));
    expect(faults(() => planRollout(strategy, ['a'], { interpreter: deaf }))).toEqual(expected);
    const input = { strategy, clusters: ['a'], items: [], generation: 2, now: 0, interpreter: deaf };
    expect(faults(() => computeRollout(input))).toEqual(expected);
  });

  it('are no matter where they are collected, or where that cannot be tried', () => {
    const strategy = { gate: { requiredConditions } };
    const kinds = [
      collecting({}),
      {
        reflectStatus() {
          throw new Error('no spec');
        },
      },
      undefined,
    ];
    for (const kind of kinds)
      expect(planRollout(strategy, ['a'], { interpreter: kind }).stages).toHaveLength(1);
    expect(interpreter.kinds().length).toBeGreaterThan(0);
  });
});

describe('a rollout that is over', () => {
  it('says so where a cluster has failed within the budget', () => {
    const step = rollout({ strategy: { progressDeadline: '1m', maxFailures: 1 }, clusters: ['a', 'b'] });
    step();
    const over = step({ now: 60_000, items: [settled('b')] });
    expect(over.status).toMatchObject({ phase: 'Succeeded', reason: 'ClustersFailed' });
    expect(over.explanation).toEqual([
      'the rollout is over, but 1 of 2 clusters have failed, and 1 may',
      'a has not reported a status; it has timed out',
    ]);
    const recovered = step({ now: 61_000, items: [settled('a'), settled('b')] });
    expect(recovered.status.reason).toBeUndefined();
    expect(recovered.explanation).toEqual([]);
  });
});

describe('a strategy from YAML', () => {
  it('may have empty keys wherever a key may be left out', () => {
    const gate = {
      requireHealthy: null,
      requiredConditions: null,
      requiredRevision: null,
      minSuccessTime: null,
    };
    const absent = { maxConcurrency: null, order: null };
    const strategy = {
      ...{ ...absent, gate, unmatched: null, progressDeadline: null, maxFailures: null, onFailure: null },
      ...{ whenUnreachable: null, whenEmpty: null },
      stages: [
        { name: 'one', clusters: ['a'], clusterSelector: null, ...absent, before: null, after: null, gate },
        { name: 'two', clusters: null, clusterSelector: { matchLabels: { x: 'y' }, matchExpressions: null } },
        {
          name: 'three',
          clusterSelector: {
            matchLabels: null,
            matchExpressions: [{ key: 'z', operator: 'Exists', values: null }],
          },
          after: [{ type: 'Approval', name: null }],
          gate: null,
        },
      ],
    };
    const clusters = ['a', { name: 'b', labels: null, ready: null }];
    const same = JSON.parse(JSON.stringify(strategy), (_, value) => value ?? undefined);
    expect(planRollout(strategy as never, clusters)).toEqual(planRollout(same, ['a', 'b']));
    const empty = {
      strategy: { ...strategy, stages: null } as never,
      clusters,
      items: null,
      generation: 2,
      now: 0,
    };
    const nulls = { status: null, approvals: null, suspension: null };
    const plain = { strategy: {}, clusters: ['a', 'b'], items: [], generation: 2, now: 0 };
    expect(computeRollout({ ...empty, ...nulls } as never)).toEqual(computeRollout(plain));
  });
});
