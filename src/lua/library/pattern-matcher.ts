import type { Budget } from '../runtime/budget.js';
import {
  type CharSet,
  type Pattern,
  PatternFault,
  type PatternNode,
  parseLuaPattern,
} from './lua-pattern.js';

/** Where a match stands in a text, and what it captured: places as two numbers each, positions as one and -1. */
export interface Match {
  readonly start: number;
  readonly end: number;
  readonly captures: readonly number[];
}

/** Finds the first match from a place on. */
export type Matcher = (text: string, from: number) => Match | undefined;

/** Matches what is left of a pattern at a place; gives where it ends, or -1. */
type Rest = (text: string, at: number) => number;

/** A part of a pattern with all that follows it. */
interface Part {
  readonly match: Rest;
  /** What it may begin with, where it cannot match nothing. */
  readonly first: CharSet | undefined;
}

/** What it takes to try another way. */
const WAY = 4;

/** The second number of a capture that is a position. */
const POSITION = -1;

/**
 * A pattern as a function.
 *
 * It matches as a backtracking machine does, with the repetitions as loops; each way that is tried counts.
 */
export function compilePattern(budget: Budget, source: string): Matcher & { readonly head: boolean } {
  const pattern = parseLuaPattern(source);
  const captures: number[] = [];
  const { match, first } = link(budget, pattern, captures);
  const { head } = pattern;
  const find: Matcher = (text, from) => {
    for (let at = from; at <= text.length; at++) {
      if (first !== undefined && !head) {
        const start = at;
        while (at < text.length && first[text.charCodeAt(at)] === 0) at++;
        budget.spend((at - start) >> 3);
        if (at === text.length) return undefined;
      }
      budget.spend(1);
      captures.length = 0;
      const end = match(text, at);
      if (end >= 0) return { start: at, end, captures: captures.slice() };
      if (head) return undefined;
    }
    return undefined;
  };
  return Object.assign(find, { head });
}

function link(budget: Budget, pattern: Pattern, captures: number[]): Part {
  const end: Rest = pattern.tail ? (text, at) => (at === text.length ? at : -1) : (_, at) => at;
  const count = { captures: 0 };
  const number = (nodes: readonly PatternNode[]): Numbered[] =>
    nodes.map((node) => {
      if (node.type !== 'capture' && node.type !== 'position') return { node, slot: -1, inner: [] };
      const slot = 2 * count.captures++;
      return { node, slot, inner: node.type === 'capture' ? number(node.nodes) : [] };
    });
  return chain(budget, number(pattern.nodes), { match: end, first: undefined }, captures);
}

interface Numbered {
  readonly node: PatternNode;
  /** Where its capture is kept. */
  readonly slot: number;
  readonly inner: readonly Numbered[];
}

function chain(budget: Budget, nodes: readonly Numbered[], end: Part, captures: number[]): Part {
  return nodes.reduceRight((next, node) => partOf(budget, node, next, captures), end);
}

function partOf(budget: Budget, { node, slot, inner }: Numbered, next: Part, captures: number[]): Part {
  const { match } = next;
  switch (node.type) {
    case 'one':
      return { match: one(node.set, match), first: node.set };
    case 'repeat':
      return repeat(budget, node.set, node.how, next);
    case 'position':
      return {
        first: next.first,
        match(text, at) {
          captures[slot] = at + 1;
          captures[slot + 1] = POSITION;
          return match(text, at);
        },
      };
    case 'capture': {
      const closed: Part = { first: next.first, match: keep(captures, slot + 1, match) };
      const body = chain(budget, inner, closed, captures);
      return { first: body.first, match: keep(captures, slot, body.match) };
    }
    case 'balanced':
      return { match: balanced(budget, node.open, node.close, match), first: undefined };
    default:
      return { match: reference(budget, 2 * (node.number - 1), captures, match), first: undefined };
  }
}

function one(set: CharSet, match: Rest): Rest {
  return (text, at) => (set[text.charCodeAt(at)] === 1 ? match(text, at + 1) : -1);
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

function repeat(budget: Budget, set: CharSet, how: '*' | '+' | '-' | '?', next: Part): Part {
  const { match, first } = next;
  if (how === '-') return { match: lazy(budget, set, match), first: undefined };
  if (how === '?') {
    return {
      first: undefined,
      match(text, at) {
        if (set[text.charCodeAt(at)] === 1) {
          const end = match(text, at + 1);
          if (end >= 0) return end;
          budget.spend(3 * WAY);
        }
        return match(text, at);
      },
    };
  }
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
}

function lazy(budget: Budget, set: CharSet, match: Rest): Rest {
  return (text, at) => {
    for (let to = at; ; to++) {
      const end = match(text, to);
      if (end >= 0) return end;
      if (set[text.charCodeAt(to)] !== 1) return -1;
      budget.steps -= WAY;
      if (budget.steps < 0) budget.exhausted();
    }
  };
}

function balanced(budget: Budget, open: number, close: number, match: Rest): Rest {
  return (text, at) => {
    if (text.charCodeAt(at) !== open) return -1;
    let depth = 1;
    for (let to = at + 1; to < text.length; to++) {
      const code = text.charCodeAt(to);
      if (code === close && --depth === 0) {
        budget.spend((to - at) >> 2);
        return match(text, to + 1);
      }
      if (code === open) depth++;
    }
    budget.spend((text.length - at) >> 2);
    return -1;
  };
}

function reference(budget: Budget, slot: number, captures: number[], match: Rest): Rest {
  return (text, at) => {
    const from = captures[slot];
    const to = captures[slot + 1];
    if (from === undefined || to === undefined) throw new PatternFault('invalid capture index');
    const length = to === POSITION ? 0 : to - from;
    budget.spend(length >> 3);
    return text.startsWith(text.slice(from, from + length), at) ? match(text, at + length) : -1;
  };
}

/** What a match captured: texts, and positions as numbers; all of it where there is no capture. */
export function capturesOf(text: string, { start, end, captures }: Match): unknown[] {
  if (captures.length === 0) return [text.slice(start, end)];
  const values: unknown[] = [];
  for (let i = 0; i < captures.length; i += 2) {
    const from = captures[i] as number;
    const to = captures[i + 1] as number;
    values.push(to === POSITION ? from : text.slice(from, to));
  }
  return values;
}
