import type { CharSet } from './char-set.js';
import { type PatternItem, parsePattern, type Sequence } from './parse-pattern.js';

/** The longest text that is searched for a pattern. */
export const LONGEST_TEXT = 1024;

/** The most states of a search; each counted repetition is written out: `a{3}` has as many as `aaa`. */
export const MOST_STATES = 500;

/** A state of a search: what it waits for, and the states that come after that. */
interface State {
  /** Index of the characters that it waits for; without any, it goes on at once. */
  readonly set?: number;
  /** The end of the text at which alone it goes on. */
  readonly end?: '^' | '$' | undefined;
  readonly next: number[];
}

/** A pattern as the states of a search. State 0 is that something has been found. */
interface Automaton {
  readonly states: State[];
  /** Each set of characters once, with its index. */
  readonly sets: Map<CharSet, number>;
  begin: number;
}

/**
 * Whether a text matches a pattern somewhere, as a function of the text; or why the pattern is refused, as the end of
 * the sentence `… is "a(?=b)", not …`.
 *
 * All ways to go on are followed at once, so that a search takes no more steps than there are characters in the text
 * times states of the pattern, whatever both are. The platform's own regular expressions try one way after the other,
 * and have patterns for which that takes for ever.
 *
 * @see https://swtch.com/~rsc/regexp/regexp1.html
 */
export function matcher(pattern: string): ((text: string) => boolean) | { readonly refused: string } {
  const alternatives = parsePattern(pattern);
  if ('refused' in alternatives) return alternatives;
  if (statesOf(alternatives) > MOST_STATES)
    return { refused: `a pattern of at most ${MOST_STATES} states, with each repetition written out` };
  const automaton: Automaton = { states: [{ next: [] }], sets: new Map(), begin: 0 };
  automaton.begin = addAlternatives(automaton, alternatives, 0);
  return (text) => text.length <= LONGEST_TEXT && search(automaton, text);
}

/** How many states a pattern needs at most. */
function statesOf(alternatives: readonly Sequence[]): number {
  return alternatives.flat().reduce((sum, { group, min, max }) => {
    const times = Number.isFinite(max) ? max : min + 1;
    // Each time has what is looked for, and a state that goes on or not.
    return sum + ((group ? statesOf(group) : 0) + 2) * Math.max(times, 1);
  }, 1);
}

function addState({ states }: Automaton, state: State): number {
  return states.push(state) - 1;
}

/** Adds any of several sequences before a state, and gives the state to begin with. */
function addAlternatives(automaton: Automaton, alternatives: readonly Sequence[], next: number): number {
  const begins = alternatives.map((sequence) =>
    sequence.reduceRight((after, item) => addItem(automaton, item, after), next),
  );
  return begins.length === 1 ? (begins[0] as number) : addState(automaton, { next: begins });
}

/** Adds an item as often as it may be found. */
function addItem(automaton: Automaton, item: PatternItem, next: number): number {
  const once = addOnce(automaton, item);
  let begin = next;
  if (item.max === Number.POSITIVE_INFINITY) {
    const again: State = { next: [next] };
    begin = addState(automaton, again);
    again.next.push(once(begin));
  } else {
    for (let i = item.min; i < item.max; i++) begin = addState(automaton, { next: [next, once(begin)] });
  }
  for (let i = 0; i < item.min; i++) begin = once(begin);
  return begin;
}

/** Adds an item before a state, any number of times. */
function addOnce(automaton: Automaton, { set, end, group }: PatternItem): (next: number) => number {
  if (group) return (next) => addAlternatives(automaton, group, next);
  const { sets } = automaton;
  if (set && !sets.has(set)) sets.set(set, sets.size);
  const own = set && { set: sets.get(set) as number };
  return (next) => addState(automaton, { ...own, end, next: [next] });
}

/** Follows all states that a text can lead to, character by character. */
function search({ states, sets, begin }: Automaton, text: string): boolean {
  const characters = [...text];
  const all = [...sets.keys()];
  /** At which character a state was last reached, so that it is followed once at each. */
  const reached = new Int32Array(states.length).fill(-1);
  let open: number[] = [];
  for (let at = 0; at <= characters.length; at++) {
    // A match may begin at every character.
    open.push(begin);
    const waiting: State[] = [];
    while (open.length > 0) {
      const index = open.pop() as number;
      if (index === 0) return true;
      if (reached[index] === at) continue;
      reached[index] = at;
      const state = states[index] as State;
      if (state.end && at !== (state.end === '^' ? 0 : characters.length)) continue;
      if (state.set === undefined) open.push(...state.next);
      else waiting.push(state);
    }
    const code = characters[at]?.codePointAt(0) ?? -1;
    const fits = all.map((set) => isIn(set, code));
    open = waiting.flatMap(({ set, next }) => (fits[set as number] ? next : []));
  }
  return false;
}

function isIn(set: CharSet, code: number): boolean {
  return set.some(([first, last]) => first <= code && code <= last);
}
