import { isEmpty } from '../../kubernetes/json.js';
import type { ClusterSelector, RolloutCluster } from './rollout-strategy.js';

/** The value of a cluster's own label: every object inherits a `constructor`. */
export function labelOf({ labels }: RolloutCluster, key: string): string | undefined {
  return labels && Object.hasOwn(labels, key) ? labels[key] : undefined;
}

/** Whether a selector asks for nothing, and so takes whatever is left. */
export function selectsRest({ matchLabels, matchExpressions }: ClusterSelector): boolean {
  return isEmpty(matchLabels) && isEmpty(matchExpressions);
}

/** The clusters that a selector takes, one by one: a caller may have seen enough before the last. */
export type ClusterFinder = (selector: ClusterSelector) => Iterable<RolloutCluster>;

/**
 * Finds clusters by selectors, each of whose requirements has to hold. A selector is tried on the clusters that
 * its narrowest requirement leaves, so that a stage for each cluster does not ask every cluster every time.
 *
 * @see https://github.com/kubernetes/apimachinery/blob/eed236ceee2c19c2753a3d93ac0631dc20750454/pkg/labels/selector.go#L247
 */
export function clusterFinder(clusters: readonly RolloutCluster[]): ClusterFinder {
  const index = indexLabels(clusters);
  return function* find(selector) {
    const requirements = requirementsOf(selector);
    let narrowest: readonly (readonly RolloutCluster[])[] = [clusters];
    for (const { key, values, negated } of requirements) {
      if (negated) continue;
      const found = candidatesFor(index, key, values);
      if (candidateCount(found) < candidateCount(narrowest)) narrowest = found;
    }
    for (const candidates of narrowest) {
      for (const cluster of candidates) {
        if (requirements.every((requirement) => meets(cluster, requirement))) yield cluster;
      }
    }
  };
}

/** The clusters that have a label, and those that have it with each of its values. */
interface Holders {
  readonly all: RolloutCluster[];
  readonly byValue: Map<string, RolloutCluster[]>;
}

function indexLabels(clusters: readonly RolloutCluster[]): ReadonlyMap<string, Holders> {
  const index = new Map<string, Holders>();
  for (const cluster of clusters) {
    for (const [key, value] of Object.entries(cluster.labels ?? {})) {
      const holders: Holders = index.get(key) ?? { all: [], byValue: new Map() };
      index.set(key, holders);
      holders.all.push(cluster);
      const same = holders.byValue.get(value);
      if (same) same.push(cluster);
      else holders.byValue.set(value, [cluster]);
    }
  }
  return index;
}

/** What one key of a label has to be: any value where there are none. */
interface Requirement {
  readonly key: string;
  readonly values: ReadonlySet<string> | undefined;
  readonly negated: boolean;
}

function requirementsOf({ matchLabels, matchExpressions }: ClusterSelector): readonly Requirement[] {
  return [
    ...Object.entries(matchLabels ?? {}).map(([key, value]) => ({
      key,
      values: new Set([value]),
      negated: false,
    })),
    ...(matchExpressions ?? []).map(({ key, operator, values }) => ({
      key,
      // Without values, it is only asked whether there is such a label.
      values: operator === 'In' || operator === 'NotIn' ? new Set(values) : undefined,
      negated: operator === 'NotIn' || operator === 'DoesNotExist',
    })),
  ];
}

/** The clusters whose label of that key has one of these values, or any, in lists that share none. */
function candidatesFor(
  index: ReadonlyMap<string, Holders>,
  key: string,
  values: ReadonlySet<string> | undefined,
): readonly (readonly RolloutCluster[])[] {
  const holders = index.get(key);
  if (holders === undefined) return [];
  return values ? [...values].map((value) => holders.byValue.get(value) ?? []) : [holders.all];
}

function candidateCount(lists: readonly (readonly RolloutCluster[])[]): number {
  return lists.reduce((size, list) => size + list.length, 0);
}

/** Whether a cluster meets a requirement; a label that is absent has none of any values. */
function meets(cluster: RolloutCluster, { key, values, negated }: Requirement): boolean {
  const value = labelOf(cluster, key);
  const found = value !== undefined && (values?.has(value) ?? true);
  return found !== negated;
}
