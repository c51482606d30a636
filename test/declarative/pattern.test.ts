import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LONGEST_TEXT, MOST_STEPS, matcher, stepsOf } from '../../src/declarative/backtracking.js';
import { type PatternItem, parsePattern, type Sequence } from '../../src/declarative/pattern.js';

/** How a search goes that tries one way after the other, as a count of characters looked at. */
function search(
  pattern: string,
  text: string,
  most: number,
): { readonly found: boolean; readonly steps: number } {
  const alternatives = parsePattern(pattern) as readonly Sequence[];
  let steps = 0;
  const any = (all: readonly Sequence[], at: number, then: (at: number) => boolean): boolean =>
    all.some((sequence) => run(sequence, 0, at, then));
  const run = (sequence: Sequence, i: number, at: number, then: (at: number) => boolean): boolean => {
    const item = sequence[i];
    if (item === undefined) return then(at);
    return repeat(item, 0, at, (next) => run(sequence, i + 1, next, then));
  };
  const repeat = (item: PatternItem, times: number, at: number, then: (at: number) => boolean): boolean => {
    const again =
      times < item.max &&
      once(item, at, (next) => (times < item.min || next > at) && repeat(item, times + 1, next, then));
    return again || (times >= item.min && then(at));
  };
  const once = ({ set, end, group }: PatternItem, at: number, then: (at: number) => boolean): boolean => {
    steps += 1;
    if (steps > most) throw new Error(`${pattern} takes more than ${most} steps`);
    if (group) return any(group, at, then);
    if (end) return (end === '^' ? at === 0 : at === text.length) && then(at);
    const code = text.codePointAt(at) ?? -1;
    const fits = set?.some(([first, last]) => first <= code && code <= last) ?? false;
    return fits && then(at + (code > 0xffff ? 2 : 1));
  };
  for (let start = 0; start <= text.length; start++) {
    if (any(alternatives, start, () => true)) return { found: true, steps };
  }
  return { found: false, steps };
}

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
const text = fc.string({
  unit: fc.constantFrom('a', 'b', 'c', '0', '.', ' ', '-', '\n', '😀'),
  maxLength: 24,
});

test('a pattern is taken apart as JavaScript reads it', () => {
  const seen = { taken: 0, found: 0 };
  fc.assert(
    fc.property(pattern, text, (given, subject) => {
      const matches = matcher(given);
      if (typeof matches !== 'function') return;
      seen.taken += 1;
      const { found } = search(given, subject, 1e7);
      if (found) seen.found += 1;
      expect([given, subject, matches(subject)]).toEqual([given, subject, found]);
    }),
    { numRuns: 5000 },
  );
  expect(seen.taken).toBeGreaterThan(1000);
  expect(seen.found).toBeGreaterThan(200);
});

test('no pattern that is taken takes more steps than were reckoned, however long the text', () => {
  const long = fc
    .tuple(
      fc.array(fc.constantFrom('a', 'b', '0', 'ab', 'a0', '.'), { minLength: 1, maxLength: 3 }),
      fc.constantFrom('', '!', 'b', '\n'),
    )
    .map(([parts, end]) => parts.map((part) => part.repeat(Math.floor(60 / parts.length))).join('') + end);
  let most = 0;
  fc.assert(
    fc.property(pattern, long, (given, subject) => {
      if (typeof matcher(given) !== 'function') return;
      // A step of what is reckoned may open a group, and look past it.
      const bound = 4 * stepsOf(parsePattern(given) as readonly Sequence[], subject.length + 1);
      const { steps } = search(given, subject, bound);
      most = Math.max(most, steps);
    }),
    { numRuns: 3000 },
  );
  // Some of them do take their time, and none what a catastrophic one would.
  expect(most).toBeGreaterThan(500);
});

describe('the same search, of patterns that are refused', () => {
  test.each(['(a+)+b', '(a|a)*b', '(a|aa)+b', 'a*a*a*a*a*b', '(a?){20}b', '(.*a){10}b'])(
    '%s runs away',
    (given) => {
      expect(typeof matcher(given)).toBe('object');
      expect(() => search(given, 'a'.repeat(40), 1e5)).toThrow('more than');
    },
  );
});

test.each([
  ...[
    'Ready',
    '^Ready$',
    '^v[0-9]+(\\.[0-9]+)?$',
    'foo.*bar',
    '.*error.*',
    'timed? out|(deadline|time) exceeded',
  ],
  ...[
    '^[a-z]([-a-z0-9]*[a-z0-9])?$',
    '^(https?://)?[a-z.]+(:[0-9]+)?$',
    '(ab)+',
    '[^\\d\\s]+$',
    'a{3}',
    '\\{\\}',
  ],
])('%s is taken', (given) => {
  expect(matcher(given)).toBeTypeOf('function');
  expect(stepsOf(parsePattern(given) as readonly Sequence[])).toBeLessThanOrEqual(MOST_STEPS);
});

test('a text that is too long matches nothing', () => {
  const matches = matcher('a') as (given: string) => boolean;
  expect(matches('a'.repeat(LONGEST_TEXT))).toBe(true);
  expect(matches('a'.repeat(LONGEST_TEXT + 1))).toBe(false);
});
