import { invalid } from '../errors.js';
import { compare } from '../kubernetes/compare.js';
import { asJson } from '../kubernetes/json.js';
import { isAbsent, isFields, isName } from '../kubernetes/object.js';
import type { Suspension } from '../suspension/suspension.js';

/** What Karmada takes a member's object for. */
export type ItemHealth = 'Healthy' | 'Unhealthy' | 'Unknown';

/**
 * What one member cluster reports of a workload: an entry of a ResourceBinding's `status.aggregatedStatus`.
 *
 * @see https://github.com/karmada-io/karmada/blob/v1.11.0/pkg/apis/work/v1alpha2/binding_types.go#L330
 */
export interface AggregatedStatusItem {
  readonly clusterName: string;
  /** What `reflectStatus` collected there; absent until the member has reported. */
  readonly status?: object | null | undefined;
  readonly applied?: boolean | undefined;
  readonly appliedMessage?: string | undefined;
  readonly health?: ItemHealth | undefined;
  /** The generations of the member, where they stand beside its status: these count before those within it. */
  readonly resourceTemplateGeneration?: number | undefined;
  readonly memberGeneration?: number | undefined;
  /** Absent beside the others where the kind has no `status.observedGeneration`. */
  readonly memberObservedGeneration?: number | undefined;
}

/** The members of a workload; `undefined`, `null` and `[]` all mean that it is scheduled nowhere. */
export type AggregatedStatusItems = readonly AggregatedStatusItem[] | null | undefined;

/** How members are taken into account. */
export interface AggregateOptions {
  /**
   * Where the workload is scheduled to. Without it, the items are taken to be all of its members. What a cluster that
   * is not ready said last does not vouch for it.
   */
  readonly clusters?:
    | readonly (string | { readonly name: string; readonly ready?: boolean | undefined })[]
    | undefined;
  /**
   * How counts of replicas add up: to Karmada's sums (`total`, the default), or in the units of a template that each
   * cluster runs whole (`perCluster`), as a Duplicated policy has it.
   */
  readonly replicas?: 'total' | 'perCluster' | undefined;
  /** The suspension in force. It changes no result: it lets an explanation say why a cluster lags. */
  readonly suspension?: Suspension | undefined;
}

/** The clusters that count, each with whether what it reports can be relied on. */
export type ScheduledClusters = ReadonlyMap<string, boolean>;

/** The items as a list; whether each is one is for {@link isItem} to say. */
export function listItems(items: AggregatedStatusItems): readonly AggregatedStatusItem[] {
  const list = items ?? [];
  if (!Array.isArray(list)) throw invalid('INVALID_ITEMS', 'items', list, 'a list');
  return list;
}

/** Whether it is an item: without a cluster's name there is nobody to hold to account for a status. */
export function isItem(item: AggregatedStatusItem): boolean {
  return typeof item === 'object' && isName(item?.clusterName);
}

/** Says what is wrong with an item that is none. */
export function refuseItem(item: unknown, path: string): never {
  if (!isFields(item)) throw invalid('INVALID_ITEMS', path, item, 'an object');
  throw invalid('INVALID_ITEMS', `${path}.clusterName`, item.clusterName, "a cluster's name");
}

/** Checked items in the order of their clusters' names; the list itself where they are in order already. */
export function inOrder(items: readonly AggregatedStatusItem[]): readonly AggregatedStatusItem[] {
  let ordered = true;
  let previous = '';
  for (let i = 0; i < items.length; i++) {
    const item = items[i] as AggregatedStatusItem;
    if (!isItem(item)) refuseItem(item, `items[${i}]`);
    if (item.clusterName <= previous) ordered = false;
    previous = item.clusterName;
  }
  return ordered ? items : [...items].sort(byCluster(textOf));
}

/** Names first; where a cluster stands twice, the texts, so that not even then the order of a list matters. */
export function byCluster<Entry extends { readonly clusterName: string }>(
  textOf: (entry: Entry) => string,
): (a: Entry, b: Entry) => number {
  return (a, b) => compare(a.clusterName, b.clusterName) || compare(textOf(a), textOf(b));
}

/** An item as text; nothing that JSON cannot write is worth an order of its own. */
function textOf(item: AggregatedStatusItem): string {
  return `${JSON.stringify(asJson(item))}`;
}

/** Up to so many clusters are looked for in a list, one by one. */
const FEW_CLUSTERS = 8;

/**
 * Whether each of the clusters that count has one item, and no other cluster has any: then all items count, as they do
 * where the caller does not say which. `false` also where that would take long to find out.
 */
export function areScheduled(items: AggregatedStatusItems, clusters: AggregateOptions['clusters']): boolean {
  if (!Array.isArray(clusters) || !Array.isArray(items) || items.length !== clusters.length) return false;
  let previous = '';
  for (let i = 0; i < items.length; i++) {
    const name: unknown = items[i]?.clusterName;
    // As many different names as there are clusters, all of which are among these, are these.
    if (typeof name !== 'string' || name <= previous) return false;
    if (clusters[i] !== name && !(clusters.length <= FEW_CLUSTERS && clusters.includes(name))) return false;
    previous = name;
  }
  return true;
}

/** The clusters that count, where the caller says which. */
export function scheduledClusters(options: AggregateOptions | undefined): ScheduledClusters | undefined {
  if (!isFields(options ?? {})) {
    throw invalid('INVALID_OPTIONS', 'options', options, 'an object');
  }
  const clusters: unknown = options?.clusters;
  if (isAbsent(clusters)) return undefined;
  if (!Array.isArray(clusters)) throw invalid('INVALID_OPTIONS', 'options.clusters', clusters, 'a list');
  const scheduled = new Map<string, boolean>();
  // Unlike `forEach`, this does not pass over holes.
  for (const [i, cluster] of clusters.entries()) {
    const { name, ready = true }: { name?: unknown; ready?: unknown } = isFields(cluster)
      ? cluster
      : { name: cluster };
    const path = `options.clusters[${i}]`;
    if (!isName(name))
      throw invalid('INVALID_OPTIONS', isFields(cluster) ? `${path}.name` : path, name, "a cluster's name");
    if (typeof ready !== 'boolean') throw invalid('INVALID_OPTIONS', `${path}.ready`, ready, 'true or false');
    scheduled.set(name, ready);
  }
  return scheduled;
}
