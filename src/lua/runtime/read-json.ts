import { isAscii, toBytes } from './lua-text.js';

/** What stands for an object or a list of JSON. */
type Wrap = (source: object) => unknown;

/** A value of JSON as a script sees it; nothing for null and for what JSON does not have. */
export function readJson(value: unknown, wrap: Wrap): unknown {
  switch (typeof value) {
    case 'string':
      return isAscii(value) ? value : toBytes(value);
    case 'number':
    case 'boolean':
      return value;
    case 'bigint':
      return Number(value);
    case 'object':
      if (value === null) return undefined;
      if (Array.isArray(value)) return wrap(value);
      // Times of client-node and of some YAML write themselves as texts.
      if (typeof (value as { toJSON?: unknown }).toJSON === 'function') {
        return readJson((value as { toJSON(): unknown }).toJSON(), wrap);
      }
      return wrap(value);
    default:
      return undefined;
  }
}

/** The items of a list; those that are null go, and the rest moves up. */
export function itemsOfJson(source: readonly unknown[], wrap: Wrap): unknown[] {
  const items: unknown[] = [];
  for (let i = 0; i < source.length; i++) {
    const item = readJson(source[i], wrap);
    if (item !== undefined) items.push(item);
  }
  return items;
}

/** The keys of an object and their values, without those that are null. */
export function entriesOfJson(source: object, wrap: Wrap): [keys: unknown[], values: unknown[]] {
  const keys: unknown[] = [];
  const values: unknown[] = [];
  for (const key of Object.keys(source)) {
    const value = readJson((source as { readonly [key: string]: unknown })[key], wrap);
    if (value === undefined) continue;
    keys.push(isAscii(key) ? key : toBytes(key));
    values.push(value);
  }
  return [keys, values];
}
