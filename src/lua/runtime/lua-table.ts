import type { Budget } from './budget.js';
import { entriesOfJson, itemsOfJson } from './read-json.js';

/** The largest index of the array part, as in gopher-lua. */
const LAST_INDEX = 67108863;
/** How many keys are looked through one by one: an index of more is a map. */
const FEW = 8;
/** What a table, a key with its value, and a place of a list count for in bytes. */
export const TABLE = 160;
const ENTRY = 96;
const PLACE = 16;

const NOTHING: readonly unknown[] = [];

/** What has become of the JSON that a table stands for. */
type Origin = 'none' | 'unread' | 'read' | 'changed';

/**
 * A table: a list, and keys in the order in which they came first. A key that has gone keeps its place.
 *
 * A table may stand for an object or a list of JSON, which it reads when it is first looked at.
 */
export class LuaTable {
  list: unknown[] = NOTHING as unknown[];
  keys: unknown[] = NOTHING as unknown[];
  values: unknown[] = NOTHING as unknown[];
  origin: Origin = 'none';
  private index: Map<unknown, number> | undefined = undefined;

  constructor(readonly source: object | undefined = undefined) {
    if (source !== undefined) this.origin = 'unread';
  }

  /** Reads the JSON that it stands for, one level deep. */
  read(): void {
    this.origin = 'read';
    if (Array.isArray(this.source)) this.list = itemsOfJson(this.source, wrap);
    else [this.keys, this.values] = entriesOfJson(this.source as object, wrap);
  }

  private touch(): void {
    if (this.origin === 'unread') this.read();
    this.origin = 'changed';
  }

  /** A table with the same entries. */
  copy(): LuaTable {
    const table = new LuaTable();
    table.list = this.list.slice();
    table.keys = this.keys.slice();
    table.values = this.values.slice();
    return table;
  }

  /** Where a key stands, -1 where it never did. */
  find(key: unknown): number {
    const { keys } = this;
    const count = keys.length;
    if (count <= FEW) {
      for (let i = 0; i < count; i++) if (keys[i] === key) return i;
      return -1;
    }
    this.index ??= new Map(keys.map((known, i) => [known, i]));
    return this.index.get(key) ?? -1;
  }

  /** The value of a key that is no number. */
  getKey(key: unknown): unknown {
    if (this.origin === 'unread') this.read();
    const at = this.find(key);
    return at < 0 ? undefined : this.values[at];
  }

  getNumber(key: number): unknown {
    if (this.origin === 'unread') this.read();
    const i = key - 1;
    if (i >= 0 && i < this.list.length && i === (i | 0)) return this.list[i];
    return isPlace(key) ? undefined : this.getKey(key);
  }

  get(key: unknown): unknown {
    return typeof key === 'number' ? this.getNumber(key) : this.getKey(key);
  }

  /** Writes the value of a key that is no number. */
  setKey(budget: Budget, key: unknown, value: unknown): void {
    if (this.origin !== 'none') this.touch();
    const at = this.find(key);
    if (at >= 0) {
      this.values[at] = value;
      return;
    }
    if (value === undefined) return;
    budget.take(ENTRY);
    if (this.keys === NOTHING) {
      this.keys = [key];
      this.values = [value];
      return;
    }
    this.index?.set(key, this.keys.length);
    this.keys.push(key);
    this.values.push(value);
  }

  setNumber(budget: Budget, key: number, value: unknown): void {
    if (!isPlace(key)) {
      this.setKey(budget, key, value);
      return;
    }
    if (this.origin !== 'none') this.touch();
    const { list } = this;
    if (key <= list.length) list[key - 1] = value;
    else this.extend(budget, key, value);
  }

  /** Writes beyond the end of the list, which is filled up to there. */
  private extend(budget: Budget, key: number, value: unknown): void {
    const gap = key - this.list.length;
    budget.take(PLACE * gap);
    budget.spend(gap - 1);
    // A list that is made of its first item takes no more than that; one that grows has room for many.
    if (key === 1) this.list = [value];
    else {
      if (this.list === NOTHING) this.list = [];
      for (let i = 1; i < gap; i++) this.list.push(undefined);
      this.list.push(value);
    }
  }

  /** Writes a value whose key is neither nil nor NaN. */
  set(budget: Budget, key: unknown, value: unknown): void {
    if (typeof key === 'number') this.setNumber(budget, key, value);
    else this.setKey(budget, key, value);
  }

  /** `#`: the last place that is not nil. */
  length(budget: Budget): number {
    if (this.origin === 'unread') this.read();
    const { list } = this;
    let count = list.length;
    while (count > 0 && list[count - 1] === undefined) count--;
    if (count < list.length) budget.spend((list.length - count) >> 2);
    return count;
  }

  /** Puts a value after the last one, or into the hole that is nearest to the end. */
  append(budget: Budget, value: unknown): void {
    if (value === undefined) return;
    this.setNumber(budget, this.length(budget) + 1, value);
  }

  /** Moves what stands at a place and after it up by one. */
  insert(budget: Budget, place: number, value: unknown): void {
    if (this.origin !== 'none') this.touch();
    if (place <= 0 || place > this.list.length) {
      this.setNumber(budget, place, value);
      return;
    }
    budget.spend((this.list.length - place) >> 3);
    budget.take(PLACE);
    this.list.splice(place - 1, 0, value);
  }

  /** Takes out what stands at a place; the last one where the place is before the first. */
  remove(budget: Budget, place: number): unknown {
    if (this.origin !== 'none') this.touch();
    const { list } = this;
    if (list.length === 0 || place > list.length) return undefined;
    if (place < 1 || place === list.length) return list.pop();
    budget.spend((list.length - place) >> 3);
    return list.splice(place - 1, 1)[0];
  }

  /**
   * Where the entry after a key stands: in the list, or after it by its place among the keys; -1 after the last.
   *
   * A key that is not there counts as the first of the keys.
   *
   * @see https://github.com/yuin/gopher-lua/blob/v1.1.1/table.go#L350-L387
   */
  after(budget: Budget, key: unknown): number {
    if (this.origin === 'unread') this.read();
    if (typeof key === 'string') budget.spend(key.length >> 5);
    const from = this.positionAfter(key);
    const at = this.seek(from);
    budget.spend(((at < 0 ? this.list.length + this.values.length : at) - from) >> 3);
    return at;
  }

  private positionAfter(key: unknown): number {
    const count = this.list.length;
    if (key === undefined) return 0;
    if (typeof key !== 'number' || !isPlace(key)) return count + Math.max(this.find(key), 0) + 1;
    if (this.list === NOTHING) return 0;
    return key <= count ? key : count + 1;
  }

  /** The first entry at a position or after it that is not nil. */
  seek(position: number): number {
    const { list, values } = this;
    const count = list.length;
    let at = position;
    for (; at < count; at++) if (list[at] !== undefined) return at;
    for (; at < count + values.length; at++) if (values[at - count] !== undefined) return at;
    return -1;
  }
}

/** Whether a key is a place of the list. */
function isPlace(key: number): boolean {
  return key > 0 && key <= LAST_INDEX && key === (key | 0);
}

function wrap(source: object): LuaTable {
  return new LuaTable(source);
}
