import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  listingOf,
  mergeListings,
  type Said,
  writeListing,
} from '../../../src/reducers/conditions/listing.js';

const LONGEST = 32_768;
const text = fc
  .tuple(fc.constantFrom('x', 'é', '🚢'), fc.constantFrom(0, 1, 30, 4_000, 16_000, 32_767, 40_000))
  .map(([one, length]) => one.repeat(length));
const members = fc
  .array(text, { minLength: 1, maxLength: 40 })
  .map((texts) => texts.map((one, i): Said => [`member${String(i).padStart(2, '0')}`, one]));

/** Listings of listings, of members that follow one another. */
function nested(said: readonly Said[], width: number): ReturnType<typeof listingOf> {
  const few = Array.from({ length: Math.ceil(said.length / width) }, (_, i) =>
    listingOf(said.slice(i * width, (i + 1) * width)),
  );
  const half = Math.ceil(few.length / 2);
  const [a, b] = [few.slice(0, half), few.slice(half)];
  return mergeListings([mergeListings(a), ...(b.length === 0 ? [] : [mergeListings(b)])]);
}

test('a listing of listings has the message that one of all members has, and its members as JSON', () => {
  const holds = (said: readonly Said[], width: number): void => {
    const one = listingOf(said);
    const merged = nested(said, width);
    const message = writeListing(one, said.length);
    expect(writeListing(merged, said.length)).toBe(message);
    expect(message.length).toBeLessThanOrEqual(LONGEST);
    const sent = JSON.parse(JSON.stringify(merged));
    expect(sent).toEqual(said.slice(0, sent.length));
    expect(merged.members).toBe(sent.length);
  };
  fc.assert(fc.property(members, fc.integer({ min: 1, max: 7 }), holds));
});

test('members of listings whose names lie between one another come in the order of their names', () => {
  const holds = (said: readonly Said[], side: readonly boolean[]): void => {
    const parts = [true, false].map((one) => said.filter((_, i) => (side[i] ?? true) === one));
    const some = parts.filter(({ length }) => length > 0).map(listingOf);
    expect(writeListing(mergeListings(some), said.length)).toBe(writeListing(listingOf(said), said.length));
  };
  fc.assert(fc.property(members, fc.array(fc.boolean(), { maxLength: 40 }), holds));
});

test.each([
  [LONGEST, 0],
  [LONGEST + 1, 1],
])('a message of %i characters leaves %i clusters out', (length, left) => {
  const said: Said[] = [
    ['a', 'x'.repeat(20_000)],
    ['b', 'x'.repeat(length - 20_000 - 'a=, b='.length)],
  ];
  const message = writeListing(mergeListings(said.map((one) => listingOf([one]))), 2);
  expect(message.endsWith('and 1 more cluster')).toBe(left === 1);
  expect(message.length).toBeLessThanOrEqual(LONGEST);
});
