import type { AggregatedStatusItem } from '../generation/items.js';
import { inOrder, listItems } from '../generation/items.js';
import { sameJson } from '../kubernetes/json.js';
import { evaluator } from '../suspension/evaluate-suspension.js';
import { mergePolicySuspension } from '../suspension/merge-policy-suspension.js';
import type { Suspension } from '../suspension/suspension.js';
import { type RolloutInput, readInput } from './input.js';
import { type Advance, advance, type Moment } from './member.js';
import type { Plan } from './plan.js';
import { type Group, walk } from './stages.js';
import type { RolloutStatus } from './status.js';
import { explainHalt, phaseOf, RESUME, stageStatus, stopOf } from './verdict.js';

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
  const { plan, previous } = readInput(input);
  const { generation, now, strategy } = input;
  const same = previous?.generation === generation ? previous : undefined;
  const own = mergePolicySuspension(input.suspension, input.suspension);
  const moment = { generation, now, progressDeadline: plan.progressDeadline };
  const groups = groupsOf(plan, input, own, same, moment);
  const given = new Set(input.approvals);
  const approved = (approval: string) => given.has(approval) || given.has(`${approval}@${generation}`);

  const stop = stopOf(groups, plan, strategy, approved(RESUME), own);
  const halt = walk(groups, {
    now,
    releasing: stop === undefined,
    ending: stop?.reason !== 'MaxFailuresExceeded',
    approved,
    release: (member) => advance(member, moment, true),
  });
  const phase = phaseOf(halt, stop);
  const advances = groups.flatMap((group) => group.advances);
  const superseded = same ? same.supersededGeneration : previous?.generation;
  const next = earliest([...advances.map(({ changes }) => changes), halt?.waitsUntil]);
  return {
    suspension: union(own, advances),
    status: keep(previous, {
      generation,
      ...(superseded !== undefined && { supersededGeneration: superseded }),
      phase,
      ...(halt && stop && { reason: stop.reason }),
      stages: groups.map((group) => stageStatus(group, halt, phase)),
      clusters: advances.map(({ status }) => status),
    }),
    ...(next !== undefined && { requeueAfterMs: next - now }),
    explanation: [...explainHalt(halt, stop, now), ...advances.flatMap(({ message }) => message ?? [])],
  };
}

/** The stages with their clusters as they stand before anything is released. */
function groupsOf(
  plan: Plan,
  { items }: RolloutInput,
  own: Suspension | undefined,
  same: RolloutStatus | undefined,
  moment: Moment,
): readonly Group[] {
  const suspensionOf = evaluator(own, 'suspension');
  const reports = new Map<string, AggregatedStatusItem>();
  for (const item of inOrder(listItems(items))) reports.set(item.clusterName, item);
  const stages = new Map(same?.stages.map((stage) => [stage.name, stage]));
  const clusters = new Map(same?.clusters.map((cluster) => [cluster.name, cluster]));
  return plan.stages.map((stage) => {
    const members = stage.clusters.map((name) => ({
      name,
      stage,
      previous: clusters.get(name),
      item: reports.get(name),
      by: suspensionOf(name).by,
    }));
    const { started, ended, passed } = stages.get(stage.name) ?? {};
    return {
      stage,
      members,
      advances: members.map((member) => advance(member, moment, false)),
      times: {
        ...(started !== undefined && { started }),
        ...(ended !== undefined && { ended }),
        ...(passed !== undefined && { passed }),
      },
    };
  });
}

/** The user's own suspension, and with it every cluster that has to be held back. */
function union(own: Suspension | undefined, advances: readonly Advance[]): Suspension | undefined {
  const held = advances.flatMap(({ status }) => (status.phase === 'Pending' ? status.name : []));
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
function earliest(times: readonly (number | undefined)[]): number | undefined {
  return times.reduce(
    (first, time) => (first === undefined || (time ?? first) < first ? time : first),
    undefined,
  );
}
