import { formatPath } from './format-path.js';

/** A key of an object or an index of a list. */
export type Step = string | number;

/** A parsed path. */
export interface ParsedPath {
  /** The path as it was written, with its root: `$.spec.replicas`. */
  readonly text: string;
  /** The path without its root, as messages name a field of an object: `spec.replicas`. */
  readonly place: string;
  readonly segments: readonly Segment[];
  /** The steps to the one place that it names; `undefined` where it may lead to several. */
  readonly steps: readonly Step[] | undefined;
}

/** The refusal of a text that is no path, as the end of the sentence `… is "$.x", not …`. */
export interface RefusedPath {
  readonly refused: string;
}

/** A segment of a path: a step, or a selector of several places. */
export interface Segment {
  readonly step?: Step;
  /** The keys that it names, which must not be those that every object inherits. */
  readonly names?: readonly string[];
  /** The segment as JSONPath, in the form that jsonpath-plus reads in one way only; `..` is the descent. */
  readonly expression: string;
}

const MOST_SEGMENTS = 64;
const MOST_CHARACTERS = 1024;
const A_SHORT_PATH = `a path of at most ${MOST_SEGMENTS} segments and ${MOST_CHARACTERS} characters`;

const named = (key: string): Segment => ({ step: key, names: [key], expression: `['${key}']` });
const counted = (index: string): Segment => ({ step: Number(index), expression: `[${index}]` });

/** The forms of a segment, each with its reader. */
const FORMS: readonly (readonly [form: RegExp, read: (...groups: readonly string[]) => Segment])[] = [
  [/^\.((?:[\w/-]|\\.)+)/, (name) => named(name.replace(/\\(.)/g, '$1'))],
  // Quoted as in JavaScript: a backslash escapes the character behind it.
  [/^\['((?:[^'\\]|\\.)+)'\]/, (quoted) => named(quoted.replace(/\\(.)/g, '$1'))],
  [/^\["((?:[^"\\]|\\.)+)"\]/, (quoted) => named(quoted.replace(/\\(.)/g, '$1'))],
  [/^\[(0|[1-9]\d{0,8})\]/, counted],
  [/^(?:\.\*|\[\*\])/, () => ({ expression: '[*]' })],
  // Counted from the end, as kubectl does.
  [/^\[-([1-9]\d{0,8})\]/, (index) => ({ expression: `[-${index}:${1 - Number(index) || ''}]` })],
  [/^\[((?:-?\d{1,9})?:(?:-?\d{1,9})?(?::[1-9]\d{0,8})?)\]/, (slice) => ({ expression: `[${slice}]` })],
  [
    /^\[((?:'[^'\\]+'|"[^"\\]+"|\d{1,9})(?:, ?(?:'[^'\\]+'|"[^"\\]+"|\d{1,9}))+)\]/,
    (union) => {
      const names = (union.match(/'[^']+'|"[^"]+"|\d+/g) ?? []).map((item) =>
        item.replace(/^['"]|['"]$/g, ''),
      );
      return { names, expression: `[${names}]` };
    },
  ],
];

/** The beginnings of unsupported JSONPath, with the reason. */
const REFUSED: readonly (readonly [begins: RegExp, why: string])[] = [
  [/^\[\s*\?/, 'a path without filters: they are code to be run; compare in a `when`'],
  [/^(\[\s*|\.)?\(/, 'a path without scripts: they are code to be run'],
  [/^.?[~^@`]/, 'a path without the operators ~, ^, @ and ` of jsonpath-plus'],
];

const A_PATH = 'a path such as $.spec.replicas, .spec.replicas or {.spec.replicas}';

/** Parses a path, in JSONPath or as kubectl writes it: `$.spec.x`, `.spec.x` and `{.spec.x}` are the same. */
export function parsePath(given: string): ParsedPath | RefusedPath {
  if (given.length > MOST_CHARACTERS) return { refused: A_SHORT_PATH };
  const bare = /^\{(.*)\}$/.exec(given.trim())?.[1] ?? given;
  const text = bare.trim().replace(/^(?=[.[])/, '$');
  if (!text.startsWith('$')) return { refused: A_PATH };
  const segments: Segment[] = [];
  for (let rest = text.slice(1); rest !== ''; ) {
    // A key follows `..` without a further dot.
    if (/^\.\.[^.]/.test(rest)) {
      segments.push({ expression: '..' });
      rest = rest.slice(rest[2] === '[' ? 2 : 1);
    }
    const read = segmentAt(rest);
    if (read === undefined) return { refused: REFUSED.find(([begins]) => begins.test(rest))?.[1] ?? A_PATH };
    segments.push(read.segment);
    rest = rest.slice(read.length);
  }
  const refused = faultOf(segments);
  if (refused !== undefined) return { refused };
  return pathOf(segments, text);
}

/** The path of segments; `text` is the path as it was written. */
export function pathOf(segments: readonly Segment[], text = '$'): ParsedPath {
  const found = segments.flatMap(({ step }) => step ?? []);
  const steps = found.length === segments.length ? found : undefined;
  return { text, place: steps ? formatPath(steps) : text.replace(/^\$\.?/, ''), segments, steps };
}

/** The segment at the beginning of a text, and its length there. */
function segmentAt(text: string): { readonly segment: Segment; readonly length: number } | undefined {
  for (const [form, read] of FORMS) {
    const match = form.exec(text);
    if (match) return { segment: read(...match.slice(1)), length: match[0].length };
  }
  return undefined;
}

/** The refusal of well-formed segments, `undefined` where they make a path. */
function faultOf(segments: readonly Segment[]): string | undefined {
  if (segments.length > MOST_SEGMENTS) return A_SHORT_PATH;
  const names = segments.flatMap((segment) => segment.names ?? []);
  const inherited = names.find((name) => name === 'prototype' || name in {});
  if (inherited !== undefined) return `a path without ${inherited}, which objects inherit`;
  if (segments.every(({ step }) => step !== undefined)) return undefined;
  // jsonpath-plus has syntax of its own for other characters.
  if (!names.every((name) => /^\w[\w./-]*$/.test(name)))
    return 'a path whose names are of letters, digits, _, -, . and /, where it may lead to several places';
  // A second descent, or a place that is named twice, would make the number of places a power of the object's size.
  if (segments.filter(({ expression }) => expression === '..').length > 1)
    return 'a path that descends by `..` at most once';
  const repeated = segments.some(({ names: all = [] }) => new Set(all.map(numbered)).size < all.length);
  return repeated ? 'a path that names no place twice' : undefined;
}

/** An index in its shortest form: `00` is `0`. */
function numbered(name: string): string {
  return /^\d+$/.test(name) ? `${Number(name)}` : name;
}
