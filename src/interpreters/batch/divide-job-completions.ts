import { invalid } from '../../errors.js';
import {
  at,
  countAt,
  fieldAt,
  isFields,
  isName,
  type KubernetesObject,
  MAX_INT32,
} from '../../kubernetes/object.js';

/** A cluster that a Job is scheduled to: an entry of a ResourceBinding's `spec.clusters`. */
export interface JobTarget {
  readonly name: string;
  /** How many of the pods run there side by side. */
  readonly replicas?: number | undefined;
}

interface Share {
  readonly name: string;
  readonly weight: number;
  completions: number;
}

/**
 * Divides the completions of a Job over the clusters by the pods that each of them runs side by side, as Karmada does
 * for a Divided policy: by Webster's method, equal claims by the clusters' names in an order that the Job's uid decides.
 *
 * @param job - The template.
 * @param clusters - The clusters that it is scheduled to.
 * @returns The completions by cluster; empty where the Job asks for no number of them, or no cluster has replicas.
 * @throws InterpreterError `INVALID_OBJECT` for completions that are no count, `INVALID_OPTIONS` for clusters that are
 * none.
 * @see https://github.com/karmada-io/karmada/blob/f8fdd02df3760fd9521624f284877fa84e7be6ef/pkg/controllers/binding/common.go#L345-L357
 * @see https://github.com/karmada-io/karmada/blob/f8fdd02df3760fd9521624f284877fa84e7be6ef/pkg/util/helper/webstermethod.go
 * @example
 * const targets = targetClusters(binding);
 * const completions = divideJobCompletions(template, targets);
 * for (const { name, replicas = 0 } of targets)
 *   apply(name, reviseJobCompletions(job.reviseReplica(template, replicas), completions.get(name)));
 */
export function divideJobCompletions(
  job: KubernetesObject,
  clusters: readonly JobTarget[],
): ReadonlyMap<string, number> {
  const completions = countAt(fieldAt(job, ['spec', 'completions']), 'spec.completions', MAX_INT32);
  const shares = sharesOf(clusters);
  const total = shares.reduce((sum, { weight }) => sum + weight, 0);
  if (completions === undefined || total === 0) return new Map();
  let left = completions;
  for (const share of shares) {
    share.completions = surely(share.weight, total, completions - shares.length);
    left -= share.completions;
  }
  const sign = isDescending(at(job, 'metadata', 'uid')) ? -1 : 1;
  for (; left > 0; left--) shares.reduce((a, b) => (isNext(b, a, sign) ? b : a)).completions += 1;
  return new Map(shares.map(({ name, completions: own }) => [name, own]));
}

function sharesOf(clusters: readonly JobTarget[]): Share[] {
  if (!Array.isArray(clusters)) throw invalid('INVALID_OPTIONS', 'clusters', clusters, 'a list');
  const weights = new Map<string, number>();
  for (const [i, cluster] of clusters.entries()) {
    const { name, replicas }: { name?: unknown; replicas?: unknown } = isFields(cluster) ? cluster : {};
    if (!isName(name)) throw invalid('INVALID_OPTIONS', `clusters[${i}].name`, name, "a cluster's name");
    weights.set(name, countAt(replicas, `clusters[${i}].replicas`, MAX_INT32) ?? 0);
  }
  return Array.from(weights, ([name, weight]) => ({ name, weight, completions: 0 }));
}

/**
 * What a share gets before the last few are given out one by one: as many as its claims are above the quota of a total
 * that is smaller by the number of shares. Integers throughout: the products are beyond what numbers hold exactly.
 */
function surely(weight: number, total: number, smaller: number): number {
  if (smaller <= 0) return 0;
  const twice = 2n * BigInt(total);
  const above = 2n * BigInt(weight) * BigInt(smaller) - BigInt(total);
  return above <= 0n ? 0 : Number((above + twice - 1n) / twice);
}

/** Whether the next one goes rather to `a` than to `b`. */
function isNext(a: Share, b: Share, sign: number): boolean {
  const claim = a.weight / (2 * a.completions + 1) - b.weight / (2 * b.completions + 1);
  if (claim !== 0) return claim > 0;
  if (a.completions !== b.completions) return a.completions < b.completions;
  return a.name < b.name === sign > 0;
}

/**
 * Whether the later of two names comes first: where 32 bits of FNV-1a over the uid are odd. Its factor is odd and its
 * basis too, so that only the last bits of the characters, which are ASCII, count.
 */
function isDescending(uid: unknown): boolean {
  if (!isName(uid)) return false;
  let bit = 1;
  for (let i = 0; i < uid.length; i++) bit ^= uid.charCodeAt(i) & 1;
  return bit === 1;
}
