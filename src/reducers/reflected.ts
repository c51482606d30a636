import type { Reducer } from './reducer.js';

/** The one reducer that accumulates nothing. */
const REFLECTED: Reducer<unknown, never, undefined> = {
  start: () => undefined,
  add: () => true,
  part: () => undefined,
  merge: ([part]) => part as never,
  finish: (_, { previous }) => previous,
  isPart: () => false,
};

/**
 * A field that `reflectStatus` collects and `aggregateStatus` does not write.
 *
 * @returns What a kind declares of the field.
 * @example
 * const status = { history: reflected() };
 */
// @__NO_SIDE_EFFECTS__
export function reflected(): Reducer<unknown, never, undefined> {
  return REFLECTED;
}

/** Whether a field is collected alone, so that no aggregation has to look at it. */
export function isReflected(reducer: Reducer): boolean {
  return reducer === REFLECTED;
}
