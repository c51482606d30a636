import type { Expression } from './lua-syntax.js';

/** The number that an expression of numbers alone comes to. */
export function folded(expression: Expression): number | undefined {
  if (expression.type === 'number') return expression.value;
  return expression.type === 'unary' || expression.type === 'arithmetic' ? expression.constant : undefined;
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
export function isMultiple(
  expression: Expression | undefined,
): expression is Expression & { readonly type: 'call' | 'vararg'; single: boolean } {
  return (expression?.type === 'call' || expression?.type === 'vararg') && !expression.single;
}
