import { compare } from '../../kubernetes/compare.js';
import { isAbsent } from '../../kubernetes/object.js';
import { labelOf } from './cluster-selector.js';
import type { ClusterOrder, RolloutCluster } from './rollout-strategy.js';

/** The names of clusters in the order in which they are to be released. */
export function orderClusters(
  clusters: readonly RolloutCluster[],
  order: ClusterOrder | null | undefined,
): readonly string[] {
  if (isAbsent(order)) return clusters.map(({ name }) => name);
  const weighed = clusters.map((cluster) => ({
    name: cluster.name,
    weight: order === 'name' ? 0 : weightOf(cluster, order.label),
  }));
  weighed.sort((a, b) => a.weight - b.weight || compare(a.name, b.name));
  return weighed.map(({ name }) => name);
}

/** A cluster's weight by an integer in a label; what has none comes last. */
function weightOf(cluster: RolloutCluster, label: string): number {
  const value = labelOf(cluster, label) ?? '';
  return /^-?\d{1,15}$/.test(value) ? Number(value) : Number.MAX_SAFE_INTEGER;
}
