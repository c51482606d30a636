import { invalid } from '../errors.js';
import type { AggregatedStatusItems, AggregateOptions } from '../generation/items.js';
import type { KindInterpreter } from '../interpreters/kind-interpreter.js';
import type { Interpreter } from '../interpreters/registry.js';
import { isFields, type KubernetesObject, refuse, typed } from '../kubernetes/object.js';
import type { Suspension } from '../suspension/suspension.js';
import type { ClusterReadiness } from './binding-explanation.js';
import { builtInKind } from './built-in-kind.js';
import { checkTemplate } from './check-template.js';
import { type Readiness, readinessOf } from './member-clusters.js';
import { readBinding } from './read-binding.js';
import { registered } from './registered.js';
import { targetsOf } from './target-clusters.js';

/** How a binding's members are added up: as for `aggregateStatus`, but for what the binding says. */
export interface AggregateBindingOptions extends Omit<AggregateOptions, 'clusters' | 'suspension'> {
  /** All member clusters; one that is not ready, or not among them, does not vouch for what it said last. */
  readonly clusters?: readonly ClusterReadiness[] | undefined;
  /** Of many kinds, or of one; where it is absent, the built-in kinds. */
  readonly interpreter?: Pick<Interpreter, 'supports' | 'aggregateStatus'> | KindInterpreter | undefined;
}

/**
 * The resource template with the status that the members of its binding add up to: what a controller does each time
 * one of the two changes.
 *
 * @param template - The resource template.
 * @param binding - Its ResourceBinding or ClusterResourceBinding. Its targets count: not a cluster that is being
 * left, nor one that only still reports.
 * @param options - The kinds to know, the member clusters, and how counts add up.
 * @returns The template with the federated status; `template` itself where nothing is to be written, as for a kind
 * that has no status to aggregate.
 * @throws InterpreterError `INVALID_OBJECT` for what is no binding and for a malformed one, `INVALID_ITEMS` for its
 * items, `INVALID_OPTIONS` for a template of another binding and for what is no interpreter.
 * @see https://github.com/karmada-io/karmada/blob/f8fdd02df3760fd9521624f284877fa84e7be6ef/pkg/controllers/status/common.go#L111-L162
 * @example
 * const next = aggregateBinding(template, binding);
 * if (next !== template) await api.replaceStatus(next);
 */
export function aggregateBinding<T extends KubernetesObject>(
  template: T,
  binding: KubernetesObject,
  options: AggregateBindingOptions = {},
): T {
  if (!isFields(options)) throw invalid('INVALID_OPTIONS', 'options', options, 'an object');
  const { interpreter: given, clusters, replicas }: AggregateBindingOptions = options;
  const interpreter = registered(given);
  if (!isFields(template)) refuse('template', template, 'an object');
  const { spec, status, resource } = readBinding(binding, refuse);
  checkTemplate(template, resource, refuse);
  const readiness = readinessOf(clusters, undefined, refuse);
  const targets = targetsOf(spec, refuse).map(({ name }) => name);
  const whole: AggregateOptions = {
    replicas,
    clusters: readiness ? targets.map((name) => ({ name, ready: isReady(readiness, name) })) : targets,
    suspension: typed(spec.suspension, 'spec.suspension', 'an object') as Suspension | undefined,
  };
  const items = typed(status.aggregatedStatus, 'status.aggregatedStatus', 'a list') as AggregatedStatusItems;
  if (!interpreter) return builtInKind(template)?.aggregateStatus?.(template, items, whole) ?? template;
  if (!interpreter.supports(template, 'AggregateStatus')) return template;
  return interpreter.aggregateStatus(template, items, whole);
}

function isReady(readiness: Readiness, name: string): boolean {
  return readiness.has(name) && readiness.get(name) === undefined;
}
