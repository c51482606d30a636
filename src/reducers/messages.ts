import { isCount, isFields, isName, jsonValue, MAX_SAFE } from '../kubernetes/object.js';
import {
  asListing,
  charactersOf,
  type Listing,
  listingOf,
  mergeListings,
  ROOM,
  type Said,
  writeListing,
} from './conditions/listing.js';
import { cutMessage } from './conditions/member-condition.js';
import type { Reducer } from './reducer.js';

/** How many members there are, and the messages of those that the text has room for. */
export interface MessagesPart {
  readonly members: number;
  readonly listed: Listing | readonly Said[];
}

/** The same while members are added, and how many characters there is still room for. */
export interface MessagesState {
  members: number;
  readonly said: Said[];
  room: number;
}

/**
 * What the members say, as `cluster=message` joined by `, `, in the order of their clusters' names; left out when none
 * says anything. A member whose message is empty is listed by its name alone. The text is cut where the message of a
 * condition is.
 *
 * @returns A reducer of messages.
 * @example
 * const status = { error: messages() };
 */
// @__NO_SIDE_EFFECTS__
export function messages(): Reducer<string, MessagesPart, MessagesState> {
  return {
    start: () => ({ members: 0, said: [], room: ROOM }),
    add(state, value, clusterName, _processed, report) {
      if (typeof value !== 'string') {
        report?.('', value, 'a string');
        return false;
      }
      state.members += 1;
      if (state.room < 0) return true;
      const said: Said = [clusterName, cutMessage(value)];
      state.said.push(said);
      state.room -= charactersOf(said);
      return true;
    },
    part: ({ members, said }) => (members === 0 ? undefined : { members, listed: listingOf([...said]) }),
    merge: (parts) => ({
      members: parts.reduce((sum, part) => Math.min(sum + part.members, MAX_SAFE), 0),
      listed: mergeListings(parts.map(({ listed }) => asListing(listed))),
    }),
    finish: (part) => part && writeListing(asListing(part.listed), part.members),
    isPart(value) {
      if (!isFields(value) || !isCount(value.members, MAX_SAFE)) return false;
      const listed = jsonValue(value.listed);
      return (
        Array.isArray(listed) &&
        value.members >= listed.length &&
        listed.length > 0 &&
        listed.every((said) => Array.isArray(said) && isName(said[0]) && typeof said[1] === 'string')
      );
    },
  };
}
