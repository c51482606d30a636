import { isEmpty } from '../kubernetes/json.js';
import { isCount, isFields, MAX_SAFE } from '../kubernetes/object.js';
import { mergeParts, type Reducer } from './reducer.js';

interface EveryPart<Part> {
  /** How many members report a value. */
  readonly members: number;
  readonly part?: Part;
}

interface EveryState<State> {
  members: number;
  /** The last member that reports one, so that none counts twice. */
  last: string;
  readonly state: State;
}

/**
 * A value only when every member reports one: also the clusters that have reported nothing yet.
 *
 * @param reducer - What the value is then.
 * @returns What a kind declares of the field.
 * @example
 * const status = { startTime: everyMember(earliest()) };
 */
// @__NO_SIDE_EFFECTS__
export function everyMember<Value, Part, State>(
  reducer: Reducer<Value, Part, State>,
): Reducer<Value, EveryPart<Part>, EveryState<State>> {
  return {
    start: (generation) => ({ members: 0, last: '', state: reducer.start(generation) }),
    add(state, value, clusterName, processed, report) {
      const sound = reducer.add(state.state, value, clusterName, processed, report);
      if (sound && !isEmpty(value) && state.last !== clusterName) {
        state.members += 1;
        state.last = clusterName;
      }
      return sound;
    },
    part({ members, state }) {
      const part = reducer.part(state);
      return members === 0 ? undefined : { members, ...(part !== undefined && { part }) };
    },
    merge(parts) {
      const members = parts.reduce((sum, part) => Math.min(sum + part.members, MAX_SAFE), 0);
      const part = mergeParts(
        reducer,
        parts.map((one) => one.part),
      );
      return { members, ...(part !== undefined && { part }) };
    },
    finish: (part, federation) =>
      part !== undefined && part.members >= federation.members
        ? reducer.finish(part.part, federation)
        : undefined,
    isPart: (value) =>
      isFields(value) &&
      isCount(value.members, MAX_SAFE) &&
      (value.part === undefined || reducer.isPart(value.part)),
  };
}
