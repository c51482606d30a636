import { describe } from '../../errors.js';
import { compare } from '../../kubernetes/compare.js';
import { at, isAbsent } from '../../kubernetes/object.js';
import { type ClusterFinder, clusterFinder, selectsRest } from './cluster-selector.js';
import type { RolloutFault } from './rollout-error.js';
import type { RolloutCluster, RolloutStage, RolloutStrategy } from './rollout-strategy.js';
import { strategyFaults, UNMATCHED } from './strategy-schema.js';

/** A stage of the strategy with the clusters that it takes. */
export interface PlacedStage {
  readonly stage: RolloutStage;
  readonly clusters: RolloutCluster[];
}

/** What a rollout knows of clusters from its steps before. */
export interface KnownClusters {
  /** Clusters that are no targets any more and still report, each with the stage that it was in. */
  readonly gone: ReadonlyMap<string, string>;
  /** The stage of each cluster in the step before of the same rollout. */
  readonly former: ReadonlyMap<string, string>;
}

/** A stage that can be placed, and where it stands in the strategy. */
interface GivenStage extends PlacedStage {
  readonly path: string;
}

/** How a cluster is kept from being selected. */
const LEAVE_OUT =
  ': give it a label, and leave it out by matchExpressions: [{key: LABEL, operator: NotIn, values: [VALUE]}]';

/** The stage of a strategy that spells out none. */
const EVERYTHING: RolloutStage = { name: 'all', clusterSelector: {} };

/** The message for a cluster that a stage has already. */
export function takenAlready(
  name: string,
  owner: unknown,
  remedy = ': leave it out in one of the two places',
): string {
  return `${describe(name)} is in stage "${owner}" already${remedy}`;
}

/**
 * Checks a strategy, and gives each cluster to the one stage that takes it; those that are `gone` keep the stage
 * that they had, and so do those that have been in a stage by its share. Whatever is wrong goes to `faults`; a stage
 * that is too wrong to tell its clusters is left out, so that the faults of all others still come out.
 */
export function placeClusters(
  strategy: RolloutStrategy,
  clusters: ReadonlyMap<string, RolloutCluster>,
  { gone, former }: KnownClusters,
  faults: RolloutFault[],
): readonly PlacedStage[] {
  const wrong = strategyFaults(strategy);
  for (const fault of wrong) faults.push(fault);
  const stages = givenStages(strategy, wrong);
  checkStages(stages, faults);

  const owners = new Map<string, string>();
  let overlapping = false;
  /** Gives a cluster to a stage; whether no other stage has it. */
  const claim = (
    { stage, clusters: own }: PlacedStage,
    cluster: RolloutCluster,
    path: string,
    remedy?: string,
  ): boolean => {
    const owner = owners.get(cluster.name);
    if (owner !== undefined) {
      faults.push({ path, message: takenAlready(cluster.name, owner, remedy) });
      overlapping = true;
      return false;
    }
    owners.set(cluster.name, stage.name);
    own.push(cluster);
    return true;
  };
  let find: ClusterFinder | undefined;
  let rest: GivenStage | undefined;
  for (const given of stages) {
    const { stage, path } = given;
    for (const [i, name] of (stage.clusters ?? []).entries()) {
      const cluster = clusters.get(name);
      if (cluster) claim(given, cluster, `${path}.clusters[${i}]`);
    }
    if (!stage.clusterSelector) continue;
    if (selectsRest(stage.clusterSelector)) {
      const fault = (taker: string) => `takes all that are left, as stage "${taker}" does already`;
      if (rest) faults.push({ path: `${path}.clusterSelector`, message: fault(rest.stage.name) });
      else rest = given;
      continue;
    }
    find ??= clusterFinder([...clusters.values()]);
    // One fault for a selector that overlaps another stage: it may do so in thousands of clusters.
    for (const cluster of find(stage.clusterSelector)) {
      if (!claim(given, cluster, `${path}.clusterSelector`, LEAVE_OUT)) break;
    }
  }
  // Which clusters are left over is known only where every stage is valid.
  if (wrong.length > 0 || overlapping) return stages;
  const byName = new Map(stages.map((given) => [given.stage.name, given]));
  const homeless: RolloutCluster[] = [];
  for (const [name, stage] of gone) {
    const clustersOf = byName.get(stage)?.clusters ?? homeless;
    clustersOf.push({ name });
  }
  const unclaimed = [...clusters.values()].filter(({ name }) => !owners.has(name));
  const left = takeShares(stages, unclaimed, clusters.size + gone.size, former);
  if (!rest && strategy.unmatched === 'error') {
    for (const { name } of left) faults.push({ path: 'stages', message: `do not take ${describe(name)}` });
  }
  left.push(...homeless);
  for (const cluster of left) rest?.clusters.push(cluster);
  if (rest || left.length === 0) return stages;
  return [...stages, { stage: { name: UNMATCHED, clusterSelector: {} }, clusters: left }];
}

/**
 * Gives the stages by share their clusters, by name; what is left comes back. A cluster stays in the stage that it
 * was in, so that one that joins moves no other.
 */
function takeShares(
  stages: readonly GivenStage[],
  clusters: readonly RolloutCluster[],
  fleet: number,
  former: ReadonlyMap<string, string>,
): RolloutCluster[] {
  const shares = stages.filter(({ stage }) => !isAbsent(stage.percent));
  if (shares.length === 0) return [...clusters];
  const byStage = new Map(shares.map((given) => [given.stage.name, given]));
  const free: RolloutCluster[] = [];
  for (const cluster of clusters) {
    const stage = byStage.get(former.get(cluster.name) ?? '');
    if (stage) stage.clusters.push(cluster);
    else free.push(cluster);
  }
  free.sort((a, b) => compare(a.name, b.name));
  let [share, taken, next] = [0, 0, 0];
  for (const { stage, clusters: own } of shares) {
    share += stage.percent ?? 0;
    // The running sum is rounded, not each share, so that shares which come to 100 leave no cluster out.
    const wanted = Math.max(1, Math.floor((share * fleet) / 100) - taken);
    const more = free.slice(next, next + Math.max(0, wanted - own.length));
    own.push(...more);
    next += more.length;
    taken += own.length;
  }
  return free.slice(next);
}

/** Names in the strategy that are no target clusters. */
export function unknownClusters(
  strategy: RolloutStrategy,
  clusters: ReadonlyMap<string, RolloutCluster>,
): readonly RolloutFault[] {
  const stages: readonly unknown[] = listOf(at(strategy, 'stages'));
  return stages.flatMap((stage, i) =>
    listOf(at(stage, 'clusters')).flatMap((name, j) =>
      typeof name !== 'string' || name === '' || clusters.has(name)
        ? []
        : [{ path: `stages[${i}].clusters[${j}]`, message: `${describe(name)} is no target cluster` }],
    ),
  );
}

/** What keeps a stage from being placed: faults of itself, its name or its choice of clusters. */
const UNSOUND = /^stages\[(\d+)\](?:$|\.(?:name|clusters|clusterSelector|percent)\b)/;

/** The stages of a strategy but for those that cannot be placed. */
function givenStages(strategy: RolloutStrategy, wrong: readonly RolloutFault[]): readonly GivenStage[] {
  const stages: unknown = at(strategy, 'stages');
  if (isAbsent(stages)) return [{ stage: EVERYTHING, clusters: [], path: '' }];
  const unsound = new Set(wrong.map(({ path }) => UNSOUND.exec(path)?.[1]));
  return listOf(stages).flatMap((stage, i) =>
    unsound.has(`${i}`) ? [] : [{ stage: stage as RolloutStage, clusters: [], path: `stages[${i}]` }],
  );
}

/** Finds what is wrong with a stage beside its fields. */
function checkStages(stages: readonly GivenStage[], faults: RolloutFault[]): void {
  const names = new Set([UNMATCHED]);
  let share = 0;
  for (const { stage, path } of stages) {
    const { name, clusters, clusterSelector, percent } = stage;
    if (names.has(name))
      faults.push({ path: `${path}.name`, message: `"${name}" names another stage already` });
    names.add(name);
    if ([clusters, clusterSelector, percent].filter((choice) => !isAbsent(choice)).length !== 1) {
      faults.push({ path, message: 'must have either clusters, a clusterSelector or a percent' });
    }
    share += percent ?? 0;
    if (share > 100 && share - (percent ?? 0) <= 100) {
      faults.push({ path: `${path}.percent`, message: `brings the shares of the stages to ${share}` });
    }
  }
}

/** A list, or an empty one in place of anything else. */
function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
