import type { Step } from '../../boundary/parse-path.js';
import { isFields, isName } from '../../kubernetes/object.js';
import type { Problem } from '../print/problem.js';
import { type JsonFault, jsonFault, offsetInJson } from './json-text.js';
import type { Manifest } from './manifest.js';
import { readYaml } from './read-yaml.js';
import { repeatedKey } from './repeated-key.js';
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
  const problem = ({ offset, message }: JsonFault): Problem => ({
    ...{ severity: 'error', message, source },
    place: textPlace(text, offset),
  });
  if (json && !json.fault) return objectsIn(json.values, source, json.repeated.map(problem));
  if (text.length <= (likelyJson ? LONGEST_FLOW : LONGEST_YAML)) {
    const { values, problems } = readYaml(source);
    if (!json || !likelyJson || problems.length === 0) return objectsIn(values, source, problems);
  }
  if (json?.fault && likelyJson) {
    const fault = { ...json.fault, message: `this ${json.fault.message}` };
    return objectsIn(json.values, source, [...json.repeated, fault].map(problem));
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

/** What is read of a text that begins as JSON. */
interface JsonReading {
  readonly values: readonly Located[];
  /** The first key of each other value that stands in one object twice. */
  readonly repeated: readonly JsonFault[];
  readonly fault?: JsonFault;
}

/** The values of a text that begins as JSON, up to the first fault. */
function readJson(text: string): JsonReading {
  const values: Located[] = [];
  const repeated: JsonFault[] = [];
  const take = (part: string, start: number): void => {
    const value: unknown = JSON.parse(part);
    const twice = repeatedKey(part, value);
    if (twice) repeated.push({ ...twice, offset: start + twice.offset });
    else {
      const locate: Located['locate'] = (steps, of) => textPlace(text, offsetInJson(text, start, steps, of));
      values.push({ value, locate });
    }
  };
  try {
    take(text, 0);
    return { values, repeated };
  } catch {
    // It is several values, or none.
  }
  const splitter = new JsonSplitter();
  let start = 0;
  for (const part of splitter.add(text)) {
    try {
      take(part, start);
    } catch {
      return { values, repeated, fault: jsonFault(text, start) };
    }
    start += part.length;
  }
  const whole = splitter.rest.trim() === '';
  return { values, repeated, ...(!whole && { fault: jsonFault(text, start) }) };
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
        const what = Array.isArray(item) ? 'list' : 'single value';
        // A table of kubectl's, or what it says on standard error, is a text to YAML.
        const hint =
          typeof item === 'string' && steps.length === 0
            ? '; kubectl writes objects with -o yaml or -o json'
            : '';
        const message = `this is no object, but a ${what}${hint}`;
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
