import {
  type Document,
  isAlias,
  isMap,
  isNode,
  isScalar,
  LineCounter,
  type Node,
  type Pair,
  parseAllDocuments,
  visit,
  type YAMLMap,
} from 'yaml';
import type { Step } from '../../boundary/parse-path.js';
import type { Problem } from '../print/problem.js';
import { KUBERNETES_YAML } from './kubernetes-yaml.js';
import { saidTwice } from './repeated-key.js';
import type { Place, Source } from './source.js';

/** What a text of YAML holds. */
interface YamlReading {
  readonly values: readonly {
    readonly value: unknown;
    locate(steps: readonly Step[], part?: 'key'): Place;
  }[];
  readonly problems: readonly Problem[];
}

/** Reads the documents of a text of YAML; one that cannot be read is a problem, its first fault. */
export function readYaml(source: Source): YamlReading {
  const lines = new LineCounter();
  const documents = parseAllDocuments(source.text, {
    ...KUBERNETES_YAML,
    prettyErrors: false,
    // Nothing is written past the terminal.
    logLevel: 'error',
    // It compares each key with every other.
    uniqueKeys: false,
    lineCounter: lines,
  });
  const placeOf = (offset: number): Place => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(1, line), column: Math.max(1, col) };
  };
  const values: YamlReading['values'][number][] = [];
  const problems: Problem[] = [];
  for (const document of documents) {
    const fault = document.errors[0] ?? faultIn(document);
    try {
      if (fault) throw fault;
      const value: unknown = document.toJS();
      values.push({ value, locate: (steps, part) => placeOf(offsetInYaml(document, steps, part)) });
    } catch (error) {
      const place = placeOf(fault?.pos[0] ?? document.range?.[0] ?? 0);
      problems.push({ severity: 'error', message: sentenceOf(error), source, place });
    }
    for (const { message, pos } of document.warnings)
      problems.push({ severity: 'warning', message, source, place: placeOf(pos[0]) });
  }
  return { values, problems };
}

/** What the parser says, and the faults that it has no words of its own for. */
function sentenceOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String((error as { message?: unknown }).message);
  if (/call stack/.test(message)) return 'this is nested too deeply';
  if (/^Excessive alias count/.test(message))
    return 'aliases are used so often that what they stand for would fill the memory';
  return message;
}

interface NodeFault {
  readonly message: string;
  readonly pos: readonly [number];
}

/** The first key that stands in one map twice, or alias of nothing. */
function faultIn(document: Document): NodeFault | undefined {
  const anchors = new Set<string>();
  let fault: NodeFault | undefined;
  const stop = (node: Node, message: string): symbol => {
    fault = { message, pos: [node.range?.[0] ?? 0] };
    return visit.BREAK;
  };
  visit(document, {
    Value(_, { anchor }) {
      if (anchor) anchors.add(anchor);
    },
    Alias(_, alias) {
      if (!anchors.has(alias.source))
        return stop(alias, `*${alias.source} is the alias of nothing before it`);
      return undefined;
    },
    Map(_, map) {
      if (map.anchor) anchors.add(map.anchor);
      const seen = new Set<string>();
      for (const { key } of map.items) {
        if (!isScalar(key) || key.value === '<<') continue;
        if (seen.has(String(key.value))) return stop(key, saidTwice(key.value));
        seen.add(String(key.value));
      }
      return undefined;
    },
  });
  return fault;
}

/** Where the value at some steps stands: a scalar itself unless its key is asked for, an item of a list itself, else its key. */
function offsetInYaml(document: Document, steps: readonly Step[], part?: 'key'): number {
  let node: unknown = document.contents;
  let offset = isNode(node) ? (node.range?.[0] ?? 0) : 0;
  for (const [i, step] of steps.entries()) {
    if (isAlias(node)) node = node.resolve(document);
    const pair = isMap(node) ? pairOf(node, step) : undefined;
    const next: unknown = pair
      ? pair.value
      : isNode(node) && 'get' in node
        ? node.get(step, true)
        : undefined;
    const ofKey = part === 'key' && i === steps.length - 1 && pair !== undefined;
    const written =
      !ofKey && isScalar(next) && next.range?.[0] !== next.range?.[1] ? next : (pair?.key ?? next);
    if (!isNode(written) || !written.range) break;
    offset = written.range[0];
    node = next;
  }
  return offset;
}

function pairOf(map: YAMLMap, step: Step): Pair | undefined {
  return map.items.find(({ key }) => isScalar(key) && String(key.value) === String(step));
}
