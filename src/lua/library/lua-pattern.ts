import type { Budget } from '../runtime/budget.js';
import {
  balanced,
  type CharSet,
  capture,
  type Link,
  type Matching,
  one,
  PatternFault,
  POSITION,
  position,
  reference,
  repeated,
} from './pattern-links.js';

/** Where a match stands in a text, and what it captured: places as two numbers each, positions as one and -1. */
export interface Match {
  readonly start: number;
  readonly end: number;
  readonly captures: readonly number[];
}

/** Finds the first match from a place on. */
export interface Matcher {
  (text: string, from: number): Match | undefined;
  /** Whether it only matches at the start. */
  readonly head: boolean;
}

/** The characters of the classes, as regular expressions have them. */
const CLASSES: { readonly [letter: string]: string } = {
  a: 'A-Za-z',
  c: '\\0-\\x1f\\x7f',
  d: '\\d',
  l: 'a-z',
  p: '!-/:-@[-`{-~',
  s: '\\t-\\r ',
  u: 'A-Z',
  w: '\\dA-Za-z',
  x: '\\dA-Fa-f',
  z: '\\0',
};
const NOTHING = '[]';

/** What a letter after `%` stands for; one that has no meaning stands for itself. */
function classOf(char: string): string {
  const small = char.toLowerCase();
  const known = CLASSES[small];
  if (known !== undefined) return char === small ? `[${known}]` : `[^${known}]`;
  return char === '' ? NOTHING : `[${literal(char)}]`;
}

function literal(char: string): string {
  return `\\x${char.charCodeAt(0).toString(16).padStart(2, '0')}`;
}

function makeSet(source: string): CharSet {
  const fits = new RegExp(`^(?:${source})$`);
  return Uint8Array.from({ length: 256 }, (_, code) => Number(fits.test(String.fromCharCode(code))));
}

/** The sets of single characters and of classes, of which there are few. */
const sets = new Map<string, CharSet>();

function setOf(source: string): CharSet {
  const known = sets.get(source) ?? makeSet(source);
  if (!source.startsWith('(')) sets.set(source, known);
  return known;
}

/**
 * A pattern as a function, read as gopher-lua does, which is more lenient than Lua.
 *
 * It matches as a backtracking machine does, with the repetitions as loops; each way that is tried counts.
 *
 * @throws PatternFault with gopher-lua's text.
 * @see https://github.com/yuin/gopher-lua/blob/v1.1.1/pm/pm.go#L262-L432
 */
export function compilePattern(budget: Budget, source: string): Matcher {
  const captures: number[] = [];
  const reader = new Reader(source, { budget, captures });
  const head = reader.accept('^');
  const link = reader.sequence(true);
  const { tail } = reader;
  const { match, first } = link({
    match: (text, at) => (tail && at < text.length ? -1 : at),
    first: undefined,
  });
  const find = (text: string, from: number): Match | undefined => {
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

class Reader {
  /** Whether the pattern only matches at the end. */
  tail = false;
  /** How many characters have been read. */
  private at = 0;
  /** Whether the end has been read too. */
  private ended = false;
  /** How many captures have begun. */
  private captures = 0;

  constructor(
    private readonly source: string,
    private readonly matching: Matching,
  ) {}

  private peek(): string {
    return this.source.charAt(this.at);
  }

  private next(): string {
    const char = this.peek();
    if (char === '') this.ended = true;
    else this.at++;
    return char;
  }

  accept(char: string): boolean {
    const found = this.peek() === char;
    if (found) this.at++;
    return found;
  }

  private fault(message: string): PatternFault {
    return new PatternFault(`${message} at ${this.ended ? 'EOS' : Math.max(this.at - 1, 0)}`);
  }

  /** What stands up to the end, or up to the end of a capture. */
  sequence(top: boolean): Link {
    const links: Link[] = [];
    // What the last link matches, where it is one character.
    let last: CharSet | undefined;
    for (;;) {
      const char = this.peek();
      if (char === '' || char === ')') {
        if (char === '') this.next();
        else if (top) throw this.fault("invalid ')'");
        return (end) => links.reduceRight((next, link) => link(next), end);
      }
      let link = char === '(' || char === '%' ? this.special() : undefined;
      if (link === undefined && last !== undefined && '*+-?'.includes(char)) {
        this.at++;
        links.pop();
        link = repeated(this.matching, last, char);
      }
      if (link === undefined && char === '$' && top && this.at === this.source.length - 1) {
        this.at++;
        this.tail = true;
        continue;
      }
      last = link === undefined ? setOf(this.class(true)) : undefined;
      links.push(link ?? one(this.matching, last as CharSet));
    }
  }

  /** A capture, or what follows `%` and is no class. */
  private special(): Link | undefined {
    if (this.accept('(')) {
      const slot = 2 * this.captures++;
      if (this.accept(')')) return position(this.matching, slot);
      const inner = this.sequence(false);
      if (!this.accept(')')) throw this.fault('unfinished capture');
      return capture(this.matching, slot, inner);
    }
    const letter = this.source.charAt(this.at + 1);
    if (!/[\db]/.test(letter)) return undefined;
    this.at += 2;
    if (letter === 'b') return balanced(this.matching, this.next(), this.next());
    if (letter !== '0') return reference(this.matching, 2 * (Number(letter) - 1));
    this.at--;
    throw this.fault('invalid capture index');
  }

  /** One character, class or set, as a regular expression. */
  private class(sets: boolean): string {
    const char = this.next();
    if (char === '%') return classOf(this.next());
    if (sets && char === '.') return '[^]';
    return sets && char === '[' ? this.set() : literal(char);
  }

  private set(): string {
    const negated = this.accept('^');
    const members: string[] = [];
    let range = false;
    for (;;) {
      if (members.length > 0 && this.accept(']')) break;
      if (members.length > 0 && this.accept('-')) {
        range = true;
        continue;
      }
      if (this.peek() === '') throw this.fault('unexpected EOS');
      members.push(this.class(false));
      if (!range) continue;
      range = false;
      const [begin = '', end = ''] = members.splice(-2);
      // A range of what are no characters matches nothing.
      const characters = begin.startsWith('\\') && end.startsWith('\\') && begin <= end;
      members.push(characters ? `[${begin}-${end}]` : NOTHING);
    }
    if (range) members.push('-');
    return negated ? `(?!(?:${members.join('|')})$)[^]` : `(?:${members.join('|')})`;
  }
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
