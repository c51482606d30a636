import type { KarmadaRolloutStatus } from './karmada-rollout.js';

// What Karmada's proposal leaves open, one decision a function: when it is decided there, one line changes here.

/**
 * What a superseded rollout remembers: all that it was, so that the status says which generation is held back
 * where. Open: whether it carries the new generation already, and whether its completed clusters stay.
 */
export function supersededStatus(previous: KarmadaRolloutStatus): KarmadaRolloutStatus {
  const { currentCluster: _, currentClusterStartedAt: __, gateSatisfiedSince: ___, ...kept } = previous;
  return { ...kept, phase: 'Superseded' };
}

/**
 * Whether another generation holds all clusters before it starts over. Open: whether a rollout that has succeeded
 * does so as well, as only one that is under way or has failed is said to.
 */
export function isSuperseded({ phase }: KarmadaRolloutStatus): boolean {
  return phase === 'Progressing' || phase === 'Failed';
}

/**
 * Whether the template is another one than the status tells of. Open: what a lower generation means. It may have
 * been read too late, but it may also be that of a template that was made anew, which has to be rolled out.
 */
export function isOtherGeneration(generation: number, observed: number): boolean {
  return generation !== observed;
}

/**
 * The clusters that are held back once one has failed: all that have not passed. Open: whether a target that has
 * joined and comes before the failed one is, too.
 */
export function heldByFailure(targets: readonly string[], released: ReadonlySet<string>): readonly string[] {
  return targets.filter((name) => !released.has(name));
}

/**
 * The cluster of a failed rollout, which stays failed. Open: whether it goes on once that cluster is no target any
 * more, or once the strategy has been edited.
 */
export function failedCluster({ currentCluster }: KarmadaRolloutStatus): string | undefined {
  return currentCluster ?? undefined;
}

/**
 * Whether a cluster has passed its gate ever since its turn came, this very second: then it has to wait for the next
 * one, so that of clusters which have the new version already no more than one passes in a call, or in two calls at
 * the same time. Open: whether one call may finish several of them.
 */
export function waitsForNextSecond(status: KarmadaRolloutStatus, startedAt: number, now: number): boolean {
  const passed = ['Healthy', 'ConditionsMet'].every((type) =>
    status.conditions?.some((condition) => condition.type === type && condition.status === 'True'),
  );
  return passed && !status.gateSatisfiedSince && Math.floor(startedAt / 1000) === Math.floor(now / 1000);
}

/** Whether a cluster is out of time. Open: whether it is at the very end of its timeout. */
export function isOutOfTime(elapsed: number, timeout: number): boolean {
  return elapsed >= timeout;
}

/**
 * How long a cluster has until it fails, whether it soaks or not. Open: whether the soak is part of the timeout; the
 * gate has to be met within it, and the soak belongs to the gate.
 */
export function timeLeft(startedAt: number, timeout: number, now: number): number {
  return Math.max(0, startedAt + timeout - now);
}

/** The reasons of events and conditions; of these, only `RolloutClusterFailed` and `ConditionsMissing` are named. */
export const REASONS = {
  started: 'RolloutStarted',
  superseded: 'RolloutSuperseded',
  completed: 'RolloutClusterCompleted',
  failed: 'RolloutClusterFailed',
  succeeded: 'RolloutSucceeded',
  healthy: 'ClusterHealthy',
  unhealthy: 'ClusterUnhealthy',
  stale: 'StaleStatus',
  met: 'ConditionsMet',
  missing: 'ConditionsMissing',
} as const;
