import type { AggregatedStatusItem } from '../../generation/items.js';
import { isSettled } from '../../generation/processed-generation.js';
import { at, isAbsent } from '../../kubernetes/object.js';

/** What a member reports, with the versions that may stand beside its status. */
export interface RolloutItem extends AggregatedStatusItem {
  /** What version of the workload the cluster has, by the caller's own reckoning: see `RolloutInput.revision`. */
  readonly revision?: string | null | undefined;
}

/** The items of a rollout; `undefined`, `null` and `[]` all mean that nothing has been reported. */
export type RolloutItems = readonly RolloutItem[] | null | undefined;

/**
 * An item with its generations within its status, where {@link isSettled} and explanations read them. A kind without
 * `observedGeneration` has observed what it has: that is known of generations beside the status, of a kind that
 * says so, and of a healthy member, since no kind that has the field is healthy before it is set.
 */
export function withGenerations(item: RolloutItem, observes: boolean): RolloutItem {
  const { resourceTemplateGeneration, memberGeneration, memberObservedGeneration, status } = item;
  const beside = [resourceTemplateGeneration, memberGeneration, memberObservedGeneration];
  if (beside.some((value) => !isAbsent(value))) {
    const observedGeneration = memberObservedGeneration ?? memberGeneration;
    return {
      ...item,
      status: { ...status, resourceTemplateGeneration, generation: memberGeneration, observedGeneration },
    };
  }
  const generation = at(status, 'generation');
  const unobserved = isAbsent(at(status, 'observedGeneration')) && !isAbsent(generation);
  if (!unobserved || (observes && item.health !== 'Healthy')) return item;
  return { ...item, status: { ...status, observedGeneration: generation } };
}

/** Whether an item says from which generation of the template its member's copy comes. */
export function reportsGeneration(item: AggregatedStatusItem): boolean {
  return !isAbsent(at(item.status, 'resourceTemplateGeneration'));
}

/**
 * An item of a cluster that has the revision which is rolled out: where nobody tells its template generation, the
 * caller vouches for it by the revision.
 */
export function withVouchedGeneration(
  item: RolloutItem,
  generation: number,
  revision: string | undefined,
): RolloutItem {
  if (revision === undefined || item.revision !== revision || reportsGeneration(item)) return item;
  return { ...item, status: { ...item.status, resourceTemplateGeneration: generation } };
}

/** Whether a member's copy comes from this generation of the template or a later one. */
export function hasReached(item: AggregatedStatusItem | undefined, generation: number): boolean {
  return isSettled(
    { resourceTemplateGeneration: at(item?.status, 'resourceTemplateGeneration') },
    generation,
  );
}
