import { describe, invalid } from '../../errors.js';
import { at, isName, type KubernetesObject } from '../../kubernetes/object.js';
import { type Health, type HealthState, health } from './health.js';

/**
 * The health of a kind that says in one word how it fares.
 *
 * @param path - Where the word stands: `['status', 'phase']`.
 * @param states - The health for each word; that of `''`, `Unknown` unless it says so, is for no word at all.
 * @param otherwise - The health for any other word.
 * @returns The `health` of a declaration, or a rule for {@link firstHealth}.
 * @example
 * phaseHealth(['status', 'phase'], { Bound: 'Healthy', Pending: 'Progressing', Lost: 'Degraded' });
 */
// @__NO_SIDE_EFFECTS__
export function phaseHealth(
  path: readonly string[],
  states: { readonly [phase: string]: HealthState },
  otherwise: HealthState = 'Unknown',
): (object: KubernetesObject) => Health {
  if (!Array.isArray(path))
    throw invalid('INVALID_DECLARATION', 'path of phaseHealth()', path, 'a list of names');
  const place = path.join('.');
  return (object) => {
    const found = at(object, ...path);
    const phase = isName(found) ? found : '';
    // Every object inherits a `constructor`.
    const listed = Object.hasOwn(states, phase) ? states[phase] : undefined;
    if (phase === '') return health(listed ?? 'Unknown', 'NoPhase', `${place} says nothing`);
    const state = listed ?? otherwise;
    return health(state, `Phase${state}`, `${place} is ${describe(phase)}`);
  };
}
