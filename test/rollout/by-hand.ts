import type { AggregatedStatusItem } from 'karmada-interpreter';
import {
  computeRollout,
  type RolloutInput,
  type RolloutResult,
  type RolloutStrategy,
} from 'karmada-interpreter/rollout';
import { deepFreeze } from '../support/freeze.js';

/** A suspension of these clusters. */
export const held = (...clusterNames: string[]) => ({ dispatchingOnClusters: { clusterNames } });

/** A cluster that has settled at a generation. */
export const settled = (clusterName: string, generation = 2, fields: object = {}): AggregatedStatusItem => ({
  clusterName,
  applied: true,
  health: 'Healthy',
  status: { generation, observedGeneration: generation, resourceTemplateGeneration: generation },
  ...fields,
});

/** A rollout that is driven by hand: what is not said stays as it was. */
export function rollout(first: Partial<RolloutInput> & { readonly strategy: RolloutStrategy }) {
  let input: RolloutInput = { clusters: ['a', 'b', 'c'], items: [], generation: 2, now: 0, ...first };
  let result: RolloutResult | undefined;
  return (change: Partial<RolloutInput> = {}): RolloutResult => {
    input = { ...input, ...change };
    result = computeRollout(
      deepFreeze({ ...input, status: JSON.parse(JSON.stringify(result?.status ?? null)) }),
    );
    return result;
  };
}

/** How each cluster stands. */
export const phases = ({ status }: RolloutResult) =>
  Object.fromEntries(status.clusters.map(({ name, phase }) => [name, phase]));
/** How each stage stands. */
export const stages = ({ status }: RolloutResult) =>
  Object.fromEntries(status.stages.map(({ name, phase }) => [name, phase]));
