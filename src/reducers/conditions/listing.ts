/** The longest message that the API server takes: `metav1.Condition` has `maxLength: 32768`. */
const LONGEST_MESSAGE = 32768;

/** How many characters the longest message has, with what stands between one member and the next behind each. */
export const ROOM = 32770;

/** A member, and what it says. */
export type Said = readonly [clusterName: string, text: string];

/**
 * What members say in the order of their names, as far as one message has room for it and of the first for whom it has
 * none: as the text, and as what that is made of, so that it can be cut between two members.
 *
 * Listings of members that follow one another are put together without going through the members again. As JSON, a
 * listing is the list of its members.
 */
export interface Listing {
  readonly text: string;
  /** How many members it has, and the names of the first and the last of them. */
  readonly members: number;
  readonly from: string;
  readonly to: string;
  readonly of: readonly Said[] | readonly Listing[];
  toJSON(): readonly Said[];
}

/** A listing of such members, which are in order. */
export function listingOf(said: readonly Said[]): Listing {
  const [first] = said;
  if (first === undefined) return NOBODY;
  const [to] = said[said.length - 1] as Said;
  const text = said.map(entryOf).join(', ');
  return { text, members: said.length, from: first[0], to, of: said, toJSON: saidIn };
}

const NOBODY: Listing = { text: '', members: 0, from: '', to: '', of: [], toJSON: saidIn };

/** A listing as it stands in a part, where it may have come as JSON. */
export function asListing(listed: Listing | readonly Said[]): Listing {
  return 'of' in listed ? listed : listingOf(listed);
}

/** What the listings of different members come to, each of some. */
export function mergeListings(listings: readonly Listing[]): Listing {
  if (listings.length === 1) return listings[0] as Listing;
  if (!followOneAnother(listings)) {
    const all = listings.flatMap((listing) => listing.toJSON()).sort(byName);
    return listingOf(all.slice(0, roomFor(all)));
  }
  let text = '';
  let members = 0;
  let taken = 0;
  for (; taken < listings.length && text.length <= LONGEST_MESSAGE; taken++) {
    const listing = listings[taken] as Listing;
    // V8 makes a rope of it, whose characters are copied once, when somebody reads them.
    text = taken === 0 ? listing.text : `${text}, ${listing.text}`;
    members += listing.members;
  }
  const of = listings.slice(0, taken);
  return {
    text,
    members,
    from: (of[0] as Listing).from,
    to: (of[taken - 1] as Listing).to,
    of,
    toJSON: saidIn,
  };
}

/** How many of these members a message takes, the first included that does not fit. */
function roomFor(said: readonly Said[]): number {
  let room = ROOM;
  let count = 0;
  while (count < said.length && room >= 0) room -= charactersOf(said[count++] as Said);
  return count;
}

/** How many characters a member takes, with what stands between it and the next. */
export function charactersOf([clusterName, text]: Said): number {
  return clusterName.length + text.length + (text === '' ? 2 : 3);
}

/** The message of so many members, as many of them as the API server takes, and how many clusters are left out. */
export function writeListing(listing: Listing, members: number): string {
  const { text } = listing;
  if (text.length <= LONGEST_MESSAGE) return text;
  const most = LONGEST_MESSAGE - `, and ${members} more clusters`.length;
  let [message, count] = beginningOf(listing, '', most);
  if (count === 0) {
    // Half of a surrogate pair would not survive the API server.
    message = `${text.slice(0, most - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
    count = 1;
  }
  const left = members - count;
  return left === 0 ? message : `${message}, and ${left} more cluster${left === 1 ? '' : 's'}`;
}

/** As many whole members, after the text of others, as `most` characters hold, and how many these are. */
function beginningOf({ of }: Listing, before: string, most: number): [message: string, members: number] {
  let message = before;
  let members = 0;
  for (const one of of) {
    const own = isListing(one) ? one.text : entryOf(one);
    const next = message === '' ? own : `${message}, ${own}`;
    if (next.length > most) {
      if (!isListing(one)) break;
      const [begun, some] = beginningOf(one, message, most);
      return [begun, members + some];
    }
    message = next;
    members += isListing(one) ? one.members : 1;
  }
  return [message, members];
}

/** A member as a message has it. */
function entryOf([clusterName, text]: Said): string {
  return text === '' ? clusterName : `${clusterName}=${text}`;
}

/** Whether the names of each listing are behind those of the one before it. */
function followOneAnother(listings: readonly Listing[]): boolean {
  let last = '';
  for (const listing of listings) {
    if (listing.from <= last) return false;
    last = listing.to;
  }
  return true;
}

function saidIn(this: Listing): readonly Said[] {
  return this.of.flatMap((one: Said | Listing) => (isListing(one) ? one.toJSON() : [one]));
}

function isListing(one: Said | Listing): one is Listing {
  return 'of' in one;
}

/** The order of members, none of whom stands in two listings. */
function byName(a: Said, b: Said): number {
  return a[0] < b[0] ? -1 : 1;
}
