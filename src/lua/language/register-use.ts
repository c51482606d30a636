import type { BinaryNode, CallNode, Expression, Item } from './lua-syntax.js';
import { folded, isMultiple } from './operands.js';

// What expressions and statements use of gopher-lua's registers: the last one, counted from the first that is free.

/** No register at all. */
const NONE = -1;
/** As many values as there are, as a number of values that are wanted besides the first. */
const ALL = -2;
/** How many items of a table are kept in registers until they are written. */
const FLUSH = 50;

/** @param wanted - How many values besides the first are wanted of what may have several. */
export function expressionUse(expression: Expression, wanted = 0): number {
  switch (expression.type) {
    case 'vararg':
      return 1 + (expression.single ? 0 : wanted);
    case 'call':
      return callUse(expression, expression.single ? 0 : wanted);
    case 'table':
      return tableUse(expression.items);
    case 'concat':
      return Math.max(expressionUse(expression.left), 1 + expressionUse(expression.right));
    case 'logical':
      return Math.max(expressionUse(expression.left), expressionUse(expression.right));
    case 'index':
      return Math.max(0, both(operandUse(expression.object), operandUse(expression.key, true)));
    case 'relation':
      return Math.max(0, operandsUse(expression));
    case 'arithmetic':
      return folded(expression) === undefined ? Math.max(0, operandsUse(expression)) : 0;
    case 'unary':
      return folded(expression) === undefined ? Math.max(0, operandUse(expression.operand)) : 0;
    default:
      return 0;
  }
}

export function callUse({ callee, method, args }: CallNode, wanted: number): number {
  const called = method === undefined ? expressionUse(callee) : Math.max(1, operandUse(callee));
  return Math.max(wanted, called, listUse(args) + (method === undefined ? 1 : 2));
}

function tableUse(items: readonly Item[]): number {
  let kept = 0;
  return items.reduce((most, { key, value }, i) => {
    const next = 1 + (kept % FLUSH);
    if (key !== undefined) {
      const use = both(operandUse(key, true), operandUse(value, true));
      return use < 0 ? most : Math.max(most, next + use);
    }
    kept++;
    return Math.max(most, next + expressionUse(value, i === items.length - 1 ? ALL : 0));
  }, 0);
}

/** An operand, which takes no register where it is a variable, or a constant where these are allowed. */
function operandUse(expression: Expression, constants = false): number {
  const constant = constants && (expression.type === 'string' || folded(expression) !== undefined);
  return constant || expression.type === 'local' ? NONE : expressionUse(expression);
}

/** Two operands, the second in the first register that the other leaves. */
function both(first: number, second: number): number {
  return first < 0 || second < 0 ? Math.max(first, second) : Math.max(first, second + 1);
}

function operandsUse({ left, right }: BinaryNode<string>): number {
  return both(operandUse(left, true), operandUse(right, true));
}

export function conditionUse(expression: Expression): number {
  if (expression.type === 'logical') {
    return Math.max(conditionUse(expression.left), conditionUse(expression.right));
  }
  if (expression.type === 'relation') return operandsUse(expression);
  if (expression.type === 'unary' && expression.operator === 'not') return conditionUse(expression.operand);
  return operandUse(expression);
}

/** Values one after the other, where so many are wanted of the last besides its first. */
function listUse(values: readonly Expression[], wanted = ALL): number {
  return values.reduce(
    (most, value, i) => Math.max(most, i + expressionUse(value, i === values.length - 1 ? wanted : 0)),
    NONE,
  );
}

/** Values for so many variables. */
export function valuesUse(values: readonly Expression[], count: number): number {
  return Math.max(count - 1, listUse(values, Math.max(count - values.length, -1)));
}

export function returnUse(values: readonly Expression[]): number {
  return values.length === 1 && values[0]?.type === 'local' ? NONE : listUse(values);
}

export function assignmentUse(targets: readonly Expression[], values: readonly Expression[]): number {
  let next = 0;
  let most = NONE;
  const add = (use: number, registers = use < 0 ? 0 : 1) => {
    if (use >= 0) most = Math.max(most, next + use);
    next += registers;
  };
  for (const target of targets) {
    if (target.type !== 'index') continue;
    add(operandUse(target.object, true));
    add(expressionUse(target.key));
  }
  targets.forEach((target, i) => {
    const value = values[i];
    const left = targets.length - i;
    if (value === undefined) {
      if (!isMultiple(values.at(-1))) add(0);
    } else if (i === values.length - 1 && isMultiple(value)) add(expressionUse(value, left - 1), left);
    else if (target.type === 'index') add(operandUse(value, true));
    else add(expressionUse(value), target.type === 'local' ? 0 : 1);
  });
  for (const value of values.slice(targets.length)) add(expressionUse(value));
  return most;
}
