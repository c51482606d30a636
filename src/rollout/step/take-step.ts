import type { Suspension } from '../../suspension/suspension.js';
import type { Plan } from '../strategy/plan-rollout.js';
import type { Advance } from './advance.js';
import type { Member } from './member.js';
import type { Group, Progress } from './progress.js';
import { RESUME, stopOf, type Verdict, verdictOf } from './rollout-verdict.js';
import { walkStages } from './walk-stages.js';

/** What a step depends on beside the progress so far. */
export interface StepInput {
  readonly now: number;
  /** The user's own suspension. */
  readonly own: Suspension | undefined;
  /** Whether the rollout has begun to revert. */
  readonly reverting: boolean;
  readonly approved: (approval: string) => boolean;
  readonly release: (member: Member, group: Group, index: number) => Advance;
}

/** Releases whose turn has come, and says how the rollout stands then; the progress is written to. */
export function takeStep(
  progress: Progress,
  plan: Plan,
  { own, approved, reverting, ...rest }: StepInput,
): Verdict {
  const stop = stopOf(progress, plan, { resumed: approved(RESUME), reverting }, own);
  const halt = walkStages(progress, {
    ...rest,
    approved,
    releasing: stop === undefined,
    ending: stop?.reason !== 'MaxFailuresExceeded',
    whenEmpty: plan.whenEmpty,
  });
  return verdictOf(progress, halt, stop);
}
