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
      const word = expression.operator === 'and' ? 'all' : 'any';
      return { [word]: [...partsOf(word, left), ...partsOf(word, right)] };
    }
    case 'unary':
      return expression.operator === 'not' ? negated(draftPredicate(names, expression.operand)) : undefined;
    case 'relation':
      return draftRelation(names, expression.operator, expression.left, expression.right);
    default: {
      const path = pathAt(names, expression);
      return path === undefined
        ? undefined
        : { all: [{ path, exists: true }, { not: { path, equals: false } }] };
    }
  }
}

/** The parts of a predicate, where it is made of parts by this word: nesting is limited, and length is not. */
function partsOf(word: string, predicate: Draft): readonly unknown[] {
  const parts = predicate[word];
  return Array.isArray(parts) ? parts : [predicate];
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
      return Number.isFinite(expression.value) ? expression.value : undefined;
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
  const isEquality = operator === '==' || operator === '~=';
  if (right.type === 'nil') return isEquality ? { path, exists: operator === '~=' } : undefined;
  const operand = operandOf(names, right);
  if (operand === undefined) return undefined;
  // Declarations have an order of numbers alone.
  if (!isEquality && (typeof operand === 'string' || typeof operand === 'boolean')) return undefined;
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

/** What a script returns: a field is true or false there, or the script fails. */
function draftResult(names: Names, returned: Expression): Draft | undefined {
  const path = pathAt(names, returned);
  return path === undefined ? draftPredicate(names, returned) : { path, equals: true };
}

/** Rules of health from `if … then return …` one after the other; nothing where there is more than that. */
export function draftHealth(names: Names, body: Block): readonly Draft[] | undefined {
  const rules: Draft[] = [];
  const always = { path: '$.kind', exists: true };
  for (const statement of body) {
    if (statement.type === 'declare') {
      names.note(statement);
      continue;
    }
    const [returned] = statement.type === 'return' ? statement.values : [];
    if (statement.type === 'return') {
      if (returned === undefined) return undefined;
      if (returned.type === 'false')
        return rules.length > 0 ? rules : [{ state: 'Progressing', when: always }];
      const when = returned.type === 'true' ? always : draftResult(names, returned);
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
