import type { CharSet } from './char-set.js';
import { type PatternItem, parsePattern, type Sequence } from './parse-pattern.js';

/** The longest text that a pattern is matched against; a longer one does not match. */
export const LONGEST_TEXT = 1024;

/** The most states of an automaton; counted repetitions are unrolled: `a{3}` has as many as `aaa`. */
export const MOST_STATES = 600;

/** A state of the automaton, with the states that follow it. */
interface State {
  /** The index of the set with the characters that it consumes; without one, it consumes nothing. */
  readonly set?: number;
  /** The assertion that the text begins or ends here. */
  readonly end?: '^' | '$' | undefined;
  readonly next: number[];
}

/** A pattern as a nondeterministic finite automaton. State 0 accepts. */
interface Automaton {
  readonly states: State[];
  /** The index of each set of characters. */
  readonly sets: Map<CharSet, number>;
  begin: number;
}

/**
 * Compiles a pattern to a test of texts, or says why it is refused: the end of the sentence `… is "a(?=b)", not …`.
 *
 * The test simulates the automaton of the pattern (Thompson's construction): it follows all states at once, and takes
 * at most as many steps as the text has characters times the pattern has states. JavaScript's own regular expressions
 * backtrack, which takes exponential time for some patterns.
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

/** An upper bound of the states that a pattern needs. */
function statesOf(alternatives: readonly Sequence[]): number {
  return alternatives.flat().reduce((sum, { group, min, max }) => {
    const times = Number.isFinite(max) ? max : min + 1;
    // Each repetition has the states of the item, and one that branches.
    return sum + ((group ? statesOf(group) : 0) + 2) * Math.max(times, 1);
  }, 1);
}

function addState({ states }: Automaton, state: State): number {
  return states.push(state) - 1;
}

/** Adds the states of alternatives that lead to `next`, and returns the first state. */
function addAlternatives(automaton: Automaton, alternatives: readonly Sequence[], next: number): number {
  const begins = alternatives.map((sequence) =>
    sequence.reduceRight((after, item) => addItem(automaton, item, after), next),
  );
  return begins.length === 1 ? (begins[0] as number) : addState(automaton, { next: begins });
}

/** Adds the states of an item with its repetitions. */
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

/** A function that adds the states of an item, without its repetitions, before a state. */
function addOnce(automaton: Automaton, { set, end, group }: PatternItem): (next: number) => number {
  if (group) return (next) => addAlternatives(automaton, group, next);
  const { sets } = automaton;
  if (set && !sets.has(set)) sets.set(set, sets.size);
  const own = set && { set: sets.get(set) as number };
  return (next) => addState(automaton, { ...own, end, next: [next] });
}

/** Simulates the automaton on a text. */
function search({ states, sets, begin }: Automaton, text: string): boolean {
  const characters = [...text];
  const all = [...sets.keys()];
  /** The character at which each state was last reached, so that it is followed once for each. */
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
