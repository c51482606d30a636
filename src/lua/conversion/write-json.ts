import { LuaTable } from '../runtime/lua-table.js';
import { fromBytes, isAscii } from '../runtime/lua-text.js';
import { typeName } from '../runtime/lua-values.js';
import type { Machine } from '../runtime/machine.js';
import { ScriptError } from '../runtime/script-error.js';

/** How deep a result may nest. */
const DEEPEST = 1000;
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

/** What is to be left out. */
const NOTHING = Symbol('nothing');

/**
 * A value of a script as JSON, as gopher-json writes it and Karmada reads it.
 *
 * What came from JSON and has not changed is what it was: the same reference.
 *
 * @param empties - What tables without entries become; lists where it is left out.
 * @throws EncodeFault where it cannot be written.
 */
export function writeJson(machine: Machine, value: unknown, empties?: Empties): unknown {
  try {
    return new Writer(machine, empties, false).write(value, 0);
  } catch (error) {
    // Of several faults Go names the first one in the order of the keys.
    if (error instanceof EncodeFault) return new Writer(machine, empties, true).write(value, 0);
    throw error;
  }
}

class Writer {
  private readonly path: string[] = [];
  private readonly visited = new Set<LuaTable>();

  constructor(
    private readonly machine: Machine,
    private readonly empties: Empties | undefined,
    private readonly sorted: boolean,
  ) {}

  /** A value; an empty table below the top may be left out. */
  write(value: unknown, depth: number): unknown {
    this.machine.spend(VALUE);
    switch (typeof value) {
      case 'string':
        return this.text(value);
      case 'boolean':
        return value;
      case 'number':
        return this.number(value, depth);
      case 'undefined':
        return null;
      default:
        if (value instanceof LuaTable) return this.table(value, depth);
        throw this.fault(`cannot encode ${typeName(value)} to JSON`, depth);
    }
  }

  /** A text; one that is not its own UTF-8 is made anew. */
  private text(value: string): string {
    this.machine.take(value.length);
    if (isAscii(value)) return value;
    this.machine.take(2 * value.length);
    this.machine.spend(2 * value.length);
    return fromBytes(value);
  }

  private number(value: number, depth: number): number {
    if (Number.isFinite(value)) return value + 0;
    const name = Number.isNaN(value) ? 'NaN' : value > 0 ? '+Inf' : '-Inf';
    throw this.fault(`json: unsupported value: ${name}`, depth);
  }

  private fault(message: string, depth: number): EncodeFault {
    return new EncodeFault(LEVEL.repeat(depth + 1) + message, undefined);
  }

  private table(table: LuaTable, depth: number): unknown {
    if (this.visited.has(table)) throw this.fault('cannot encode recursively nested tables to JSON', depth);
    if (depth > DEEPEST) throw this.fault('exceeded max depth', 0);
    this.visited.add(table);
    if (table.origin === 'unread') return this.source(table.source as object, depth);
    const first = table.seek(0);
    if (first < 0) return this.empty(table, depth);
    return first < table.list.length || typeof table.keys[first - table.list.length] === 'number'
      ? this.list(table, depth)
      : this.object(table, depth);
  }

  private empty(table: LuaTable | undefined, depth: number): unknown {
    if (this.empties === undefined) return [];
    const found = depth === 0 ? this.empties.root() : this.empties.at(this.path);
    if (found === undefined) return NOTHING;
    const source = table?.source;
    const same = source !== undefined && Array.isArray(source) === Array.isArray(found);
    return same && Object.keys(source).length === 0 ? source : found;
  }

  private list(table: LuaTable, depth: number): unknown {
    const { list, keys, values } = table;
    let count = 0;
    for (let i = 0; i < list.length; i++) {
      if (list[i] === undefined) continue;
      if (i !== count++) throw this.fault('cannot encode sparse array', depth);
    }
    for (let i = 0; i < keys.length; i++) {
      if (values[i] === undefined) continue;
      const sparse = typeof keys[i] === 'number';
      throw this.fault(
        sparse ? 'cannot encode sparse array' : 'cannot encode mixed or invalid key types',
        depth,
      );
    }
    const items: unknown[] = [];
    for (let i = 0; i < count; i++) {
      const item = this.write(list[i], depth + 1);
      if (item !== NOTHING) items.push(item);
    }
    const source = table.origin === 'read' ? (table.source as readonly unknown[]) : [];
    return sameItems(source, items) && items.length > 0 ? source : items;
  }

  private object(table: LuaTable, depth: number): unknown {
    const { keys, values } = table;
    for (let i = 0; i < keys.length; i++) {
      if (values[i] === undefined || typeof keys[i] === 'string') continue;
      throw this.fault('cannot encode mixed or invalid key types', depth);
    }
    const entries: { [key: string]: unknown } = {};
    const source =
      table.origin === 'read' ? (table.source as { readonly [key: string]: unknown }) : undefined;
    let same = source !== undefined;
    let count = 0;
    const write = (at: number): void => {
      const name = keys[at] as string;
      const key = this.text(name);
      this.path.push(key);
      const value = this.write(values[at], depth + 1);
      this.path.pop();
      if (value === NOTHING) return;
      put(entries, key, value);
      count++;
      if (same && source?.[key] !== value) same = false;
    };
    if (this.sorted) for (const at of this.order(keys as string[])) if (values[at] !== undefined) write(at);
    if (!this.sorted) for (let i = 0; i < keys.length; i++) if (values[i] !== undefined) write(i);
    return same && Object.keys(source as object).length === count ? source : entries;
  }

  private order(keys: readonly string[]): number[] {
    return keys.map((_, i) => i).sort((a, b) => ((keys[a] as string) < (keys[b] as string) ? -1 : 1));
  }

  /** JSON that no script has looked at, without what a script does not see. */
  private source(source: object, depth: number): unknown {
    if (depth > DEEPEST) throw this.fault('exceeded max depth', 0);
    if (Array.isArray(source)) {
      const items: unknown[] = [];
      for (const raw of source) {
        const item = this.raw(raw, depth + 1);
        if (item !== NOTHING) items.push(item);
      }
      if (items.length === 0 && source.every((item) => isNothing(item)))
        return this.emptySource(source, depth);
      return sameItems(source, items) ? source : items;
    }
    const entries: { [key: string]: unknown } = {};
    let same = true;
    let some = false;
    for (const key of Object.keys(source)) {
      const raw = (source as { readonly [key: string]: unknown })[key];
      some ||= !isNothing(raw);
      this.path.push(key);
      const value = this.raw(raw, depth + 1);
      this.path.pop();
      if (value === NOTHING) same = false;
      else put(entries, key, value);
      if (value !== raw) same = false;
    }
    if (!some) return this.emptySource(source, depth);
    return same ? source : entries;
  }

  private emptySource(source: object, depth: number): unknown {
    return this.empty(new LuaTable(source), depth);
  }

  private raw(value: unknown, depth: number): unknown {
    this.machine.spend(VALUE);
    if (typeof value === 'string' || typeof value === 'boolean') return value;
    if (typeof value === 'number') return Number.isFinite(value) ? value : this.number(value, depth);
    if (typeof value === 'bigint') return Number(value);
    if (typeof value !== 'object' || value === null) return NOTHING;
    const { toJSON } = value as { toJSON?: unknown };
    if (typeof toJSON === 'function' && !Array.isArray(value)) return this.raw(toJSON.call(value), depth);
    return this.source(value, depth);
  }
}

function isNothing(value: unknown): boolean {
  return value === null || value === undefined || typeof value === 'function' || typeof value === 'symbol';
}

function sameItems(source: readonly unknown[], items: readonly unknown[]): boolean {
  return source.length === items.length && items.every((item, i) => item === source[i]);
}

/** Sets a field, whatever its name. */
export function put(object: { [key: string]: unknown }, key: string, value: unknown): void {
  if (key !== '__proto__') object[key] = value;
  else Object.defineProperty(object, key, { value, enumerable: true, writable: true, configurable: true });
}
