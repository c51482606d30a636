import type { Statement, Variable } from '../language/lua-syntax.js';
import { Box } from '../runtime/box.js';
import { LuaTable } from '../runtime/lua-table.js';
import { allOf, type LuaFunction } from '../runtime/lua-values.js';
import { LIBRARY_CALL } from '../runtime/machine.js';
import { notCallable } from '../runtime/operators.js';
import { compileExpression, compileList } from './compile-expression.js';
import { costOf } from './cost.js';
import { BREAK, type Context, type Frame, GO_ON, isShared, type Run, slotOf } from './frame.js';

type NumericFor = Statement & { readonly type: 'numericFor' };
type GenericFor = Statement & { readonly type: 'genericFor' };

/** `for i = a, b, c do`. */
export function compileNumericFor(context: Context, statement: NumericFor, run: Run): Run {
  const { machine } = context;
  const { variable, line } = statement;
  const from = compileExpression(context, statement.from);
  const to = compileExpression(context, statement.to);
  const by = compileExpression(context, statement.step ?? { type: 'number', value: 1, line });
  const cost = 2 + costOf(statement.body);
  const slot = slotOf(variable);
  const shared = isShared(variable);
  const fault = (what: string) => machine.faultAt(line, `for statement ${what} must be a number`);
  return (frame) => {
    const start = from(frame);
    const limit = to(frame);
    const step = by(frame);
    if (typeof start !== 'number') throw fault('init');
    if (typeof step !== 'number') throw fault('step');
    if (typeof limit !== 'number') throw fault('limit');
    // One step back and forth again, as gopher-lua does it: with fractions that is not the start.
    for (let i = start - step + step; step > 0 ? i <= limit : i >= limit; i += step) {
      machine.spend(cost);
      frame[slot] = shared ? new Box(i) : i;
      const end = run(frame);
      if (end === GO_ON) continue;
      return end === BREAK ? GO_ON : end;
    }
    return GO_ON;
  };
}

/** `for k, v in iterator, state, control do`. */
export function compileGenericFor(context: Context, statement: GenericFor, run: Run): Run {
  const { machine } = context;
  const { variables, line } = statement;
  const list = compileList(context, statement.values);
  const cost = 4 + costOf(statement.body);
  const [first, second] = variables as [Variable, Variable | undefined];
  const plain = variables.length <= 2 && !variables.some(isShared);
  const slots = variables.map(slotOf);
  const a = slotOf(first);
  const b = second === undefined ? -1 : slotOf(second);

  const assign = (frame: Frame, values: readonly unknown[]): void => {
    for (let i = 0; i < slots.length; i++) {
      const value = values[i];
      frame[slots[i] as number] = isShared(variables[i] as Variable) ? new Box(value) : value;
    }
  };
  const turn = (frame: Frame, key: unknown, value: unknown): number => {
    machine.spend(cost);
    if (plain) {
      frame[a] = key;
      if (b >= 0) frame[b] = value;
    } else assign(frame, [key, value]);
    return run(frame);
  };

  const overItems = (frame: Frame, table: LuaTable): number => {
    for (let i = 1; ; i++) {
      const value = table.getNumber(i);
      if (value === undefined) return GO_ON;
      const end = turn(frame, i, value);
      if (end !== GO_ON) return end;
    }
  };
  const overEntries = (frame: Frame, table: LuaTable): number => {
    if (table.origin === 'unread') table.read();
    let last = 0;
    for (let i = 0; i < table.list.length; i++) {
      const value = table.list[i];
      if (value === undefined) continue;
      last = i + 1;
      const end = turn(frame, last, value);
      if (end !== GO_ON) return end;
    }
    // Where the list has become shorter than that, gopher-lua passes over the first key.
    for (let i = last > table.list.length ? 1 : 0; i < table.keys.length; i++) {
      const value = table.values[i];
      if (value === undefined) continue;
      const end = turn(frame, table.keys[i], value);
      if (end !== GO_ON) return end;
    }
    return GO_ON;
  };
  const overCalls = (frame: Frame, iterator: unknown, state: unknown, start: unknown): number => {
    for (let control = start; ; ) {
      machine.spend(cost);
      machine.site = { ...LIBRARY_CALL, line };
      if (typeof iterator !== 'function') throw notCallable(machine, line);
      const values = allOf((iterator as LuaFunction)(state, control));
      control = values[0];
      if (control === undefined) return GO_ON;
      assign(frame, values);
      const end = run(frame);
      if (end !== GO_ON) return end;
    }
  };

  return (frame) => {
    const [iterator, state, control] = list(frame);
    let end: number;
    if (state instanceof LuaTable && control === undefined && iterator === machine.pairsStep) {
      end = overEntries(frame, state);
    } else if (state instanceof LuaTable && control === 0 && iterator === machine.ipairsStep) {
      end = overItems(frame, state);
    } else end = overCalls(frame, iterator, state, control);
    return end === BREAK ? GO_ON : end;
  };
}
