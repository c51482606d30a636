import * as z from 'zod/mini';
import { invalid } from '../errors.js';
import { isFields } from '../kubernetes/object.js';
import { evaluator } from '../suspension/evaluate-suspension.js';
import type { Suspension } from '../suspension/suspension.js';
import { behaviourOf, behaviourSchema, type FleetBehaviour, itemOf, lengthOf } from './behaviour.js';
import { readClusters } from './clusters.js';
import { computeRollout, type RolloutResult } from './compute.js';
import { timeOf } from './duration.js';
import { type RolloutFault, refuseFaults } from './errors.js';
import { planOf } from './plan.js';
import { faultsOf, lazy, must } from './schema.js';
import { duration } from './strategy.js';
import { type RolloutTimeline, recordTimeline } from './timeline.js';
import type { Duration, Gate, RolloutClusters, RolloutStrategy } from './types.js';
import { RESUME } from './verdict.js';

/** What a simulated rollout depends on. */
export interface SimulationInput {
  readonly strategy: RolloutStrategy;
  readonly clusters: RolloutClusters;
  /** Without it, each cluster is updated as soon as it is released. */
  readonly behaviour?: FleetBehaviour | undefined;
  /** How long each approval takes from when it is waited for; one that is not listed is never given. */
  readonly approvals?: { readonly [approval: string]: Duration } | undefined;
  /** The user's own suspension, from beginning to end. */
  readonly suspension?: Suspension | undefined;
  /** The template's generation; 1 where it is absent. */
  readonly generation?: number | undefined;
  /** When it begins, in milliseconds since the epoch; 0 where it is absent. */
  readonly now?: number | undefined;
}

const schema = /* @__PURE__ */ lazy(() =>
  z.object({
    behaviour: z.optional(behaviourSchema()),
    approvals: z.optional(z.record(z.string(), duration(), must('an object'))),
  }),
);

/**
 * The whole schedule ahead of time: drives `computeRollout` from event to event, with clusters that behave as
 * described, until nothing more can happen. Simulated clusters meet the conditions and revisions that gates ask
 * for as soon as they are updated.
 *
 * @param input - Plain JSON.
 * @returns The timeline up to the moment at which the rollout rests, and why it does. The effort grows with the
 * number of clusters times the number of events.
 * @throws {RolloutError} for whatever cannot be, with every fault.
 * @throws {InterpreterError} `INVALID_SUSPENSION` for the suspension, `INVALID_OPTIONS` for an input that is none.
 *
 * @example
 * simulateRollout({ strategy: {}, clusters: ['a', 'b'], behaviour: { takes: '2m' } }).ended; // 240000
 */
export function simulateRollout(input: SimulationInput): RolloutTimeline {
  if (!isFields(input)) throw invalid('INVALID_OPTIONS', 'input', input, 'an object');
  const { clusters, behaviour = {}, suspension, generation = 1 }: SimulationInput = input;
  const faults: RolloutFault[] = [...faultsOf(schema(), input, '')];
  planOf(input.strategy, clusters, true, faults);
  refuseFaults(faults);
  const strategy = withoutReports(input.strategy);
  const names = [...readClusters(clusters, faults).keys()];
  const approvals = new Map(
    Object.entries(input.approvals ?? {}).map(([name, time]) => [name, timeOf(time)]),
  );
  /** When each cluster will be updated, and each approval given, as far as it has come to that. */
  const updated = new Map<string, number>();
  const given = new Map<string, number>();

  let now = input.now ?? 0;
  let timeline: RolloutTimeline | undefined;
  let status: RolloutResult['status'] | undefined;
  for (;;) {
    const result = computeRollout({
      ...{ strategy, clusters, generation, now, status, suspension },
      items: [...updated].map(([name, at]) =>
        itemOf(name, behaviourOf(behaviour, name), at <= now, generation),
      ),
      approvals: [...given].flatMap(([approval, at]) => (at <= now ? approval : [])),
    });
    status = result.status;
    timeline = recordTimeline(timeline, result, now);

    const known = updated.size + given.size;
    const holds = evaluator(result.suspension, 'suspension');
    for (const name of names) {
      if (updated.has(name) || holds(name).suspended) continue;
      updated.set(name, now + lengthOf(behaviourOf(behaviour, name)));
    }
    for (const approval of waitedFor(result)) {
      const takes = approvals.get(approval);
      if (takes !== undefined && !given.has(approval)) given.set(approval, now + takes);
    }
    // What takes no time happens before time goes on.
    if (updated.size + given.size > known) continue;
    let next = now + (result.requeueAfterMs ?? Number.POSITIVE_INFINITY);
    for (const at of [...updated.values(), ...given.values()]) if (at > now && at < next) next = at;
    if (next === Number.POSITIVE_INFINITY) return timeline;
    now = next;
  }
}

/** The approvals that would let a rollout go on. */
function waitedFor({ status }: RolloutResult): readonly string[] {
  const resume = status.phase === 'Paused' && status.reason === 'MaxFailuresExceeded' ? [RESUME] : [];
  return [...resume, ...status.stages.flatMap(({ waitsFor = [] }) => waitsFor)];
}

/** The strategy without what a simulated cluster has nothing to say of. */
function withoutReports(strategy: RolloutStrategy): RolloutStrategy {
  const reduced = (gate: Gate = {}): Gate => ({
    ...gate,
    requiredConditions: [],
    requiredRevision: undefined,
  });
  const { stages } = strategy;
  return {
    ...strategy,
    gate: reduced(strategy.gate),
    ...(stages && { stages: stages.map((stage) => ({ ...stage, gate: reduced(stage.gate) })) }),
  };
}
