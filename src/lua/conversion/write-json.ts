import { compare } from '../../kubernetes/compare.js';
import { setField } from '../../kubernetes/object.js';
import { LuaTable } from '../runtime/lua-table.js';
import { fromBytes, isAscii } from '../runtime/lua-text.js';
import { typeName } from '../runtime/lua-values.js';
import type { Machine } from '../runtime/machine.js';
import { ScriptError } from '../runtime/script-error.js';

/** How deep a result may nest. */
const DEEPEST = 1000;
const MIXED = 'cannot encode mixed or invalid key types';
/** What it takes to write a value, in steps. */
const VALUE = 4;
/** What Go says at each level of what could not be written. */
const LEVEL = 'json: error calling MarshalJSON for type json.jsonValue: ';

/** What becomes of tables without entries, of which a script cannot tell whether they are objects or lists. */
export interface Empties {
  /** What the whole result is. */
  root(): object;
  /** What stands below it, by the keys that lead there; nothing where it is left out. */
  at(path: readonly string[]): object | undefined;
}

/** A result that is no JSON; the text is the one of gopher-json. */
export class EncodeFault extends ScriptError {}

/**
 * A value of a script as JSON, as gopher-json writes it and Karmada reads it.
 *
 * What came from JSON and has not changed is what it was: the same reference.
 *
 * @param empties - What tables without entries become; lists where it is left out.
 * @throws EncodeFault where it cannot be written.
 */
export function writeJson(machine: Machine, value: unknown, empties?: Empties): unknown {
  if (value === undefined) return null;
  try {
    return writer(machine, empties, false)(value, 0);
  } catch (error) {
    // Of several faults Go names the first one in the order of the keys.
    if (error instanceof EncodeFault) return writer(machine, empties, true)(value, 0);
    throw error;
  }
}

/** What writes a value that is there; an empty table below the top may be left out. */
function writer(machine: Machine, empties: Empties | undefined, sorted: boolean) {
  const path: string[] = [];
  const visited = new Set<LuaTable>();

  const faultAt = (depth: number, message: string): EncodeFault =>
    new EncodeFault(LEVEL.repeat(depth + 1) + message, undefined);

  const write = (value: unknown, depth: number): unknown => {
    machine.spend(VALUE);
    switch (typeof value) {
      case 'string':
        return text(value);
      case 'boolean':
        return value;
      case 'number':
        return number(value, depth);
      default:
        if (value instanceof LuaTable) return table(value, depth);
        throw faultAt(depth, `cannot encode ${typeName(value)} to JSON`);
    }
  };

  /** A text; one that is not its own UTF-8 is made anew. */
  const text = (value: string): string => {
    machine.take(value.length);
    if (isAscii(value)) return value;
    machine.take(2 * value.length);
    machine.spend(2 * value.length);
    return fromBytes(value);
  };

  const number = (value: number, depth: number): number => {
    if (Number.isFinite(value)) return value + 0;
    const name = Number.isNaN(value) ? 'NaN' : value > 0 ? '+Inf' : '-Inf';
    throw faultAt(depth, `json: unsupported value: ${name}`);
  };

  const table = (value: LuaTable, depth: number): unknown => {
    if (visited.has(value)) throw faultAt(depth, 'cannot encode recursively nested tables to JSON');
    if (depth > DEEPEST) throw faultAt(0, 'exceeded max depth');
    visited.add(value);
    if (value.origin === 'unread') return unread(value.source as object, depth);
    const first = value.seek(0);
    if (first < 0) return empty(value.source, depth);
    return first < value.list.length || typeof value.keys[first - value.list.length] === 'number'
      ? list(value, depth)
      : object(value, depth);
  };

  const empty = (source: object | undefined, depth: number): unknown => {
    if (empties === undefined) return [];
    const found = depth === 0 ? empties.root() : empties.at(path);
    const same = source && found && Array.isArray(source) === Array.isArray(found);
    return same && Object.keys(source).length === 0 ? source : found;
  };

  const list = ({ list, keys, values, origin, source }: LuaTable, depth: number): unknown => {
    let count = 0;
    for (let i = 0; i < list.length; i++) {
      if (list[i] === undefined) continue;
      if (i !== count++) throw faultAt(depth, 'cannot encode sparse array');
    }
    for (let i = 0; i < keys.length; i++) {
      if (values[i] === undefined) continue;
      const sparse = typeof keys[i] === 'number';
      throw faultAt(depth, sparse ? 'cannot encode sparse array' : MIXED);
    }
    const items: unknown[] = [];
    for (let i = 0; i < count; i++) {
      const item = write(list[i], depth + 1);
      if (item !== undefined) items.push(item);
    }
    const same = origin === 'read' && items.length > 0 && sameItems(source as readonly unknown[], items);
    return same ? source : items;
  };

  const object = ({ keys, values, origin, source }: LuaTable, depth: number): unknown => {
    for (let i = 0; i < keys.length; i++) {
      if (values[i] !== undefined && typeof keys[i] !== 'string') throw faultAt(depth, MIXED);
    }
    const entries: { [key: string]: unknown } = {};
    const before = origin === 'read' ? (source as { readonly [key: string]: unknown }) : undefined;
    const order = sorted
      ? keys.map((_, i) => i).sort((a, b) => compare(`${keys[a]}`, `${keys[b]}`))
      : undefined;
    let same = before !== undefined;
    let count = 0;
    for (let i = 0; i < keys.length; i++) {
      const at = order?.[i] ?? i;
      if (values[at] === undefined) continue;
      const key = text(keys[at] as string);
      path.push(key);
      const value = write(values[at], depth + 1);
      path.pop();
      if (value === undefined) continue;
      setField(entries, key, value);
      count++;
      if (same && before?.[key] !== value) same = false;
    }
    return same && Object.keys(before as object).length === count ? before : entries;
  };

  /** JSON that no script has looked at, without what a script does not see. */
  const unread = (source: object, depth: number): unknown => {
    if (depth > DEEPEST) throw faultAt(0, 'exceeded max depth');
    if (Array.isArray(source)) {
      const items: unknown[] = [];
      for (const found of source) {
        const item = raw(found, depth + 1);
        if (item !== undefined) items.push(item);
      }
      if (items.length === 0 && source.every(isNothing)) return empty(source, depth);
      return sameItems(source, items) ? source : items;
    }
    const entries: { [key: string]: unknown } = {};
    let same = true;
    let some = false;
    for (const key of Object.keys(source)) {
      const found = (source as { readonly [key: string]: unknown })[key];
      some ||= !isNothing(found);
      path.push(key);
      const value = raw(found, depth + 1);
      path.pop();
      if (value !== undefined) setField(entries, key, value);
      if (value === undefined || value !== found) same = false;
    }
    if (!some) return empty(source, depth);
    return same ? source : entries;
  };

  const raw = (value: unknown, depth: number): unknown => {
    machine.spend(VALUE);
    if (typeof value === 'string' || typeof value === 'boolean') return value;
    if (typeof value === 'number') return Number.isFinite(value) ? value : number(value, depth);
    if (typeof value === 'bigint') return Number(value);
    if (typeof value !== 'object' || value === null) return undefined;
    const { toJSON } = value as { toJSON?: unknown };
    if (typeof toJSON === 'function' && !Array.isArray(value)) return raw(toJSON.call(value), depth);
    return unread(value, depth);
  };

  return write;
}

function isNothing(value: unknown): boolean {
  return value === null || /^(undefined|function|symbol)$/.test(typeof value);
}

function sameItems(source: readonly unknown[], items: readonly unknown[]): boolean {
  return source.length === items.length && items.every((item, i) => item === source[i]);
}
