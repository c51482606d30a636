import {
  type Document,
  isAlias,
  isMap,
  isNode,
  isScalar,
  LineCounter,
  type Node,
  parseAllDocuments,
} from 'yaml';
import type { Step } from '../../boundary/parse-path.js';
import { isFields } from '../../kubernetes/object.js';
import type { Problem } from '../print/problem.js';
import type { Manifest } from './manifest.js';
import type { Place, Source } from './source.js';
import { JsonSplitter } from './split-json.js';

/** The longest text that is read as YAML, which takes some hundred times as long as JSON, in characters. */
const LONGEST_YAML = 16 * 1024 * 1024;

/** What a text holds: objects, and what is wrong with the rest. */
export interface Reading {
  readonly manifests: readonly Manifest[];
  readonly problems: readonly Problem[];
}

/**
 * Reads the objects of a text: YAML of any number of documents, or JSON of any number of values; the items of a
 * `List` each for itself.
 *
 * @param source - The text.
 * @returns Its objects in their order; a document that cannot be read is a problem, and the others are read.
 */
export function readManifests(source: Source): Reading {
  const values = jsonValues(source.text);
  if (values === undefined) return readYaml(source);
  const manifests = values.flatMap((value, i) => manifestsIn(value, [], source, () => yamlOf(source)[i]));
  return { manifests, problems: [] };
}

/** The values of a text that is JSON; `undefined` where it is not. */
function jsonValues(text: string): readonly unknown[] | undefined {
  if (!/^\s*[[{]/.test(text)) return undefined;
  try {
    return [JSON.parse(text)];
  } catch {
    const splitter = new JsonSplitter();
    try {
      const values = splitter.add(text).map((part): unknown => JSON.parse(part));
      return splitter.rest === '' ? values : undefined;
    } catch {
      return undefined;
    }
  }
}

interface Parsed {
  readonly document: Document;
  readonly placeOf: (offset: number) => Place;
}

/** The documents of a text of YAML, of which JSON is a part. */
function yamlOf({ text }: Source): readonly Parsed[] {
  const parts = jsonValues(text) ? new JsonSplitter().add(text) : [text];
  const lines = new LineCounter();
  lines.addNewLine(0);
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lines.addNewLine(at + 1);
  let before = 0;
  return parts.flatMap((part) => {
    const start = before;
    before += part.length;
    const placeOf = (offset: number): Place => {
      const { line, col } = lines.linePos(start + offset);
      return { line, column: col };
    };
    const documents = parseAllDocuments(part, { merge: true, prettyErrors: false });
    // The one that is not a list is the empty stream.
    return Array.isArray(documents) ? documents.map((document) => ({ document, placeOf })) : [];
  });
}

function readYaml(source: Source): Reading {
  const { name, text } = source;
  if (text.length > LONGEST_YAML) {
    const megabytes = Math.round(text.length / 1024 / 1024);
    const message = `${name} is ${megabytes} MB of YAML, more than the 16 MB that are read: take JSON (kubectl's -o json)`;
    return { manifests: [], problems: [{ severity: 'error', message, source }] };
  }
  const manifests: Manifest[] = [];
  const problems: Problem[] = [];
  for (const parsed of yamlOf(source)) {
    const { document, placeOf } = parsed;
    for (const { message, pos } of document.errors)
      problems.push({ severity: 'error', message, source, place: placeOf(pos[0]) });
    if (document.errors.length > 0) continue;
    try {
      manifests.push(...manifestsIn(document.toJS(), [], source, () => parsed));
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      problems.push({ severity: 'error', message, source, place: placeOf(document.range?.[0] ?? 0) });
    }
  }
  return { manifests, problems };
}

/** The objects of one document: itself, or the items of a list; an empty document has none. */
function manifestsIn(
  value: unknown,
  keys: readonly Step[],
  source: Source,
  parsed: () => Parsed | undefined,
): readonly Manifest[] {
  if (value === null || value === undefined) return [];
  if (isFields(value) && `${value.kind}`.endsWith('List') && Array.isArray(value.items)) {
    return value.items.flatMap((item, i) => manifestsIn(item, [...keys, 'items', i], source, parsed));
  }
  if (Array.isArray(value) && keys.length === 0)
    return value.flatMap((item, i) => manifestsIn(item, [i], source, parsed));
  return [{ value, source, locate: (steps) => placeAt(parsed(), [...keys, ...steps]) }];
}

/** Where the value at some steps stands: the value where it is a scalar, else its key. */
function placeAt(parsed: Parsed | undefined, steps: readonly Step[]): Place {
  if (!parsed) return { line: 1, column: 1 };
  const { document, placeOf } = parsed;
  let node: unknown = document.contents;
  let offset = isNode(node) ? (node.range?.[0] ?? 0) : 0;
  for (const step of steps) {
    if (isAlias(node)) node = node.resolve(document);
    const key: Node | undefined = isMap(node)
      ? (node.items.find(({ key: name }) => isScalar(name) && String(name.value) === String(step))
          ?.key as Node)
      : undefined;
    const next: unknown = isNode(node) && 'get' in node ? node.get(step, true) : undefined;
    const found = isScalar(next) && next.range && next.source !== '' ? next : (key ?? next);
    if (!isNode(found) || !found.range) break;
    offset = found.range[0];
    node = next;
  }
  return placeOf(offset);
}
