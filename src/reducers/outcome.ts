import { invalid } from '../errors.js';
import { isCount, isFields, MAX_SAFE } from '../kubernetes/object.js';
import { mergeParts, type Reducer } from './reducer.js';

/** The states of work that runs to an end, each list with the worst first. */
export interface OutcomeStates {
  /** The states of a member that is not finished. */
  readonly underway: readonly string[];
  /** The states of a member that is finished and failed. */
  readonly failed: readonly string[];
  /** The states of a member that is finished and did not fail. */
  readonly complete: readonly string[];
  /** What a member counts as that has reported no state, or one that is not listed: one of those under way. */
  readonly unreported: string;
}

/** How work fares that runs to an end in each member cluster. */
export interface Outcome<Value> {
  /** The worst state of those under way; where every member is finished, of all; `undefined` without members. */
  readonly state: string | undefined;
  /** Whether there are members and every one of them is finished. */
  readonly finished: boolean;
  /** Whether the work is finished and failed in a member cluster. */
  readonly failed: boolean;
  /** What the members come to that have reported `state`. */
  readonly value: Value | undefined;
}

/** What is known of the members in one state. */
interface StatePart<Part> {
  readonly state: string;
  readonly members: number;
  readonly part?: Part;
}

interface StateFold<State> {
  members: number;
  readonly state: State;
}

/**
 * The outcome of work that runs to an end in each member cluster: it is finished when every member is, also those
 * that have not reported yet, and it has failed when it is finished and one member failed; until then its state is
 * the worst of those under way.
 *
 * @param stateOf - A member's state, from its whole value; it must not throw.
 * @param states - The states that are known.
 * @param members - How the members in the state that the outcome has are reduced, each by its whole value.
 * @returns A reducer for {@link combine} and `summary`; its value is always there.
 * @throws InterpreterError `INVALID_DECLARATION` where `unreported` is not under way.
 * @example
 * const STATES = { underway: ['Pending', 'Running'], failed: ['Failed'], complete: ['Done'], unreported: 'Pending' };
 * const summary = combine(
 *   {
 *     outcome: outcome(({ phase }) => phase, STATES, field('message', first())),
 *     ended: field('endTime', latest()),
 *   },
 *   ({ outcome, ended }) => ({
 *     phase: outcome?.state,
 *     message: outcome?.value,
 *     endTime: outcome?.finished ? ended : undefined,
 *   }),
 * );
 */
// @__NO_SIDE_EFFECTS__
export function outcome<Value, Part, State>(
  stateOf: (value: { readonly [field: string]: unknown }) => unknown,
  states: OutcomeStates,
  members: Reducer<Value, Part, State>,
): Reducer<Outcome<Value>, readonly StatePart<Part>[], Map<string, StateFold<State>>> {
  const { underway, failed, complete, unreported } = states;
  if (!underway.includes(unreported))
    throw invalid(
      'INVALID_DECLARATION',
      'unreported of outcome()',
      unreported,
      `one of ${underway.join(', ')}`,
    );
  // Whatever is under way stands before all that is finished, so that the first one met is the outcome.
  const order = [...underway, ...failed, ...complete];
  return {
    start: () => new Map(),
    add(folds, value, clusterName, processed, report) {
      const state = isFields(value) ? stateOf(value) : undefined;
      if (typeof state !== 'string' || !order.includes(state)) return true;
      let fold = folds.get(state);
      if (fold === undefined) {
        fold = { members: 0, state: members.start() };
        folds.set(state, fold);
      }
      fold.members += 1;
      return members.add(fold.state, value, clusterName, processed, report);
    },
    part(folds) {
      if (folds.size === 0) return undefined;
      return Array.from(folds, ([state, fold]) => partOf(state, fold.members, members.part(fold.state)));
    },
    merge(all) {
      const byState = new Map<string, StatePart<Part>[]>();
      for (const parts of all) {
        for (const part of parts) {
          const others = byState.get(part.state);
          if (others === undefined) byState.set(part.state, [part]);
          else others.push(part);
        }
      }
      return Array.from(byState, ([state, parts]) =>
        partOf(
          state,
          parts.reduce((sum, part) => Math.min(sum + part.members, MAX_SAFE), 0),
          mergeParts(
            members,
            parts.map(({ part }) => part),
          ),
        ),
      );
    },
    finish(parts = [], federation) {
      const reported = parts.reduce((sum, part) => sum + part.members, 0);
      const isMet = (state: string): boolean =>
        parts.some((part) => part.state === state) || (reported < federation.members && state === unreported);
      const state = order.find(isMet);
      const finished = state !== undefined && !underway.includes(state);
      const winning = parts.find((part) => part.state === state);
      return {
        state,
        finished,
        failed: finished && failed.includes(state),
        value: members.finish(winning?.part, federation),
      };
    },
    isPart: (value) =>
      Array.isArray(value) &&
      value.length > 0 &&
      value.every(
        (part) =>
          isFields(part) &&
          order.includes(part.state as string) &&
          isCount(part.members, MAX_SAFE) &&
          (part.part === undefined || members.isPart(part.part)),
      ) &&
      new Set(value.map(({ state }) => state)).size === value.length,
  };
}

function partOf<Part>(state: string, members: number, part: Part | undefined): StatePart<Part> {
  return { state, members, ...(part !== undefined && { part }) };
}
