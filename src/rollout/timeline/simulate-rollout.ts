import * as z from 'zod/mini';
import { lazy } from '../../boundary/lazy.js';
import { invalid } from '../../errors.js';
import { isFields } from '../../kubernetes/object.js';
import type { Suspension } from '../../suspension/suspension.js';
import { checkMoment } from '../step/rollout-input.js';
import { timeOf } from '../strategy/duration.js';
import { compilePlan, type Plan } from '../strategy/plan-rollout.js';
import { type RolloutFault, refuseFaults } from '../strategy/rollout-error.js';
import type { Duration, RolloutClusters, RolloutStrategy } from '../strategy/rollout-strategy.js';
import { must, optional, rolloutFaults } from '../strategy/schema-helpers.js';
import { durationSchema } from '../strategy/strategy-schema.js';
import { behaviourSchema, type FleetBehaviour } from './fleet-behaviour.js';
import type { RolloutTimeline } from './record-timeline.js';
import { runSimulation, type SimulationProgress } from './run-simulation.js';

/** What a simulated rollout depends on. */
export interface SimulationInput {
  readonly strategy: RolloutStrategy;
  readonly clusters: RolloutClusters;
  /** Without it, each cluster is updated as soon as it is released. */
  readonly behaviour?: FleetBehaviour | null | undefined;
  /** How long each approval takes from when it is waited for; one that is not listed is never given. */
  readonly approvals?: { readonly [approval: string]: Duration } | null | undefined;
  /** The user's own suspension, from beginning to end. */
  readonly suspension?: Suspension | undefined;
  /** The template's generation; 1 where it is absent. */
  readonly generation?: number | undefined;
  /** When it begins, in milliseconds since the epoch; 0 where it is absent. */
  readonly now?: number | undefined;
}

const schema = /* @__PURE__ */ lazy(() =>
  z.object({
    behaviour: optional(behaviourSchema()),
    approvals: optional(z.record(z.string(), durationSchema(), must('an object such as { name: duration }'))),
  }),
);

/**
 * The whole schedule ahead of time: goes from event to event as `computeRollout` would, with clusters that behave
 * as described, until nothing more can happen. Simulated clusters meet the conditions and revisions that gates ask
 * for as soon as they are updated.
 *
 * @param input - Plain JSON.
 * @returns The timeline up to the moment at which the rollout rests, and why it does. The effort grows with the
 * number of clusters and of events, not with their product.
 * @throws {RolloutError} for whatever cannot be, with every fault.
 * @throws {InterpreterError} `INVALID_SUSPENSION` for the suspension, `INVALID_OPTIONS` for an input that is none.
 *
 * @example
 * simulateRollout({ strategy: {}, clusters: ['a', 'b'], behaviour: { takes: '2m' } }).ended; // 240000
 */
export function simulateRollout(input: SimulationInput): RolloutTimeline {
  const steps = simulateRolloutSteps(input);
  let step = steps.next();
  while (!step.done) step = steps.next();
  return step.value;
}

/**
 * The same step by step, for whoever has something to do in between: show how far it has come, let others run, or
 * give it up.
 *
 * @param input - Plain JSON.
 * @returns How far it has come, after each event; in the end, the timeline.
 * @throws {RolloutError} {@link InterpreterError} as {@link simulateRollout} does, at once.
 *
 * @example
 * const steps = simulateRolloutSteps({ strategy: {}, clusters: ['a', 'b'] });
 * for (let step = steps.next(); !step.done; step = steps.next()) show(step.value.released, step.value.clusters);
 */
export function simulateRolloutSteps(
  input: SimulationInput,
): Generator<SimulationProgress, RolloutTimeline, void> {
  if (!isFields(input)) throw invalid('INVALID_OPTIONS', 'input', input, 'an object');
  const { strategy, clusters, behaviour, suspension, generation = 1, now = 0 }: SimulationInput = input;
  const faults: RolloutFault[] = [...rolloutFaults(schema(), input, '')];
  const plan = compilePlan(strategy, clusters, { named: true }, faults);
  checkMoment(generation, now, faults);
  refuseFaults(faults);
  return runSimulation({
    plan: withoutReports(plan),
    behaviour: behaviour ?? {},
    approvals: new Map(Object.entries(input.approvals ?? {}).map(([name, takes]) => [name, timeOf(takes)])),
    suspension: suspension ?? undefined,
    generation,
    now,
  });
}

/** The plan without what a simulated cluster has nothing to say of. */
function withoutReports(plan: Plan): Plan {
  const reduced = { requiredConditions: [], requiredRevision: undefined };
  return { ...plan, stages: plan.stages.map((stage) => ({ ...stage, gate: { ...stage.gate, ...reduced } })) };
}
