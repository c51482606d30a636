import type { Arithmetic, BinaryNode, Expression } from '../language/lua-syntax.js';
import { folded } from '../language/operands.js';
import { power } from '../runtime/go-power.js';
import { arithmetic, modulo } from '../runtime/operators.js';
import type { Context, Evaluate } from './frame.js';
import { isLocal } from './frame.js';

/** `+ - * / % ^` as a function. */
export function compileArithmetic(
  context: Context,
  expression: BinaryNode<Arithmetic> & Expression,
  compile: (context: Context, expression: Expression) => Evaluate,
): Evaluate {
  const value = folded(expression);
  if (value !== undefined) return () => value;
  const { operator, line } = expression;
  const left = compile(context, expression.left);
  const right = compile(context, expression.right);
  const add = operatorOf(context, operator, line);
  const { right: second } = expression;
  if (second.type === 'number') {
    const { value: constant } = second;
    return (frame) => add(left(frame), constant);
  }
  if (!isLocal(expression.left)) return (frame) => add(left(frame), right(frame));
  return (frame) => {
    const b = right(frame);
    return add(left(frame), b);
  };
}

function operatorOf(
  { machine }: Context,
  operator: Arithmetic,
  line: number,
): (a: unknown, b: unknown) => number {
  const slow = (a: unknown, b: unknown) => arithmetic(machine, operator, a, b, line);
  switch (operator) {
    case '+':
      return (a, b) => (typeof a === 'number' && typeof b === 'number' ? a + b : slow(a, b));
    case '-':
      return (a, b) => (typeof a === 'number' && typeof b === 'number' ? a - b : slow(a, b));
    case '*':
      return (a, b) => (typeof a === 'number' && typeof b === 'number' ? a * b : slow(a, b));
    case '/':
      return (a, b) => (typeof a === 'number' && typeof b === 'number' ? a / b : slow(a, b));
    case '%':
      return (a, b) => (typeof a === 'number' && typeof b === 'number' ? modulo(a, b) : slow(a, b));
    default:
      return (a, b) => (typeof a === 'number' && typeof b === 'number' ? power(a, b) : slow(a, b));
  }
}
