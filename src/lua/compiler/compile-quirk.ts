import type { Expression, Variable } from '../language/lua-syntax.js';
import { constantOf } from '../language/operands.js';
import { compileExpression, compileTest } from './compile-expression.js';
import { type Context, type Frame, GO_ON, type Run } from './frame.js';

type Logical = Expression & { readonly type: 'logical' };
type Write = (frame: Frame, value: unknown) => void;

/** Where control goes after an operand: on, to the end, to make it true or false, or to a label. */
const ON = 0;
const END = 1;
const TRUE = 2;
const FALSE = 3;
const FIRST_JUMP = 4;

/**
 * Whether gopher-lua, assigning such an expression to a variable of the function, does something else than assign its
 * value.
 *
 * It leaves the variable as it was where an operand of `and` that is no comparison ends the expression, and writes to
 * it in between where an operand of `or` does not.
 */
export function isQuirky(expression: Logical): boolean {
  return (
    expression.operator === 'and' ||
    [expression.left, expression.right].some((side) => side.type === 'logical')
  );
}

/**
 * The assignment of `and` and `or` to a variable of the function itself, jump by jump as gopher-lua compiles it.
 *
 * @see https://github.com/yuin/gopher-lua/blob/v1.1.1/compile.go#L1455-L1654
 */
export function compileQuirk(context: Context, expression: Logical, write: Write, variable: Variable): Run {
  let jumps = FIRST_JUMP;

  type Step = (frame: Frame) => number;
  const operand = (node: Expression, then: number, otherwise: number, jumpsOnTrue: boolean): Step => {
    if (node.type === 'logical') return pair(node, then, otherwise, jumpsOnTrue);
    if (node.type === 'relation') return relation(node, then, otherwise, jumpsOnTrue);
    const constant = constantOf(node);
    if (constant !== undefined) return literal(constant.value, then, otherwise);
    return value(node, then, otherwise, jumpsOnTrue);
  };
  const pair = (node: Logical, then: number, otherwise: number, jumpsOnTrue: boolean): Step => {
    const next = jumps++;
    const left =
      node.operator === 'and'
        ? operand(node.left, next, otherwise, false)
        : operand(node.left, then, next, true);
    const right = operand(node.right, then, otherwise, jumpsOnTrue);
    return (frame) => {
      const to = left(frame);
      return to === ON || to === next ? right(frame) : to;
    };
  };
  const relation = (node: Expression, then: number, otherwise: number, jumpsOnTrue: boolean): Step => {
    const test = compileTest(context, node);
    if (then === otherwise) return (frame) => (test(frame) ? TRUE : FALSE);
    const to = then === END ? TRUE : otherwise === END ? FALSE : jumpsOnTrue ? then : otherwise;
    return (frame) => (test(frame) === jumpsOnTrue ? to : ON);
  };
  const literal = (constant: unknown, then: number, otherwise: number): Step => {
    const holds = constant !== undefined && constant !== false;
    const to = holds ? then : otherwise;
    if (to !== END) return () => to;
    if (typeof constant === 'boolean') return () => (constant ? TRUE : FALSE);
    return (frame) => {
      write(frame, constant);
      return END;
    };
  };
  const value = (node: Expression, then: number, otherwise: number, jumpsOnTrue: boolean): Step => {
    const evaluate = compileExpression(context, node);
    if (!jumpsOnTrue && then === otherwise) {
      return (frame) => {
        write(frame, evaluate(frame));
        return END;
      };
    }
    const ends = (jumpsOnTrue ? then : otherwise) === END;
    const isLastLocal = node.type === 'local' && ends;
    const writes = isLastLocal ? node.variable !== variable : jumpsOnTrue;
    const to = jumpsOnTrue ? then : otherwise;
    return (frame) => {
      const found = evaluate(frame);
      if ((found !== undefined && found !== false) !== jumpsOnTrue) return ON;
      if (writes) write(frame, found);
      return to;
    };
  };

  const left =
    expression.operator === 'and'
      ? operand(expression.left, jumps++, END, false)
      : operand(expression.left, END, jumps++, true);
  const right = operand(expression.right, END, END, false);
  return (frame) => {
    let to = left(frame);
    if (to === ON || to >= FIRST_JUMP) to = right(frame);
    if (to === TRUE || to === FALSE) write(frame, to === TRUE);
    return GO_ON;
  };
}
