import { readFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import {
  type AggregatedStatusItem,
  createInterpreter,
  type KubernetesObject,
  type StatusAggregator,
} from 'karmada-interpreter';
import { compileInterpreter } from 'karmada-interpreter/declarative';
import { parse } from 'yaml';
import { aggregateCloneSet } from './by-hand/clone-set.js';
import { aggregateDeployment } from './by-hand/deployment.js';
import { aggregateHelmRelease } from './by-hand/helm-release.js';
import { aggregateJob } from './by-hand/job.js';
import { aggregatePyTorchJob } from './by-hand/py-torch-job.js';
import { aggregateService } from './by-hand/service.js';
import { firstCall } from './first-call.js';
import {
  bindingText,
  clusterNames,
  interpreter,
  itemOf,
  parsed,
  statusOf,
  templateOf,
  type Workload,
  workloadOf,
} from './fixtures.js';
import { bindingJobs } from './fleet-of-bindings.js';
import {
  type BenchKind,
  benchKinds,
  cloneSet,
  deployment,
  deploymentWithConditions,
  helmRelease,
  job,
  nestedKinds,
  pyTorchJob,
  service,
} from './kinds.js';
import {
  bytesAllocated,
  compareJobs,
  type Effort,
  type Job,
  leastTime,
  memoryKept,
  timeJob,
} from './measure.js';
import { randomFrom, seedOf } from './random.js';
import { rolloutStep } from './rollout.js';
import { readAndWrite, webhookCall } from './webhook.js';

/** A figure that holds or is missed. */
export interface Figure {
  readonly what: string;
  readonly bound: 'at most' | 'at least' | 'under';
  readonly limit: number;
  readonly unit: 'times' | 'ns' | 'bytes';
  measure(): number;
}

/** How much to measure: all of it, or just enough to see that it works. */
export interface Scale extends Effort {
  /** For what has to find its members in the processor's cache before it goes as it does in the long run. */
  readonly long: Effort;
  /** How many processes are started to measure a first call. */
  readonly processes: number;
  readonly small: number;
  readonly medium: number;
  readonly large: number;
  readonly huge: number;
}

export const FULL: Scale = {
  rounds: 41,
  turn: 4,
  long: { rounds: 15, turn: 60 },
  processes: 15,
  small: 100,
  medium: 1000,
  large: 10_000,
  huge: 100_000,
};

/** Batch aggregation of a workload by the library. */
export function batch({ object, items }: Workload): Job {
  return () => interpreter.aggregateStatus(object, items);
}

/** The same by an interpreter that is made of a declaration. */
function batchDeclared({ object, items }: Workload): Job {
  const file = new URL('../examples/declarations/deployment.yaml', import.meta.url);
  const compiled = createInterpreter({
    interpreters: [compileInterpreter(parse(readFileSync(file, 'utf8')))],
  });
  return () => compiled.aggregateStatus(object, items);
}

/** Parsing a workload's binding, and nothing else. */
function readBinding(workload: Workload): Job {
  const text = bindingText(workload);
  return () => JSON.parse(text);
}

type ByHand = (object: KubernetesObject, items: readonly AggregatedStatusItem[]) => KubernetesObject;

/** The same by hand; throws where the results differ, as then the times say nothing. */
export function byHand(write: ByHand, { object, items }: Workload): Job {
  for (const order of [items, [...items].reverse()]) {
    const ours = interpreter.aggregateStatus(object, order);
    const theirs = write(object, order);
    if (!isDeepStrictEqual(ours, theirs) || JSON.stringify(ours) !== JSON.stringify(theirs)) {
      throw new Error(`${object.kind} by hand is not what the library makes of it`);
    }
    if (write(ours, order) !== ours || interpreter.aggregateStatus(ours, order) !== ours) {
      throw new Error(`${object.kind} changes where nothing has`);
    }
  }
  return () => write(object, items);
}

/** An aggregator that holds a workload's members. */
function aggregatorOf({ object, items }: Workload): StatusAggregator {
  const aggregator = interpreter.createAggregator(object);
  for (const item of items) aggregator.set(item);
  return aggregator;
}

/** How many different statuses the members of {@link changes} report. */
const STATUSES = 64;

/** Changes of members by chance, one at each call: each is an item of its own, as if it had just arrived. */
function changes(kind: BenchKind, members: number): () => AggregatedStatusItem {
  // The names are not the texts that the aggregator holds, as those of an event never are.
  const names = parsed(clusterNames(members));
  const statuses = Array.from({ length: STATUSES }, (_, i) => parsed(statusOf(kind, seedOf(9, i))));
  const random = randomFrom(5);
  const order = Int32Array.from({ length: 1 << 14 }, () => random.below(members));
  let at = 0;
  return () => {
    at += 1;
    // An odd step, so that a member does not get the same status at each turn of the order.
    const status = statuses[(at * 7 + (at >> 14)) % STATUSES] as object;
    return {
      clusterName: names[order[at & 16383] as number] as string,
      status,
      applied: true,
      health: 'Healthy',
    };
  };
}

/** One change, and the federated status after it. */
export function setAndAggregate(kind: BenchKind, members: number): Job {
  const aggregator = aggregatorOf(workloadOf(kind, members));
  const change = changes(kind, members);
  return () => aggregator.set(change()).aggregate();
}

/** The same by doing it over: the item takes the place of the member's last one, and all are aggregated. */
function putAndBatch(kind: BenchKind, members: number): Job {
  const { object, items } = workloadOf(kind, members);
  const places = new Map(items.map(({ clusterName }, i) => [clusterName, i]));
  const present = [...items];
  const change = changes(kind, members);
  return () => {
    const item = change();
    present[places.get(item.clusterName) as number] = item;
    return interpreter.aggregateStatus(object, present);
  };
}

/** One change alone. */
function setAlone(kind: BenchKind, members: number): Job {
  const aggregator = aggregatorOf(workloadOf(kind, members));
  const change = changes(kind, members);
  return () => aggregator.set(change());
}

/**
 * Bytes that an aggregator keeps for each member after the items are gone, the texts of their names included: the
 * least of three, as not all that is garbage is always found at once.
 */
function bytesKept(kind: BenchKind, members: number): number {
  return Math.min(...Array.from({ length: 3 }, () => bytesKeptOnce(kind, members)));
}

function bytesKeptOnce(kind: BenchKind, members: number): number {
  const { object } = workloadOf(kind, 0);
  const before = memoryKept();
  const aggregator = interpreter.createAggregator(object);
  report(aggregator, kind, members);
  const after = memoryKept();
  if (aggregator.size !== members) throw new Error('the aggregator does not hold its members');
  return (after - before) / members;
}

/** Bytes that an aggregator of three members keeps, what it has last been asked for included. */
function bytesOfThree(kind: BenchKind, aggregators: number): number {
  const { object } = workloadOf(kind, 0);
  const names = clusterNames(3);
  const aggregatorOfThree = (seed: number): StatusAggregator => {
    const aggregator = interpreter.createAggregator(object);
    names.forEach((name, i) => {
      aggregator.set(parsed(itemOf(kind, name, seedOf(3, seed, i))));
    });
    aggregator.aggregate();
    return aggregator;
  };
  // Objects of a class get their size from the first of them.
  for (let i = 0; i < 20; i++) aggregatorOfThree(i);
  const kept = new Array<StatusAggregator | undefined>(aggregators).fill(undefined);
  const before = memoryKept();
  for (let i = 0; i < aggregators; i++) kept[i] = aggregatorOfThree(i);
  const after = memoryKept();
  if (kept.some((aggregator) => aggregator?.size !== 3)) throw new Error('an aggregator has lost a member');
  return (after - before) / aggregators;
}

/** The memory of an aggregator through which so many clusters have gone, each of another name, beside one of few. */
function memoryAfterNames(names: number): number {
  const aggregator = interpreter.createAggregator(templateOf(deployment));
  const item = itemOf(deployment, 'a', 9);
  const go = (from: number, to: number): number => {
    for (let i = from; i < to; i++) {
      aggregator.set({ ...item, clusterName: `cluster-${i}` });
      if (i >= 100) aggregator.delete(`cluster-${i - 100}`);
    }
    aggregator.aggregate();
    return memoryKept();
  };
  const early = go(0, names / 100);
  const late = go(names / 100, names);
  if (aggregator.size > 100) throw new Error('the aggregator holds members that have left');
  return late / early;
}

/** Has members report one by one; each name is a text of its own, as it is in a stream of events. */
function report(aggregator: StatusAggregator, kind: BenchKind, members: number): void {
  clusterNames(members).forEach((name, i) => {
    aggregator.set(parsed(itemOf(kind, name, seedOf(3, i))));
  });
}

/** Every figure, in the order of the page on performance. */
export function figures(scale: Scale): readonly Figure[] {
  const { small, medium, large, huge } = scale;
  const ratio = (a: Job, b: Job, effort: Effort = scale): number => compareJobs(a, b, effort).ratio;
  const figure = (
    what: string,
    bound: Figure['bound'],
    limit: number,
    unit: Figure['unit'],
    measure: () => number,
  ): Figure => ({ what, bound, limit, unit, measure });
  const times = (what: string, limit: number, measure: () => number) =>
    figure(what, 'at most', limit, 'times', measure);
  const against = (write: ByHand, workload: Workload) => () =>
    ratio(batch(workload), byHand(write, workload));
  const perMember = (kind: BenchKind) => () =>
    (ratio(batch(workloadOf(kind, large)), batch(workloadOf(kind, small))) * small) / large;
  const oneChange = (members: number) => () => {
    const workload = workloadOf(deployment, members);
    return ratio(batch(workload), setAndAggregate(deployment, members));
  };
  const deployments = workloadOf(deployment, medium);
  const releases = workloadOf(helmRelease, medium);
  const sets = workloadOf(cloneSet, medium);

  return [
    times(`batch, Deployment, ${medium}, against by hand`, 1.5, against(aggregateDeployment, deployments)),
    times('the same, members parsed from JSON', 1.5, against(aggregateDeployment, parsed(deployments))),
    times('the same, 3 members', 1.5, against(aggregateDeployment, workloadOf(deployment, 3))),
    times(
      `batch, Deployment with conditions, ${medium}, against by hand`,
      2,
      against(aggregateDeployment, workloadOf(deploymentWithConditions, medium)),
    ),
    times(`batch, CloneSet, ${medium}, against by hand`, 1.5, against(aggregateCloneSet, sets)),
    times('the same, members parsed from JSON', 1.5, against(aggregateCloneSet, parsed(sets))),
    times(`batch, HelmRelease, ${medium}, against by hand`, 1.6, against(aggregateHelmRelease, releases)),
    times('the same, members parsed from JSON', 1.4, against(aggregateHelmRelease, parsed(releases))),
    ...(
      [
        [job, aggregateJob],
        [service, aggregateService],
        [pyTorchJob, aggregatePyTorchJob],
      ] as const
    ).map(([kind, write]) =>
      times(
        `batch, ${kind.name}, ${medium}, against by hand`,
        2,
        against(write, parsed(workloadOf(kind, medium))),
      ),
    ),
    times(`batch, a compiled Deployment, ${medium}, against the built-in one`, 1.3, () =>
      ratio(batchDeclared(deployments), batch(deployments)),
    ),
    ...benchKinds.map((kind) =>
      times(`batch, ${kind.name}, a member of ${large} against ${small}`, 1.3, perMember(kind)),
    ),
    times(`ResourceBinding as text, ${medium}, parse and aggregate against parse`, 1.2, () => {
      const text = bindingText(deployments);
      const { object } = deployments;
      return ratio(
        () => interpreter.aggregateStatus(object, JSON.parse(text).status.aggregatedStatus),
        readBinding(deployments),
      );
    }),
    times(`incremental, Deployment, set and aggregate, ${large} against ${small}`, 1.5, () =>
      ratio(setAndAggregate(deployment, large), setAndAggregate(deployment, small), scale.long),
    ),
    figure(`incremental against batch, Deployment, ${medium}`, 'at least', 50, 'times', oneChange(medium)),
    figure(`incremental against batch, Deployment, ${large}`, 'at least', 400, 'times', oneChange(large)),
    times(`incremental, HelmRelease, set, ${large} against ${small}`, 2, () =>
      ratio(setAlone(helmRelease, large), setAlone(helmRelease, small), scale.long),
    ),
    times(`incremental, HelmRelease, ${medium}, against Deployment`, 10, () =>
      ratio(setAndAggregate(helmRelease, medium), setAndAggregate(deployment, medium), scale.long),
    ),
    ...[deployment, cloneSet, helmRelease].map((kind) =>
      times(`incremental against doing it over, ${kind.name}, 3`, 1, () =>
        ratio(setAndAggregate(kind, 3), putAndBatch(kind, 3)),
      ),
    ),
    figure('aggregate() when nothing has changed', 'under', 20, 'ns', () => {
      const aggregator = aggregatorOf(releases);
      return leastTime(() => aggregator.aggregate(), scale);
    }),
    figure('what that allocates', 'at most', 0, 'bytes', () => {
      const aggregator = aggregatorOf(releases);
      timeJob(() => aggregator.aggregate(), scale);
      return bytesAllocated(() => aggregator.aggregate(), 100_000);
    }),
    ...[large, huge].map((members) =>
      figure(`kept per member, Deployment, ${members}`, 'at most', 180, 'bytes', () =>
        bytesKept(deployment, members),
      ),
    ),
    figure(`kept per member, HelmRelease, ${large}`, 'at most', 650, 'bytes', () =>
      bytesKept(helmRelease, large),
    ),
    ...(
      [
        [deployment, 1300],
        [helmRelease, 3000],
      ] as const
    ).map(([kind, most]) =>
      figure(`kept of an aggregator, ${kind.name}, 3`, 'at most', most, 'bytes', () =>
        bytesOfThree(kind, large),
      ),
    ),
    times(`memory after ${huge * 10} names, each set and deleted, against ${huge / 10}`, 1.05, () =>
      memoryAfterNames(huge * 10),
    ),
    times('first call, import included, against importing alone', 1.2, () => firstCall(scale.processes)),
    times('bindings of 3 members as text, parse, aggregate and explain against parse', 1.8, () =>
      ratio(...bindingJobs(large * 3), scale.long),
    ),
    times(`webhook, AggregateStatus of ${medium}, text to text, against parse and stringify`, 1.5, () =>
      ratio(webhookCall(medium), readAndWrite(medium)),
    ),
    times(`a step of a rollout, ${medium} clusters in 20 stages, against parsing its binding`, 4, () =>
      ratio(rolloutStep(medium), readBinding(deployments)),
    ),
    times(
      `a step of a rollout, a cluster of ${large} against ${medium}`,
      1.5,
      () => (ratio(rolloutStep(large), rolloutStep(medium), scale.long) * medium) / large,
    ),
  ];
}

/** The head of a table of figures, in Markdown. */
export const HEAD = `| what | figure | measured |
| --- | --- | ---: |`;

/** A figure as a row of it. */
export function rowOf({ what, bound, limit, unit }: Figure, measured: number): string {
  return `| ${what} | ${bound} ${limit} ${unit} | ${Number(measured.toPrecision(3))} |`;
}

/** Whether a measured value is within the figure. */
export function holds({ bound, limit }: Figure, measured: number): boolean {
  if (bound === 'at least') return measured >= limit;
  return bound === 'at most' ? measured <= limit : measured < limit;
}

/** Runs every kind once, so that no loop of the library is compiled for one kind alone. */
export function warmUp({ medium, ...effort }: Scale): void {
  for (const kind of benchKinds) {
    const workload = workloadOf(kind, medium);
    timeJob(batch(workload), effort);
    timeJob(batch(parsed(workload)), effort);
    timeJob(setAndAggregate(kind, medium), effort);
  }
  for (const kind of nestedKinds) timeJob(batch(workloadOf(kind, medium)), effort);
}
