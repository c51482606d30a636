import { compare } from '../kubernetes/compare.js';
import { isEmpty } from '../kubernetes/json.js';
import { type Fields, isAbsent, isCount, isFields, isName, MAX_SAFE } from '../kubernetes/object.js';
import type { Reducer } from './reducer.js';

/** What is known of the member that stands for all. */
interface ChosenPart<Part> {
  readonly rank: number;
  readonly clusterName: string;
  readonly part: Part;
}

interface ChosenState<Part> {
  chosen: ChosenPart<Part> | undefined;
}

/**
 * The value of one member, that of the lowest rank, so that all that stands in it fits together; of equal ranks the
 * first by cluster name.
 *
 * @param rankOf - The rank of a member's value, an integer from 0 on; it is handed JSON of any kind and must not throw.
 * @param reducer - What is taken of that value, as it is of a single member's; a member of which it knows nothing is
 * passed over.
 * @returns What a kind declares of the field.
 * @example
 * const summary = choose(({ state }) => (state === 'Failed' ? 0 : 1), combine({ state: field('state', first()) }, (own) => own));
 */
// @__NO_SIDE_EFFECTS__
export function choose<Value, Part, State>(
  rankOf: (value: Fields) => number,
  reducer: Reducer<Value, Part, State>,
): Reducer<Value, ChosenPart<Part>, ChosenState<Part>> {
  const better = (a: ChosenPart<Part>, b: ChosenPart<Part>): boolean =>
    (a.rank - b.rank || compare(a.clusterName, b.clusterName)) < 0;
  return {
    start: () => ({ chosen: undefined }),
    add(state, value, clusterName, processed, report) {
      if (isAbsent(value)) return true;
      const own = reducer.start();
      const sound = reducer.add(own, value, clusterName, processed, report);
      const part = reducer.part(own);
      if (part === undefined || isEmpty(part) || !isFields(value)) return sound;
      const chosen = { rank: rankOf(value), clusterName, part };
      if (state.chosen === undefined || better(chosen, state.chosen)) state.chosen = chosen;
      return sound;
    },
    part: ({ chosen }) => chosen,
    merge: (parts) => parts.reduce((a, b) => (better(b, a) ? b : a)),
    finish: (chosen, federation) => reducer.finish(chosen?.part, federation),
    isPart: (value) =>
      isFields(value) &&
      isCount(value.rank, MAX_SAFE) &&
      isName(value.clusterName) &&
      reducer.isPart(value.part),
  };
}
