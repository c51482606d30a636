import { parseNumber } from '../runtime/lua-number.js';
import { calculate } from '../runtime/operators.js';
import { resolve } from './lua-scope.js';
import type { Arithmetic, Expression, Item, Relation, Target } from './lua-syntax.js';
import { folded, isMultiple } from './operands.js';
import type { Parser } from './parser.js';

/** How strongly each operator binds. */
const BINDING: { readonly [operator: string]: number } = {
  or: 1,
  and: 2,
  '<': 3,
  '>': 3,
  '<=': 3,
  '>=': 3,
  '==': 3,
  '~=': 3,
  '..': 4,
  '+': 5,
  '-': 5,
  '*': 6,
  '/': 6,
  '%': 6,
  '^': 8,
};
const RELATION = 3;
const UNARY = 7;

/** Expressions with commas between them. */
export function parseExpressions(parser: Parser): Expression[] {
  const list = [parseExpression(parser)];
  while (parser.accept(',')) list.push(parseExpression(parser));
  return list;
}

/** An expression whose operators bind more strongly than `limit`. */
export function parseExpression(parser: Parser, limit = 0): Expression {
  parser.deeper();
  let left = parseOperand(parser);
  for (;;) {
    const { kind } = parser;
    const binding = BINDING[kind] ?? 0;
    if (binding <= limit) break;
    parser.advance();
    const toTheRight = kind === '..' || kind === '^';
    left = binary(kind, left, parseExpression(parser, toTheRight ? binding - 1 : binding));
  }
  parser.shallower();
  return left;
}

function binary(operator: string, left: Expression, right: Expression): Expression {
  const { line } = left;
  if (operator === 'and' || operator === 'or') return { type: 'logical', operator, left, right, line };
  if (operator === '..') return { type: 'concat', operator, left, right, line };
  if (BINDING[operator] === RELATION)
    return { type: 'relation', operator: operator as Relation, left, right, line };
  const name = operator as Arithmetic;
  const [a, b] = [folded(left), folded(right)];
  const constant = a === undefined || b === undefined ? undefined : calculate(name, a, b);
  return { type: 'arithmetic', operator: name, constant, left, right, line };
}

function parseOperand(parser: Parser): Expression {
  const { kind, line } = parser;
  switch (kind) {
    case 'not':
    case '-':
    case '#': {
      parser.advance();
      const operand = parseExpression(parser, UNARY);
      const number = kind === '-' ? folded(operand) : undefined;
      return {
        type: 'unary',
        operator: kind,
        operand,
        constant: number === undefined ? undefined : -number,
        line: operand.line,
      };
    }
    case 'nil':
    case 'true':
    case 'false':
      parser.advance();
      return { type: kind, line };
    case 'number': {
      const value = parseNumber(parser.text) ?? Number.NaN;
      parser.advance();
      return { type: 'number', value, line };
    }
    case 'string':
      return parseString(parser, 'string');
    case '...': {
      parser.advance();
      const { scope } = parser;
      const vararg: Expression = { type: 'vararg', single: false, line };
      if (!scope.vararg) parser.refuse(vararg, "cannot use '...' outside a vararg function");
      scope.usesVararg = true;
      return vararg;
    }
    case 'function':
      parser.advance();
      return parseClosure(parser, line);
    case '{':
      return parseTable(parser);
    default:
      return parsePrefix(parser).expression;
  }
}

/** A function after its name, or after `function` where it has none. */
export function parseClosure(parser: Parser, line: number, method = false): Expression {
  return { type: 'function', node: parser.parseBody(parser, method, line), line };
}

/** A text, or a name that stands for one. */
export function parseString(
  parser: Parser,
  kind: 'string' | 'name',
): Expression & { readonly type: 'string' } {
  const { line } = parser;
  return { type: 'string', value: parser.expect(kind), line };
}

/** A name, call, field or expression in parentheses; assignable where it is a name or a field. */
export function parsePrefix(parser: Parser): { expression: Expression; assignable: boolean } {
  let expression: Expression;
  let assignable = true;
  const { line: start } = parser;
  if (parser.accept('(')) {
    expression = parseExpression(parser);
    parser.expect(')');
    // A call in parentheses keeps its own line, anything else gets that of the parenthesis.
    if (expression.type !== 'call' || expression.single) expression.line = start;
    if (isMultiple(expression)) expression.single = true;
    assignable = false;
  } else {
    expression = parseName(parser);
  }
  for (;;) {
    const { kind } = parser;
    const { line } = expression;
    if (kind === '.' || kind === '[') {
      parser.advance();
      const key = kind === '.' ? parseString(parser, 'name') : parseExpression(parser);
      if (kind === '[') parser.expect(']');
      expression = { type: 'index', object: expression, key, line };
      assignable = true;
      continue;
    }
    const method = parser.accept(':') ? parser.expect('name') : undefined;
    const args = parseArguments(parser);
    if (args === undefined) {
      if (method !== undefined) throw parser.unexpected();
      return { expression, assignable };
    }
    expression = { type: 'call', callee: expression, method, args, single: false, line };
    assignable = false;
  }
}

/** A variable by its name. */
export function parseName(parser: Parser): Target {
  const { line } = parser;
  const name = parser.expect('name');
  const found = resolve(parser.scope, name);
  if (found === undefined) {
    parser.globals.add(name);
    return { type: 'global', name, line };
  }
  const { variable, upvalue } = found;
  return upvalue === undefined
    ? { type: 'local', variable, line }
    : { type: 'upvalue', index: upvalue, variable, line };
}

/** The arguments of a call; `undefined` where there is none. */
function parseArguments(parser: Parser): readonly Expression[] | undefined {
  switch (parser.kind) {
    case 'string':
      return [parseString(parser, 'string')];
    case '{':
      return [parseTable(parser)];
    case '(': {
      parser.advance();
      if (parser.accept(')')) return [];
      const args = parseExpressions(parser);
      parser.expect(')');
      return args;
    }
    default:
      return undefined;
  }
}

function parseTable(parser: Parser): Expression {
  const { line } = parser;
  parser.expect('{');
  const items: Item[] = [];
  const separated = () => parser.accept(',') || parser.accept(';');
  while (parser.kind !== '}') {
    items.push(parseItem(parser));
    if (!separated()) break;
    // gopher-lua takes several for one.
    while (separated());
  }
  parser.expect('}');
  return { type: 'table', items, line };
}

function parseItem(parser: Parser): Item {
  let key: Expression | undefined;
  if (parser.accept('[')) {
    key = parseExpression(parser);
    parser.expect(']');
    parser.expect('=');
    // One token more shows whether a name is a key.
  } else if (parser.kind === 'name' && parser.precedes('=')) {
    key = parseString(parser, 'name');
    parser.advance();
  }
  return { key, value: parseExpression(parser) };
}
