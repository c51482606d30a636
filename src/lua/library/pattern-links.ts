import type { Budget } from '../runtime/budget.js';

/** What a character may be, by its code. */
export type CharSet = Uint8Array;

/** Matches what is left of a pattern at a place; gives where it ends, or -1. */
type Rest = (text: string, at: number) => number;

/** A part of a pattern with all that follows it. */
interface Part {
  readonly match: Rest;
  /** What it may begin with, where it cannot match nothing. */
  readonly first: CharSet | undefined;
}

/** A piece of a pattern, which becomes a part with what follows it. */
export type Link = (next: Part) => Part;

/** What the pieces of a pattern share. */
export interface Matching {
  readonly budget: Budget;
  /** Where each capture begins and ends, or its position and {@link POSITION}. */
  readonly captures: number[];
}

/** What is wrong with a pattern. */
export class PatternFault extends Error {}

/** What it takes to try another way. */
const WAY = 4;

/** The second number of a capture that is a position. */
export const POSITION = -1;

export function one({ budget }: Matching, set: CharSet): Link {
  return ({ match }) => ({
    first: set,
    match(text, at) {
      if (set[text.charCodeAt(at)] !== 1) return -1;
      budget.steps -= 2;
      return match(text, at + 1);
    },
  });
}

export function position({ captures }: Matching, slot: number): Link {
  return ({ match, first }) => ({
    first,
    match(text, at) {
      captures[slot] = at + 1;
      captures[slot + 1] = POSITION;
      return match(text, at);
    },
  });
}

export function capture({ captures }: Matching, slot: number, inner: Link): Link {
  return ({ match, first }) => {
    const body = inner({ first, match: keep(captures, slot + 1, match) });
    return { first: body.first, match: keep(captures, slot, body.match) };
  };
}

/** Notes a place, and forgets it where what follows does not match. */
function keep(captures: number[], slot: number, match: Rest): Rest {
  return (text, at) => {
    const before = captures[slot];
    captures[slot] = at;
    const end = match(text, at);
    if (end < 0) captures[slot] = before ?? 0;
    return end;
  };
}

/** A set with `*`, `+`, `-` or `?` after it. */
export function repeated({ budget }: Matching, set: CharSet, how: string): Link {
  return ({ match, first }) => {
    if (how === '-') return { first: undefined, match: lazy(budget, set, match) };
    if (how === '?') return { first: undefined, match: optional(budget, set, match) };
    const least = how === '+' ? 1 : 0;
    return {
      first: least === 1 ? set : undefined,
      match(text, at) {
        let most = at;
        while (set[text.charCodeAt(most)] === 1) most++;
        budget.steps -= (most - at) >> 1;
        for (let to = most; to >= at + least; to--) {
          // What follows cannot begin here.
          if (first !== undefined && first[text.charCodeAt(to)] !== 1) continue;
          const end = match(text, to);
          if (end >= 0) return end;
          budget.steps -= WAY;
          if (budget.steps < 0) budget.exhausted();
        }
        return -1;
      },
    };
  };
}

function lazy(budget: Budget, set: CharSet, match: Rest): Rest {
  return (text, at) => {
    for (let to = at; ; to++) {
      const end = match(text, to);
      if (end >= 0) return end;
      if (set[text.charCodeAt(to)] !== 1) return -1;
      budget.spend(WAY);
    }
  };
}

function optional(budget: Budget, set: CharSet, match: Rest): Rest {
  return (text, at) => {
    if (set[text.charCodeAt(at)] === 1) {
      const end = match(text, at + 1);
      if (end >= 0) return end;
      budget.spend(3 * WAY);
    }
    return match(text, at);
  };
}

/** `%b()`. */
export function balanced({ budget }: Matching, open: string, close: string): Link {
  return ({ match }) => ({
    first: undefined,
    match(text, at) {
      let depth = 0;
      for (let to = at; to < text.length; to++) {
        const char = text.charAt(to);
        if (char === close && depth > 0) depth--;
        else if (char === open) depth++;
        if (depth === 0) {
          // Nothing is open at the first place.
          if (to === at) return -1;
          budget.spend((to - at) >> 2);
          return match(text, to + 1);
        }
      }
      budget.spend((text.length - at) >> 2);
      return -1;
    },
  });
}

/** `%1`. */
export function reference({ budget, captures }: Matching, slot: number): Link {
  return ({ match }) => ({
    first: undefined,
    match(text, at) {
      const from = captures[slot];
      const to = captures[slot + 1];
      if (from === undefined || to === undefined) throw new PatternFault('invalid capture index');
      const length = to === POSITION ? 0 : to - from;
      budget.spend(2 * WAY + (length >> 2));
      return text.startsWith(text.slice(from, from + length), at) ? match(text, at + length) : -1;
    },
  });
}
