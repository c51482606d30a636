import type { Step } from '../../boundary/parse-path.js';
import { isFields, isName } from '../../kubernetes/object.js';
import type { Problem } from '../print/problem.js';
import { type JsonFault, jsonFault, offsetInJson } from './json-text.js';
import type { Manifest } from './manifest.js';
import { readYaml } from './read-yaml.js';
import type { Place, Source } from './source.js';
import { JsonSplitter } from './split-json.js';
import { textPlace } from './text-place.js';

/** The longest texts that are read as YAML, which takes some hundred times as long as JSON, in characters. */
const LONGEST_YAML = 16 * 1024 * 1024;
/** The same for what begins as JSON, and is most likely JSON that is broken. */
const LONGEST_FLOW = 1024 * 1024;

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
  const { name, text } = source;
  const json = /^\s*[[{]/.test(text) ? readJson(text) : undefined;
  const likelyJson = /^\s*(?:\{\s*["}]|\[\s*[[{"\]])/.test(text);
  if (json && !json.fault) return objectsIn(json.values, source);
  if (text.length <= (likelyJson ? LONGEST_FLOW : LONGEST_YAML)) {
    const { values, problems } = readYaml(source);
    if (!json || !likelyJson || problems.length === 0) return objectsIn(values, source, problems);
  }
  if (json?.fault && likelyJson) {
    const { offset, message } = json.fault;
    const fault = { message: `this ${message}`, place: textPlace(text, offset) };
    return objectsIn(json.values, source, [{ severity: 'error', source, ...fault }]);
  }
  const megabytes = Math.ceil(text.length / 1024 / 1024);
  const message = `${name} is ${megabytes} MB of YAML, more than the 16 MB that are read; JSON may be longer (kubectl's -o json)`;
  return { manifests: [], problems: [{ severity: 'error', message, source }] };
}

/** A value of a text, and where its parts stand. */
interface Located {
  readonly value: unknown;
  locate(steps: readonly Step[], part?: 'key'): Place;
}

/** The values of a text that begins as JSON, up to the first fault. */
function readJson(text: string): { readonly values: readonly Located[]; readonly fault?: JsonFault } {
  const located = (value: unknown, start: number): Located => ({
    value,
    locate: (steps, part) => textPlace(text, offsetInJson(text, start, steps, part)),
  });
  try {
    return { values: [located(JSON.parse(text), 0)] };
  } catch {
    // It is several values, or none.
  }
  const splitter = new JsonSplitter();
  const values: Located[] = [];
  let start = 0;
  for (const part of splitter.add(text)) {
    try {
      values.push(located(JSON.parse(part), start));
    } catch {
      return { values, fault: jsonFault(text, start) };
    }
    start += part.length;
  }
  return splitter.rest.trim() === '' ? { values } : { values, fault: jsonFault(text, start) };
}

/** The objects among values, and of their lists. */
function objectsIn(values: readonly Located[], source: Source, problems: readonly Problem[] = []): Reading {
  const manifests: Manifest[] = [];
  const found = [...problems];
  for (const { value, locate } of values) {
    for (const { steps, item } of itemsOf(value)) {
      const at: Manifest['locate'] = (more, part) => locate([...steps, ...more], part);
      if (isFields(item)) manifests.push({ value: item, source, locate: at });
      else {
        const message = `this is no object, but a ${Array.isArray(item) ? 'list' : 'single value'}`;
        found.push({ severity: 'error', message, source, place: at([]) });
      }
    }
  }
  return { manifests, problems: found };
}

interface Item {
  readonly steps: readonly Step[];
  readonly item: unknown;
}

/** The items of a list, or the value itself; an empty document has none. */
function itemsOf(value: unknown, steps: readonly Step[] = []): readonly Item[] {
  if (value === null || value === undefined) return [];
  if (Array.isArray(value) && steps.length === 0) return value.flatMap((item, i) => itemsOf(item, [i]));
  if (!isFields(value) || !isName(value.kind) || !value.kind.endsWith('List') || !Array.isArray(value.items))
    return [{ steps, item: value }];
  // The items of an API server's own lists do not say what they are.
  const { apiVersion } = value;
  const kind = value.kind.slice(0, -'List'.length);
  const typed = (item: unknown): unknown =>
    kind !== '' && isFields(item) && item.kind === undefined ? { apiVersion, kind, ...item } : item;
  return value.items.flatMap((item, i) => itemsOf(typed(item), [...steps, 'items', i]));
}
