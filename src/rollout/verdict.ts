import type { Suspension } from '../suspension/suspension.js';
import { durationText } from './duration.js';
import { hasFailed, isOpen } from './member.js';
import type { Plan } from './plan.js';
import type { Group, Halt } from './stages.js';
import type { RolloutPhase, RolloutStatus, StageStatus } from './status.js';
import type { RolloutStrategy } from './types.js';

/** The approval that lets a rollout go on with more failures than it may have. */
export const RESUME = 'resume';

/** Why nothing is released. */
export interface Stop extends Required<Pick<RolloutStatus, 'phase' | 'reason'>> {
  readonly message: string;
}

/** What keeps clusters from being released, whosever turn it is; `undefined` where nothing does. */
export function stopOf(
  groups: readonly Group[],
  { maxFailures }: Plan,
  { onFailure = 'Pause' }: RolloutStrategy,
  resumed: boolean,
  own: Suspension | undefined,
): Stop | undefined {
  const clusters = groups.flatMap(({ advances }) => advances.map(({ status }) => status));
  const failed = clusters.filter(hasFailed).length;
  const pauses = onFailure === 'Pause';
  if (failed > maxFailures && !(pauses && resumed)) {
    const way = pauses ? `it goes on with the approval ${RESUME}` : 'it goes on if they recover';
    return {
      phase: pauses ? 'Paused' : 'Failed',
      reason: 'MaxFailuresExceeded',
      message: `the rollout has stopped: ${failed} of ${clusters.length} clusters have failed, and ${maxFailures} may; ${way}`,
    };
  }
  if (!own?.dispatching) return undefined;
  return {
    phase: clusters.some(({ released }) => released !== undefined) ? 'Paused' : 'Pending',
    reason: 'DispatchingSuspended',
    message: 'the rollout waits: dispatching to every cluster is suspended by spec.suspension.dispatching',
  };
}

/** How the rollout stands, and with it the stage at which it has come to a halt. */
export function phaseOf(halt: Halt | undefined, stop: Stop | undefined): RolloutPhase {
  if (halt === undefined) return 'Succeeded';
  return stop?.phase ?? (halt.waitsFor || halt.waitsUntil ? 'Waiting' : 'Progressing');
}

/** How a stage stands. */
export function stageStatus(group: Group, halt: Halt | undefined, phase: RolloutPhase): StageStatus {
  const { stage, times, advances } = group;
  if (halt?.group === group) {
    const { group: _, ...waits } = halt;
    return { name: stage.name, phase, ...times, ...waits };
  }
  const open = advances.some(({ status }) => isOpen(status)) ? 'Progressing' : 'Succeeded';
  return { name: stage.name, phase: times.passed === undefined ? 'Pending' : open, ...times };
}

/** What is waited for beside clusters, a sentence each. */
export function explainHalt(halt: Halt | undefined, stop: Stop | undefined, now: number): readonly string[] {
  if (halt === undefined) return [];
  const { group, waitsFor = [], waitsUntil } = halt;
  const stage = `stage ${group.stage.name}`;
  return [
    ...(stop ? [stop.message] : []),
    ...waitsFor.map((approval) => `${stage} waits for the approval ${approval}`),
    ...(waitsUntil === undefined
      ? []
      : [`${stage} is over, and waits for another ${durationText(waitsUntil - now)}`]),
  ];
}
