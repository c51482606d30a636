import type { StatusExplanation } from '../../generation/explanation.js';
import type { AggregatedStatusItem } from '../../generation/items.js';
import type { KubernetesObject } from '../../kubernetes/object.js';
import type { PartialAggregate } from './partial-aggregate.js';

/**
 * Aggregates a workload whose members report one by one, at a cost that does not grow with their number.
 *
 * It is the one thing here with a state. The state is its own: it keeps what it needs of an item and no reference
 * to the item's objects.
 */
export interface StatusAggregator<T extends KubernetesObject = KubernetesObject> {
  /**
   * Puts what a member reports in the place of what it reported before.
   *
   * @throws InterpreterError `INVALID_ITEMS` for an item without a cluster's name.
   */
  set(item: AggregatedStatusItem): this;
  /** Forgets a member, and says whether there was one of that name. */
  delete(clusterName: string): boolean;
  /** Goes on with another version of the template. */
  update(object: T): this;
  /** How many members it holds. */
  readonly size: number;
  /** What `aggregateStatus` gives for the members it holds; the same reference while nothing has changed. */
  aggregate(): T;
  /** What `explainStatus` gives for the members it holds. */
  explain(): StatusExplanation;
  /** What its members come to, as plain JSON, for `mergePartials`. */
  partial(): PartialAggregate;
}
