import type { BinaryNode, Expression, Relation } from '../language/lua-syntax.js';
import { constantOf } from '../language/operands.js';
import { equal, lessOrEqual, lessThan } from '../runtime/operators.js';
import { type Context, type Evaluate, isLocal, type Test } from './frame.js';

/** A comparison as a function. */
export function compileRelation(
  context: Context,
  expression: BinaryNode<Relation> & Expression,
  compile: (context: Context, expression: Expression) => Evaluate,
): Test {
  const { machine } = context;
  const { operator, left, right, line } = expression;
  const a = compile(context, left);
  const b = compile(context, right);
  const constant = constantOf(right);
  if (constant !== undefined) {
    const { value } = constant;
    if (operator === '==') return (frame) => a(frame) === value;
    if (operator === '~=') return (frame) => a(frame) !== value;
  }
  switch (operator) {
    case '==':
      if (isLocal(left)) {
        return (frame) => {
          const second = b(frame);
          return equal(machine, a(frame), second);
        };
      }
      return (frame) => equal(machine, a(frame), b(frame));
    case '~=':
      if (isLocal(left)) {
        return (frame) => {
          const second = b(frame);
          return !equal(machine, a(frame), second);
        };
      }
      return (frame) => !equal(machine, a(frame), b(frame));
    default:
      return compileOrder(context, operator, a, b, isLocal(left), line);
  }
}

/** `a > b` is `b < a`, with the operands read in the order in which they stand. */
function compileOrder(
  { machine }: Context,
  operator: Relation,
  a: Evaluate,
  b: Evaluate,
  late: boolean,
  line: number,
): Test {
  const less = operator === '<' || operator === '>' ? lessThan : lessOrEqual;
  const swapped = operator === '>' || operator === '>=';
  if (late) {
    return (frame) => {
      const second = b(frame);
      const first = a(frame);
      return swapped ? less(machine, second, first, line) : less(machine, first, second, line);
    };
  }
  return (frame) => {
    const first = a(frame);
    const second = b(frame);
    return swapped ? less(machine, second, first, line) : less(machine, first, second, line);
  };
}
