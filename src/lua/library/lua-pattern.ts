/** What a character may be, by its code. */
export type CharSet = Uint8Array;

export type PatternNode =
  | { readonly type: 'one'; readonly set: CharSet }
  | { readonly type: 'repeat'; readonly set: CharSet; readonly how: '*' | '+' | '-' | '?' }
  | { readonly type: 'position' }
  | { readonly type: 'capture'; readonly nodes: readonly PatternNode[] }
  | { readonly type: 'reference'; readonly number: number }
  | { readonly type: 'balanced'; readonly open: number; readonly close: number };

/** A pattern as a tree. */
export interface Pattern {
  /** Whether it only matches at the start, or at the end. */
  readonly head: boolean;
  readonly tail: boolean;
  readonly nodes: readonly PatternNode[];
}

/** What is wrong with a pattern. */
export class PatternFault extends Error {}

/** The end, as a character that none equals. */
const END = -1;

const between = (low: string, high: string) => (code: number) =>
  code >= low.charCodeAt(0) && code <= high.charCodeAt(0);
const digit = between('0', '9');
const lower = between('a', 'z');
const upper = between('A', 'Z');

const CLASSES: { readonly [letter: string]: (code: number) => boolean } = {
  a: (code) => lower(code) || upper(code),
  c: (code) => code < 32 || code === 127,
  d: digit,
  l: lower,
  p: (code) => code > 32 && code < 127 && !digit(code) && !lower(code) && !upper(code),
  s: (code) => code === 32 || (code > 8 && code < 14),
  u: upper,
  w: (code) => digit(code) || lower(code) || upper(code),
  x: (code) => digit(code) || between('a', 'f')(code) || between('A', 'F')(code),
  z: (code) => code === 0,
};

function setOf(fits: (code: number) => boolean): CharSet {
  return Uint8Array.from({ length: 256 }, (_, code) => Number(fits(code)));
}

/** The set that a letter after `%` stands for; one that has no meaning stands for itself. */
function classOf(code: number): CharSet {
  const letter = code === END ? '' : String.fromCharCode(code);
  const small = letter.toLowerCase();
  if (code > 127 || !Object.hasOwn(CLASSES, small)) return single(code);
  const fits = CLASSES[small] as (code: number) => boolean;
  return letter === small ? setOf(fits) : setOf((other) => !fits(other));
}

/**
 * Reads a pattern as gopher-lua does, which is more lenient than Lua.
 *
 * @throws PatternFault with gopher-lua's text.
 * @see https://github.com/yuin/gopher-lua/blob/v1.1.1/pm/pm.go#L262-L432
 */
export function parseLuaPattern(source: string): Pattern {
  const reader = new Reader(source);
  const head = reader.peek() === '^'.charCodeAt(0);
  if (head) reader.next();
  const { nodes, tail } = parseSequence(reader, true);
  return { head, tail, nodes };
}

class Reader {
  /** How many characters have been read. */
  read = 0;
  /** Whether the end has been read too. */
  ended = false;

  constructor(readonly source: string) {}

  peek(): number {
    return this.read < this.source.length ? this.source.charCodeAt(this.read) : END;
  }

  next(): number {
    const code = this.peek();
    if (code === END) this.ended = true;
    else this.read++;
    return code;
  }

  fault(message: string): PatternFault {
    return new PatternFault(`${message} at ${this.ended ? 'EOS' : Math.max(this.read - 1, 0)}`);
  }
}

function parseSequence(reader: Reader, top: boolean): { nodes: PatternNode[]; tail: boolean } {
  const nodes: PatternNode[] = [];
  let tail = false;
  for (;;) {
    const code = reader.peek();
    const char = code === END ? '' : String.fromCharCode(code);
    switch (char) {
      case '':
        reader.next();
        return { nodes, tail };
      case '%':
        nodes.push(parseEscape(reader));
        break;
      case '.':
      case '[':
        nodes.push({ type: 'one', set: parseClass(reader, true) });
        break;
      case ')':
        if (top) throw reader.fault("invalid ')'");
        return { nodes, tail };
      case '(':
        reader.next();
        nodes.push(parseCapture(reader));
        break;
      case '*':
      case '+':
      case '-':
      case '?': {
        reader.next();
        const last = nodes.at(-1);
        if (last?.type === 'one') nodes[nodes.length - 1] = { type: 'repeat', set: last.set, how: char };
        else nodes.push(literal(code));
        break;
      }
      case '$':
        if (top && reader.read === reader.source.length - 1) tail = true;
        else nodes.push(literal(code));
        reader.next();
        break;
      default:
        reader.next();
        nodes.push(literal(code));
    }
  }
}

function literal(code: number): PatternNode {
  return { type: 'one', set: single(code) };
}

const singles: CharSet[] = [];

/** The set of one character; none for the end. */
function single(code: number): CharSet {
  singles[code + 1] ??= setOf((other) => other === code);
  return singles[code + 1] as CharSet;
}

function parseCapture(reader: Reader): PatternNode {
  if (reader.peek() === ')'.charCodeAt(0)) {
    reader.next();
    return { type: 'position' };
  }
  const { nodes } = parseSequence(reader, false);
  if (reader.peek() !== ')'.charCodeAt(0)) throw reader.fault('unfinished capture');
  reader.next();
  return { type: 'capture', nodes };
}

function parseEscape(reader: Reader): PatternNode {
  const next = reader.source.charAt(reader.read + 1);
  if (next === '0') {
    reader.next();
    throw reader.fault('invalid capture index');
  }
  if (next >= '1' && next <= '9') {
    reader.read += 2;
    return { type: 'reference', number: Number(next) };
  }
  if (next !== 'b') return { type: 'one', set: parseClass(reader, true) };
  reader.read += 2;
  return { type: 'balanced', open: reader.next(), close: reader.next() };
}

function parseClass(reader: Reader, sets: boolean): CharSet {
  const code = reader.next();
  if (code === END) throw reader.fault('unexpected EOS');
  switch (String.fromCharCode(code)) {
    case '%':
      return classOf(reader.next());
    case '.':
      return sets ? setOf(() => true) : single(code);
    case '[':
      return sets ? parseSet(reader) : single(code);
    default:
      return single(code);
  }
}

/** A member of a set: what it matches, and the one character that it is where a range may begin or end with it. */
interface Member {
  readonly set: CharSet;
  readonly code: number | undefined;
}

function parseSet(reader: Reader): CharSet {
  const negated = reader.peek() === '^'.charCodeAt(0);
  if (negated) reader.next();
  const members: Member[] = [];
  let range = false;
  for (;;) {
    const code = reader.peek();
    if (code === END) throw reader.fault('unexpected EOS');
    const char = String.fromCharCode(code);
    if (members.length > 0 && char === ']') break;
    if (members.length > 0 && char === '-') {
      reader.next();
      range = true;
      continue;
    }
    members.push({ code: char === '%' ? undefined : code, set: parseClass(reader, false) });
    if (!range) continue;
    range = false;
    const [begin, end] = members.splice(-2) as [Member, Member?];
    const low = end === undefined ? undefined : begin.code;
    const high = end?.code;
    // A range of what are no characters matches nothing.
    const fits = (other: number) => low !== undefined && high !== undefined && low <= other && other <= high;
    members.push({ code: undefined, set: setOf(fits) });
  }
  reader.next();
  if (range) members.push({ code: undefined, set: setOf((other) => other === '-'.charCodeAt(0)) });
  return setOf((other) => members.some(({ set }) => set[other] === 1) !== negated);
}
