import type { AggregatedStatusItems, AggregateOptions } from '../generation/items.js';
import { completeInterpreter } from '../interpreters/complete-interpreter.js';
import type { KindInterpreter } from '../interpreters/kind-interpreter.js';
import type { KubernetesObject } from '../kubernetes/object.js';

/**
 * Asserts that every cluster is settled, and says of each other one why it is not.
 *
 * @param interpreter - The interpreter of the kind.
 * @param template - The template.
 * @param items - The members.
 * @param options - Which clusters count.
 * @throws Error that names each cluster that lags, and each malformed field.
 * @example
 * assertSettled(widget, template, binding.status.aggregatedStatus);
 */
export function assertSettled(
  interpreter: KindInterpreter,
  template: KubernetesObject,
  items: AggregatedStatusItems,
  options?: AggregateOptions,
): void {
  const explained = completeInterpreter(interpreter).explainStatus?.(template, items, options);
  if (explained === undefined) throw new Error(`${interpreter.kind} has no AggregateStatus`);
  if (explained.settled) return;
  const lagging = explained.clusters.filter(({ settled, reason }) => !settled && reason !== 'NotScheduled');
  const told = [...lagging, ...explained.problems].map(({ message }) => message);
  throw new Error(`not settled at generation ${explained.generation}: ${told.join('; ')}`);
}

/**
 * Asserts that an object is healthy, and says why it is not.
 *
 * @param interpreter - The interpreter of the kind.
 * @param object - The object as the member cluster has it.
 * @throws Error with the state, the reason and the message.
 * @example
 * assertHealthy(widget, { ...template, status: { ready: 2 } });
 */
export function assertHealthy(interpreter: KindInterpreter, object: KubernetesObject): void {
  const health = interpreter.interpretHealth?.(object);
  if (health === undefined) throw new Error(`${interpreter.kind} has no InterpretHealth`);
  if (!health.healthy) throw new Error(`not healthy: ${health.state}, ${health.reason}: ${health.message}`);
}
