import { isEmpty } from '../../json.js';
import type { Reducer } from './reducers.js';

/** A reducer that keeps one of the members' values: the first by name, until another is preferred to it. */
// @__NO_SIDE_EFFECTS__
export function choice(
  accepts: (value: unknown) => boolean,
  expected: string,
  prefers: (value: unknown, kept: unknown) => boolean,
): Reducer<unknown, { kept: unknown }> {
  return {
    start: () => ({ kept: undefined }),
    add(state, value) {
      // An empty text is absent, whatever the field's type is.
      if (value === '') return true;
      if (!accepts(value)) return false;
      if (!isEmpty(value) && (state.kept === undefined || prefers(value, state.kept))) state.kept = value;
      return true;
    },
    part: ({ kept }) => kept,
    finish: (part) => part,
    check(value, path, report) {
      if (value !== '' && !accepts(value)) report(path, value, expected);
    },
  };
}
