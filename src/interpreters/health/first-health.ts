import type { KubernetesObject } from '../../kubernetes/object.js';
import { type Health, health } from './health.js';

/** One rule of a kind's health: the health that it comes to, or `undefined` to leave the answer to the next rule. */
export type HealthCheck = (object: KubernetesObject) => Health | undefined;

/**
 * The health of a kind from several rules: the first that comes to a health decides.
 *
 * @param checks - The rules, the one that decides before the others first.
 * @returns The `health` of a declaration; `Progressing` where no rule decides.
 * @example
 * const rollout = defineInterpreter({
 *   apiVersion: 'example.org/v1',
 *   kind: 'Database',
 *   health: firstHealth(observedHealth(), conditionHealth('Ready', { True: 'Healthy', False: 'Degraded' })),
 * });
 */
// @__NO_SIDE_EFFECTS__
export function firstHealth(...checks: readonly HealthCheck[]): (object: KubernetesObject) => Health {
  return (object) => {
    for (const check of checks) {
      const found = check(object);
      if (found !== undefined) return found;
    }
    return health('Progressing', 'NoRuleHolds', 'no rule of the health holds');
  };
}
