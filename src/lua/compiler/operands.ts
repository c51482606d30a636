import type { Expression } from '../language/lua-syntax.js';
import { isShared } from './frame.js';

/** Whether an expression is a variable of the function itself: gopher-lua reads these when it uses them. */
export function isLocal(expression: Expression): boolean {
  return expression.type === 'local';
}

/** A variable whose value stands in the frame itself. */
export function isPlainLocal(expression: Expression): expression is Expression & { readonly type: 'local' } {
  return expression.type === 'local' && !isShared(expression.variable);
}

/** The value of an expression that is a constant, as `{ value }`. */
export function constantOf(expression: Expression): { readonly value: unknown } | undefined {
  switch (expression.type) {
    case 'nil':
      return { value: undefined };
    case 'true':
      return { value: true };
    case 'false':
      return { value: false };
    case 'number':
    case 'string':
      return { value: expression.value };
    default:
      return undefined;
  }
}

/** Whether an expression stands for as many values as there are. */
export function isMultiple(expression: Expression | undefined): boolean {
  return (expression?.type === 'call' || expression?.type === 'vararg') && !expression.single;
}
