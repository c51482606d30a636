import { isLater, isTime } from '../kubernetes/time.js';
import { type Chosen, choice } from './choice.js';
import type { Reducer } from './reducer.js';

const A_TIME = 'an RFC 3339 time';

/**
 * The earliest time that a member reports, as it wrote it; left out when none does.
 *
 * @returns What a kind declares of the field. Times are compared as instants.
 * @example
 * const status = { startTime: earliest() };
 */
// @__NO_SIDE_EFFECTS__
export function earliest(): Reducer<string, Chosen<string>, Chosen<string>> {
  return choice(A_TIME, isTime, (value, kept) => isLater(kept, value));
}

/**
 * The latest time that a member reports, as it wrote it; left out when none does.
 *
 * @returns What a kind declares of the field. Times are compared as instants.
 * @example
 * const status = { lastScheduleTime: latest() };
 */
// @__NO_SIDE_EFFECTS__
export function latest(): Reducer<string, Chosen<string>, Chosen<string>> {
  return choice(A_TIME, isTime, isLater);
}

/** Adds a time to what {@link latest} has accumulated, that is known to be one; an empty text is none. */
export function keepLater(state: Chosen<string>, time: string, clusterName: string): void {
  if (time === '' || (state.value !== undefined && !isLater(time, state.value))) return;
  state.clusterName = clusterName;
  state.value = time;
}
