import { invalid } from '../errors.js';
import type { AggregateOptions } from '../generation/items.js';
import type { KubernetesObject } from '../kubernetes/object.js';
import type { CompiledStatus } from './compiled-status.js';

/**
 * For each count, how many of it a cluster is asked for that runs the template whole; NaN for what is added up all the
 * same.
 */
export type Targets = Float64Array;

/** The targets of a template, `undefined` where its counts are added up. */
export function replicaTargetsOf(
  { counted, declared }: CompiledStatus,
  object: KubernetesObject,
  options: AggregateOptions | undefined,
): Targets | undefined {
  const replicas: unknown = options?.replicas ?? 'total';
  if (replicas !== 'total' && replicas !== 'perCluster')
    throw invalid('INVALID_OPTIONS', 'options.replicas', replicas, '"total" or "perCluster"');
  if (replicas === 'total' || declared.perCluster === undefined) return undefined;
  const targets = declared.perCluster(object);
  return Float64Array.from(counted, (field) => targets[field] ?? Number.NaN);
}

/**
 * A count in the units of the template: what is asked for less what the clusters fall short of it, or more by what they
 * have beyond it where none falls short.
 */
function perClusterCount(target: number, members: number, sum: number, filled: number): number {
  if (members === 0) return 0;
  const short = members * target - filled;
  return short > 0 ? Math.max(0, target - short) : target + sum - filled;
}

/** Adds how far one member's counts, from `start` on, fill the targets. */
export function addFilled(
  filled: Float64Array,
  targets: Targets,
  counts: ArrayLike<number>,
  start: number,
): void {
  for (let i = 0; i < targets.length; i++)
    (filled[i] as number) += Math.min(targets[i] as number, counts[start + i] as number);
}

/** The counts of all members in the units of the template; none of what is asked for exceeds the replicas. */
export function countsOf(
  { counted }: CompiledStatus,
  targets: Targets,
  members: number,
  totals: ArrayLike<number>,
  filled: Float64Array,
): Float64Array {
  const counts = Float64Array.from(targets, (target, i) =>
    Number.isNaN(target)
      ? (totals[i] as number)
      : perClusterCount(target, members, totals[i] as number, filled[i] as number),
  );
  const most = counts[counted.indexOf('replicas')] ?? Number.POSITIVE_INFINITY;
  return counts.map((count, i) => (Number.isNaN(targets[i]) ? count : Math.min(count, most)));
}
