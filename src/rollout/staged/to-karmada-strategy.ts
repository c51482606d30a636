import { selectsRest } from '../strategy/cluster-selector.js';
import { durationText, timeOf } from '../strategy/duration.js';
import { type RolloutFault, refuseFaults } from '../strategy/rollout-error.js';
import type { Gate, RolloutStage, RolloutStrategy } from '../strategy/rollout-strategy.js';
import { strategyFaults } from '../strategy/strategy-schema.js';
import type { KarmadaRolloutStrategy } from './karmada-rollout.js';

/** A strategy of this library as one of Karmada's. */
export interface KarmadaConversion {
  /** Absent where Karmada cannot say it. */
  readonly strategy?: KarmadaRolloutStrategy;
  /** What Karmada cannot say, each with its path. */
  readonly problems: readonly RolloutFault[];
}

/**
 * A strategy as Karmada's `spec.rolloutStrategy`, where Karmada can say it: one cluster after the other by name, with
 * a deadline, and with no failure or any number of them.
 *
 * @param strategy - For `computeRollout`.
 * @returns The strategy for a policy, or what keeps Karmada from saying it.
 * @throws {RolloutError} for a strategy that cannot be, with every fault.
 *
 * @example
 * toKarmadaStrategy({ progressDeadline: '10m' }).strategy; // { type: 'Staged', staged: { gate: { requireHealthy: true },
 * //   timeout: '10m', onFailure: { action: 'Pause' } } }
 */
export function toKarmadaStrategy(strategy: RolloutStrategy): KarmadaConversion {
  refuseFaults(strategyFaults(strategy));
  const problems: RolloutFault[] = [];
  const cannot = (path: string, message: string) => problems.push({ path, message });
  const stages = strategy.stages ?? [];
  const [only] = stages;
  if (stages.length > 1) cannot('stages', `are ${stages.length}, and Karmada has one`);
  else if (only) checkStage(only, cannot);
  const stage: Partial<RolloutStage> = stages.length === 1 ? (only ?? {}) : {};
  const place = (key: 'maxConcurrency' | 'order') =>
    (stage[key] ?? undefined) === undefined ? key : `stages[0].${key}`;
  const concurrency = stage.maxConcurrency ?? strategy.maxConcurrency ?? 1;
  // A share of a fleet is one cluster of any fleet only where it is none.
  if (concurrency !== 1 && concurrency !== '0%') {
    cannot(
      place('maxConcurrency'),
      `is ${JSON.stringify(concurrency)}, and Karmada updates one cluster at a time`,
    );
  }
  if ((stage.order ?? strategy.order ?? 'name') !== 'name') {
    cannot(place('order'), 'is by a label, and Karmada goes by name');
  }
  const gate: Gate = { ...strategy.gate, ...definedIn(stage.gate ?? {}) };
  if (gate.requiredRevision) {
    cannot(
      `${stage.gate?.requiredRevision ? 'stages[0].' : ''}gate.requiredRevision`,
      'asks for a revision, which Karmada does not read',
    );
  }
  if (!strategy.progressDeadline) {
    cannot('progressDeadline', 'is absent, and in Karmada no cluster may take for ever');
  }
  const failures = strategy.maxFailures ?? 0;
  if (failures !== 0 && failures !== '0%' && failures !== '100%') {
    cannot('maxFailures', `is ${JSON.stringify(failures)}, and in Karmada none may fail, or each`);
  }
  if (strategy.whenUnreachable === 'skip') {
    cannot('whenUnreachable', 'leaves clusters out, and Karmada waits for each');
  }
  if (problems.length > 0) return { problems };
  const { requiredConditions, minSuccessTime } = gate;
  return {
    strategy: {
      type: 'Staged',
      staged: {
        gate: {
          requireHealthy: gate.requireHealthy ?? true,
          ...(requiredConditions?.length && { requiredConditions }),
          ...(timeOf(minSuccessTime) > 0 && { minSuccessTime: durationText(timeOf(minSuccessTime)) }),
        },
        timeout: durationText(timeOf(strategy.progressDeadline)),
        onFailure: { action: failures === '100%' ? 'Continue' : 'Pause' },
      },
    },
    problems,
  };
}

/** Finds what Karmada cannot say of the only stage. */
function checkStage(stage: RolloutStage, cannot: (path: string, message: string) => void): void {
  const { clusters, clusterSelector, before, after } = stage;
  if (clusters) cannot('stages[0].clusters', 'are named, and Karmada takes all targets by name');
  if (clusterSelector && !selectsRest(clusterSelector)) {
    cannot('stages[0].clusterSelector', 'selects by label, and Karmada takes all targets');
  }
  if (before?.length) cannot('stages[0].before', 'asks for approvals, which Karmada does not have');
  if (after?.length) cannot('stages[0].after', 'asks for approvals or time, which Karmada does not have');
}

/** The fields of a gate that are set. */
function definedIn(gate: Gate): Gate {
  return Object.fromEntries(
    Object.entries(gate).filter(([, value]) => value !== undefined && value !== null),
  );
}
