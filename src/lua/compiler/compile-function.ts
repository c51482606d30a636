import type { FunctionNode } from '../language/lua-syntax.js';
import { Box } from '../runtime/box.js';
import { LuaTable } from '../runtime/lua-table.js';
import { NO_VALUES } from '../runtime/lua-values.js';
import { compileBlock } from './compile-statement.js';
import { costOf } from './cost.js';
import {
  CAPTURED,
  type Context,
  type Evaluate,
  FIRST,
  type Frame,
  isShared,
  RETURN,
  RETURNED,
  sharesVariables,
  slotOf,
  VARARGS,
} from './frame.js';

/** A function expression as a function that makes a new function each time. */
export function compileFunction(outer: Context, node: FunctionNode): Evaluate {
  const context: Context = { ...outer, node, labels: [] };
  const { machine } = context;
  const cost = 2 + costOf(node.body);
  const run = compileBlock(context, node.body);
  const template: unknown[] = new Array(FIRST + node.registers).fill(undefined);
  const shared = node.parameters.filter(isShared).map(slotOf);
  const { vararg, arg, usesVararg } = node;
  const count = node.parameters.length;

  const enter = (captured: unknown): Frame => {
    machine.spend(cost);
    machine.enter();
    const frame = template.slice();
    frame[CAPTURED] = captured;
    return frame;
  };
  const shares = sharesVariables(node);
  const leave = (frame: Frame): unknown => {
    if (shares) {
      for (const slot of shared) frame[slot] = new Box(frame[slot]);
      machine.sharing.push(frame);
    }
    const end = run(frame);
    if (shares) machine.sharing.pop();
    machine.depth--;
    return end === RETURN ? frame[RETURNED] : NO_VALUES;
  };
  const capture = capturing(node);
  const few = !vararg && count <= 2;

  return (outerFrame) => {
    const captured = capture(outerFrame);
    if (few) {
      return (a: unknown, b: unknown) => {
        const frame = enter(captured);
        if (count > 0) frame[FIRST] = a;
        if (count > 1) frame[FIRST + 1] = b;
        return leave(frame);
      };
    }
    return (...args: unknown[]) => {
      const frame = enter(captured);
      for (let i = 0; i < count; i++) frame[FIRST + i] = args[i];
      if (vararg) {
        const rest = args.slice(count);
        frame[VARARGS] = rest;
        // The table `arg` is only there where the body does not use `...`.
        if (arg !== undefined) {
          const value = usesVararg ? undefined : argTable(machine, rest);
          frame[slotOf(arg)] = isShared(arg) ? new Box(value) : value;
        }
      }
      return leave(frame);
    };
  };
}

function argTable(machine: Context['machine'], rest: unknown[]): LuaTable {
  const table = new LuaTable();
  rest.forEach((value, i) => {
    table.setNumber(machine, i + 1, value);
  });
  table.setKey(machine, 'n', rest.length);
  return table;
}

/** What a function takes along from where it is made: boxes of what is shared, and the values of all else. */
function capturing({ captures }: FunctionNode): (frame: Frame) => unknown[] | undefined {
  if (captures.length === 0) return () => undefined;
  const reads = captures.map((capture): ((frame: Frame) => unknown) => {
    const { variable, upvalue } = capture;
    if (upvalue === undefined) {
      const slot = slotOf(variable);
      return (frame) => frame[slot];
    }
    return (frame) => (frame[CAPTURED] as unknown[])[upvalue];
  });
  return (frame) => reads.map((read) => read(frame));
}
