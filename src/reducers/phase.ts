import { invalid } from '../errors.js';
import { isCount, isFields, MAX_SAFE } from '../kubernetes/object.js';
import type { Reducer } from './reducer.js';

export interface PhasePart {
  /** How many members report a phase that is known. */
  readonly members: number;
  /** The place of the worst of those in the order. */
  readonly worst: number;
}

/** What a phase is where members do not say. */
export interface PhaseOptions<Phase extends string> {
  /** What a member counts as that has reported no phase, or one that is not known. */
  readonly unreported: Phase;
  /** The phase of a workload that is scheduled nowhere; left out where this is. */
  readonly nowhere?: Phase;
}

/**
 * The worst phase of all members, those included that have not reported any.
 *
 * @param order - The phases that are known, the worst first.
 * @param options - What members count as that do not say.
 * @returns What a kind declares of the field.
 * @throws InterpreterError `INVALID_DECLARATION` where `unreported` or `nowhere` is not one of the order.
 * @example
 * const status = { phase: phase(['Lost', 'Pending', 'Bound'], { unreported: 'Pending' }) };
 */
// @__NO_SIDE_EFFECTS__
export function phase<Phase extends string>(
  order: readonly Phase[],
  options: PhaseOptions<Phase>,
): Reducer<Phase, PhasePart, { members: number; worst: number }> {
  const { unreported, nowhere } = options;
  const silent = order.indexOf(unreported);
  for (const [name, value] of Object.entries({ unreported, nowhere })) {
    if (value !== undefined && !order.includes(value))
      throw invalid('INVALID_DECLARATION', `${name} of phase()`, value, `one of ${order.join(', ')}`);
  }
  return {
    start: () => ({ members: 0, worst: order.length }),
    add(state, value, _clusterName, _processed, report) {
      if (typeof value !== 'string') {
        report?.('', value, 'a string');
        return false;
      }
      const rank = order.indexOf(value as Phase);
      if (rank < 0) return true;
      state.members += 1;
      if (rank < state.worst) state.worst = rank;
      return true;
    },
    part: ({ members, worst }) => (members === 0 ? undefined : { members, worst }),
    merge: (parts) =>
      parts.reduce((a, b) => ({
        members: Math.min(a.members + b.members, MAX_SAFE),
        worst: Math.min(a.worst, b.worst),
      })),
    finish(part, { members }) {
      if (members === 0) return nowhere;
      const { members: reported, worst } = part ?? { members: 0, worst: order.length };
      return order[reported < members ? Math.min(worst, silent) : worst];
    },
    isPart: (value) =>
      isFields(value) && isCount(value.members, MAX_SAFE) && isCount(value.worst, order.length - 1),
  };
}
