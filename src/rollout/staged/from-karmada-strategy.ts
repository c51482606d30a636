import { RolloutError } from '../strategy/rollout-error.js';
import type { RolloutStrategy } from '../strategy/rollout-strategy.js';
import type { KarmadaRolloutStrategy } from './karmada-rollout.js';
import { DEFAULT_TIMEOUT, karmadaStrategyFaults } from './validate-karmada-strategy.js';

/** A strategy of Karmada's as one of this library. */
export interface ConvertedStrategy {
  /** `undefined` where Karmada stages nothing. */
  readonly strategy: RolloutStrategy | undefined;
  /** Where the two go different ways, a sentence each. */
  readonly notes: readonly string[];
}

/**
 * Karmada's `spec.rolloutStrategy` as a strategy for `planRollout`, `simulateRollout` and charts.
 *
 * @param strategy - As it stands in the policy or the binding.
 * @returns The strategy, and how a rollout by it differs from Karmada's own where something goes wrong.
 * @throws {RolloutError} for a strategy that Karmada would refuse, with every fault.
 *
 * @example
 * fromKarmadaStrategy({ type: 'Staged', staged: { timeout: '10m' } }).strategy?.progressDeadline; // '10m'
 */
export function fromKarmadaStrategy(strategy: KarmadaRolloutStrategy | null | undefined): ConvertedStrategy {
  const faults = karmadaStrategyFaults(strategy, 'strategy');
  const errors = faults.flatMap(({ severity, path, message }) =>
    severity === 'error' ? { path, message } : [],
  );
  if (errors.length > 0) throw new RolloutError(errors);
  if (strategy?.type !== 'Staged') return { strategy: undefined, notes: [] };
  const { gate, timeout, onFailure } = strategy.staged ?? {};
  const conditions = (gate?.requiredConditions ?? []).map(
    ({ type, status }) => ({ type, status: status ?? 'True' }) as const,
  );
  const continues = onFailure?.action === 'Continue';
  return {
    strategy: {
      stages: [{ name: 'all', clusterSelector: {}, order: 'name' }],
      gate: {
        requireHealthy: gate?.requireHealthy ?? true,
        ...(conditions.length > 0 && { requiredConditions: conditions }),
        ...(gate?.minSuccessTime && { minSuccessTime: gate.minSuccessTime }),
      },
      progressDeadline: timeout ?? DEFAULT_TIMEOUT,
      maxFailures: continues ? '100%' : 0,
    },
    notes: [
      ...faults.map(({ path, message }) => `${path} ${message}`),
      'in Karmada the soak is part of the timeout; here a cluster that soaks does not run out of time',
      ...(continues
        ? []
        : [
            'in Karmada a failed rollout stays failed until the template changes; here it goes on when the cluster recovers or by the approval resume',
          ]),
      'in Karmada a change of the template holds all clusters before the rollout starts over; here those that have the new generation are not held',
      'in Karmada a cluster that joins before the current one takes its place, and the current one is held again; here it waits for the current one',
      'in Karmada the timeout runs on while the user suspends the current cluster; here it counts from when the user lets go',
      ...(conditions.some(({ status }) => status === 'Unknown')
        ? ['in Karmada a missing condition counts as Unknown; here it has to be reported']
        : []),
    ],
  };
}
