import { invalid } from '../errors.js';
import { type AggregatedStatusItems, inOrder, listItems } from '../generation/items.js';
import { sameJson } from '../kubernetes/json.js';
import { at, type Fields, isAbsent, isFields, type KubernetesObject, refuse } from '../kubernetes/object.js';
import { isTime } from '../kubernetes/time.js';
import type { Condition } from '../suspension/dispatching-condition.js';
import { evictionsOf, isDirect } from './eviction.js';
import { readBinding } from './read-binding.js';
import { targetsOf } from './target-clusters.js';

/** What a condition is computed from, besides the items. */
export interface FullyAppliedOptions {
  /** The present time, in RFC 3339. */
  readonly now: string;
  /** The condition so far, where that is not the binding's own. */
  readonly previous?: Condition | undefined;
}

const TYPE = 'FullyApplied';
const APPLIED = ['True', 'FullyAppliedSuccess', 'All works have been successfully applied'] as const;
const FAILED = [
  'False',
  'FullyAppliedFailed',
  'Failed to apply all works, see status.aggregatedStatus for details',
] as const;

/**
 * Karmada's `FullyApplied` condition of a binding: every cluster that is to have the resource has it applied, of
 * whichever version, and no other cluster reports.
 *
 * @param binding - A ResourceBinding or ClusterResourceBinding.
 * @param items - What the members report, as `itemsFromWorks` gives it.
 * @param options - The present time, and the condition so far.
 * @returns The condition, the previous one itself where it says the same; `lastTransitionTime` moves only when the
 * status flips.
 * @throws InterpreterError `INVALID_OBJECT` for a malformed binding, `INVALID_ITEMS`, `INVALID_OPTIONS`.
 * @see https://github.com/karmada-io/karmada/blob/f8fdd02df3760fd9521624f284877fa84e7be6ef/pkg/util/helper/workstatus.go#L264-L286
 * @example
 * fullyAppliedCondition(binding, itemsFromWorks(works, { binding }), { now: '2026-10-05T08:00:00Z' }).status; // 'True'
 */
export function fullyAppliedCondition(
  binding: KubernetesObject,
  items: AggregatedStatusItems,
  options: FullyAppliedOptions,
): Condition {
  const { now, previous: given }: Partial<FullyAppliedOptions> = options ?? {};
  if (!isTime(now)) throw invalid('INVALID_OPTIONS', 'options.now', now, 'an RFC 3339 time');
  const { spec, status } = readBinding(binding, refuse);
  const previous = isAbsent(given) ? ownCondition(status) : given;
  const type = isAbsent(previous) ? TYPE : at(previous, 'type');
  if (type !== TYPE) throw invalid('INVALID_OPTIONS', 'options.previous.type', type, `"${TYPE}"`);

  const [verdict, reason, message] = isApplied(existingClusters(spec), items) ? APPLIED : FAILED;
  const time = previous?.lastTransitionTime;
  const lastTransitionTime = previous?.status === verdict && isTime(time) ? time : now;
  const condition: Condition = { type, status: verdict, reason, message, lastTransitionTime };
  return previous && sameJson({ ...previous, ...condition }, previous) ? previous : condition;
}

function ownCondition({ conditions }: Fields): Condition | undefined {
  if (!Array.isArray(conditions)) return undefined;
  return conditions.find((condition) => isFields(condition) && condition.type === TYPE);
}

/**
 * The clusters that are to have the resource: the targets, and those that are being left, unless at once.
 *
 * @see https://github.com/karmada-io/karmada/blob/f8fdd02df3760fd9521624f284877fa84e7be6ef/pkg/util/helper/binding.go#L191-L209
 */
function existingClusters(spec: Fields): ReadonlySet<string> {
  const left = [...evictionsOf(spec, refuse)].filter(([, task]) => !isDirect(task));
  const targets = targetsOf(spec, refuse).map(({ name }) => name);
  return new Set([...targets, ...left.map(([name]) => name)]);
}

function isApplied(clusters: ReadonlySet<string>, items: AggregatedStatusItems): boolean {
  const list = inOrder(listItems(items));
  if (clusters.size === 0 || clusters.size !== list.length) return false;
  return list.every(({ clusterName, applied }) => applied === true && clusters.has(clusterName));
}
