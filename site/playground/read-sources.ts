import {
  type Document,
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  type Node,
  parseDocument,
  Scalar,
} from 'yaml';
import type { SourceFault, SourceFile } from './source-file.js';

/** An object or a list that stands in a file: a document of it, or an item of a `List`. */
export interface Source {
  readonly file: number;
  /** Where its document begins in the file's text. */
  readonly offset: number;
  readonly document: Document;
  /** The keys that lead to it in the document. */
  readonly keys: readonly string[];
  readonly value: unknown;
}

/** What stands in all files. */
export interface Sources {
  readonly sources: readonly Source[];
  /** What is no YAML. */
  readonly faults: readonly SourceFault[];
}

/** A document that has been parsed; its offsets count from its own beginning. */
interface Parsed {
  readonly document: Document;
  readonly value: unknown;
  readonly faults: readonly Pick<SourceFault, 'from' | 'to' | 'message' | 'severity'>[];
}

/** Remembers documents by their text: of many, an editor changes one. */
export type ParsedDocuments = Map<string, Parsed>;

/** Reads every document of every file. `known` is brought up to date: it has the documents of these files. */
export function readSources(files: readonly SourceFile[], known: ParsedDocuments = new Map()): Sources {
  const before = new Map(known);
  known.clear();
  const sources: Source[] = [];
  const faults: SourceFault[] = [];
  files.forEach(({ text }, file) => {
    for (const { offset, part } of partsOf(text)) {
      const parsed = before.get(part) ?? known.get(part) ?? parse(part);
      known.set(part, parsed);
      for (const fault of parsed.faults) {
        const from = offset + fault.from;
        faults.push({ ...fault, file, from, to: offset + fault.to, line: lineAt(text, from) });
      }
      const { document, value } = parsed;
      if (value === undefined || value === null) continue;
      const whole = { file, offset, document, keys: [], value };
      const items = isList(value) ? value.items : undefined;
      if (items === undefined) sources.push(whole);
      else sources.push(...items.map((item, i) => ({ ...whole, keys: ['items', `${i}`], value: item })));
    }
  });
  return { sources, faults };
}

/** The line of an offset, from 1. */
export function lineAt(text: string, offset: number): number {
  let line = 1;
  for (let at = text.indexOf('\n'); at >= 0 && at < offset; at = text.indexOf('\n', at + 1)) line += 1;
  return line;
}

/** The documents of a text, which `---` separates, with their places. */
function partsOf(text: string): readonly { readonly offset: number; readonly part: string }[] {
  const starts = [
    0,
    ...[...text.matchAll(/^---(?=\s|$)/gm)].map(({ index }) => index).filter((at) => at > 0),
  ];
  return starts.map((offset, i) => ({ offset, part: text.slice(offset, starts[i + 1]) }));
}

function parse(part: string): Parsed {
  const document = parseDocument(part, { prettyErrors: false, logLevel: 'silent' }) as Document;
  const faults: Parsed['faults'][number][] = document.errors.map(({ message, pos: [from, to] }) => ({
    ...{ from, to: Math.max(to, from + 1), message },
    severity: 'error',
  }));
  if (faults.length > 0) return { document, value: undefined, faults };
  try {
    return { document, value: document.toJS({ maxAliasCount: 100 }), faults };
  } catch (error) {
    // Aliases that multiply, or are of themselves.
    const message = error instanceof Error ? error.message : String(error);
    return { document, value: undefined, faults: [{ from: 0, to: 1, severity: 'error', message }] };
  }
}

function isList(value: unknown): value is { readonly items: readonly unknown[] } {
  if (typeof value !== 'object' || value === null || !('items' in value)) return false;
  const { kind, items } = value as { readonly kind?: unknown; readonly items: unknown };
  return typeof kind === 'string' && kind.endsWith('List') && Array.isArray(items);
}

/** The keys of a path as messages have it: `spec.rules[0].name`, `metadata.labels['a.b']`. */
export function keysOf(path: string): readonly string[] {
  const parts = path.matchAll(/\['((?:[^'\\]|\\.)*)'\]|\["((?:[^"\\]|\\.)*)"\]|\[(\d+)\]|([^.[\]]+)/g);
  return [...parts].map(
    ([, single, double, index, name]) => (single ?? double)?.replace(/\\(.)/g, '$1') ?? index ?? name ?? '',
  );
}

/** A part of a file's text. */
export type Range = Pick<SourceFault, 'from' | 'to'>;

/**
 * Where the value at a path stands: itself where it is written in one place, its key else; where there is none, the
 * place that would have it. A path may begin with a name for the whole, as in `object.spec`.
 */
export function rangeOf(source: Source, keys: readonly string[]): Range {
  const root = source.document.contents;
  const start = walk(source.document, root, source.keys);
  const base = isNode(start.node) ? start.node : root;
  const found = walk(source.document, base, keys);
  const [, ...rest] = keys;
  const better = found.depth === 0 && rest.length > 0 ? walk(source.document, base, rest) : found;
  const { node, key, depth } = better;
  const whole = depth === (better === found ? keys : rest).length && depth > 0;
  const scalar = whole && isScalar(node) && !isBlock(node) && node.range ? node.range : undefined;
  const range = scalar ?? key?.range ?? firstOf(base);
  const from = source.offset + range[0];
  return { from, to: Math.max(source.offset + range[1], from + 1) };
}

/** Where a line of a text block stands, such as line 3 of a script; the block's key where it is none. */
export function rangeOfLine(source: Source, keys: readonly string[], line: number, text: string): Range {
  const { node, depth } = walk(source.document, source.document.contents, [...source.keys, ...keys]);
  if (depth < source.keys.length + keys.length || !isScalar(node) || !isBlock(node) || !node.range) {
    return rangeOf(source, keys);
  }
  // The range of a block begins with its mark, and its first line is the one below.
  let from = source.offset + node.range[0];
  for (let i = 0; i < line; i++) {
    const end = text.indexOf('\n', from);
    if (end < 0 || end >= source.offset + node.range[1]) return rangeOf(source, keys);
    from = end + 1;
  }
  const end = text.indexOf('\n', from);
  const to = end < 0 ? text.length : end;
  const indent = /^\s*/.exec(text.slice(from, to))?.[0].length ?? 0;
  return { from: Math.min(from + indent, to), to };
}

interface Walked {
  readonly node: unknown;
  readonly key: Node | undefined;
  /** How many of the keys were found. */
  readonly depth: number;
}

function walk(document: Document, start: unknown, keys: readonly string[]): Walked {
  let [node, key, depth] = [start, undefined as Node | undefined, 0];
  for (const name of keys) {
    if (isAlias(node)) node = node.resolve(document);
    if (isMap(node)) {
      const pair = node.items.find((item) => isScalar(item.key) && String(item.key.value) === name);
      if (pair === undefined) break;
      [node, key] = [pair.value, isNode(pair.key) ? pair.key : key];
    } else if (isSeq(node)) {
      const item = node.items[Number(name)];
      if (item === undefined) break;
      node = item;
      if (isNode(item) && item.range) key = item;
    } else break;
    depth += 1;
  }
  return { node, key: key && isSeq(key) ? undefined : key, depth };
}

function isBlock(node: Scalar): boolean {
  return node.type === Scalar.BLOCK_LITERAL || node.type === Scalar.BLOCK_FOLDED;
}

/** The beginning of a value, as far as its first key. */
function firstOf(node: unknown): readonly [number, number] {
  const first = isMap(node) ? node.items[0]?.key : node;
  const range = isNode(first) ? first.range : undefined;
  return range ? [range[0], isScalar(first) ? range[1] : range[0] + 1] : [0, 1];
}
