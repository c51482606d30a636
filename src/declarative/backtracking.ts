import { type CharSet, overlaps } from './charset.js';
import { type PatternItem, parsePattern, type Sequence } from './pattern.js';

/** The longest text that is searched for a pattern. */
export const LONGEST_TEXT = 1024;

/** The most steps that a search may take: a tenth of a second at worst. */
export const MOST_STEPS = 2 ** 26;

/** What can come next after a place in a pattern: these characters, or nothing that the search could still miss. */
interface Follow {
  readonly set: CharSet;
  readonly done: boolean;
}

/** What a search may have to go through. */
interface Effort {
  /** How many characters the text has. */
  readonly length: number;
  /** In how many ways what a pattern looks for may be spread over a text. */
  ways: number;
  /** How far each of them may have to look. */
  reach: number;
}

/**
 * Whether a text matches a pattern somewhere, as a function of the text; or why it had better not be tried, as the end
 * of the sentence `… is "(a+)+", not …`.
 *
 * A search that tries one way after the other, as JavaScript's does, takes no more steps than there are ways to spread
 * the pattern over the text, times what each of them looks at. Where it is plain at each character which way to go,
 * there is one way. What is refused is every pattern for which that product is too large, harmless ones among them.
 *
 * @see https://swtch.com/~rsc/regexp/regexp1.html
 */
export function matcher(pattern: string): ((text: string) => boolean) | { readonly refused: string } {
  const alternatives = parsePattern(pattern);
  if ('refused' in alternatives) return alternatives;
  const nested = alternatives.flat().flatMap(nestedIn)[0];
  if (nested !== undefined) return { refused: nested };
  if (stepsOf(alternatives) > MOST_STEPS)
    return { refused: 'a pattern that says at each character which way to go: it would backtrack' };
  const expression = new RegExp(pattern, 'u');
  return (text) => text.length <= LONGEST_TEXT && expression.test(text);
}

/** What is wrong within repeated groups. */
function nestedIn(item: PatternItem): readonly string[] {
  const { group = [], max } = item;
  const items = group.flat();
  if (max > 1) {
    const all = everyItem(items);
    if (all.some(({ min, max: most }) => min !== 1 || most !== 1))
      return ['a pattern without a quantifier inside of another one'];
    if ([item, ...all].some((each) => (each.group?.length ?? 0) > 1))
      return ['a pattern without | inside of a quantifier'];
    if (itemFirst(item).nullable || all.some(({ end }) => end !== undefined))
      return ['a pattern that repeats nothing but characters'];
  }
  return items.flatMap(nestedIn);
}

/** Items and what stands in their groups, however deep. */
function everyItem(items: Sequence): Sequence {
  return items.flatMap((item) => [item, ...everyItem((item.group ?? []).flat())]);
}

/** The most steps that searching a text of so many characters may take. */
export function stepsOf(alternatives: readonly Sequence[], length = LONGEST_TEXT): number {
  const anchored = alternatives.every(([first]) => first?.end === '^');
  const effort = { length, ways: anchored ? 1 : length, reach: 1 };
  countWays(alternatives, { set: [], done: true }, effort);
  // Wherever a search begins, it looks at what comes first.
  return (effort.ways * effort.reach + length) * sizeOf(alternatives);
}

/** How many characters a pattern asks for at least, and a few more. */
function sizeOf(alternatives: readonly Sequence[]): number {
  const sizes = alternatives.flat().map(({ group, min }) => Math.max(min, 1) * (group ? sizeOf(group) : 1));
  return sizes.reduce((sum, size) => sum + size, 1);
}

/** Adds what it takes to find one of several sequences with something after it. */
function countWays(alternatives: readonly Sequence[], after: Follow, effort: Effort): void {
  const begins = alternatives.map((sequence) => firstOf(sequence, after).set);
  const unclear = begins.some((set, i) => begins.slice(i + 1).some((other) => overlaps(set, other)));
  if (unclear) effort.ways *= alternatives.length;
  for (const sequence of alternatives) {
    let next = after;
    for (const item of [...sequence].reverse()) {
      countItem(item, next, effort);
      next = before(item, next);
    }
  }
}

/** Adds what it takes to find one item, however often, with something after it. */
function countItem(item: PatternItem, next: Follow, effort: Effort): void {
  const { group, min, max } = item;
  const { set, nullable } = itemFirst(item);
  if (group) countWays(group, max > 1 ? { set: [...set, ...next.set], done: false } : next, effort);
  if (min === max) return;
  const times = Math.max(1, Math.min(max, effort.length) - min + 1);
  if (nullable || overlaps(set, next.set)) effort.ways *= times;
  else if (!next.done) effort.reach = Math.max(effort.reach, times);
}

/** What a sequence can begin with. */
function firstOf(sequence: Sequence, after: Follow): Follow {
  return sequence.reduceRight<Follow>((next, item) => before(item, next), after);
}

/** What an item can begin with, before something else. */
function before(item: PatternItem, next: Follow): Follow {
  const { set, nullable } = itemFirst(item);
  if (item.min > 0 && !nullable) return { set, done: false };
  return { set: [...set, ...next.set], done: next.done };
}

/** What an item can begin with, and whether it may be found in no character at all. */
function itemFirst({ set = [], group }: PatternItem): { readonly set: CharSet; readonly nullable: boolean } {
  if (group === undefined) return { set, nullable: false };
  const firsts = group.map((sequence) => firstOf(sequence, { set: [], done: true }));
  return { set: firsts.flatMap((first) => first.set), nullable: firsts.some(({ done }) => done) };
}
