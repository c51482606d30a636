import { describe } from '../../errors.js';
import { at, isName, type KubernetesObject } from '../../kubernetes/object.js';
import { type Health, type HealthState, health } from './health.js';

/**
 * The health of a kind that says in one word how it fares.
 *
 * @param path - Where the word stands: `['status', 'phase']`.
 * @param states - The health for each word.
 * @param otherwise - The health for any other word.
 * @returns The `health` of a declaration, or a rule for {@link firstHealth}; `Unknown` where there is no word.
 * @example
 * phaseHealth(['status', 'phase'], { Bound: 'Healthy', Pending: 'Progressing', Lost: 'Degraded' });
 */
// @__NO_SIDE_EFFECTS__
export function phaseHealth(
  path: readonly string[],
  states: { readonly [phase: string]: HealthState },
  otherwise: HealthState = 'Unknown',
): (object: KubernetesObject) => Health {
  const place = path.join('.');
  return (object) => {
    const phase = at(object, ...path);
    if (!isName(phase)) return health('Unknown', 'NoPhase', `${place} says nothing`);
    // Every object inherits a `constructor`.
    const state = Object.hasOwn(states, phase) ? (states[phase] as HealthState) : otherwise;
    return health(state, `Phase${state}`, `${place} is ${describe(phase)}`);
  };
}
