import type { Arithmetic, BinaryNode, Expression } from '../language/lua-syntax.js';
import { folded } from '../language/operands.js';
import { power } from '../runtime/go-power.js';
import { arithmetic, modulo } from '../runtime/operators.js';
import type { Context, Evaluate } from './frame.js';
import { ofBoth } from './frame.js';

/** `+ - * / % ^` as a function. */
export function compileArithmetic(
  context: Context,
  expression: BinaryNode<Arithmetic> & Expression,
  compile: (context: Context, expression: Expression) => Evaluate,
): Evaluate {
  const value = folded(expression);
  if (value !== undefined) return () => value;
  const { operator, left, right, line } = expression;
  return ofBoth(left, compile(context, left), compile(context, right), operatorOf(context, operator, line));
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
      return (a, b) => {
        if (typeof a !== 'number' || typeof b !== 'number') return slow(a, b);
        // What is very large takes time.
        if (Math.abs(a) > Math.abs(b) * 2 ** 53) machine.spend(20);
        return modulo(a, b);
      };
    default:
      return (a, b) => (typeof a === 'number' && typeof b === 'number' ? power(a, b) : slow(a, b));
  }
}
