import { durationText } from '../strategy/duration.js';
import type { KarmadaRolloutEvent, KarmadaRolloutStatus } from './karmada-rollout.js';
import { formatTime, instantAt } from './metav1-time.js';
import { heldByFailure, isOutOfTime, REASONS, timeLeft, waitsForNextSecond } from './open-questions.js';
import { progressConditions } from './progress-conditions.js';
import { askGate, type GateVerdict } from './staged-gate.js';
import type { CheckedStagedInput, StagedPlan } from './staged-input.js';

/** What a step comes to, before it is compared with the status before. */
export interface Outcome {
  readonly status: KarmadaRolloutStatus;
  /** The clusters that are held back, by name. */
  readonly held: readonly string[];
  readonly requeueAfterMs?: number;
  readonly explanation: readonly string[];
  readonly events: readonly KarmadaRolloutEvent[];
}

/** A phase in which nothing moves by time alone. */
export function resting(
  { previous, now }: CheckedStagedInput,
  status: KarmadaRolloutStatus,
  held: readonly string[],
  explanation: readonly string[],
  reason?: string,
): Outcome {
  const [message = ''] = explanation;
  const conditions = progressConditions(previous, status.phase, message, undefined, now);
  return {
    status: { ...status, conditions, message },
    held,
    explanation,
    events: reason === undefined ? [] : [normal(reason, message)],
  };
}

/** A rollout that is under way: its first target that has not passed is looked at. */
export function progressed(
  input: CheckedStagedInput,
  plan: StagedPlan,
  before: KarmadaRolloutStatus,
  completed: readonly string[],
): Outcome {
  const { targets, now, reports, previous } = input;
  const { observedGeneration, startedAt } = before;
  const base = { observedGeneration, startedAt, completedClusters: completed };
  const current = firstOpen(targets, completed);
  if (current === undefined) {
    if (before.phase === 'Succeeded') return succeeded(input, { ...base, completedAt: before.completedAt });
    const outcome = succeeded(input, { ...base, completedAt: formatTime(now) });
    return { ...outcome, events: [normal(REASONS.succeeded, `${outcome.status.message}`)] };
  }
  const same = before.currentCluster === current;
  // Times are written in whole seconds, and have to be read as they were reckoned with.
  const second = now - (now % 1000);
  const began = (same ? instantAt(before.currentClusterStartedAt) : undefined) ?? second;
  const verdict = askGate(current, reports.get(current), plan.gate, observedGeneration);
  const since = (same ? instantAt(before.gateSatisfiedSince) : undefined) ?? second;
  const soaked = verdict.passes && now - since >= plan.minSuccessTime;
  if (same && verdict.passes && waitsForNextSecond(before, began, now)) {
    const explanation = [alreadyThere(current)];
    return {
      status: { ...before, completedClusters: completed },
      held: heldBack(targets, current, completed),
      requeueAfterMs: untilNextSecond(now),
      ...{ explanation, events: [] },
    };
  }
  if (soaked) {
    return passed(input, plan, base, current, normal(REASONS.completed, `${current} has passed its gate`));
  }
  if (isOutOfTime(now - began, plan.timeout)) {
    const why = `${current} has not passed its gate within ${durationText(plan.timeout)}: ${lackOf(verdict, plan, now - since)}`;
    if (plan.continues)
      return passed(input, plan, base, current, warning(`${why}; the rollout goes on without it`));
    return {
      status: {
        ...base,
        phase: 'Failed',
        currentCluster: current,
        currentClusterStartedAt: formatTime(began),
        ...(verdict.passes && { gateSatisfiedSince: formatTime(since) }),
        conditions: progressConditions(previous, 'Failed', why, verdict, now),
        message: why,
      },
      held: heldByFailure(targets, new Set([...completed, current])),
      explanation: [why],
      events: [warning(why)],
    };
  }
  const left = timeLeft(began, plan.timeout, now);
  const soak = verdict.passes ? since + plan.minSuccessTime - now : left;
  const explanation = [
    verdict.passes
      ? `${current} has passed its gate for ${durationText(now - since)} of ${durationText(plan.minSuccessTime)}`
      : lackOf(verdict, plan, 0),
    `${current} fails in ${durationText(left)} unless it has passed by then`,
  ];
  // What is written down must not change by the mere passing of time.
  const message = verdict.passes ? `${current} has passed its gate and soaks` : lackOf(verdict, plan, 0);
  return {
    status: {
      ...base,
      phase: 'Progressing',
      currentCluster: current,
      currentClusterStartedAt: formatTime(began),
      ...(verdict.passes && { gateSatisfiedSince: formatTime(since) }),
      conditions: progressConditions(previous, 'Progressing', message, verdict, now),
      message,
    },
    held: heldBack(targets, current, completed),
    requeueAfterMs: Math.min(soak, left),
    explanation,
    events: [],
  };
}

/** What a rollout has in common before and after a cluster has passed. */
type Base = Pick<KarmadaRolloutStatus, 'observedGeneration' | 'startedAt'> & {
  readonly completedClusters: readonly string[];
};

/** One cluster more has passed: the next one is released, and looked at in the next step. */
function passed(
  input: CheckedStagedInput,
  plan: StagedPlan,
  base: Base,
  current: string,
  event: KarmadaRolloutEvent,
): Outcome {
  const { targets, now, previous, reports } = input;
  const completedClusters = [...base.completedClusters, current];
  const next = firstOpen(targets, completedClusters);
  const news = event.type === 'Warning' ? [event.message] : [];
  if (next === undefined) {
    const outcome = succeeded(input, { ...base, completedClusters, completedAt: formatTime(now) });
    return {
      ...outcome,
      explanation: news,
      events: [event, normal(REASONS.succeeded, `${outcome.status.message}`)],
    };
  }
  // A cluster that has the new version already gives nobody a reason to call again.
  const verdict = askGate(next, reports.get(next), plan.gate, base.observedGeneration);
  const message = verdict.passes ? alreadyThere(next) : lackOf(verdict, plan, 0);
  return {
    status: {
      ...base,
      completedClusters,
      phase: 'Progressing',
      currentCluster: next,
      currentClusterStartedAt: formatTime(now),
      conditions: progressConditions(previous, 'Progressing', message, verdict, now),
      message,
    },
    held: heldBack(targets, next, completedClusters),
    requeueAfterMs: Math.min(
      Math.max(0, plan.timeout - (now % 1000)),
      verdict.passes ? untilNextSecond(now) : plan.timeout,
    ),
    explanation: [...news, message],
    events: [event],
  };
}

/** A rollout that is over. */
function succeeded(
  input: CheckedStagedInput,
  status: Base & Pick<KarmadaRolloutStatus, 'completedAt'>,
): Outcome {
  const message = `generation ${status.observedGeneration} has been rolled out`;
  const conditions = progressConditions(input.previous, 'Succeeded', message, undefined, input.now);
  return {
    status: { ...status, phase: 'Succeeded', conditions, message },
    ...{ held: [], explanation: [], events: [] },
  };
}

/** The first target that has not passed. */
function firstOpen(targets: readonly string[], completed: readonly string[]): string | undefined {
  const passedBy = new Set(completed);
  return targets.find((name) => !passedBy.has(name));
}

/** All targets but the current one and those that have passed. */
function heldBack(
  targets: readonly string[],
  current: string,
  completed: readonly string[],
): readonly string[] {
  const free = new Set([...completed, current]);
  return targets.filter((name) => !free.has(name));
}

function alreadyThere(name: string): string {
  return `${name} had the new version when its turn came`;
}

/** What a cluster lacks that has not passed. */
function lackOf({ passes, healthy, conditionsMet }: GateVerdict, plan: StagedPlan, soaked: number): string {
  if (passes) return `it has soaked for ${durationText(soaked)} of ${durationText(plan.minSuccessTime)}`;
  return healthy.holds ? conditionsMet.message : healthy.message;
}

/** In how many milliseconds the next second begins: times of a status are no finer. */
export function untilNextSecond(now: number): number {
  return 1000 - (now % 1000);
}

/** An event that is as it should be. */
export function normal(reason: string, message: string): KarmadaRolloutEvent {
  return { type: 'Normal', reason, message };
}

function warning(message: string): KarmadaRolloutEvent {
  return { type: 'Warning', reason: REASONS.failed, message };
}
