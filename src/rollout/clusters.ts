import { describe } from '../errors.js';
import { isAbsent, isFields } from '../kubernetes/object.js';
import type { RolloutFault } from './errors.js';
import { labelOf } from './selector.js';
import type { ClusterOrder, RolloutCluster, RolloutClusters } from './types.js';

/** The clusters by name, in the order given; what is wrong with them goes to `faults`. */
export function readClusters(clusters: RolloutClusters, faults: RolloutFault[]): Map<string, RolloutCluster> {
  const byName = new Map<string, RolloutCluster>();
  if (!Array.isArray(clusters)) {
    faults.push({ path: 'clusters', message: `must be a list, not ${describe(clusters)}` });
    return byName;
  }
  // Unlike `forEach`, this does not pass over holes.
  for (const [i, given] of clusters.entries()) {
    const cluster: RolloutCluster = typeof given === 'string' ? { name: given } : given;
    const name: unknown = isFields(cluster) ? cluster.name : cluster;
    const labels: unknown = isFields(cluster) ? cluster.labels : undefined;
    const wrong = (message: string) => faults.push({ path: `clusters[${i}]`, message });
    if (typeof name !== 'string' || name === '') wrong(`must be a cluster's name, not ${describe(name)}`);
    else if (byName.has(name)) wrong(`is ${describe(name)} once more`);
    else if (!isAbsent(labels) && !isFields(labels)) wrong(`has labels that are ${describe(labels)}`);
    else byName.set(name, cluster);
  }
  return byName;
}

/** The names of clusters in the order in which they are to be released. */
export function inOrder(
  clusters: readonly RolloutCluster[],
  order: ClusterOrder | undefined,
): readonly string[] {
  const names = clusters.map(({ name }) => name);
  if (order === undefined) return names;
  names.sort();
  if (order === 'name') return names;
  const places = new Map(clusters.map((cluster) => [cluster.name, placeOf(cluster, order.label)]));
  // Sorting is stable: those of one place stay by name.
  return names.sort((a, b) => Math.sign((places.get(a) ?? 0) - (places.get(b) ?? 0)));
}

/** A cluster's place by an integer in a label; what has none comes last. */
function placeOf(cluster: RolloutCluster, label: string): number {
  const value = labelOf(cluster, label) ?? '';
  return /^-?\d{1,15}$/.test(value) ? Number(value) : Number.MAX_SAFE_INTEGER;
}
