// The fleet of the example: what its workloads are, and what its members report. Elsewhere, this comes from watches.
import type { AggregatedStatusItem, KubernetesObject } from 'karmada-interpreter';
import type { Report } from './topology.js';

const REGIONS = ['ap-south', 'eu-central', 'eu-west', 'us-east', 'us-west'];
const CLUSTERS = 100;
const WORKLOADS = 200;

/** How many members there are: each workload runs in each cluster. */
export const MEMBERS = CLUSTERS * WORKLOADS;

const KINDS = [
  { apiVersion: 'apps/v1', kind: 'Deployment' },
  { apiVersion: 'helm.toolkit.fluxcd.io/v2', kind: 'HelmRelease' },
] as const;

/** The names of the workloads. */
export const workloads: readonly string[] = Array.from(
  { length: WORKLOADS },
  (_, i) => `${kindOf(i).kind}/shop/app-${i}`,
);

function kindOf(workload: number): (typeof KINDS)[number] {
  return KINDS[workload % 2] as (typeof KINDS)[number];
}

/** The resource template of a workload, in one of its versions. */
export function templateOf(workload: number, generation: number): KubernetesObject {
  return {
    ...kindOf(workload),
    metadata: { name: `app-${workload}`, namespace: 'shop', generation },
    status: { observedGeneration: 0 },
  };
}

/** One thing that happens: a member reports. */
export interface Happening {
  readonly workload: string;
  readonly region: string;
  readonly cluster: string;
  readonly report: Report;
}

/** What happens as the `i`-th: the members report by turns, and in one turn of a hundred a member leaves. */
export function happening(i: number): Happening {
  const workload = i % WORKLOADS;
  const place = Math.floor(i / WORKLOADS) % CLUSTERS;
  const sequence = Math.floor(i / MEMBERS);
  const region = REGIONS[place % REGIONS.length] as string;
  const cluster = `${region}-${String(place).padStart(3, '0')}`;
  const chance = hash(i);
  const item = chance % 100 === 0 ? undefined : itemOf(workload, cluster, chance);
  return {
    workload: workloads[workload] as string,
    region,
    cluster,
    report: item ? { sequence, item } : { sequence },
  };
}

function itemOf(workload: number, clusterName: string, chance: number): AggregatedStatusItem {
  const generations = { generation: 2, observedGeneration: 2, resourceTemplateGeneration: 1 + (chance % 2) };
  const own = kindOf(workload).kind === 'Deployment' ? countsOf(chance) : releaseOf(chance);
  return { clusterName, applied: true, health: 'Healthy', status: { ...own, ...generations } };
}

function countsOf(chance: number): object {
  const replicas = 1 + (chance % 29);
  const ready = (chance >>> 8) % (replicas + 1);
  return {
    replicas,
    updatedReplicas: replicas,
    readyReplicas: ready,
    availableReplicas: ready,
    unavailableReplicas: replicas - ready,
  };
}

function releaseOf(chance: number): object {
  const failed = (chance >>> 8) % 40 === 0;
  const revision = `6.6.${(chance >>> 16) % 3}`;
  const ready = {
    type: 'Ready',
    status: failed ? 'False' : 'True',
    reason: failed ? 'InstallFailed' : 'InstallSucceeded',
    message: failed ? 'install retries exhausted' : `Helm install succeeded with chart podinfo@${revision}`,
    lastTransitionTime: `2024-08-31T12:00:${10 + (chance % 50)}Z`,
  };
  return { failures: failed ? 3 : 0, lastAttemptedRevision: revision, conditions: [ready] };
}

/** A number by chance that is the same at each call. */
function hash(i: number): number {
  const mixed = Math.imul(i ^ (i >>> 15), 0x2c1b3c6d);
  const again = Math.imul(mixed ^ (mixed >>> 12), 0x297a2d39);
  return (again ^ (again >>> 15)) >>> 0;
}
