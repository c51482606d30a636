import { isEmpty } from '../kubernetes/json.js';
import type { ClusterSelector, RolloutCluster } from './types.js';

/** The value of a cluster's own label: every object inherits a `constructor`. */
export function labelOf({ labels }: RolloutCluster, key: string): string | undefined {
  return Object.hasOwn(labels ?? {}, key) ? labels?.[key] : undefined;
}

/** Whether a selector asks for nothing, and so takes whatever is left. */
export function selectsRest({ matchLabels, matchExpressions }: ClusterSelector): boolean {
  return isEmpty(matchLabels) && isEmpty(matchExpressions);
}

/**
 * A selector as a test of one cluster: each of its requirements has to hold.
 *
 * @see https://github.com/kubernetes/apimachinery/blob/eed236ceee2c19c2753a3d93ac0631dc20750454/pkg/labels/selector.go#L247
 */
export function selectorOf(selector: ClusterSelector): (cluster: RolloutCluster) => boolean {
  const equal = Object.entries(selector.matchLabels ?? {});
  const listed = (selector.matchExpressions ?? []).map(({ key, operator, values }) => ({
    key,
    negated: operator === 'NotIn' || operator === 'DoesNotExist',
    // Without values, it is only asked whether there is such a label.
    values: operator === 'In' || operator === 'NotIn' ? new Set(values) : undefined,
  }));
  // Plain loops: every stage asks every cluster.
  return (cluster) => {
    for (const [key, value] of equal) if (labelOf(cluster, key) !== value) return false;
    for (const { key, negated, values } of listed) {
      const value = labelOf(cluster, key);
      // A label that is absent is in no list.
      const found = value !== undefined && (values?.has(value) ?? true);
      if (found === negated) return false;
    }
    return true;
  };
}
