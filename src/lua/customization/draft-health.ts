import type { Block, Expression } from '../language/lua-syntax.js';
import { fromBytes } from '../runtime/lua-text.js';
import { type Names, writtenPath } from './script-paths.js';

type Draft = { readonly [key: string]: unknown };

/** What a condition of a script asks, as a predicate of a declaration; nothing where that has none for it. */
function draftPredicate(names: Names, expression: Expression): Draft | undefined {
  switch (expression.type) {
    case 'logical': {
      const left = draftPredicate(names, expression.left);
      const right = draftPredicate(names, expression.right);
      if (left === undefined || right === undefined) return undefined;
      return { [expression.operator === 'and' ? 'all' : 'any']: [left, right] };
    }
    case 'unary':
      return expression.operator === 'not' ? negated(draftPredicate(names, expression.operand)) : undefined;
    case 'relation':
      return draftRelation(names, expression.operator, expression.left, expression.right);
    default: {
      const path = pathAt(names, expression);
      return path === undefined ? undefined : { path, equals: true };
    }
  }
}

function negated(predicate: Draft | undefined): Draft | undefined {
  return predicate && { not: predicate };
}

function pathAt(names: Names, expression: Expression): string | undefined {
  const path = names.pathOf(expression);
  return path?.from === 'first' && path.keys.length > 0 ? writtenPath(path.keys) : undefined;
}

/** A constant, or the place of a value. */
function operandOf(names: Names, expression: Expression): unknown {
  switch (expression.type) {
    case 'number':
      return expression.value;
    case 'string':
      return fromBytes(expression.value);
    case 'true':
    case 'false':
      return expression.type === 'true';
    default: {
      const path = pathAt(names, expression);
      return path && { path };
    }
  }
}

function draftRelation(
  names: Names,
  operator: string,
  left: Expression,
  right: Expression,
): Draft | undefined {
  const path = pathAt(names, left);
  if (path === undefined) return undefined;
  if (right.type === 'nil') return { path, exists: operator === '~=' };
  const operand = operandOf(names, right);
  if (operand === undefined) return undefined;
  switch (operator) {
    case '==':
      return { path, equals: operand };
    case '~=':
      return { not: { path, equals: operand } };
    case '>=':
      return { path, atLeast: operand };
    case '<=':
      return { path, atMost: operand };
    case '<':
      return { not: { path, atLeast: operand } };
    default:
      return { not: { path, atMost: operand } };
  }
}

/** Rules of health from `if … then return …` one after the other; nothing where there is more than that. */
export function draftHealth(names: Names, body: Block): readonly Draft[] | undefined {
  const rules: Draft[] = [];
  const always = { path: '$.kind', exists: true };
  for (const statement of body) {
    if (statement.type === 'declare') {
      statement.variables.forEach((variable, i) => {
        names.note(variable, statement.values[i]);
      });
      continue;
    }
    const [returned] = statement.type === 'return' ? statement.values : [];
    if (statement.type === 'return') {
      if (returned === undefined) return undefined;
      if (returned.type === 'false') return rules;
      const when = returned.type === 'true' ? always : draftPredicate(names, returned);
      return when && [...rules, { state: 'Healthy', when }];
    }
    if (statement.type !== 'if' || statement.else.length > 0 || statement.then.length !== 1) return undefined;
    const [only] = statement.then;
    const answer = only?.type === 'return' ? only.values[0]?.type : undefined;
    const when = draftPredicate(names, statement.condition);
    if (when === undefined || (answer !== 'true' && answer !== 'false')) return undefined;
    rules.push({ state: answer === 'true' ? 'Healthy' : 'Progressing', when });
  }
  return undefined;
}
