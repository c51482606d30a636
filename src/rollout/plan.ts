import { amountOf } from './amount.js';
import { inOrder, readClusters } from './clusters.js';
import { timeOf } from './duration.js';
import { type RolloutFault, refuseFaults } from './errors.js';
import { type PlacedStage, placeClusters, unknownClusters } from './place.js';
import type {
  Approval,
  Gate,
  PlannedStage,
  RequiredCondition,
  RequiredRevision,
  RolloutClusters,
  RolloutPlan,
  RolloutStrategy,
  TimedWait,
} from './types.js';

/** A gate with nothing left open; its time is in milliseconds. */
export interface PlannedGate {
  readonly requireHealthy: boolean;
  readonly requiredConditions: readonly RequiredCondition[];
  readonly requiredRevision: RequiredRevision | undefined;
  readonly minSuccessTime: number;
}

/** A stage as it is carried out. */
export interface Stage extends PlannedStage {
  readonly gate: PlannedGate;
}

/** A strategy as it is carried out: each cluster in its place, defaults filled in, times in milliseconds. */
export interface Plan extends RolloutPlan {
  readonly stages: readonly Stage[];
  /** `Infinity` where there is none. */
  readonly progressDeadline: number;
}

/**
 * Who goes when: each cluster in its stage, in the order of release, before anything runs.
 *
 * @param strategy - Plain JSON, checked in full.
 * @param clusters - The target clusters, in any order.
 * @returns The stages, with amounts resolved to numbers of clusters and durations to milliseconds; the clusters
 * that no stage takes are a last stage named `unmatched`.
 * @throws {RolloutError} for a strategy that cannot be, with every fault in it.
 *
 * @example
 * const stages = [{ name: 'canary', clusters: ['eu1'] }];
 * planRollout({ stages }, ['us1', 'eu1']).stages.map(({ clusters }) => clusters); // [['eu1'], ['us1']]
 */
export function planRollout(strategy: RolloutStrategy, clusters: RolloutClusters): RolloutPlan {
  const faults: RolloutFault[] = [];
  const { stages, maxFailures } = planOf(strategy, clusters, true, faults);
  refuseFaults(faults);
  return { stages: stages.map(({ gate: _, ...stage }) => stage), maxFailures };
}

/**
 * The plan of a strategy, empty where anything is wrong with it. A rollout that runs must bear that a cluster
 * which the strategy names has left: that a name is no cluster is a fault only when `named` asks for them all.
 */
export function planOf(
  strategy: RolloutStrategy,
  clusters: RolloutClusters,
  named: boolean,
  faults: RolloutFault[],
): Plan {
  const before = faults.length;
  const byName = readClusters(clusters, faults);
  const placed = placeClusters(strategy, byName, faults);
  if (named) for (const fault of unknownClusters(strategy, byName)) faults.push(fault);
  if (faults.length > before) return { stages: [], maxFailures: 0, progressDeadline: 0 };
  return {
    stages: placed.map((stage) => stageOf(stage, strategy)),
    maxFailures: amountOf(strategy.maxFailures ?? 0, byName.size),
    progressDeadline: timeOf(strategy.progressDeadline) || Number.POSITIVE_INFINITY,
  };
}

/** A stage with everything that the strategy leaves open. */
function stageOf({ stage, clusters }: PlacedStage, strategy: RolloutStrategy): Stage {
  const { name, before = [], after = [] } = stage;
  const listed = stage.clusters ? undefined : 'name';
  return {
    name,
    clusters: inOrder(clusters, stage.order ?? strategy.order ?? listed),
    maxConcurrency: Math.max(
      1,
      amountOf(stage.maxConcurrency ?? strategy.maxConcurrency ?? 1, clusters.length),
    ),
    before: approvals(`${name}/before`, before),
    after: approvals(`${name}/after`, after),
    wait: after.reduce((longest, task) => Math.max(longest, waitOf(task)), 0),
    gate: gateOf(stage.gate, strategy.gate),
  };
}

/** How long a task takes by itself, in milliseconds. */
function waitOf(task: Approval | TimedWait): number {
  return task.type === 'TimedWait' ? timeOf(task.duration) : 0;
}

/** The stage's own gate, and what it leaves open from the strategy's. */
function gateOf(own: Gate = {}, common: Gate = {}): PlannedGate {
  return {
    requireHealthy: own.requireHealthy ?? common.requireHealthy ?? true,
    requiredConditions: own.requiredConditions ?? common.requiredConditions ?? [],
    requiredRevision: own.requiredRevision ?? common.requiredRevision,
    minSuccessTime: timeOf(own.minSuccessTime ?? common.minSuccessTime),
  };
}

/** The approvals among the tasks, each as it has to stand in a list of those that were given. */
function approvals(place: string, tasks: readonly (Approval | TimedWait)[]): readonly string[] {
  const names = tasks.flatMap((task) => (task.type === 'Approval' ? [task.name ?? 'approval'] : []));
  return [...new Set(names)].map((name) => `${place}/${name}`);
}
