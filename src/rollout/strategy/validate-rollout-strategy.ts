import { at, isFields } from '../../kubernetes/object.js';
import { placeClusters, takenAlready } from './place-clusters.js';
import { compilePlan } from './plan-rollout.js';
import type { RolloutFault } from './rollout-error.js';
import type { RolloutClusters, RolloutStage, RolloutStrategy } from './rollout-strategy.js';

/** What the validation of a strategy may take into account. */
export interface ValidateRolloutStrategyOptions {
  /** The target clusters; without them, no name is looked for, and overlaps of selectors are not seen. */
  readonly clusters?: RolloutClusters | undefined;
}

/**
 * Finds everything that is wrong with a strategy, whatever it is: nothing that stands in it throws.
 *
 * @param strategy - A value of any type.
 * @param options - The target clusters.
 * @returns The faults, each with its path in the strategy and a sentence that goes on from it; empty if there is none.
 *
 * @example
 * validateRolloutStrategy({ maxConcurrency: '110%' });
 * // [{ path: 'maxConcurrency',
 * //    message: 'must be an integer from 1 on or a whole percentage from "0%" to "100%", not "110%"' }]
 */
export function validateRolloutStrategy(
  strategy: unknown,
  { clusters }: ValidateRolloutStrategyOptions = {},
): readonly RolloutFault[] {
  const faults: RolloutFault[] = [];
  if (clusters) compilePlan(strategy as RolloutStrategy, clusters, { named: true }, faults);
  else {
    placeClusters(strategy as RolloutStrategy, new Map(), { gone: new Map(), former: new Map() }, faults);
    faults.push(...repeatedNames(strategy));
  }
  return faults;
}

/** Names that two stages have, or one stage twice, which is known without the clusters. */
function repeatedNames(strategy: unknown): readonly RolloutFault[] {
  const stages = at(strategy, 'stages');
  if (!Array.isArray(stages)) return [];
  const owners = new Map<string, unknown>();
  return stages.flatMap((stage: unknown, i) => {
    const { name: owner, clusters } = (isFields(stage) ? stage : {}) as Partial<RolloutStage>;
    if (!Array.isArray(clusters)) return [];
    return clusters.flatMap((name: unknown, j) => {
      if (typeof name !== 'string' || name === '') return [];
      const first = owners.has(name);
      const message = takenAlready(name, owners.get(name));
      if (!first) owners.set(name, owner);
      return first ? [{ path: `stages[${i}].clusters[${j}]`, message }] : [];
    });
  });
}
