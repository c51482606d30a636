import type { AggregatedStatusItem } from 'karmada-interpreter';
import {
  computeRollout,
  computeStagedPropagation,
  formatTimeline,
  planRollout,
  type RolloutStrategy,
  type RolloutTimeline,
  recordTimeline,
  renderTimeline,
  revisionSkew,
  simulateRollout,
} from 'karmada-interpreter/rollout';
import { expect, it } from 'vitest';

/** The least CPU time of some runs, in microseconds. */
function cpuOf(run: () => unknown): number {
  const times = Array.from({ length: 3 }, () => {
    const before = process.cpuUsage();
    run();
    const { user, system } = process.cpuUsage(before);
    return user + system;
  });
  return Math.min(...times);
}

/** Four times the size costs at most 4^1.5 times as much; other programs on the machine get several tries. */
function expectGrowth(prepare: (size: number) => () => unknown, size: number): void {
  const [small, large] = [prepare(size), prepare(4 * size)];
  small();
  let ratio = Number.POSITIVE_INFINITY;
  for (let i = 0; i < 4 && ratio > 8; i++)
    ratio = Math.min(ratio, cpuOf(large) / Math.max(500, cpuOf(small)));
  expect(ratio).toBeLessThanOrEqual(8);
}

const names = (size: number) => Array.from({ length: size }, (_, i) => `c${i}`);
const labelled = (size: number) =>
  names(size).map((name) => ({ name, labels: { name, env: 'prod', zone: `z${name.length}` } }));
const stageByName = (size: number): RolloutStrategy => ({
  stages: names(size).map((name) => ({ name, clusters: [name] })),
});
const stageByLabel = (size: number): RolloutStrategy => ({
  stages: names(size).map((name) => ({
    name,
    clusterSelector: {
      matchLabels: { env: 'prod', name },
      matchExpressions: [{ key: 'zone', operator: 'Exists' }],
    },
  })),
});
const settled = (clusterName: string, status: object = {}): AggregatedStatusItem => ({
  clusterName,
  applied: true,
  health: 'Healthy',
  status: { generation: 2, observedGeneration: 2, resourceTemplateGeneration: 2, ...status },
});
const behaviour = { takes: '1m' };
const flapping = (size: number): RolloutTimeline => {
  let timeline: RolloutTimeline | undefined;
  const base = computeRollout({ strategy: {}, clusters: ['a'], items: [], generation: 2, now: 0 });
  for (let now = 0; now < size; now++) {
    const phase = now % 2 === 0 ? ('Progressing' as const) : ('Soaking' as const);
    const clusters = base.status.clusters.map((cluster) => ({ ...cluster, phase }));
    timeline = recordTimeline(timeline, { status: { ...base.status, clusters }, explanation: [] }, now);
  }
  return timeline as RolloutTimeline;
};

it.each<[string, (size: number) => () => unknown, number]>([
  [
    'a simulation of one cluster at a time',
    (n) => () => simulateRollout({ strategy: {}, clusters: names(n), behaviour }),
    1000,
  ],
  [
    'a simulation of a stage a cluster',
    (n) => () => simulateRollout({ strategy: stageByName(n), clusters: names(n), behaviour }),
    500,
  ],
  [
    'a simulation in which clusters time out one by one',
    (n) => () =>
      simulateRollout({
        strategy: { progressDeadline: '1m', maxFailures: '100%' },
        clusters: names(n),
        behaviour: { fails: 'Unhealthy' },
      }),
    1000,
  ],
  ['a plan of a stage a cluster by labels', (n) => () => planRollout(stageByLabel(n), labelled(n)), 1000],
  [
    'stages that take the same clusters',
    (n) => () => {
      const stages = names(n).map((name) => ({ name, clusterSelector: { matchLabels: { env: 'prod' } } }));
      expect(() => planRollout({ stages }, labelled(n))).toThrow('already');
    },
    500,
  ],
  [
    'a step over clusters that have settled',
    (n) => {
      const [clusters, items] = [names(n), names(n).map((name) => settled(name))];
      const input = { strategy: { maxConcurrency: '50%' }, clusters, items, generation: 2 };
      const { status } = computeRollout({ ...input, now: 0 });
      return () => computeRollout({ ...input, now: 1, status });
    },
    1000,
  ],
  [
    'a step over stages that have been passed',
    (n) => {
      const [clusters, items] = [names(n), names(n).map((name) => settled(name))];
      const input = { strategy: stageByName(n), clusters, generation: 2 };
      const { status } = computeRollout({ ...input, items, now: 0 });
      return () => computeRollout({ ...input, items: [], now: 1, status });
    },
    500,
  ],
  [
    'a gate of many conditions',
    (n) => {
      const requiredConditions = names(n).map((type) => ({ type, status: 'True' as const }));
      const conditions = [...requiredConditions].reverse();
      const input = { strategy: { gate: { requiredConditions } }, clusters: ['a'], generation: 2, now: 0 };
      return () => {
        const { phase } = computeRollout({ ...input, items: [settled('a', { conditions })] }).status;
        expect(phase).toBe('Succeeded');
      };
    },
    2000,
  ],
  ['a cluster whose phases flap', (n) => () => flapping(n), 1500],
  [
    'charts of many clusters',
    (n) => {
      const timeline = simulateRollout({ strategy: {}, clusters: names(n), behaviour });
      return () => [formatTimeline(timeline), renderTimeline(timeline)];
    },
    300,
  ],
  [
    'a strategy of long texts',
    (n) => {
      const strategy = {
        progressDeadline: '1h'.repeat(n),
        maxFailures: `${'9'.repeat(n)}%`,
        gate: { minSuccessTime: '1.'.repeat(n), requiredRevision: { path: 'a', range: '1.1.1-'.repeat(n) } },
        stages: [{ name: 'x'.repeat(n), clusterSelector: {}, order: 'y'.repeat(n) as 'name' }],
      };
      return () => expect(() => planRollout(strategy, [])).toThrow('must be');
    },
    20_000,
  ],
  [
    'a strategy of stages that are all wrong',
    (n) => () => {
      const stages = names(n).map(() => ({ name: '/', [`x${n}`]: 1 }));
      expect(() => planRollout({ stages }, [])).toThrow('must be');
    },
    2000,
  ],
  [
    'a plan by shares of the fleet',
    (n) => {
      const stages = Array.from({ length: 50 }, (_, i) => ({ name: `s${i}`, percent: 2 }));
      return () => planRollout({ stages }, names(n));
    },
    2000,
  ],
  [
    'a staged propagation over clusters that have passed',
    (n) => {
      const [clusters, items] = [names(n), names(n).map((name) => settled(name))];
      const completedClusters = clusters.slice(1).sort();
      const previous = { observedGeneration: 2, phase: 'Progressing' as const, completedClusters };
      const strategy = { type: 'Staged' as const, staged: {} };
      return () => computeStagedPropagation({ strategy, clusters, items, previous, generation: 2, now: 0 });
    },
    2000,
  ],
  [
    'a staged propagation by many conditions',
    (n) => {
      const requiredConditions = names(n).map((type) => ({ type }));
      const conditions = names(n)
        .reverse()
        .map((type) => ({ type, status: 'True' }));
      const strategy = { type: 'Staged' as const, staged: { gate: { requiredConditions } } };
      const items = [settled('a', { conditions })];
      return () => {
        const input = { strategy, clusters: ['a'], items, generation: 2, now: 0 };
        expect(computeStagedPropagation(input).status?.phase).toBe('Succeeded');
      };
    },
    1000,
  ],
  [
    'a skew of many versions',
    (n) => {
      const items = names(n).map((name, i) => settled(name, { version: `1.${i % 97}.${i}` }));
      return () => revisionSkew(items, { path: 'version', range: '>=1.50' });
    },
    1000,
  ],
])('%s costs no more than its size^1.5', (_, prepare, size) => {
  expectGrowth(prepare, size);
});

it('keeps the 500 longest phases of a cluster that flaps, and what it stands in now', () => {
  const spansOf = (size: number) => flapping(size).stages[0]?.clusters[0]?.spans ?? [];
  expect(spansOf(500)).toHaveLength(500);
  // One span is left out, and what it stood between is one phase.
  expect(spansOf(501)).toHaveLength(499);
  expect(spansOf(501).slice(0, 2)).toEqual([
    { phase: 'Progressing', from: 0 },
    { phase: 'Soaking', from: 3 },
  ]);
  expect(spansOf(2000).at(-1)).toEqual({ phase: 'Soaking', from: 1999 });
});
