import { isDeepStrictEqual } from 'node:util';
import type { AggregatedStatusItem, StatusAggregator } from 'karmada-interpreter';
import { clusterNames, interpreter, itemOf, parsed, templateOf, type Workload } from './fixtures.js';
import {
  type BenchKind,
  cloneSet,
  daemonSet,
  deployment,
  deploymentWithConditions,
  helmRelease,
  kustomization,
  statefulSet,
} from './kinds.js';
import { type Random, seedOf } from './random.js';

/** Workloads, each of which runs in every cluster of a federation, and what is known of them. */
export interface Fleet {
  readonly clusters: readonly string[];
  readonly workloads: readonly FleetWorkload[];
}

interface FleetWorkload {
  readonly kind: BenchKind;
  readonly aggregator: StatusAggregator;
  /** How often each member has reported; 0 where it is gone. What it reports follows from it. */
  readonly versions: Uint32Array;
  readonly seed: number;
}

/** What happens to one member. */
export interface FleetEvent {
  readonly workload: FleetWorkload;
  /** What the member reports; `undefined` where it has left. */
  readonly item: AggregatedStatusItem | undefined;
  readonly clusterName: string;
}

/** Of ten workloads, five are Deployments, two are Flux's, and six have conditions. */
const MIX = [
  deploymentWithConditions,
  helmRelease,
  deploymentWithConditions,
  daemonSet,
  kustomization,
  deploymentWithConditions,
  cloneSet,
  deployment,
  deploymentWithConditions,
  statefulSet,
];

/** A fleet where every member of every workload has reported once, as texts that have just been parsed. */
export function fleetOf(clusterCount: number, workloadCount: number): Fleet {
  const clusters = clusterNames(clusterCount);
  const workloads = Array.from({ length: workloadCount }, (_, i): FleetWorkload => {
    const kind = MIX[i % MIX.length] as BenchKind;
    const aggregator = interpreter.createAggregator(templateOf(kind));
    const workload = { kind, aggregator, versions: new Uint32Array(clusterCount), seed: i };
    for (let member = 0; member < clusterCount; member++) {
      aggregator.set(parsed(reportOf(workload, clusters, member, 1)));
      workload.versions[member] = 1;
    }
    aggregator.aggregate();
    return workload;
  });
  return { clusters, workloads };
}

function reportOf(
  { kind, seed }: FleetWorkload,
  clusters: readonly string[],
  member: number,
  version: number,
): AggregatedStatusItem {
  return itemOf(kind, clusters[member] as string, seedOf(seed, member, version));
}

/** The next thing that happens: nearly always a report; where members `leave`, one in a hundred does. */
export function nextEvent({ clusters, workloads }: Fleet, random: Random, leave: boolean): FleetEvent {
  const workload = workloads[random.below(workloads.length)] as FleetWorkload;
  const member = random.below(clusters.length);
  const clusterName = clusters[member] as string;
  if (leave && random.below(100) === 0) {
    workload.versions[member] = 0;
    return { workload, item: undefined, clusterName };
  }
  const version = 1 + random.below(1 << 20);
  workload.versions[member] = version;
  return { workload, item: reportOf(workload, clusters, member, version), clusterName };
}

/** Lets an aggregator know, and asks it what the federation looks like now. */
export function apply({ workload: { aggregator }, item, clusterName }: FleetEvent): object {
  if (item === undefined) aggregator.delete(clusterName);
  else aggregator.set(item);
  return aggregator.aggregate();
}

/** What the members of a workload report by now. */
export function workloadNow({ clusters }: Fleet, workload: FleetWorkload): Workload {
  const items: AggregatedStatusItem[] = [];
  workload.versions.forEach((version, member) => {
    if (version > 0) items.push(reportOf(workload, clusters, member, version));
  });
  return { object: templateOf(workload.kind), items };
}

/** How many workloads are not what a batch over their members gives. */
export function differences(fleet: Fleet): number {
  return fleet.workloads.filter((workload) => {
    const { object, items } = workloadNow(fleet, workload);
    const expected = interpreter.aggregateStatus(object, items);
    const got = workload.aggregator.aggregate();
    return !isDeepStrictEqual(got, expected) || JSON.stringify(got) !== JSON.stringify(expected);
  }).length;
}
