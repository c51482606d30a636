import type { Arithmetic } from '../language/lua-syntax.js';
import { power } from './go-power.js';
import { parseNumber } from './lua-number.js';
import { LuaTable } from './lua-table.js';
import { firstOf, type LuaFunction, textOf, typeName, Values } from './lua-values.js';
import type { Machine, Thrown } from './machine.js';

/** Fields of anything; only tables and texts have some. */
export function index(machine: Machine, object: unknown, key: unknown, line: number): unknown {
  if (object instanceof LuaTable) {
    if (typeof key === 'string') machine.weigh(key);
    return object.get(key);
  }
  if (typeof object === 'string') {
    const methods = machine.library('string')?.getKey('__index');
    if (methods instanceof LuaTable) return methods.get(key);
    if (typeof methods === 'function') {
      machine.site = { line, name: '(anonymous)' };
      const found = (methods as LuaFunction)(object, key);
      return found instanceof Values ? firstOf(found) : found;
    }
    if (methods !== undefined) return index(machine, methods, key, line);
  }
  throw notIndexed(machine, object, key, line);
}

/** A field by a name that stands in the script. */
export function namedField(machine: Machine, object: unknown, name: string, line: number): unknown {
  return object instanceof LuaTable ? object.getKey(name) : index(machine, object, name, line);
}

export function setNamedField(
  machine: Machine,
  object: unknown,
  name: string,
  value: unknown,
  line: number,
): void {
  if (object instanceof LuaTable) object.setKey(machine, name, value);
  else setIndex(machine, object, name, value, line);
}

export function setIndex(
  machine: Machine,
  object: unknown,
  key: unknown,
  value: unknown,
  line: number,
): void {
  if (!(object instanceof LuaTable)) throw notIndexed(machine, object, key, line);
  if (key === undefined) throw machine.faultAt(line, 'table index is nil');
  if (typeof key === 'string') machine.weigh(key);
  else if (Number.isNaN(key)) throw machine.faultAt(line, 'table index is NaN');
  object.set(machine, key, value);
}

function notIndexed(machine: Machine, object: unknown, key: unknown, line: number): Thrown {
  const name = textOf(machine, key);
  return machine.faultAt(line, `attempt to index a non-table object(${typeName(object)}) with key '${name}'`);
}

export function notCallable(machine: Machine, line: number): Thrown {
  return machine.faultAt(line, 'attempt to call a non-function object');
}

/** How arithmetic names its operations in errors. */
const NAMES: { readonly [operator in Arithmetic]: string } = {
  '+': 'add',
  '-': 'sub',
  '*': 'mul',
  '/': 'div',
  '%': 'mod',
  '^': 'pow',
};

/** What it takes to read a number, to which only what is far too long for one adds. */
const PARSING = 20;

/** A number, or a text that is one. */
export function numeric(machine: Machine, value: unknown, parse = parseNumber): number | undefined {
  if (typeof value !== 'string') return typeof value === 'number' ? value : undefined;
  machine.spend(PARSING + ((value.length >> 6) << 5));
  return parse(value);
}

/** Arithmetic on anything: texts that are numbers are taken for them. */
export function arithmetic(
  machine: Machine,
  operator: Arithmetic,
  a: unknown,
  b: unknown,
  line: number,
): number {
  const left = numeric(machine, a);
  const right = numeric(machine, b);
  if (left !== undefined && right !== undefined) return calculate(operator, left, right);
  // A text that is a number is called one, beside what is none.
  const types = `${typeName(left ?? a)} and ${typeName(right ?? b)}`;
  throw machine.faultAt(line, `cannot perform ${NAMES[operator]} operation between ${types}`);
}

export function calculate(operator: Arithmetic, a: number, b: number): number {
  switch (operator) {
    case '+':
      return a + b;
    case '-':
      return a - b;
    case '*':
      return a * b;
    case '/':
      return a / b;
    case '%':
      return modulo(a, b);
    default:
      return power(a, b);
  }
}

/** The remainder with the sign of the divisor. */
export function modulo(a: number, b: number): number {
  const rest = a % b;
  return (b > 0 && rest < 0) || (b < 0 && rest > 0) ? rest + b : rest;
}

export function negate(machine: Machine, value: unknown, line: number): number {
  const number = numeric(machine, value);
  if (number !== undefined) return -number;
  throw machine.faultAt(line, '__unm undefined');
}

export function lengthOfValue(machine: Machine, value: unknown, line: number): number {
  if (value instanceof LuaTable) return value.length(machine);
  if (typeof value === 'string') return value.length;
  throw machine.faultAt(line, '__len undefined');
}

/** Whether one value comes before another: both numbers or both texts, by their bytes. */
export function lessThan(machine: Machine, a: unknown, b: unknown, line: number | undefined): boolean {
  if (typeof a === 'number' && typeof b === 'number') return a < b;
  if (typeof a === 'string' && typeof b === 'string') {
    machine.weigh(a);
    machine.weigh(b);
    return a < b;
  }
  throw notCompared(machine, a, b, line);
}

export function lessOrEqual(machine: Machine, a: unknown, b: unknown, line: number): boolean {
  if (typeof a === 'number' && typeof b === 'number') return a <= b;
  if (typeof a === 'string' && typeof b === 'string') {
    machine.weigh(a);
    machine.weigh(b);
    return a <= b;
  }
  throw notCompared(machine, a, b, line);
}

function notCompared(machine: Machine, a: unknown, b: unknown, line: number | undefined): Thrown {
  return machine.faultAt(line, `attempt to compare ${typeName(a)} with ${typeName(b)}`);
}

/** Whether two values are the same; counts what it takes to compare long texts. */
export function equal(machine: Machine, a: unknown, b: unknown): boolean {
  if (typeof a === 'string' && typeof b === 'string' && a.length === b.length) {
    machine.weigh(a);
    machine.weigh(b);
  }
  return a === b;
}

/** Texts and numbers one after the other. */
export function concatenate(machine: Machine, a: unknown, b: unknown, line: number): string {
  const left = typeof a === 'number' ? machine.numeral(a) : a;
  const right = typeof b === 'number' ? machine.numeral(b) : b;
  if (typeof left === 'string' && typeof right === 'string') {
    // The engine keeps the two parts and joins them when somebody looks: what is new is the smaller one.
    machine.take(32 + Math.min(left.length, right.length));
    machine.join(left.length + right.length);
    return left + right;
  }
  const types = `${typeName(a)} and ${typeName(b)}`;
  throw machine.faultAt(line, `cannot perform concat operation between ${types}`);
}
