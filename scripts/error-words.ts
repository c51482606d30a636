import type { EXIT } from '../src/cli/exit-code.js';
import type { LagReason } from '../src/generation/index.js';
import type { InterpreterErrorCode } from '../src/index.js';
import type { ClusterPhase, ClusterReason, KarmadaRolloutPhase, RolloutPhase } from '../src/rollout/index.js';
import type { REASONS } from '../src/rollout/staged/open-questions.js';
import type { RolloutStatus } from '../src/rollout/step/rollout-status.js';

/** What there is to say of a code or a reason, for whoever meets it. */
export interface Words {
  readonly means: string;
  /** What somebody can do about it, or what it waits for. */
  readonly help: string;
}

type WordsOf<Name extends string> = { readonly [Each in Name]: Words };

export const ERROR_WORDS: WordsOf<InterpreterErrorCode> = {
  INVALID_CUSTOMIZATION: {
    means:
      'A ResourceInterpreterCustomization is malformed: it has no target, or a script is no text. The first fault is named.',
    help: 'correct the field that the message names; `validateCustomization` finds every fault at once, also those in the Lua',
  },
  INVALID_DECLARATION: {
    means:
      'A kind is declared wrongly, as data (`DeclarationError`, with every fault) or in code. It is thrown when the declaration is read, never when an object is interpreted.',
    help: 'correct what `error.faults` names by its path; the [schema](declarative.md) finds most of it in an editor',
  },
  INVALID_ITEMS: {
    means:
      'The members are no list, or an item has no `clusterName`. What a member reports in its status is never an error: see [malformed statuses](generation.md#malformed-statuses).',
    help: "pass a ResourceBinding's `status.aggregatedStatus` as it is",
  },
  INVALID_OBJECT: {
    means:
      'The object is none, is of another kind, is a `List`, or has a field that the operation depends on and that its API forbids.',
    help: 'correct the field that the message names, or have the API server check the object first; for a `List`, pass its items one by one',
  },
  INVALID_OPTIONS: {
    means:
      'An argument or an option is not what the function takes; options of the webhook may not have an unknown name either.',
    help: 'compare with the declared type of what the message names',
  },
  INVALID_PARTIAL: {
    means:
      'A partial aggregate is not one of this kind and version, was damaged on its way, or two of them hold the same cluster.',
    help: 'merge what `partial()` gave, unchanged, of aggregators that have different clusters and the same version of this library',
  },
  INVALID_REPLICAS: {
    means: 'A number of replicas is none that Kubernetes takes.',
    help: 'pass an integer from 0 to 2147483647',
  },
  INVALID_ROLLOUT: {
    means:
      'A `RolloutError`: the strategy, the status before, the clusters, the generation or the time of a rollout cannot be. It has every fault.',
    help: 'correct what `error.faults` names; `validateRolloutStrategy` and `validateKarmadaStrategy` say the same without throwing',
  },
  INVALID_SUSPENSION: {
    means:
      'What is given is no suspension, but the policy or binding in which one stands, or no object; or a policy whose suspension is merged into a binding has a wrong type or an unknown field there, which must not read as the order to resume.',
    help: 'pass `spec.suspension`; `validateSuspension` finds every fault in it, and [reviewPolicy](webhook.md#review-policies) refuses such policies when they are written',
  },
  LUA_ERROR: {
    means:
      'A `LuaError`: a script does not compile, failed, returned what Karmada cannot take, or took more time or memory than it was given. The message is the one that Karmada has.',
    help: 'look at `error.line` of the script of `error.customization`; but for the limits, it fails in the same way in Karmada. Raise `limits` only for a script that is right and slow',
  },
  UNSUPPORTED_OPERATION: {
    means: 'The kind is not known, or has no rule for the operation.',
    help: 'ask `interpreter.supports` first; declare the kind as [data](declarative.md), with `defineInterpreter`, or by a [customization](lua.md)',
  },
};

export const LAG_WORDS: WordsOf<LagReason> = {
  Settled: {
    means: 'The cluster has processed this version.',
    help: 'nothing: the version has arrived; whether it is healthy is another question',
  },
  Suspended: {
    means: 'The cluster lags, and `spec.suspension` holds dispatching to it back.',
    help: 'lift the suspension; where a rollout has set it, wait for the turn of the cluster',
  },
  NotApplied: {
    means: 'The cluster lags, and the last attempt to apply the template there failed.',
    help: 'correct what `appliedMessage` says; Karmada tries again by itself',
  },
  NotReported: {
    means:
      'The cluster has reported no status yet, or is not ready, so that what it last reported counts no more.',
    help: 'see whether the cluster is ready and its karmada-agent or karmada-controller-manager runs',
  },
  TemplateBehind: {
    means: 'The cluster has been given an older version.',
    help: 'wait; then look at the Work of that cluster and at the events of the binding',
  },
  ControllerBehind: {
    means: 'The cluster has this version, and the controller of the kind there has not processed it.',
    help: 'wait; then see whether that controller runs in the cluster',
  },
  Malformed: {
    means: 'The cluster reports something that the kind cannot have, so that nobody can tell its version.',
    help: 'look at `problems`, by path and value, and correct what collects the status: a customization or a webhook',
  },
  NotScheduled: {
    means: 'The cluster reports, but is none of `options.clusters`. Nothing waits for it.',
    help: 'nothing: its report goes away with its Work; if the cluster should count, it is missing in the list',
  },
};

export const ROLLOUT_PHASE_WORDS: WordsOf<RolloutPhase> = {
  Pending: {
    means: 'Nothing has been released yet; of a stage, its turn has not come.',
    help: 'lift `spec.suspension.dispatching` where it is set; a stage waits for those before it',
  },
  Progressing: { means: 'Clusters are being updated.', help: 'wait; `explanation` says for which' },
  Waiting: {
    means: 'A stage waits for an approval, for time, or, where it has none that is ready, for a cluster.',
    help: 'approve what `waitsFor` of the stage names, or wait until its `waitsUntil`',
  },
  Paused: {
    means:
      'Nothing more is released: too many clusters have failed, or dispatching is suspended by the user.',
    help: 'mend the clusters, then approve `resume`; or lift `spec.suspension.dispatching`',
  },
  Succeeded: {
    means: 'Every cluster has been updated, or may be missing by the strategy.',
    help: 'nothing; `reason` says whether clusters are missing',
  },
  Failed: {
    means: 'Too many clusters have failed, and the strategy says `Continue` or `Revert`.',
    help: 'mend the clusters where it is `Continue`; give the clusters of `revert` the former version where it is `Revert`, and roll another one out',
  },
};

export const ROLLOUT_REASON_WORDS: WordsOf<Required<RolloutStatus>['reason']> = {
  MaxFailuresExceeded: {
    means: 'More clusters have failed than `maxFailures` allows.',
    help: 'look at the reasons of the clusters that are `Failed` or `TimedOut`; the message says how the rollout goes on',
  },
  DispatchingSuspended: {
    means: 'The user holds every cluster back.',
    help: 'lift `spec.suspension.dispatching`',
  },
  ClustersFailed: {
    means: 'The rollout has succeeded, and some clusters have failed within `maxFailures`.',
    help: 'mend those clusters: they are not held back, and count as soon as they are updated',
  },
  ClustersSkipped: {
    means: 'The rollout has succeeded without clusters that were not ready.',
    help: 'nothing: each is updated when it is ready again',
  },
};

export const CLUSTER_PHASE_WORDS: WordsOf<ClusterPhase> = {
  Pending: { means: 'The turn of the cluster has not come.', help: 'wait for those before it' },
  Progressing: {
    means: 'The cluster has been released and is not updated yet.',
    help: 'wait; its reason says for what',
  },
  Soaking: {
    means: 'The cluster is updated, but not yet for as long as `minSuccessTime` asks for.',
    help: 'wait; a relapse starts the time again',
  },
  Succeeded: { means: 'The cluster counts, for good.', help: 'nothing' },
  Failed: {
    means: 'The new version could not be applied before `progressDeadline` was over.',
    help: 'correct what the message names; the cluster still counts once it succeeds',
  },
  TimedOut: {
    means: 'The cluster was not updated before `progressDeadline` was over.',
    help: 'its reason says what it lacked; the cluster still counts once it succeeds',
  },
  Skipped: {
    means: 'The cluster is not ready, and the strategy leaves such clusters out.',
    help: 'see why it is not ready; it is taken up again when it is',
  },
};

export const CLUSTER_REASON_WORDS: WordsOf<Exclude<ClusterReason, LagReason>> = {
  Held: { means: 'The turn of the cluster has not come.', help: 'wait for the clusters before it' },
  Unhealthy: {
    means: 'The cluster has the version, and its health is not `Healthy`.',
    help: 'look at the object in that cluster; set `requireHealthy: false` for kinds whose health Karmada cannot tell',
  },
  ConditionMissing: {
    means: 'The gate asks for a condition that the cluster does not report so.',
    help: 'look at the condition in that cluster, and whether the status that Karmada collects has `conditions`',
  },
  RevisionOutside: {
    means: 'The gate asks for a version in a range, and the cluster reports none or another.',
    help: 'compare `requiredRevision` with the status of that cluster',
  },
  RevisionBehind: {
    means: 'The cluster does not have the revision that is rolled out.',
    help: 'wait until its Work has been rewritten; then compare the `revision` of its item',
  },
  Unreachable: {
    means: 'The cluster is not ready, and what it last reported does not count.',
    help: 'see why: `kubectl get cluster`; set `whenUnreachable: skip` to go on without such clusters',
  },
  Soaking: {
    means: 'The cluster is updated, but not yet for as long as `minSuccessTime` asks for.',
    help: 'wait; a relapse starts the time again',
  },
};

export const STAGED_PHASE_WORDS: WordsOf<KarmadaRolloutPhase> = {
  Pending: {
    means: 'The workload is scheduled nowhere.',
    help: 'see why the scheduler finds no cluster: [NotScheduled](bindings.md#notscheduled)',
  },
  Progressing: {
    means: 'One cluster after the other is updated.',
    help: 'wait; `message` says what the current cluster lacks',
  },
  Succeeded: { means: 'Every cluster has passed its gate.', help: 'nothing' },
  Failed: {
    means: 'A cluster has not passed its gate in time; those behind it keep the former version.',
    help: 'correct the template, which starts a new rollout, or take the strategy away',
  },
  Superseded: {
    means: 'The template has changed while it was rolled out; everything is held for a moment.',
    help: 'nothing: the next step starts over with the new version',
  },
};

export const STAGED_REASON_WORDS: WordsOf<(typeof REASONS)[keyof typeof REASONS]> = {
  RolloutStarted: { means: 'An event: a version begins to be rolled out.', help: 'nothing' },
  RolloutSuperseded: {
    means: 'An event: a newer version takes the place of one that was under way.',
    help: 'nothing: the rollout starts over with the new version',
  },
  RolloutClusterCompleted: { means: 'An event: a cluster has passed its gate.', help: 'nothing' },
  RolloutClusterFailed: {
    means: 'A warning: a cluster has not passed its gate in time.',
    help: 'look at what the message says that it lacked; correct the template or that cluster',
  },
  RolloutSucceeded: { means: 'An event: every cluster has been given its turn.', help: 'nothing' },
  ClusterHealthy: {
    means: 'The condition `Healthy`: the current cluster is healthy at this version.',
    help: 'nothing',
  },
  ClusterUnhealthy: {
    means: 'The condition `Healthy`: the current cluster has this version and is not healthy.',
    help: 'look at the object in that cluster; set `requireHealthy: false` for kinds whose health Karmada cannot tell',
  },
  StaleStatus: {
    means: 'Either condition: what the current cluster reports is not about this version.',
    help: 'wait; then look at its Work, and at the controller of the kind in that cluster',
  },
  ConditionsMet: {
    means: 'The condition `ConditionsMet`: the current cluster has the conditions that the gate asks for.',
    help: 'nothing',
  },
  ConditionsMissing: {
    means: 'The condition `ConditionsMet`: the current cluster lacks one.',
    help: 'look at the condition in that cluster, and whether the status that Karmada collects has `conditions`',
  },
};

/** What to do about each exit code; what it means stands in the sources. */
export const EXIT_HELP: { readonly [Name in keyof typeof EXIT]: string } = {
  ok: 'nothing',
  failed: 'read what is printed: it names the file and the field, or the cluster and its reason',
  refused: 'correct the command line or the name of the file; `--help` shows what there is',
  underWay: 'call again later, or have `explain --until` wait',
  internal:
    'report it, with the command and its files; with `KARMADA_INTERPRETER_DEBUG=1` it shows where it happened',
};
