import type { StatusExplanation } from '../../generation/explanation.js';
import {
  type AggregatedStatusItem,
  type AggregateOptions,
  isItem,
  refuseItem,
  scheduledClusters,
} from '../../generation/items.js';
import { asJson } from '../../kubernetes/json.js';
import type { KubernetesObject } from '../../kubernetes/object.js';
import { own } from '../../reducers/choice.js';
import { noPartial } from './partial-aggregate.js';
import type { StatusAggregator } from './status-aggregator.js';

/** What a kind says of all items at once. */
export interface ItemsRule<T extends KubernetesObject> {
  aggregateStatus(object: T, items: readonly AggregatedStatusItem[], options?: AggregateOptions): T;
  explainStatus(
    object: T,
    items: readonly AggregatedStatusItem[],
    options?: AggregateOptions,
  ): StatusExplanation;
  /** Refuses an object of another kind. */
  check(object: KubernetesObject): void;
}

/**
 * An aggregator for a kind of which nothing is known but what all items come to: it keeps the items, and asks when it
 * is asked.
 */
export function createItemAggregator<T extends KubernetesObject>(
  rule: ItemsRule<T>,
  template: T,
  options: AggregateOptions | undefined,
): StatusAggregator<T> {
  rule.check(template);
  scheduledClusters(options);
  const held = new Map<string, AggregatedStatusItem>();
  let object = template;
  let aggregated: T | undefined;
  const items = (): readonly AggregatedStatusItem[] => [...held.values()];
  const aggregator: StatusAggregator<T> = {
    set(item) {
      if (!isItem(item)) refuseItem(item, 'item');
      // What the caller goes on to do with its objects is not reported.
      held.set(item.clusterName, own({ ...(asJson(item) as object), clusterName: item.clusterName }));
      aggregated = undefined;
      return aggregator;
    },
    delete(clusterName) {
      const known = held.delete(clusterName);
      if (known) aggregated = undefined;
      return known;
    },
    update(next) {
      rule.check(next);
      if (next !== object) aggregated = undefined;
      object = next;
      return aggregator;
    },
    get size() {
      return held.size;
    },
    aggregate() {
      aggregated ??= rule.aggregateStatus(object, items(), options);
      return aggregated;
    },
    explain: () => rule.explainStatus(object, items(), options),
    partial() {
      throw noPartial('the kind has no reducers of its own, so that nothing smaller than its items is known');
    },
  };
  return aggregator;
}
