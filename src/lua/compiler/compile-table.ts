import type { Expression } from '../language/lua-syntax.js';
import { folded, isMultiple } from '../language/operands.js';
import { LuaTable, TABLE } from '../runtime/lua-table.js';
import { allOf, Values } from '../runtime/lua-values.js';
import type { Machine } from '../runtime/machine.js';
import { setIndex } from '../runtime/operators.js';
import { type Context, type Evaluate, isLocal } from './frame.js';

/** How many items of a table constructor gopher-lua writes at once. */
const FLUSH = 50;

/** A table constructor as a function that makes a new table. */
export function compileTable(
  { machine }: Context,
  expression: Expression & { readonly type: 'table' },
  one: (expression: Expression) => Evaluate,
  multiple: (expression: Expression) => Evaluate,
): Evaluate {
  const { items, line } = expression;
  const count = TABLE + 16 * items.length;
  const make = () => {
    machine.take(count);
    return new LuaTable();
  };
  if (items.length === 0) return make;
  if (items.every(({ key }) => key?.type === 'string')) {
    const keys = items.map(({ key }) => (key as { value: string }).value);
    const values = items.map(({ value }) => one(value));
    return (frame) => {
      const table = make();
      for (let i = 0; i < keys.length; i++)
        table.setKey(machine, keys[i] as string, (values[i] as Evaluate)(frame));
      return table;
    };
  }
  const parts = items.map(({ key, value }, i) => ({
    key: key && one(key),
    value: i === items.length - 1 && !key ? multiple(value) : one(value),
  }));
  const last = items.at(-1);
  const spills = last?.key !== undefined && isMultiple(last.value) && items.some(({ key }) => !key);
  const spillsKey = spills && last.key !== undefined && takesRegister(last.key);
  return (frame) => {
    const table = make();
    let list: unknown[] = [];
    let from = 0;
    for (let i = 0; i < parts.length; i++) {
      const { key, value } = parts[i] as (typeof parts)[number];
      if (key !== undefined) {
        const name = key(frame);
        const entry = value(frame);
        setIndex(machine, table, name, entry, line);
        // Where a call has the last key, gopher-lua takes what it has in registers for further items.
        if (spills && i === parts.length - 1) {
          if (list.length === FLUSH) {
            writeList(machine, table, from, list);
            list = [];
          }
          list.push(...(spillsKey ? [name, entry] : [entry]));
        }
        continue;
      }
      // Items without a key are kept back until there are 50: a key that is written meanwhile gives way to them.
      if (list.length === FLUSH) {
        writeList(machine, table, from, list);
        from += FLUSH;
        list = [];
      }
      const result = value(frame);
      if (!(result instanceof Values)) {
        // A list that is made of its first item takes no more than that; one that grows has room for many.
        if (list.length === 0) list = [result];
        else list.push(result);
        continue;
      }
      // gopher-lua writes the values of a last call over the 50 items before it where there are none to keep back.
      if (list.length === 0 && from > 0) from -= FLUSH;
      for (const item of allOf(result)) list.push(item);
    }
    writeList(machine, table, from, list);
    return table;
  };
}

/** Whether a key is neither a constant nor a variable of the function itself. */
function takesRegister(key: Expression): boolean {
  return key.type !== 'string' && !isLocal(key) && folded(key) === undefined;
}

function writeList(machine: Machine, table: LuaTable, from: number, list: unknown[]): void {
  if (table.list.length === 0 && from === 0) {
    machine.take(16 * list.length);
    table.list = list;
  } else for (let i = 0; i < list.length; i++) table.setNumber(machine, from + i + 1, list[i]);
}
