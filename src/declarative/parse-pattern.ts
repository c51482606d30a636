import { type CharSet, complement, NAMED } from './char-set.js';

/** An item of a pattern, with the number of its repetitions. */
export interface PatternItem {
  /** A set of characters, or an assertion. */
  readonly set?: CharSet;
  readonly end?: '^' | '$';
  /** Or a group with its alternatives. */
  readonly group?: readonly Sequence[];
  readonly min: number;
  readonly max: number;
}

/** Items that follow each other. */
export type Sequence = readonly PatternItem[];

/** The most characters that a pattern may have. */
const MOST_CHARACTERS = 256;

/** The deepest nesting of groups. */
const DEEPEST = 8;

// The syntax that RE2 and JavaScript have in common; `new RegExp` has accepted the whole before.
// https://github.com/google/re2/wiki/Syntax
const TOKEN =
  /^(?:\\(?<named>[dDwWsS])|\\(?<escaped>[nrtfv^$\\.*+?()[\]{}|/])|(?<open>\((?:\?:|(?!\?)))|(?<close>\))|(?<bar>\|)|\[(?<set>\^?(?:\\[dDwWsSnrtfv^$\\.*+?()[\]{}|/-]|[^\\[\]])+)\]|(?<often>[*+?]|\{\d+(?:,\d*)?\})\??|(?<end>[\^$])|(?<dot>\.)|(?<literal>[^\\()[\]{}|*+?]))/u;

const MEMBER = /\\([dDwWsS])|(\\.|[^\\])(?:-(\\.|[^\\]))?/gu;

const CONTROLS: { readonly [letter: string]: string } = { n: '\n', r: '\r', t: '\t', f: '\f', v: '\v' };

/** The beginnings of unsupported syntax, with the reason. */
const REFUSED: readonly (readonly [begins: RegExp, why: string])[] = [
  [/^\\[1-9k]/, 'a pattern without backreferences'],
  [/^\(\?<?[=!]/, 'a pattern without lookaround'],
];

/** Parses a pattern, or says why it is refused, as the end of the sentence `… is "(", not …`. */
export function parsePattern(pattern: string): readonly Sequence[] | { readonly refused: string } {
  if (pattern.length > MOST_CHARACTERS)
    return { refused: `a pattern of at most ${MOST_CHARACTERS} characters` };
  try {
    new RegExp(pattern, 'u');
  } catch {
    return { refused: 'a regular expression' };
  }
  // The open groups, the innermost last, each with its alternatives, of which the last is still parsed.
  const open: PatternItem[][][] = [[[]]];
  for (let rest = pattern; rest !== ''; ) {
    const match = TOKEN.exec(rest);
    if (match?.groups === undefined) {
      const why = REFUSED.find(([begins]) => begins.test(rest))?.[1];
      return { refused: why ?? `a pattern of what RE2 and JavaScript read alike: no ${rest.slice(0, 2)}` };
    }
    take(open, match.groups);
    if (open.length > DEEPEST + 1) return { refused: `a pattern whose groups nest ${DEEPEST} deep at most` };
    rest = rest.slice(match[0].length);
  }
  return open[0] as readonly Sequence[];
}

/** Adds a token to the open groups. */
function take(open: PatternItem[][][], token: { readonly [name: string]: string | undefined }): void {
  const group = open.at(-1) as PatternItem[][];
  const sequence = group.at(-1) as PatternItem[];
  const { named, escaped, set, often, end, literal } = token;
  const once = { min: 1, max: 1 };
  if (token.open) open.push([[]]);
  else if (token.bar) group.push([]);
  else if (token.close) {
    open.pop();
    open
      .at(-1)
      ?.at(-1)
      ?.push({ group, ...once });
  } else if (often) sequence.push({ ...(sequence.pop() as PatternItem), ...timesOf(often) });
  else if (end) sequence.push({ end: end as '^' | '$', ...once });
  else if (set) sequence.push({ set: setOf(set), ...once });
  else if (escaped || literal)
    sequence.push({ set: [rangeOf(escaped ? `\\${escaped}` : `${literal}`)], ...once });
  else sequence.push({ set: NAMED[named ?? '.'] as CharSet, ...once });
}

/** The bounds of a quantifier. */
function timesOf(often: string): { readonly min: number; readonly max: number } {
  const [, least = '', comma, most] = /^\{(\d+)(?:(,)(\d*))?\}$/.exec(often) ?? [];
  if (least === '') return { min: often === '+' ? 1 : 0, max: often === '?' ? 1 : Number.POSITIVE_INFINITY };
  return { min: Number(least), max: comma ? Number(most || Number.POSITIVE_INFINITY) : Number(least) };
}

/** The set of a bracket expression. */
function setOf(members: string): CharSet {
  const negated = members.startsWith('^');
  const set = [...members.slice(negated ? 1 : 0).matchAll(MEMBER)].flatMap(
    ([, named, first = '', last = first]) =>
      named === undefined ? [rangeOf(first, last)] : (NAMED[named] as CharSet),
  );
  return negated ? complement(set) : set;
}

/** The range between two characters, each as the pattern writes it. */
function rangeOf(first: string, last = first): CharSet[number] {
  const [from, to] = [first, last].map((text) => {
    const character = text.startsWith('\\') ? text.slice(1) : text;
    return (text === character ? text : (CONTROLS[character] ?? character)).codePointAt(0) as number;
  });
  return [from as number, to as number];
}
