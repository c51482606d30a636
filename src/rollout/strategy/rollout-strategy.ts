/** A length of time: Go's form (`"30s"`, `"1h30m"`, `"1.5h"`, `"250ms"`), or a whole number of milliseconds. */
export type Duration = string | number;

/** A number of clusters, or a whole percentage of them: `3`, `"25%"`. */
export type Amount = number | string;

/** A target cluster, with the labels that selectors and orders read. */
export interface RolloutCluster {
  readonly name: string;
  readonly labels?: { readonly [key: string]: string } | null | undefined;
  /** The cluster's own readiness; `false` where it cannot be reached, so that its last report does not count. */
  readonly ready?: boolean | null | undefined;
}

/** The target clusters, each by its name alone or with its labels. */
export type RolloutClusters = readonly (RolloutCluster | string)[];

/**
 * Which clusters a stage takes, by their labels.
 *
 * @see https://github.com/kubernetes/apimachinery/blob/eed236ceee2c19c2753a3d93ac0631dc20750454/pkg/apis/meta/v1/types.go#L1339
 */
export interface ClusterSelector {
  readonly matchLabels?: { readonly [key: string]: string } | undefined;
  readonly matchExpressions?: readonly SelectorRequirement[] | undefined;
}

/** What a cluster's label has to be. */
export interface SelectorRequirement {
  readonly key: string;
  readonly operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist';
  /** At least one with `In` and `NotIn`, none with the others. */
  readonly values?: readonly string[] | undefined;
}

/** By name, or by an integer in a label, lowest first; clusters without such a label come last. */
export type ClusterOrder = 'name' | { readonly label: string };

/** A person's or a program's word that the rollout may go on. */
export interface Approval {
  readonly type: 'Approval';
  /** What it is called, behind its stage, in `approvals`; `approval` where it is absent. */
  readonly name?: string | undefined;
}

/** Time that has to pass from the moment when the last cluster of a stage has ended. */
export interface TimedWait {
  readonly type: 'TimedWait';
  readonly duration: Duration;
}

/** When a cluster counts as updated, beyond having settled at the template's generation. */
export interface Gate {
  /** Whether `health` has to be `Healthy`; `true` where it is absent. */
  readonly requireHealthy?: boolean | undefined;
  /** The conditions that the member's status has to have. */
  readonly requiredConditions?: readonly RequiredCondition[] | undefined;
  /** The revision that the member has to report. */
  readonly requiredRevision?: RequiredRevision | undefined;
  /** How long all of this has to hold without a break; no time where it is absent. */
  readonly minSuccessTime?: Duration | undefined;
}

/** A condition in the member's `status.conditions`. */
export interface RequiredCondition {
  readonly type: string;
  readonly status: 'True' | 'False' | 'Unknown';
}

/** Where a revision stands in a member's status, and which semantic versions it may be. */
export interface RequiredRevision {
  /** Keys joined by dots, `[0]` for a place in a list (`history[0].chartVersion`); or the keys as a list. */
  readonly path: string | readonly string[];
  readonly range: string;
}

/** A part of the fleet that is updated before the next part. */
export interface RolloutStage {
  /** What approvals, status and explanations call it: up to 63 characters, no `/` and no `@`. */
  readonly name: string;
  /** The clusters by name, released in this order unless there is an `order`. */
  readonly clusters?: readonly string[] | undefined;
  /** The clusters by label; `{}` takes all that no other stage does. */
  readonly clusterSelector?: ClusterSelector | undefined;
  /**
   * A share of the fleet, from 1 to 100 percent, of the clusters that no other stage takes by name or label: the first
   * by name, at least one. The shares of all stages come to 100 at most.
   */
  readonly percent?: number | undefined;
  /** How many clusters may be in flight; a percentage is one of the stage, rounded down, at least 1. */
  readonly maxConcurrency?: Amount | undefined;
  readonly order?: ClusterOrder | undefined;
  /** What the stage's first release waits for. */
  readonly before?: readonly Approval[] | undefined;
  /** What the next stage waits for, once every cluster of this one has ended. */
  readonly after?: readonly (Approval | TimedWait)[] | undefined;
  /** Overrides the strategy's gate, field by field. */
  readonly gate?: Gate | undefined;
}

/** How a new generation of a template reaches the clusters. */
export interface RolloutStrategy {
  /** In their order; without them, all clusters are one stage. */
  readonly stages?: readonly RolloutStage[] | undefined;
  /** What becomes of clusters that no stage takes: a last stage of their own, or an error. */
  readonly unmatched?: 'last' | 'error' | undefined;
  /** For the stages that have none of their own; 1 where it is absent. */
  readonly maxConcurrency?: Amount | undefined;
  /** For the stages that have none of their own. */
  readonly order?: ClusterOrder | undefined;
  readonly gate?: Gate | undefined;
  /** How long after its release a cluster has failed if it is not updated; for ever where it is absent. */
  readonly progressDeadline?: Duration | undefined;
  /**
   * What becomes of a cluster that is not ready: it is waited for like any other, or left out, held back, and
   * caught up with once it is ready. Without it, it is waited for.
   */
  readonly whenUnreachable?: 'wait' | 'skip' | undefined;
  /**
   * What becomes of a stage without clusters. Without it, one that has none is passed, and one that has none that
   * is ready is waited for.
   */
  readonly whenEmpty?: 'pass' | 'wait' | undefined;
  /** How many clusters may fail; a percentage is one of all clusters, rounded down; 0 where it is absent. */
  readonly maxFailures?: Amount | undefined;
  /**
   * With more failures: wait for the approval `resume`; fail unless the clusters recover; or hold the new version back
   * from all clusters and name those that have to be given the former one. In capital or in small letters.
   */
  readonly onFailure?: 'Pause' | 'Continue' | 'Revert' | 'pause' | 'continue' | 'revert' | undefined;
}

/** Who goes when. */
export interface RolloutPlan {
  readonly stages: readonly PlannedStage[];
  /** How many clusters may fail. */
  readonly maxFailures: number;
}

/** One stage with its clusters, in the order in which they are released. */
export interface PlannedStage {
  readonly name: string;
  readonly clusters: readonly string[];
  readonly maxConcurrency: number;
  /** The approvals that its first release waits for, as they have to stand in `approvals`. */
  readonly before: readonly string[];
  /** The approvals that the next stage waits for. */
  readonly after: readonly string[];
  /** How long the next stage waits from the end of this one, in milliseconds. */
  readonly wait: number;
}
