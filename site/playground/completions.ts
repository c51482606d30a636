/** A part of a JSON Schema, as far as completions read it. */
interface SchemaPart {
  readonly $ref?: string;
  readonly anyOf?: readonly SchemaPart[];
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly properties?: { readonly [key: string]: SchemaPart };
  readonly additionalProperties?: SchemaPart | boolean;
  readonly items?: SchemaPart;
  readonly description?: string;
}

/** A schema with the definitions that its parts refer to. */
export interface RootSchema extends SchemaPart {
  readonly definitions?: { readonly [name: string]: SchemaPart };
}

/** What may stand at a place. */
export interface Completion {
  readonly label: string;
  readonly kind: 'key' | 'value';
  readonly description?: string;
}

/** The schemas, by what a document is taken for. */
export interface Schemas {
  readonly declaration: RootSchema;
  readonly rollout: RootSchema;
}

/** Where a cursor stands in a document. */
interface Place {
  /** The keys above it; `[]` is an item of a list. */
  readonly path: readonly string[];
  /** What has been typed of the word at the cursor. */
  readonly typed: string;
  readonly kind: 'key' | 'value' | 'either';
}

/** What may be typed at an offset of a file, and where the word begins that it replaces. */
export function completionsAt(
  text: string,
  offset: number,
  schemas: Schemas,
): { readonly from: number; readonly options: readonly Completion[] } | undefined {
  const start = Math.max(0, text.lastIndexOf('\n---', offset - 1) + 1);
  const before = text.slice(start, offset);
  const end = text.indexOf('\n---', offset);
  const schema = schemaFor(text.slice(start, end < 0 ? undefined : end), schemas);
  const place = schema && placeAt(before);
  if (!place) return undefined;
  const parts = place.path.reduce<readonly SchemaPart[]>(
    (found, key) => found.flatMap((part) => below(schema, part, key)),
    alternatives(schema, schema),
  );
  const options = new Map<string, Completion>();
  for (const part of parts) {
    for (const option of [
      ...(place.kind === 'value' ? [] : keysIn(schema, part)),
      ...(place.kind === 'key' ? [] : valuesOf(part)),
    ]) {
      if (!options.has(option.label)) options.set(option.label, option);
    }
  }
  return { from: offset - place.typed.length, options: [...options.values()] };
}

/** A document with a kind and no object of it is a declaration, one without is a strategy. */
function schemaFor(document: string, { declaration, rollout }: Schemas): RootSchema | undefined {
  const has = (keys: string) => new RegExp(`^(?:${keys}):`, 'm').test(document);
  if (has('metadata|spec')) return undefined;
  return has('apiVersion|kind') ? declaration : rollout;
}

/** Where the end of a text stands: by indentation, and within its last line by brackets. */
function placeAt(before: string): Place | undefined {
  const lines = before.split('\n');
  const last = lines.length - 1;
  let above: readonly { readonly indent: number; readonly key: string }[] = [];
  /** The column of a key whose value is a text of several lines. */
  let block = Number.POSITIVE_INFINITY;
  for (const [i, line] of lines.entries()) {
    let indent = line.length - line.trimStart().length;
    const passed = indent > block || /^\s*(#|---)/.test(line);
    if (i === last && passed) return undefined;
    if (passed || (i < last && line.trim() === '')) continue;
    block = Number.POSITIVE_INFINITY;
    let rest = line.slice(indent);
    // A list may stand in the same column as the key that it belongs to.
    above = above.filter(
      (entry) =>
        entry.indent < indent || (entry.indent === indent && entry.key !== '[]' && rest.startsWith('-')),
    );
    for (let dash = DASH.exec(rest); dash; dash = DASH.exec(rest)) {
      above = [...above, { indent, key: '[]' }];
      indent += dash[0].length;
      rest = rest.slice(dash[0].length);
    }
    const [head = '', key] = KEY.exec(rest) ?? [];
    if (key !== undefined) above = [...above, { indent, key }];
    const value = rest.slice(head.length).trimStart();
    if (/^[|>]/.test(value)) block = indent;
    if (i === last)
      return placeInFlow(
        above.map((entry) => entry.key),
        value,
        key === undefined,
      );
  }
  return undefined;
}

const DASH = /^-(\s+|$)/;
const KEY = /^([\w./-]+|"[^"]*"|'[^']*'):(?=\s|$)/;

/** Goes into the brackets of a value that is written in one line; `fresh` where it may be a new key. */
function placeInFlow(path: readonly string[], value: string, fresh: boolean): Place {
  const keys = [...path];
  const open: ('{' | '[')[] = [];
  let word = '';
  let quote = '';
  let behindColon = false;
  for (const character of value) {
    if (quote !== '') {
      word += character;
      if (character === quote) quote = '';
    } else if (character === "'" || character === '"') {
      quote = character;
      word += character;
    } else if (character === '{' || character === '[') {
      open.push(character);
      if (character === '[') keys.push('[]');
      [word, behindColon] = ['', false];
    } else if (character === '}' || character === ']') {
      if (open.at(-1) === '{' && behindColon) keys.pop();
      if (open.pop() === '[') keys.pop();
      [word, behindColon] = ['', open.at(-1) === '{'];
    } else if (character === ',' && open.length > 0) {
      if (open.at(-1) === '{' && behindColon) keys.pop();
      [word, behindColon] = ['', false];
    } else if (character === ':' && open.at(-1) === '{' && !behindColon) {
      keys.push(word.trim());
      [word, behindColon] = ['', true];
    } else word += character;
  }
  const typed = word.trimStart();
  if (open.at(-1) === '{') return { path: keys, typed, kind: behindColon ? 'value' : 'key' };
  if (open.at(-1) === '[') return { path: keys, typed, kind: 'value' };
  return { path: keys, typed, kind: fresh ? (keys.at(-1) === '[]' ? 'either' : 'key') : 'value' };
}

function deref(root: RootSchema, part: SchemaPart): SchemaPart {
  const name = /^#\/definitions\/(.+)$/.exec(part.$ref ?? '')?.[1];
  return name === undefined ? part : (root.definitions?.[name] ?? {});
}

/** A part as all that it may be. */
function alternatives(root: RootSchema, part: SchemaPart): readonly SchemaPart[] {
  const whole = deref(root, part);
  const choices = whole.anyOf?.flatMap((each) => alternatives(root, each)) ?? [];
  return whole.anyOf ? choices : [whole];
}

/** What stands below a key, or in a list. */
function below(root: RootSchema, part: SchemaPart, key: string): readonly SchemaPart[] {
  const more = typeof part.additionalProperties === 'object' ? part.additionalProperties : undefined;
  const properties =
    part.properties && Object.hasOwn(part.properties, key) ? part.properties[key] : undefined;
  const next = key === '[]' ? part.items : (properties ?? more);
  return next ? alternatives(root, next) : [];
}

function keysIn(root: RootSchema, part: SchemaPart): readonly Completion[] {
  return Object.entries(part.properties ?? {}).map(([label, property]) => {
    const description = property.description ?? deref(root, property).description;
    return { label, kind: 'key', ...(description !== undefined && { description }) };
  });
}

function valuesOf(part: SchemaPart): readonly Completion[] {
  const values = [...(part.enum ?? []), ...(part.const === undefined ? [] : [part.const])];
  const booleans = [part.type].flat().includes('boolean') ? [true, false] : [];
  return [...values, ...booleans]
    .filter((value) => value !== null)
    .map((value) => ({
      label: String(value),
      kind: 'value',
      ...(part.description && { description: part.description }),
    }));
}
