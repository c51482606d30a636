import { type AggregatedStatusItem, createInterpreter, type KubernetesObject } from 'karmada-interpreter';
import { deepFreeze } from './freeze.js';

/** A member's status, `undefined` for a cluster that has reported none. */
export type Members = { readonly [clusterName: string]: object | undefined };

const interpreter = createInterpreter();

/** The items of a binding whose members report these statuses. */
function itemsOf(members: Members): AggregatedStatusItem[] {
  return Object.entries(members).map(([clusterName, status]) => ({ clusterName, ...(status && { status }) }));
}

/** The status that a template's members come to. */
export function federated(template: KubernetesObject, members: Members): Record<string, unknown> {
  const { status } = interpreter.aggregateStatus(deepFreeze(template), deepFreeze(itemsOf(members)));
  return (status ?? {}) as Record<string, unknown>;
}
