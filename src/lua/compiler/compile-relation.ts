import type { BinaryNode, Expression, Relation } from '../language/lua-syntax.js';
import { constantOf } from '../language/operands.js';
import { equal, lessOrEqual, lessThan } from '../runtime/operators.js';
import { type Context, type Evaluate, ofBoth, type Test } from './frame.js';

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
  const isEqual = operator === '==';
  if (isEqual || operator === '~=') {
    if (constant !== undefined) {
      const { value } = constant;
      return isEqual ? (frame) => a(frame) === value : (frame) => a(frame) !== value;
    }
    return ofBoth(left, a, b, (first, second) => equal(machine, first, second) === isEqual);
  }
  const less = operator === '<' || operator === '>' ? lessThan : lessOrEqual;
  // `a > b` is `b < a`, with the operands read in the order in which they stand.
  return ofBoth(
    left,
    a,
    b,
    operator === '>' || operator === '>='
      ? (first, second) => less(machine, second, first, line)
      : (first, second) => less(machine, first, second, line),
  );
}
