import { type Fields, isName } from '../../kubernetes/object.js';

/** How an object fares; Karmada itself knows `healthy` alone. */
export type HealthState = 'Healthy' | 'Progressing' | 'Degraded' | 'Suspended' | 'Unknown';

/** Whether an object is healthy, and if not, why not. */
export interface Health {
  /** What Karmada's InterpretHealth answers. */
  readonly healthy: boolean;
  /** `Healthy` where `healthy` is true; else the grade of what is not. */
  readonly state: HealthState;
  /** One CamelCase word for programs, as in a condition. */
  readonly reason: string;
  /** A sentence for people. */
  readonly message: string;
}

/**
 * Puts a health together, in a condition's own words where it has some; only the state `Healthy` is healthy.
 *
 * @param state - The state.
 * @param reason - One CamelCase word, where the condition has none.
 * @param message - A sentence, where the condition has none.
 * @param condition - The condition that decided.
 * @returns The health.
 */
// @__NO_SIDE_EFFECTS__
export function health(state: HealthState, reason: string, message: string, condition?: Fields): Health {
  const given = (text: unknown, otherwise: string): string => (isName(text) ? text : otherwise);
  return {
    healthy: state === 'Healthy',
    state,
    reason: given(condition?.reason, reason),
    message: given(condition?.message, message),
  };
}
