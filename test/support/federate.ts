import { type AggregatedStatusItem, createInterpreter, type KubernetesObject } from 'karmada-interpreter';
import { deepFreeze } from './freeze.js';

const interpreter = createInterpreter();

/** A member that has applied generation 1 of its template, and what it reports. */
export function member(clusterName: string, status?: object): AggregatedStatusItem {
  const generations = { generation: 1, observedGeneration: 1, resourceTemplateGeneration: 1 };
  return { clusterName, applied: true, ...(status && { status: { ...generations, ...status } }) };
}

/** The status that a template and its members come to. */
export function federated(
  object: KubernetesObject,
  ...items: readonly AggregatedStatusItem[]
): Record<string, unknown> {
  const { status } = interpreter.aggregateStatus(deepFreeze(object), deepFreeze(items));
  return (status ?? {}) as Record<string, unknown>;
}

/** The paths of what is malformed in a member's status. */
export function problemsOf(object: KubernetesObject, item: AggregatedStatusItem): readonly string[] {
  return interpreter.explainStatus(object, [item]).problems.map(({ path }) => path);
}
