import type { Suspension } from '../../suspension/suspension.js';
import { durationText } from '../strategy/duration.js';
import type { Plan } from '../strategy/plan-rollout.js';
import type { Group, Progress } from './progress.js';
import type { RolloutPhase, RolloutStatus, StageStatus } from './rollout-status.js';
import type { Halt } from './walk-stages.js';

/** The approval that lets a rollout go on with more failures than it may have. */
export const RESUME = 'resume';

/** Why nothing is released. */
export interface Stop extends Required<Pick<RolloutStatus, 'phase' | 'reason'>> {
  readonly message: string;
  /** Whether the new version is held back from all clusters, for good. */
  readonly reverts?: true;
}

/** What has come of a step beside the clusters. */
export interface Verdict {
  readonly phase: RolloutPhase;
  readonly reason?: Required<RolloutStatus>['reason'];
  readonly halt: Halt | undefined;
  readonly stop: Stop | undefined;
}

/** What lets a rollout go on in spite of failures, or keeps it from going on without any. */
export interface Resolve {
  /** Whether a person has said that it may go on. */
  readonly resumed: boolean;
  /** Whether it has begun to revert. */
  readonly reverting: boolean;
}

/** What keeps clusters from being released, whosever turn it is; `undefined` where nothing does. */
export function stopOf(
  { tally, clusters }: Progress,
  { maxFailures, onFailure }: Plan,
  { resumed, reverting }: Resolve,
  own: Suspension | undefined,
): Stop | undefined {
  const exceeded = tally.failed > maxFailures;
  if (onFailure === 'Revert' ? exceeded || reverting : exceeded && !(onFailure === 'Pause' && resumed)) {
    const failed = exceeded
      ? `${failures(tally.failed, clusters)}, and ${maxFailures} may`
      : 'too many clusters had failed';
    return {
      phase: onFailure === 'Pause' ? 'Paused' : 'Failed',
      reason: 'MaxFailuresExceeded',
      message: `the rollout has stopped: ${failed}; ${WAYS_OUT[onFailure]}`,
      ...(onFailure === 'Revert' && { reverts: true }),
    };
  }
  if (!own?.dispatching) return undefined;
  return {
    phase: tally.released > 0 ? 'Paused' : 'Pending',
    reason: 'DispatchingSuspended',
    message: 'the rollout waits: dispatching to every cluster is suspended by spec.suspension.dispatching',
  };
}

/** How a rollout goes on that has stopped. */
const WAYS_OUT = {
  Pause: `it goes on with the approval ${RESUME}`,
  Continue: 'it goes on if they recover',
  Revert: 'the new version is held back from all clusters, and only another one is rolled out',
};

/** How the rollout stands, and with it the stage at which it has come to a halt. */
export function verdictOf({ tally }: Progress, halt: Halt | undefined, stop: Stop | undefined): Verdict {
  if (stop && (halt || stop.reverts)) return { phase: stop.phase, reason: stop.reason, halt, stop };
  if (halt === undefined) {
    const reason = tally.failed > 0 ? 'ClustersFailed' : tally.skipped > 0 ? 'ClustersSkipped' : undefined;
    return { phase: 'Succeeded', ...(reason && { reason }), halt, stop: undefined };
  }
  const waits = halt.waitsFor || halt.waitsUntil || halt.empty;
  return { phase: waits ? 'Waiting' : 'Progressing', halt, stop };
}

/** How a stage stands. */
export function stageStatus({ stage, times, tally }: Group, { halt, phase }: Verdict): StageStatus {
  const { name } = stage;
  if (halt?.group.stage === stage) {
    const { group: _, empty: __, ...waits } = halt;
    return { name, phase, ...times, ...waits };
  }
  const passed = tally.open > 0 ? 'Progressing' : 'Succeeded';
  return { name, phase: times.passed === undefined ? 'Pending' : passed, ...times };
}

/** What is waited for, and what has failed, a sentence each. */
export function explainProgress(
  progress: Progress,
  verdict: Verdict,
  plan: Plan,
  now: number,
): readonly string[] {
  const clusters = progress.groups.flatMap(({ advances }) =>
    advances.flatMap(({ message }) => message ?? []),
  );
  return [...explainVerdict(verdict, progress, plan, now), ...clusters];
}

/** What is waited for beside clusters, and what a rollout has succeeded without. */
function explainVerdict(
  { halt, stop }: Verdict,
  { tally, clusters }: Progress,
  { maxFailures }: Plan,
  now: number,
): readonly string[] {
  if (halt === undefined) {
    if (stop) return [stop.message];
    if (tally.failed === 0) return [];
    // Resumed by hand, more of them may have failed than the strategy allows.
    const budget = tally.failed <= maxFailures ? `, and ${maxFailures} may` : '';
    return [`the rollout is over, but ${failures(tally.failed, clusters)}${budget}`];
  }
  const { group, waitsFor = [], waitsUntil, empty } = halt;
  const stage = `stage ${group.stage.name}`;
  return [
    ...(stop ? [stop.message] : []),
    ...waitsFor.map((approval) => `${stage} waits for the approval ${approval}`),
    ...(waitsUntil === undefined
      ? []
      : [`${stage} is over, and waits for another ${durationText(waitsUntil - now)}`]),
    ...(empty
      ? [`${stage} waits for a cluster: it has ${group.members.length === 0 ? 'none' : 'none that is ready'}`]
      : []),
  ];
}

function failures(failed: number, clusters: number): string {
  return `${failed} of ${clusters} clusters have failed`;
}
