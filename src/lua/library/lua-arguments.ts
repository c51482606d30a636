import { toInt64 } from '../runtime/lua-number.js';
import { LuaTable } from '../runtime/lua-table.js';
import { type LuaFunction, typeName } from '../runtime/lua-values.js';
import type { Machine, Thrown } from '../runtime/machine.js';
import { numeric } from '../runtime/operators.js';

/** The error for an argument, which is named as the script calls the function. */
export function argumentFault(machine: Machine, place: number, message: string): Thrown {
  return machine.fault(`bad argument #${place} to ${machine.site.name} (${message})`);
}

function typeFault(machine: Machine, place: number, expected: string, value: unknown): Thrown {
  return argumentFault(machine, place, `${expected} expected, got ${typeName(value)}`);
}

export function tableArgument(machine: Machine, value: unknown, place: number): LuaTable {
  if (value instanceof LuaTable) return value;
  throw typeFault(machine, place, 'table', value);
}

export function functionArgument(machine: Machine, value: unknown, place: number): LuaFunction {
  if (typeof value === 'function') return value as LuaFunction;
  throw typeFault(machine, place, 'function', value);
}

/** A number, or a text that is one. */
export function numberArgument(machine: Machine, value: unknown, place: number): number {
  const number = numeric(machine, value);
  if (number === undefined) throw typeFault(machine, place, 'number', value);
  return number;
}

/** A number without its fraction; a text is none. */
export function integerArgument(machine: Machine, value: unknown, place: number): number {
  if (typeof value === 'number') return toInt64(value);
  throw typeFault(machine, place, 'number', value);
}

export function optionalInteger(machine: Machine, value: unknown, place: number, otherwise: number): number {
  return value === undefined ? otherwise : integerArgument(machine, value, place);
}

/** A text, or a number as one. */
export function textArgument(machine: Machine, value: unknown, place: number): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return machine.numeral(value);
  throw typeFault(machine, place, 'string', value);
}

/** A text, which a number is not. */
export function optionalText(machine: Machine, value: unknown, place: number, otherwise: string): string {
  if (value === undefined) return otherwise;
  if (typeof value === 'string') return value;
  throw typeFault(machine, place, 'string', value);
}

/** Refuses a call with fewer arguments than that. */
export function atLeast(machine: Machine, args: readonly unknown[], count: number): void {
  if (args.length < count) throw argumentFault(machine, count, 'value expected');
}
