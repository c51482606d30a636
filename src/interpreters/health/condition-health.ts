import { at, type Fields, type KubernetesObject } from '../../kubernetes/object.js';
import type { HealthCheck } from './first-health.js';
import { type HealthState, health } from './health.js';
import { specGeneration, statedGeneration } from './observed-health.js';

/** The health for each status of a condition; a status without one decides nothing. */
export type ConditionStates = { readonly [Status in 'True' | 'False' | 'Unknown']?: HealthState };

/** What else a condition has to say. */
export interface ConditionHealthOptions {
  /** The reason that it must have. */
  readonly reason?: string;
}

/** The condition of a type in `status.conditions`. */
export function conditionOf(object: KubernetesObject, type: string): Fields | undefined {
  const conditions = at(object, 'status', 'conditions');
  return Array.isArray(conditions)
    ? conditions.find((condition) => at(condition, 'type') === type)
    : undefined;
}

/** Whether a condition may speak of the present spec: not where it says itself that it is about an older one. */
export function isCurrent(condition: Fields, object: KubernetesObject): boolean {
  const generation = specGeneration(object) ?? 0;
  return (statedGeneration(condition.observedGeneration) ?? generation) >= generation;
}

/**
 * The health that a condition gives an object, in the condition's own reason and message.
 *
 * @param type - The condition's type.
 * @param states - The health for each of its statuses.
 * @param options - The reason that the condition must have.
 * @returns A rule for {@link firstHealth} that leaves the answer to the next one where the condition is absent, says
 * that it is about an older spec, or has a status or a reason that decides nothing.
 * @example
 * conditionHealth('Ready', { True: 'Healthy', False: 'Degraded' });
 */
// @__NO_SIDE_EFFECTS__
export function conditionHealth(
  type: string,
  states: ConditionStates,
  { reason }: ConditionHealthOptions = {},
): HealthCheck {
  return (object) => {
    const condition = conditionOf(object, type);
    if (condition === undefined || !isCurrent(condition, object)) return undefined;
    const { status } = condition;
    if (status !== 'True' && status !== 'False' && status !== 'Unknown') return undefined;
    const state = states[status];
    if (state === undefined || (reason !== undefined && condition.reason !== reason)) return undefined;
    const otherwise = status === 'True' ? type : `Not${type}`;
    return health(state, otherwise, `the condition ${type} is ${status}`, condition);
  };
}
