import type { Condition } from '../../suspension/dispatching-condition.js';

/**
 * The state of Karmada's proposal that is followed: its text of September 2026, whose policies have `rolloutStrategy`
 * and whose items have generations beside their status. What it leaves open is decided in `open-questions.ts`.
 *
 * @see https://github.com/karmada-io/karmada/pull/7891
 */
export const STAGED_PROPAGATION_REVISION = 'karmada-io/karmada#7891, 2026-09';

/**
 * `spec.rolloutStrategy` of a policy, which Karmada copies to its bindings.
 *
 * @see https://github.com/karmada-io/karmada/pull/7891
 */
export interface KarmadaRolloutStrategy {
  /** `AllAtOnce` where it is absent. */
  readonly type?: 'AllAtOnce' | 'Staged' | null | undefined;
  /** Has to be there with `Staged`. */
  readonly staged?: KarmadaStagedStrategy | null | undefined;
}

/** One cluster after the other, by name. */
export interface KarmadaStagedStrategy {
  readonly gate?: KarmadaGate | null | undefined;
  /** How long one cluster may take, soak and all, as a Go duration; `30m` where it is absent. */
  readonly timeout?: string | null | undefined;
  readonly onFailure?: { readonly action?: 'Pause' | 'Continue' | null | undefined } | null | undefined;
}

/** What a cluster has to show before the next one is released. */
export interface KarmadaGate {
  /** `true` where it is absent. */
  readonly requireHealthy?: boolean | null | undefined;
  readonly requiredConditions?: readonly KarmadaRequiredCondition[] | null | undefined;
  /** For how long without a break, as a Go duration; no time where it is absent. */
  readonly minSuccessTime?: string | null | undefined;
}

/** A condition in the member's `status.conditions`; a missing one counts as `Unknown`. */
export interface KarmadaRequiredCondition {
  readonly type: string;
  /** `True` where it is absent. */
  readonly status?: 'True' | 'False' | 'Unknown' | null | undefined;
}

/** How a staged propagation stands. */
export type KarmadaRolloutPhase = 'Pending' | 'Progressing' | 'Succeeded' | 'Failed' | 'Superseded';

/** `status.rollout` of a binding. Times are RFC 3339 in whole seconds. */
export interface KarmadaRolloutStatus {
  /** The template's generation that is rolled out. */
  readonly observedGeneration: number;
  readonly phase: KarmadaRolloutPhase;
  /** The cluster that is gated now; in `Failed` the one that has failed. */
  readonly currentCluster?: string | null | undefined;
  /** The clusters that have passed at this generation, in the order of passing. */
  readonly completedClusters?: readonly string[] | null | undefined;
  /** Since when the current cluster has passed its gate without a break. */
  readonly gateSatisfiedSince?: string | null | undefined;
  /** From when its timeout counts. */
  readonly currentClusterStartedAt?: string | null | undefined;
  readonly startedAt?: string | null | undefined;
  readonly completedAt?: string | null | undefined;
  /** `Progressing`, `Healthy` and `ConditionsMet`. */
  readonly conditions?: readonly Condition[] | null | undefined;
  readonly message?: string | null | undefined;
}

/** `spec.suspension.rollout` of a binding. */
export interface KarmadaRolloutSuspension {
  readonly currentCluster?: string;
  /** By name. */
  readonly suspendedClusters: readonly string[];
}

/** An event on a binding. */
export interface KarmadaRolloutEvent {
  readonly type: 'Normal' | 'Warning';
  readonly reason: string;
  readonly message: string;
}
