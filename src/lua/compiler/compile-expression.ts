import type { Expression, Variable } from '../language/lua-syntax.js';
import { constantOf, isMultiple } from '../language/operands.js';
import type { Box } from '../runtime/box.js';
import { LuaTable } from '../runtime/lua-table.js';
import { allOf, firstOf, packed, Values } from '../runtime/lua-values.js';
import { concatenate, index, lengthOfValue, namedField, negate } from '../runtime/operators.js';
import { compileArithmetic } from './compile-arithmetic.js';
import { compileCall } from './compile-call.js';
import { compileRelation } from './compile-relation.js';
import { compileTable } from './compile-table.js';
import {
  CAPTURED,
  type Context,
  type Evaluate,
  type Frame,
  isLocal,
  isPlainLocal,
  isShared,
  slotOf,
  type Test,
  VARARGS,
} from './frame.js';

/** An expression as a function that gives its one value. */
export function compileExpression(context: Context, expression: Expression): Evaluate {
  const constant = constantOf(expression);
  if (constant !== undefined) {
    const { value } = constant;
    return () => value;
  }
  switch (expression.type) {
    case 'local':
      return readLocal(expression.variable);
    case 'upvalue': {
      const { index: at } = expression;
      if (isShared(expression.variable)) return (frame) => ((frame[CAPTURED] as unknown[])[at] as Box).value;
      return (frame) => (frame[CAPTURED] as unknown[])[at];
    }
    case 'global': {
      const { machine } = context;
      const { name } = expression;
      return () => machine.globals.getKey(name);
    }
    case 'index':
      return compileIndex(context, expression.object, expression.key, expression.line);
    case 'call':
      return firstValue(compileCall(context, expression, toolsOf(context)));
    case 'vararg':
      return (frame) => (frame[VARARGS] as unknown[])[0];
    case 'function': {
      const { machine } = context;
      const make = context.compileFunction(context, expression.node);
      return (frame) => {
        machine.take(FUNCTION);
        return make(frame);
      };
    }
    case 'table':
      return compileTable(
        context,
        expression,
        (each) => compileExpression(context, each),
        (each) => compileMultiple(context, each),
      );
    case 'logical':
      return compileLogical(context, expression);
    case 'relation':
      return compileTest(context, expression);
    case 'arithmetic':
      return compileArithmetic(context, expression, compileExpression);
    case 'concat':
      return compileConcat(context, expression);
    case 'unary':
      return compileUnary(context, expression);
    default:
      return () => undefined;
  }
}

/** What the compiler of calls needs of this one. */
export function toolsOf(context: Context) {
  return {
    one: (expression: Expression) => compileExpression(context, expression),
    list: (expressions: readonly Expression[]) => compileList(context, expressions),
  };
}

function readLocal(variable: Variable): Evaluate {
  const slot = slotOf(variable);
  if (isShared(variable)) return (frame) => (frame[slot] as Box).value;
  return (frame) => frame[slot];
}

function firstValue(evaluate: Evaluate): Evaluate {
  return (frame) => {
    const result = evaluate(frame);
    return result instanceof Values ? firstOf(result) : result;
  };
}

/** An expression as a function that gives all its values, as a call returns them. */
export function compileMultiple(context: Context, expression: Expression): Evaluate {
  if (!isMultiple(expression)) return compileExpression(context, expression);
  if (expression.type === 'call') return compileCall(context, expression, toolsOf(context));
  return (frame) => packed(frame[VARARGS] as unknown[]);
}

/** Expressions as one function that gives a new list of their values. */
export function compileList(
  context: Context,
  expressions: readonly Expression[],
): (frame: Frame) => unknown[] {
  const last = expressions.at(-1);
  if (last === undefined) return () => [];
  if (!isMultiple(last)) {
    const all = expressions.map((expression) => compileExpression(context, expression));
    const [a, b] = all as [Evaluate, Evaluate];
    if (all.length === 1) return (frame) => [a(frame)];
    if (all.length === 2) return (frame) => [a(frame), b(frame)];
    return (frame) => all.map((evaluate) => evaluate(frame));
  }
  const head = expressions.slice(0, -1).map((expression) => compileExpression(context, expression));
  const tail = compileMultiple(context, last);
  const { machine } = context;
  return (frame) => {
    const values = head.map((evaluate) => evaluate(frame));
    const rest = allOf(tail(frame));
    machine.spend(rest.length);
    for (const value of rest) values.push(value);
    return values;
  };
}

function compileIndex(context: Context, object: Expression, key: Expression, line: number): Evaluate {
  const { machine } = context;
  const from = compileExpression(context, object);
  if (key.type === 'string') {
    const { value: name } = key;
    if (!isPlainLocal(object)) return (frame) => namedField(machine, from(frame), name, line);
    const slot = slotOf(object.variable);
    return (frame) => namedField(machine, frame[slot], name, line);
  }
  const at = compileExpression(context, key);
  if (isLocal(object)) {
    return (frame) => {
      const place = at(frame);
      const table = from(frame);
      if (typeof place === 'number' && table instanceof LuaTable) return table.getNumber(place);
      return index(machine, table, place, line);
    };
  }
  return (frame) => {
    const table = from(frame);
    return index(machine, table, at(frame), line);
  };
}

/** What a function counts for in bytes. */
const FUNCTION = 256;

function compileLogical(context: Context, expression: Expression & { readonly type: 'logical' }): Evaluate {
  const left = compileExpression(context, expression.left);
  const right = compileExpression(context, expression.right);
  if (expression.operator === 'and') {
    return (frame) => {
      const value = left(frame);
      return value === undefined || value === false ? value : right(frame);
    };
  }
  return (frame) => {
    const value = left(frame);
    return value === undefined || value === false ? right(frame) : value;
  };
}

/** An expression as a function that says whether it holds. */
export function compileTest(context: Context, expression: Expression): Test {
  if (expression.type === 'relation') return compileRelation(context, expression, compileExpression);
  if (expression.type === 'logical') {
    const left = compileTest(context, expression.left);
    const right = compileTest(context, expression.right);
    if (expression.operator === 'and') return (frame) => left(frame) && right(frame);
    return (frame) => left(frame) || right(frame);
  }
  if (expression.type === 'unary' && expression.operator === 'not') {
    const operand = compileTest(context, expression.operand);
    return (frame) => !operand(frame);
  }
  const evaluate = compileExpression(context, expression);
  return (frame) => {
    const value = evaluate(frame);
    return value !== undefined && value !== false;
  };
}

function compileConcat(context: Context, expression: Expression): Evaluate {
  const { machine } = context;
  const { line } = expression;
  const parts: Evaluate[] = [];
  let rest = expression;
  for (; rest.type === 'concat'; rest = rest.right) parts.push(compileExpression(context, rest.left));
  parts.push(compileExpression(context, rest));
  const [a, b] = parts as [Evaluate, Evaluate];
  if (parts.length === 2) return (frame) => concatenate(machine, a(frame), b(frame), line);
  // All are there before the first two, from the right, are put together.
  return (frame) => {
    const values = parts.map((evaluate) => evaluate(frame));
    let text = values[values.length - 1];
    for (let i = values.length - 2; i >= 0; i--) text = concatenate(machine, values[i], text, line);
    return text;
  };
}

function compileUnary(context: Context, expression: Expression & { readonly type: 'unary' }): Evaluate {
  const { machine } = context;
  const { operator, operand, line } = expression;
  if (operator === 'not') return compileTest(context, expression);
  const evaluate = compileExpression(context, operand);
  if (operator === '-') return (frame) => negate(machine, evaluate(frame), line);
  return (frame) => lengthOfValue(machine, evaluate(frame), line);
}
