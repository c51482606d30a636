import { describe } from '../../errors.js';
import { at, isAbsent, isFields } from '../../kubernetes/object.js';
import type { RolloutFault } from './rollout-error.js';
import type { RolloutCluster, RolloutClusters } from './rollout-strategy.js';

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
    const ready: unknown = isFields(cluster) ? cluster.ready : undefined;
    const wrong = (message: string) => faults.push({ path: `clusters[${i}]`, message });
    if (typeof name !== 'string' || name === '') {
      const hint = at(given, 'metadata', 'name')
        ? ': of a Cluster, give { name, labels } of its metadata'
        : '';
      wrong(`must be a cluster's name, not ${describe(name)}${hint}`);
    } else if (byName.has(name)) wrong(`is ${describe(name)} once more`);
    else if (!isAbsent(labels) && !isFields(labels)) wrong(`has labels that are ${describe(labels)}`);
    else if (!isAbsent(ready) && typeof ready !== 'boolean')
      wrong(`has a ready that is ${describe(ready)}, not true or false`);
    else byName.set(name, cluster);
  }
  return byName;
}
