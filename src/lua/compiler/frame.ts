import type { Expression, FunctionNode, Variable } from '../language/lua-syntax.js';
import type { Machine } from '../runtime/machine.js';

/**
 * What one call of a function works on: what it has captured, what it returns, its further arguments, and from
 * {@link FIRST} on its variables by their registers.
 */
export type Frame = unknown[];

export const CAPTURED = 0;
export const RETURNED = 1;
export const VARARGS = 2;
export const FIRST = 3;

/** An expression: gives its value, or {@link Values} where it stands for several. */
export type Evaluate = (frame: Frame) => unknown;
export type Test = (frame: Frame) => boolean;

/** How a statement ends: whether the next one comes. Further numbers are labels to go to. */
export const GO_ON = 0;
export const RETURN = 1;
export const BREAK = 2;
export const FIRST_LABEL = 3;

/** A statement; gives how it ends. */
export type Run = (frame: Frame) => number;

/** What is compiled into: the machine that the functions run on, and the function that they are part of. */
export interface Context {
  readonly machine: Machine;
  readonly node: FunctionNode;
  /** The labels that can be seen, the innermost last. */
  readonly labels: readonly { readonly name: string; readonly number: number }[];
  compileFunction(context: Context, node: FunctionNode): Evaluate;
}

/** Where a variable stands in a frame. */
export function slotOf({ register }: Variable): number {
  return FIRST + register;
}

/** Whether a variable is kept in a box. */
export function isShared({ captured, assigned }: Variable): boolean {
  return captured && assigned;
}

/** Whether some variable of a function is. */
export function sharesVariables({ variables }: FunctionNode): boolean {
  return variables.some(isShared);
}

/** Whether an expression is a variable of the function itself: gopher-lua reads these when it uses them. */
export function isLocal(expression: Expression): boolean {
  return expression.type === 'local';
}

/** A variable whose value stands in the frame itself. */
export function isPlainLocal(expression: Expression): expression is Expression & { readonly type: 'local' } {
  return expression.type === 'local' && !isShared(expression.variable);
}

/** Two operands as one function, in the order in which gopher-lua reads them. */
export function ofBoth<Result>(
  left: Expression,
  a: Evaluate,
  b: Evaluate,
  calculate: (first: unknown, second: unknown) => Result,
): (frame: Frame) => Result {
  if (!isLocal(left)) return (frame) => calculate(a(frame), b(frame));
  return (frame) => {
    const second = b(frame);
    return calculate(a(frame), second);
  };
}
