import { sameJson } from '../../kubernetes/json.js';
import { evaluator } from '../../suspension/evaluate-suspension.js';
import { mergePolicySuspension } from '../../suspension/merge-policy-suspension.js';
import type { Suspension } from '../../suspension/suspension.js';
import { observes } from '../strategy/workload-kind.js';
import { type Advance, advance, isHeld } from './advance.js';
import type { Moment } from './member.js';
import { ownSuspension } from './own-suspension.js';
import { type Beginning, beginProgress } from './progress.js';
import { type CheckedInput, type RolloutInput, readInput } from './rollout-input.js';
import { withGenerations, withVouchedGeneration } from './rollout-item.js';
import type { RolloutStatus } from './rollout-status.js';
import { explainProgress, stageStatus } from './rollout-verdict.js';
import { takeStep } from './take-step.js';
import { explainRevert, toRevert } from './to-revert.js';

/** What is to be done now. */
export interface RolloutResult {
  /** What `spec.suspension` has to be; `undefined` where nothing is to be suspended. */
  readonly suspension: Suspension | undefined;
  /** What the next call has to be given; the same reference where nothing has changed. */
  readonly status: RolloutStatus;
  /** In how many milliseconds something can change by time alone; absent where nothing can. */
  readonly requeueAfterMs?: number;
  /** One sentence for each cluster or stage that is waited for, and for each cluster that has failed. */
  readonly explanation: readonly string[];
}

/**
 * The next step of a rollout: who is held back now, how the rollout stands, and what it waits for.
 *
 * To drive a rollout, call it whenever its input changes and after `requeueAfterMs`, write the suspension with
 * `rolloutPatch`, and keep the status for the next call.
 *
 * @param input - Plain JSON; times are milliseconds since the epoch.
 * @returns The suspension, which is the user's own together with the clusters whose turn has not come; the
 * status to keep; and in how many milliseconds to call again at the latest.
 * @throws {RolloutError} for a strategy, clusters, approvals, a status, a generation or a time that cannot be,
 * with every fault.
 * @throws {InterpreterError} `INVALID_ITEMS` or `INVALID_SUSPENSION` for those two, `INVALID_OPTIONS` for an input
 * that is none.
 *
 * @example
 * const input = { strategy: {}, clusters: ['a', 'b'], items: [], generation: 2, now: 0 };
 * computeRollout(input).suspension; // { dispatchingOnClusters: { clusterNames: ['b'] } }
 */
export function computeRollout(input: RolloutInput): RolloutResult {
  const checked = readInput(input);
  const { plan, previous, same, revision } = checked;
  const { generation, now } = input;
  const own = ownSuspension(input.suspension);
  const moment: Moment = {
    generation,
    revision,
    now,
    progressDeadline: plan.progressDeadline,
    skipping: plan.whenUnreachable === 'skip',
  };
  const progress = beginProgress(beginningsOf(checked, input, own), (member) =>
    advance(member, moment, false),
  );
  const given = new Set(input.approvals ?? []);
  const verdict = takeStep(progress, plan, {
    now,
    own,
    reverting: same?.revert !== undefined,
    // An approval of the generation would hold for every revision of it.
    approved: (approval) => given.has(approval) || given.has(`${approval}@${revision ?? generation}`),
    release: (member) => advance(member, moment, true),
  });
  const { halt, stop, phase, reason } = verdict;
  const advances = progress.groups.flatMap((group) => group.advances);
  const superseded = same ? same.supersededGeneration : previous?.generation;
  const supersededRevision = same ? same.supersededRevision : previous?.revision;
  const revert = stop?.reverts && toRevert(progress, moment);
  const next = earliestOf([...advances.map(({ changes }) => changes), halt?.waitsUntil]);
  return {
    suspension: withHeld(own, advances, revert !== undefined),
    status: keep(previous, {
      generation,
      ...(superseded !== undefined && { supersededGeneration: superseded }),
      ...(revision !== undefined && { revision }),
      ...(supersededRevision !== undefined && { supersededRevision }),
      phase,
      ...(reason && { reason }),
      ...(revert && { revert }),
      stages: progress.groups.map((group) => stageStatus(group, verdict)),
      clusters: advances.map(({ status }) => status),
    }),
    ...(next !== undefined && { requeueAfterMs: next - now }),
    explanation: [
      ...(revert ? explainRevert(revert, supersededRevision ?? superseded) : []),
      ...explainProgress(progress, verdict, plan, now),
    ],
  };
}

/** The stages with their clusters as they stand before anything is released. */
function beginningsOf(
  { plan, same, reports, revision }: CheckedInput,
  { interpreter, generation }: RolloutInput,
  own: Suspension | undefined,
): readonly Beginning[] {
  const suspensionOf = evaluator(own, 'suspension');
  const stages = new Map(same?.stages.map((stage) => [stage.name, stage]));
  const clusters = new Map(same?.clusters.map((cluster) => [cluster.name, cluster]));
  const observing = observes(interpreter);
  return plan.stages.map((stage) => {
    const { started, ended, passed } = stages.get(stage.name) ?? {};
    return {
      stage,
      members: stage.clusters.map((name) => {
        const item = reports.get(name);
        return {
          name,
          stage,
          previous: clusters.get(name),
          item: item && withVouchedGeneration(withGenerations(item, observing), generation, revision),
          by: suspensionOf(name).by,
          ready: !plan.unready.has(name),
          gone: plan.gone.has(name),
        };
      }),
      times: {
        ...(started !== undefined && { started }),
        ...(ended !== undefined && { ended }),
        ...(passed !== undefined && { passed }),
      },
    };
  });
}

/** The user's own suspension, and with it every cluster that has to be held back. */
function withHeld(
  own: Suspension | undefined,
  advances: readonly Advance[],
  reverting: boolean,
): Suspension | undefined {
  const held = advances.flatMap(({ status }) => (reverting || isHeld(status) ? status.name : []));
  // A policy must not have both fields.
  if (own?.dispatching || held.length === 0) return own;
  const names = new Set([...(own?.dispatchingOnClusters?.clusterNames ?? []), ...held]);
  const clusterNames = [...names].sort();
  return mergePolicySuspension(own, { ...own, dispatchingOnClusters: { clusterNames } });
}

/** The status before, or as much of it as still holds: whoever compares references has nothing to write. */
function keep(previous: RolloutStatus | undefined, next: RolloutStatus): RolloutStatus {
  if (previous === undefined) return next;
  const clusters =
    previous.clusters.length === next.clusters.length &&
    previous.clusters.every((cluster, i) => cluster === next.clusters[i])
      ? previous.clusters
      : next.clusters;
  const stages = sameJson(previous.stages, next.stages) ? previous.stages : next.stages;
  const kept = { ...next, stages, clusters };
  return clusters === previous.clusters && sameJson(kept, previous) ? previous : kept;
}

/** The earliest of some times. */
function earliestOf(times: readonly (number | undefined)[]): number | undefined {
  return times.reduce(
    (first, time) => (first === undefined || (time ?? first) < first ? time : first),
    undefined,
  );
}
