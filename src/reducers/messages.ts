import { compare } from '../kubernetes/compare.js';
import { isCount, isFields, isName, MAX_SAFE } from '../kubernetes/object.js';
import { beginningOf } from './conditions/condition-fold.js';
import { type ConditionPart, type Listing, list, ROOM } from './conditions/condition-part.js';
import { listMembers } from './conditions/merged-condition.js';
import type { Reducer } from './reducer.js';

/** How many members there are, and the messages of those that the text has room for. */
type MessagesPart = Pick<ConditionPart, 'listed' | 'members'>;

/**
 * What the members say, as `cluster=message` joined by `, `, in the order of their clusters' names; left out when none
 * says anything. A member whose message is empty is listed by its name alone. The text is cut where the message of a
 * condition is.
 *
 * @returns A reducer of messages.
 * @example
 * status: { error: messages() }
 */
// @__NO_SIDE_EFFECTS__
export function messages(): Reducer<string, MessagesPart, Listing & { members: number }> {
  return {
    start: () => ({ members: 0, listed: [], room: ROOM }),
    add(state, value, clusterName, _processed, report) {
      if (typeof value !== 'string') {
        report?.('', value, 'a string');
        return false;
      }
      state.members += 1;
      list(state, clusterName, value.length > ROOM ? beginningOf(value) : value);
      return true;
    },
    part: ({ members, listed }) => (members === 0 ? undefined : { members, listed: [...listed] }),
    merge(parts) {
      const said = parts.flatMap(({ listed }) => listed).sort(([a], [b]) => compare(a, b));
      const listing: Listing = { listed: [], room: ROOM };
      for (const [clusterName, text] of said) list(listing, clusterName, text);
      const members = parts.reduce((sum, part) => Math.min(sum + part.members, MAX_SAFE), 0);
      return { members, listed: listing.listed };
    },
    finish: (part) => part && listMembers(part),
    isPart: (value) =>
      isFields(value) &&
      isCount(value.members, MAX_SAFE) &&
      Array.isArray(value.listed) &&
      value.members >= value.listed.length &&
      value.listed.length > 0 &&
      value.listed.every((said) => Array.isArray(said) && isName(said[0]) && typeof said[1] === 'string'),
  };
}
