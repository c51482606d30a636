import * as z from 'zod/mini';
import { lazy } from '../../boundary/lazy.js';
import type { LagReason } from '../../generation/lag-reason.js';
import { isCount } from '../../kubernetes/object.js';
import type { RolloutFault } from '../strategy/rollout-error.js';
import { list, must, oneOf, rolloutFaults, tested } from '../strategy/schema-helpers.js';

/**
 * How a rollout stands, and each of its stages. `Waiting` is for an approval or for time to pass, `Paused` for
 * the approval `resume` or for the user's own suspension to be lifted.
 */
export type RolloutPhase = 'Pending' | 'Progressing' | 'Waiting' | 'Paused' | 'Succeeded' | 'Failed';

/**
 * How one cluster stands. `Soaking`: updated, but not yet for as long as `minSuccessTime` asks for; `Skipped`: left
 * out for as long as it is not ready.
 */
export type ClusterPhase =
  | 'Pending'
  | 'Progressing'
  | 'Soaking'
  | 'Succeeded'
  | 'Failed'
  | 'TimedOut'
  | 'Skipped';

/** Why a cluster stands as it does: `Held` before its turn, and `Settled` once it counts. */
export type ClusterReason =
  | LagReason
  | 'Held'
  | 'Unhealthy'
  | 'ConditionMissing'
  | 'RevisionOutside'
  | 'RevisionBehind'
  | 'Unreachable'
  | 'Soaking';

/** Everything that a rollout has to remember, as plain JSON; all times are milliseconds since the epoch. */
export interface RolloutStatus {
  /** The template's generation that is rolled out. */
  readonly generation: number;
  /** The one that was rolled out before, over or not. */
  readonly supersededGeneration?: number;
  /** The revision that is rolled out beside it, where the caller says which. */
  readonly revision?: string;
  /** The one that was rolled out before. */
  readonly supersededRevision?: string;
  readonly phase: RolloutPhase;
  /**
   * Why nothing more is released: too many failures, or the user's own `dispatching: true`. Of a rollout that has
   * succeeded, why not in every cluster: some have failed within the budget, or were not ready.
   */
  readonly reason?: 'MaxFailuresExceeded' | 'DispatchingSuspended' | 'ClustersFailed' | 'ClustersSkipped';
  /**
   * The clusters that have to be given the former version, in the order of their release; only where the rollout has
   * failed and reverts.
   */
  readonly revert?: readonly string[];
  /** In the strategy's order. */
  readonly stages: readonly StageStatus[];
  /** By stage, and in the order of release. */
  readonly clusters: readonly ClusterStatus[];
}

/** How a stage stands. */
export interface StageStatus {
  readonly name: string;
  readonly phase: RolloutPhase;
  /** When its first cluster might be released. */
  readonly started?: number;
  /** When each of its clusters had ended; from here on a TimedWait counts. */
  readonly ended?: number;
  /** When nothing more stood between it and the next stage. */
  readonly passed?: number;
  /** The approvals that it waits for. */
  readonly waitsFor?: readonly string[];
  /** The time that it waits for. */
  readonly waitsUntil?: number;
}

/** How a cluster stands. */
export interface ClusterStatus {
  readonly name: string;
  readonly stage: string;
  readonly phase: ClusterPhase;
  readonly reason: ClusterReason;
  /** When it was released; when the user's own suspension let go of it, if that came later. */
  readonly released?: number;
  /** Since when it has been updated without a break. */
  readonly updated?: number;
  /** When it succeeded or failed. */
  readonly ended?: number;
}

/** A status as it is read back; what it holds beside this is ignored. */
const statusSchema = /* @__PURE__ */ lazy(() => {
  // Plain types, without checks of their own: there may be thousands of these.
  const time = () => z.optional(z.number(must(A_TIME)));
  const name = () => z.string(must('a name'));
  const phase = oneOf('Pending', 'Progressing', 'Waiting', 'Paused', 'Succeeded', 'Failed');
  const stage = z.object(
    { name: name(), phase, started: time(), ended: time(), passed: time() },
    must('an object'),
  );
  const cluster = z.object(
    {
      name: name(),
      stage: name(),
      phase: oneOf('Pending', 'Progressing', 'Soaking', 'Succeeded', 'Failed', 'TimedOut', 'Skipped'),
      reason: name(),
      released: time(),
      updated: time(),
      ended: time(),
    },
    must('an object'),
  );
  const generation = tested((value) => isCount(value, Number.MAX_SAFE_INTEGER), 'a generation');
  return z.object(
    {
      generation,
      supersededGeneration: z.optional(generation),
      revision: z.optional(name()),
      supersededRevision: z.optional(name()),
      revert: z.optional(list(name())),
      phase,
      stages: list(stage),
      clusters: list(cluster),
    },
    must('an object'),
  );
});

/** Everything that keeps a value from being a status. */
export function statusFaults(status: unknown): readonly RolloutFault[] {
  return rolloutFaults(statusSchema(), status, 'status');
}

/** What a time has to be, as messages say it. */
export const A_TIME = 'a whole number of milliseconds since the epoch';

/** Whether a value is a time. */
export function isInstant(value: unknown): value is number {
  return isCount(value, Number.MAX_SAFE_INTEGER);
}

/** The latest time in a checked status. */
export function lastTime({ stages, clusters }: RolloutStatus): number {
  let last = 0;
  for (const { started = 0, ended = 0, passed = 0 } of stages) last = Math.max(last, started, ended, passed);
  for (const { released = 0, updated = 0, ended = 0 } of clusters) {
    last = Math.max(last, released, updated, ended);
  }
  return last;
}
