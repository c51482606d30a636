import { invalid } from '../../errors.js';
import { isFields } from '../../kubernetes/object.js';
import { amountOf } from './amount.js';
import { timeOf } from './duration.js';
import { orderClusters } from './order-clusters.js';
import { type PlacedStage, placeClusters, unknownClusters } from './place-clusters.js';
import { readClusters } from './read-clusters.js';
import { type RolloutFault, refuseFaults } from './rollout-error.js';
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
} from './rollout-strategy.js';
import { uncollectedConditions, type WorkloadKind } from './workload-kind.js';

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
  readonly onFailure: 'Pause' | 'Continue' | 'Revert';
  readonly whenUnreachable: 'wait' | 'skip';
  readonly whenEmpty: 'pass' | 'wait' | undefined;
  /** The clusters that are not ready. */
  readonly unready: ReadonlySet<string>;
  /** Clusters that are no targets any more, and keep their place as long as they report. */
  readonly gone: ReadonlySet<string>;
}

/** What a plan may take into account beside the strategy and the clusters. */
export interface PlanOptions {
  /** The interpreter of the workload's kind, to refuse gates that no member of that kind can pass. */
  readonly interpreter?: WorkloadKind | undefined;
}

/**
 * Who goes when: each cluster in its stage, in the order of release, before anything runs.
 *
 * @param strategy - Plain JSON, checked in full.
 * @param clusters - The target clusters, in any order.
 * @param options - The workload's kind.
 * @returns The stages, with amounts resolved to numbers of clusters and durations to milliseconds; the clusters
 * that no stage takes are a last stage named `unmatched`.
 * @throws {RolloutError} for a strategy that cannot be, with every fault in it.
 *
 * @example
 * const stages = [{ name: 'canary', clusters: ['eu1'] }];
 * planRollout({ stages }, ['us1', 'eu1']).stages.map(({ clusters }) => clusters); // [['eu1'], ['us1']]
 */
export function planRollout(
  strategy: RolloutStrategy,
  clusters: RolloutClusters,
  options: PlanOptions = {},
): RolloutPlan {
  if (!isFields(options)) throw invalid('INVALID_OPTIONS', 'options', options, 'an object');
  const faults: RolloutFault[] = [];
  const { interpreter }: PlanOptions = options;
  const { stages, maxFailures } = compilePlan(strategy, clusters, { named: true, interpreter }, faults);
  refuseFaults(faults);
  return { stages: stages.map(({ gate: _, ...stage }) => stage), maxFailures };
}

/** The ways out of too many failures, as they may be written. */
const WAYS = {
  ...({ Pause: 'Pause', Continue: 'Continue', Revert: 'Revert' } as const),
  ...({ pause: 'Pause', continue: 'Continue', revert: 'Revert' } as const),
};

/** How a plan is to be made. */
export interface Planning extends PlanOptions {
  /**
   * Whether each name in the strategy has to be a cluster's. A rollout that runs must bear that a cluster which the
   * strategy names has left.
   */
  readonly named: boolean;
  /** The clusters that the rollout knows already and that still report, each with its stage. */
  readonly remembered?: ReadonlyMap<string, string>;
  /** The stage of each cluster in the step before of the same rollout. */
  readonly former?: ReadonlyMap<string, string>;
}

/** The plan of a strategy, empty where anything is wrong with it. */
export function compilePlan(
  strategy: RolloutStrategy,
  clusters: RolloutClusters,
  { named, remembered = new Map(), former = new Map(), interpreter }: Planning,
  faults: RolloutFault[],
): Plan {
  const before = faults.length;
  const byName = readClusters(clusters, faults);
  const gone = new Map([...remembered].filter(([name]) => !byName.has(name)));
  const placed = placeClusters(strategy, byName, { gone, former }, faults);
  if (named) for (const fault of unknownClusters(strategy, byName)) faults.push(fault);
  const sound = faults.length === before;
  if (sound) for (const fault of uncollectedConditions(strategy, interpreter)) faults.push(fault);
  return {
    stages: sound ? placed.map((stage) => stageOf(stage, strategy)) : [],
    maxFailures: sound ? amountOf(strategy.maxFailures ?? 0, byName.size + gone.size) : 0,
    progressDeadline: (sound && timeOf(strategy.progressDeadline)) || Number.POSITIVE_INFINITY,
    onFailure: (sound && strategy.onFailure && WAYS[strategy.onFailure]) || 'Pause',
    whenUnreachable: (sound && strategy.whenUnreachable) || 'wait',
    whenEmpty: (sound && strategy.whenEmpty) || undefined,
    unready: new Set([...byName.values()].flatMap(({ name, ready }) => (ready === false ? name : []))),
    gone: new Set(gone.keys()),
  };
}

/** A stage with everything that the strategy leaves open. */
function stageOf({ stage, clusters }: PlacedStage, strategy: RolloutStrategy): Stage {
  const { name } = stage;
  const [before, after] = [stage.before ?? [], stage.after ?? []];
  const listed = stage.clusters ? undefined : 'name';
  return {
    name,
    clusters: orderClusters(clusters, stage.order ?? strategy.order ?? listed),
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
function gateOf(ownGate: Gate | undefined, commonGate: Gate | undefined): PlannedGate {
  const [own, common] = [ownGate ?? {}, commonGate ?? {}];
  return {
    requireHealthy: own.requireHealthy ?? common.requireHealthy ?? true,
    requiredConditions: own.requiredConditions ?? common.requiredConditions ?? [],
    requiredRevision: own.requiredRevision ?? common.requiredRevision ?? undefined,
    minSuccessTime: timeOf(own.minSuccessTime ?? common.minSuccessTime),
  };
}

/** The approvals among the tasks, each as it has to stand in a list of those that were given. */
function approvals(place: string, tasks: readonly (Approval | TimedWait)[]): readonly string[] {
  const names = tasks.flatMap((task) => (task.type === 'Approval' ? [task.name ?? 'approval'] : []));
  return [...new Set(names)].map((name) => `${place}/${name}`);
}
