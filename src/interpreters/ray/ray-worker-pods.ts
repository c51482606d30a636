import { isFields, type KubernetesObject, withValueAt } from '../../kubernetes/object.js';
import { placed } from '../../kubernetes/references.js';
import { workerGroups } from './ray-groups.js';

/**
 * An object with another number of worker pods, over the groups of its cluster in proportion to their pods now:
 * whole shares first, and what is left one by one to the largest remainders, the earlier of equals.
 *
 * @param object - The object.
 * @param cluster - The place of the cluster in it.
 * @param pods - How many pods there are to be. A group whose replicas have several pods gets whole replicas.
 * @returns The object itself where nothing changes, as where there are no groups. The bounds of the groups stay, and
 * KubeRay keeps to them.
 * @throws InterpreterError `INVALID_OBJECT` where a group is malformed.
 */
export function withWorkerPods<T extends KubernetesObject>(object: T, cluster: string, pods: number): T {
  const groups = workerGroups(object, cluster);
  const values = placed(object, '', `${cluster}.workerGroupSpecs.*`).map(([value]) => value);
  const shares = apportioned(
    pods,
    groups.map((group) => group.pods),
  );
  const revised = values.map((value, i) => {
    if (!isFields(value)) return value;
    const replicas = Math.floor((shares[i] as number) / Math.max(1, groups[i]?.hosts ?? 1));
    return withValueAt(value, ['replicas'], replicas);
  });
  const changes = revised.some((value, i) => value !== values[i]);
  return changes ? withValueAt(object, [...cluster.split('.'), 'workerGroupSpecs'], revised) : object;
}

/** A whole divided by weights into whole numbers; by equal ones where all are 0. */
function apportioned(whole: number, weights: readonly number[]): readonly number[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const own = total === 0 ? weights.map(() => 1n) : weights.map(BigInt);
  const divisor = BigInt(total || weights.length);
  // Exact, since two int32 may come to more than a number holds.
  const products = own.map((weight) => weight * BigInt(whole));
  const shares = products.map((product) => Number(product / divisor));
  const left = whole - shares.reduce((sum, share) => sum + share, 0);
  const byRemainder = products
    .map((product, i) => ({ i, remainder: product % divisor }))
    .sort((a, b) => (a.remainder === b.remainder ? a.i - b.i : a.remainder > b.remainder ? -1 : 1));
  for (const { i } of byRemainder.slice(0, left)) (shares[i] as number) += 1;
  return shares;
}
