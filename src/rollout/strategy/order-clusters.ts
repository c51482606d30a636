import { isAbsent } from '../../kubernetes/object.js';
import { labelOf } from './cluster-selector.js';
import type { ClusterOrder, RolloutCluster } from './rollout-strategy.js';

/** The names of clusters in the order in which they are to be released. */
export function orderClusters(
  clusters: readonly RolloutCluster[],
  order: ClusterOrder | null | undefined,
): readonly string[] {
  const names = clusters.map(({ name }) => name);
  if (isAbsent(order)) return names;
  names.sort();
  if (order === 'name') return names;
  const weights = new Map(clusters.map((cluster) => [cluster.name, weightOf(cluster, order.label)]));
  // Sorting is stable: those of one weight stay by name.
  return names.sort((a, b) => Math.sign((weights.get(a) ?? 0) - (weights.get(b) ?? 0)));
}

/** A cluster's weight by an integer in a label; what has none comes last. */
function weightOf(cluster: RolloutCluster, label: string): number {
  const value = labelOf(cluster, label) ?? '';
  return /^-?\d{1,15}$/.test(value) ? Number(value) : Number.MAX_SAFE_INTEGER;
}
