import { computeRollout, type RolloutStrategy } from 'karmada-interpreter/rollout';
import { clusterNames } from './fixtures.js';
import type { Job } from './measure.js';

const STAGES = 20;

const strategy: RolloutStrategy = {
  gate: { minSuccessTime: '1m' },
  progressDeadline: '10m',
  stages: Array.from({ length: STAGES }, (_, i) => ({
    name: `stage${i}`,
    clusterSelector: { matchLabels: { stage: `${i}` } },
    maxConcurrency: '50%',
  })),
};

/** A step in the middle of a rollout to so many clusters: half of the stages are over. */
export function rolloutStep(members: number): Job {
  const clusters = clusterNames(members).map((name, i) => ({ name, labels: { stage: `${i % STAGES}` } }));
  const items = clusters.map(({ name }, i) => {
    const generation = i % STAGES < STAGES / 2 ? 2 : 1;
    const status = { generation, observedGeneration: generation, resourceTemplateGeneration: generation };
    return { clusterName: name, health: 'Healthy' as const, status };
  });
  const input = { strategy, clusters, items, generation: 2 };
  const { status } = computeRollout({ ...input, now: 0 });
  const middle = { ...input, now: 60_000, status: computeRollout({ ...input, now: 1, status }).status };
  return () => computeRollout(middle);
}
