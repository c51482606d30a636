import type { Block, Expression, Statement } from '../language/lua-syntax.js';

/**
 * How many steps running a block once counts for: one for each statement and operation in it.
 *
 * What the loops in it do is counted at each turn, and what functions do at each call.
 */
export function costOf(block: Block): number {
  return block.reduce((sum, statement) => sum + statementCost(statement), 1);
}

function statementCost(statement: Statement): number {
  switch (statement.type) {
    case 'assign':
      return 1 + sumOf(statement.targets) + sumOf(statement.values);
    case 'declare':
    case 'return':
      return 1 + sumOf(statement.values);
    case 'callStatement':
      return expressionCost(statement.call);
    case 'do':
      return costOf(statement.body);
    case 'if':
      return 1 + expressionCost(statement.condition) + costOf(statement.then) + costOf(statement.else);
    case 'numericFor':
    case 'genericFor':
      return 4;
    default:
      return 1;
  }
}

function sumOf(expressions: readonly Expression[]): number {
  return expressions.reduce((sum, expression) => sum + expressionCost(expression), 0);
}

/** How many steps an expression counts for. */
export function expressionCost(expression: Expression): number {
  switch (expression.type) {
    case 'index':
      return 1 + expressionCost(expression.object) + expressionCost(expression.key);
    case 'call':
      return 5 + expressionCost(expression.callee) + sumOf(expression.args);
    case 'table':
      return expression.items.reduce(
        (sum, { key, value }) =>
          sum + expressionCost(value) + (key === undefined ? 1 : 1 + expressionCost(key)),
        4,
      );
    case 'logical':
    case 'relation':
    case 'arithmetic':
    case 'concat':
      return 1 + expressionCost(expression.left) + expressionCost(expression.right);
    case 'unary':
      return 1 + expressionCost(expression.operand);
    default:
      return 1;
  }
}
