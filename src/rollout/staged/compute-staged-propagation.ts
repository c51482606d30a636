import type {
  KarmadaRolloutEvent,
  KarmadaRolloutStatus,
  KarmadaRolloutSuspension,
} from './karmada-rollout.js';
import { formatTime } from './metav1-time.js';
import {
  failedCluster,
  heldByFailure,
  isOtherGeneration,
  isSuperseded,
  REASONS,
  supersededStatus,
} from './open-questions.js';
import { sameFields } from './same-fields.js';
import {
  type CheckedStagedInput,
  readStagedInput,
  type StagedPlan,
  type StagedPropagationInput,
} from './staged-input.js';
import { normal, type Outcome, progressed, resting, untilNextSecond } from './staged-outcome.js';

/** What is to be written now. */
export interface StagedPropagationResult {
  /** `spec.suspension.rollout`; `undefined` where it is to be cleared. */
  readonly suspension: KarmadaRolloutSuspension | undefined;
  /** `status.rollout`; `undefined` where it is to be cleared, the same reference where nothing has changed. */
  readonly status: KarmadaRolloutStatus | undefined;
  /** In how many milliseconds something can change by time alone; absent where nothing can. */
  readonly requeueAfterMs?: number;
  /** What is waited for, a sentence each. */
  readonly explanation: readonly string[];
  /** The events of this step. */
  readonly events: readonly KarmadaRolloutEvent[];
}

/**
 * The next step of Karmada's own staged propagation, as its proposal has it: one cluster after the other, by name.
 *
 * To drive it, call it whenever the binding or the template changes and after `requeueAfterMs`, and write both fields
 * before Works are made. It follows a proposal; `STAGED_PROPAGATION_REVISION` says which revision.
 *
 * @param input - From a binding and its template, as plain JSON.
 * @returns What `spec.suspension.rollout` and `status.rollout` have to be.
 * @throws {RolloutError} for a strategy, a status, clusters, a generation or a time that cannot be, with every fault.
 * @throws {InterpreterError} `INVALID_ITEMS` for the items, `INVALID_OPTIONS` for an input that is none.
 * @see https://github.com/karmada-io/karmada/pull/7891
 *
 * @example
 * const strategy = { type: 'Staged', staged: {} } as const;
 * const input = { strategy, items: [], clusters: ['b', 'a'], generation: 1, now: '2026-10-05T08:00:00Z' };
 * computeStagedPropagation(input).suspension; // { currentCluster: 'a', suspendedClusters: ['b'] }
 */
export function computeStagedPropagation(input: StagedPropagationInput): StagedPropagationResult {
  const checked = readStagedInput(input);
  const { plan, previous } = checked;
  if (plan === undefined) return { suspension: undefined, status: undefined, explanation: [], events: [] };
  const { status, held, ...rest } = outcomeOf(checked, plan, input.generation);
  const { currentCluster } = status;
  return {
    suspension: { ...(currentCluster && { currentCluster }), suspendedClusters: held },
    status: previous && sameFields(previous, status) ? previous : status,
    ...rest,
  };
}

/** What the phase that comes next holds back and says. */
function outcomeOf(input: CheckedStagedInput, plan: StagedPlan, generation: number): Outcome {
  const { previous, targets, now } = input;
  if (targets.length === 0) {
    return resting(
      input,
      { observedGeneration: generation, phase: 'Pending', completedClusters: [] },
      [],
      ['the rollout waits for a cluster: the workload is scheduled nowhere'],
    );
  }
  const other = previous !== undefined && isOtherGeneration(generation, previous.observedGeneration);
  if (previous && other && isSuperseded(previous)) {
    const sentence = `generation ${previous.observedGeneration} is superseded by ${generation}: all clusters are held until the rollout starts over`;
    const outcome = resting(input, supersededStatus(previous), targets, [sentence], REASONS.superseded);
    return { ...outcome, requeueAfterMs: untilNextSecond(now) };
  }
  const goesOn = previous && !other && previous.phase !== 'Pending' && previous.phase !== 'Superseded';
  if (!goesOn) {
    const started = {
      observedGeneration: generation,
      phase: 'Progressing',
      startedAt: formatTime(now),
    } as const;
    const event = normal(REASONS.started, `generation ${generation} is rolled out`);
    const outcome = progressed(input, plan, started, []);
    return { ...outcome, events: [event, ...outcome.events] };
  }
  const names = new Set(targets);
  const completed = (previous.completedClusters ?? []).filter((name) => names.has(name));
  if (previous.phase !== 'Failed') return progressed(input, plan, previous, completed);
  const failed = failedCluster(previous);
  const held = heldByFailure(targets, new Set(failed === undefined ? completed : [...completed, failed]));
  const sentence = `${failed ?? 'a cluster'} has failed; the rollout stays where it is until the template changes or the strategy is taken away`;
  return { status: { ...previous, completedClusters: completed }, held, explanation: [sentence], events: [] };
}
