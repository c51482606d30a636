import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LONGEST_TEXT, MOST_STATES, matcher } from '../../src/declarative/matcher.js';

const atom = fc.constantFrom(
  'a',
  'b',
  '.',
  '[ab]',
  '[^a]',
  '\\d',
  '\\w',
  '\\s',
  '\\.',
  '[a-c0]',
  '\\S',
  '[\\d-]',
  '^',
  '$',
);
const often = fc.constantFrom('', '', '', '?', '*', '+', '{2}', '{1,3}', '{2,}', '*?', '+?');
const { pattern } = fc.letrec<{ pattern: string; item: string }>((tie) => ({
  pattern: fc
    .array(
      fc.array(tie('item'), { maxLength: 4 }).map((items) => items.join('')),
      { minLength: 1, maxLength: 2 },
    )
    .map((all) => all.join('|')),
  item: fc.oneof(
    { maxDepth: 2 },
    fc.tuple(atom, often).map(([one, times]) => (one === '^' || one === '$' ? one : one + times)),
    fc
      .tuple(fc.constantFrom('(', '(?:'), tie('pattern'), often)
      .map(([open, inner, times]) => `${open}${inner})${times}`),
  ),
}));
// JavaScript's own search, which is the measure here, tries all the ways through a pattern: over more than a few
// characters that can take minutes.
const text = fc.string({
  unit: fc.constantFrom('a', 'b', 'c', '0', '.', ' ', '-', '\n', '😀'),
  maxLength: 6,
});

test('a pattern finds what JavaScript finds', () => {
  const seen = { taken: 0, found: 0 };
  fc.assert(
    fc.property(pattern, text, (given, subject) => {
      const matches = matcher(given);
      if (typeof matches !== 'function') return;
      seen.taken += 1;
      const found = new RegExp(given, 'u').test(subject);
      if (found) seen.found += 1;
      expect([given, subject, matches(subject)]).toEqual([given, subject, found]);
    }),
    { numRuns: 5000 },
  );
  expect(seen.taken).toBeGreaterThan(1000);
  expect(seen.found).toBeGreaterThan(200);
});

const long = 'a'.repeat(LONGEST_TEXT - 1);

/** Patterns for which a search that tries one way after the other takes for ever. */
const catastrophic = [
  ...[
    '(a+)+$',
    '(a*)*b',
    '(a|a)*b',
    '(a|aa)+$',
    '^([a-zA-Z]+)*$',
    '(.*a){20}b',
    '((a+))+b',
    '(a?){30}a{30}b',
  ],
  ...['.*.*.*=', 'x*x*x*x*y', 'a*a*a*a*a*b', '^(([a-z])+.)+[A-Z]([a-z])+$', '()*b', `${'(a|a)'.repeat(30)}b`],
  ...['a.*b.*c.*d', '(\\w+\\s?)*!'],
];

test.each(catastrophic)('%s costs no more than its states times the text', (given) => {
  const matches = matcher(given) as (subject: string) => boolean;
  expect(matches(`${long}#`)).toBe(false);
});

/** The CPU time of a call, in microseconds. */
function cost(call: () => unknown): number {
  const { user } = process.cpuUsage();
  call();
  return process.cpuUsage().user - user;
}

test('what a search costs grows no faster than the text, and the number of texts', () => {
  const matches = matcher(`(${'a?'.repeat(100)})*b`) as (subject: string) => boolean;
  const repeat = (times: number, length: number) => () => {
    for (let i = 0; i < times; i++) matches('a'.repeat(length));
  };
  repeat(20, 256)();
  const least = (call: () => unknown) => Math.min(...[0, 1, 2].map(() => cost(call)));
  const once = least(repeat(20, 256));
  // Four times as much, with a good deal to spare: 4 to the power of 1.5.
  expect(least(repeat(20, LONGEST_TEXT)) / once).toBeLessThan(8);
  expect(least(repeat(80, 256)) / once).toBeLessThan(8);
});

test.each([
  ...['Ready', '^Ready$', '^v[0-9]+(\\.[0-9]+)?$', 'foo.*bar', '.*error.*'],
  ...['timed? out|(deadline|time) exceeded', '^[a-z]([-a-z0-9]{0,61}[a-z0-9])?$', '^[a-z0-9.-]{1,253}$'],
  ...['^(https?://)?[a-z.]+(:[0-9]+)?$', '(ab)+', '[^\\d\\s]+$', 'a{3}', '\\{\\}', 'a{0}', 'a{0,0}b'],
])('%s is taken', (given) => {
  expect(matcher(given)).toBeTypeOf('function');
});

test('a pattern has so many states and no more, with each repetition written out', () => {
  // Each of them has two, and the end one.
  const most = (MOST_STATES - 2) / 2;
  expect(matcher(`a{${most}}`)).toBeTypeOf('function');
  const refused = 'a pattern of at most 600 states, with each repetition written out';
  expect(matcher(`a{${most + 1}}`)).toStrictEqual({ refused });
  expect((matcher(`a{${most}}`) as (subject: string) => boolean)('a'.repeat(most))).toBe(true);
  expect((matcher(`a{${most}}`) as (subject: string) => boolean)('a'.repeat(most - 1))).toBe(false);
});

test('a text that is too long matches nothing', () => {
  const matches = matcher('a') as (given: string) => boolean;
  expect(matches('a'.repeat(LONGEST_TEXT))).toBe(true);
  expect(matches('a'.repeat(LONGEST_TEXT + 1))).toBe(false);
});

describe('a character outside of the BMP is one', () => {
  test.each([
    ['^.$', '😀', true],
    ['^..$', '😀', false],
    ['[^a]{2}', '😀', false],
    ['😀+', 'a😀', true],
  ])('%s in %s: %s', (given, subject, found) => {
    expect((matcher(given) as (text: string) => boolean)(subject)).toBe(found);
  });
});
