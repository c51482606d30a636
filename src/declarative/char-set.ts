/** A set of characters, as ranges of code points in order. */
export type CharSet = readonly (readonly [first: number, last: number])[];

const LAST = 0x10ffff;

const range = (first: string, last = first): readonly [number, number] => [
  first.codePointAt(0) as number,
  last.codePointAt(0) as number,
];

const DIGITS: CharSet = [range('0', '9')];
const WORD: CharSet = [range('0', '9'), range('A', 'Z'), range('_'), range('a', 'z')];
const SPACES: CharSet = [
  ...[range('\t', '\r'), range(' '), range('\u00a0'), range('\u1680'), range('\u2000', '\u200a')],
  ...[range('\u2028', '\u2029'), range('\u202f'), range('\u205f'), range('\u3000'), range('\ufeff')],
];

/** The characters that `.` does not match. */
const LINE_ENDS: CharSet = [range('\n'), range('\r'), range('\u2028', '\u2029')];

/** The characters that are not in a set. */
export function complement(set: CharSet): CharSet {
  const ranges: [number, number][] = [];
  let next = 0;
  for (const [first, last] of [...set].sort(([a], [b]) => a - b)) {
    if (first > next) ranges.push([next, first - 1]);
    next = Math.max(next, last + 1);
  }
  return next > LAST ? ranges : [...ranges, [next, LAST]];
}

/** The sets of the classes, `\d` and the like, and of the dot. */
export const NAMED: { readonly [letter: string]: CharSet } = /* @__PURE__ */ (() => ({
  d: DIGITS,
  D: complement(DIGITS),
  w: WORD,
  W: complement(WORD),
  s: SPACES,
  S: complement(SPACES),
  '.': complement(LINE_ENDS),
}))();
