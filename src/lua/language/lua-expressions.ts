import { parseNumber } from '../runtime/lua-number.js';
import { type FunctionScope, resolve } from './lua-scope.js';
import type { Arithmetic, CallNode, Expression, FunctionNode, Item, Relation, Target } from './lua-syntax.js';
import type { TokenStream } from './token-stream.js';

/** What the parts of the parser share. */
export interface Parser {
  readonly tokens: TokenStream;
  readonly scope: FunctionScope;
  /** The names that no scope knows. */
  readonly globals: Set<string>;
  parseBody(parser: Parser, method: boolean, line: number): FunctionNode;
}

/** How strongly each operator binds, to the left and to the right. */
const BINDING = new Map<string, readonly [left: number, right: number]>([
  ['or', [1, 1]],
  ['and', [2, 2]],
  ['<', [3, 3]],
  ['>', [3, 3]],
  ['<=', [3, 3]],
  ['>=', [3, 3]],
  ['==', [3, 3]],
  ['~=', [3, 3]],
  ['..', [5, 4]],
  ['+', [6, 6]],
  ['-', [6, 6]],
  ['*', [7, 7]],
  ['/', [7, 7]],
  ['%', [7, 7]],
  ['^', [10, 9]],
]);
const UNARY = 8;

/** Expressions with commas between them. */
export function parseExpressions(parser: Parser): Expression[] {
  const list = [parseExpression(parser)];
  while (parser.tokens.accept(',')) list.push(parseExpression(parser));
  return list;
}

/** An expression whose operators bind more strongly than `limit`. */
export function parseExpression(parser: Parser, limit = 0): Expression {
  const { tokens } = parser;
  tokens.deeper();
  let left = parseOperand(parser);
  for (;;) {
    const operator = tokens.kind;
    const binding = BINDING.get(operator);
    if (binding === undefined || binding[0] <= limit) break;
    tokens.advance();
    left = binary(operator, left, parseExpression(parser, binding[1]));
  }
  tokens.shallower();
  return left;
}

function binary(operator: string, left: Expression, right: Expression): Expression {
  const { line } = left;
  if (operator === 'and' || operator === 'or') return { type: 'logical', operator, left, right, line };
  if (operator === '..') return { type: 'concat', operator, left, right, line };
  if (BINDING.get(operator)?.[0] === 3) {
    return { type: 'relation', operator: operator as Relation, left, right, line };
  }
  return { type: 'arithmetic', operator: operator as Arithmetic, left, right, line };
}

function parseOperand(parser: Parser): Expression {
  const { tokens } = parser;
  const { kind, line } = tokens;
  switch (kind) {
    case 'not':
    case '-':
    case '#': {
      tokens.advance();
      const operand = parseExpression(parser, UNARY);
      return { type: 'unary', operator: kind, operand, line: operand.line };
    }
    case 'nil':
    case 'true':
    case 'false':
      tokens.advance();
      return { type: kind, line };
    case 'number': {
      const value = parseNumber(tokens.text) ?? Number.NaN;
      tokens.advance();
      return { type: 'number', value, line };
    }
    case 'string':
      return parseString(parser);
    case '...':
      tokens.advance();
      parser.scope.usesVararg = true;
      return { type: 'vararg', single: false, line };
    case 'function':
      tokens.advance();
      return { type: 'function', node: parser.parseBody(parser, false, line), line };
    case '{':
      return parseTable(parser);
    default:
      return parsePrefix(parser).expression;
  }
}

function parseString({ tokens }: Parser): Expression {
  const { text: value, line } = tokens;
  tokens.advance();
  return { type: 'string', value, line };
}

/** A name, call, field or expression in parentheses; assignable where it is a name or a field. */
export function parsePrefix(parser: Parser): { expression: Expression; assignable: boolean } {
  const { tokens } = parser;
  let expression: Expression;
  let assignable = true;
  if (tokens.kind === '(') {
    const { line } = tokens;
    tokens.advance();
    expression = parseExpression(parser);
    tokens.expect(')');
    // A call in parentheses keeps its own line, anything else gets that of the parenthesis.
    if (expression.type === 'call' && !expression.single) expression.single = true;
    else expression.line = line;
    if (expression.type === 'vararg') expression.single = true;
    assignable = false;
  } else {
    expression = parseName(parser);
  }
  for (;;) {
    const { kind } = tokens;
    const { line } = expression;
    if (kind === '.') {
      tokens.advance();
      const key: Expression = { type: 'string', value: tokens.text, line: tokens.line };
      tokens.expect('name');
      expression = { type: 'index', object: expression, key, line };
      assignable = true;
    } else if (kind === '[') {
      tokens.advance();
      const key = parseExpression(parser);
      tokens.expect(']');
      expression = { type: 'index', object: expression, key, line };
      assignable = true;
    } else if (kind === ':') {
      tokens.advance();
      const method = tokens.expect('name');
      if (tokens.kind !== '(' && tokens.kind !== '{' && tokens.kind !== 'string') throw tokens.unexpected();
      expression = call(expression, method, parseArguments(parser));
      assignable = false;
    } else if (kind === '(' || kind === '{' || kind === 'string') {
      expression = call(expression, undefined, parseArguments(parser));
      assignable = false;
    } else return { expression, assignable };
  }
}

function call(callee: Expression, method: string | undefined, args: readonly Expression[]): CallNode {
  return { type: 'call', callee, method, args, single: false, line: callee.line };
}

/** A variable by its name. */
export function parseName({ tokens, scope, globals }: Parser): Target {
  const { line } = tokens;
  const name = tokens.expect('name');
  const found = resolve(scope, name);
  if (found === undefined) {
    globals.add(name);
    return { type: 'global', name, line };
  }
  if ('local' in found) return { type: 'local', variable: found.local, line };
  return { type: 'upvalue', index: found.upvalue, variable: found.variable, line };
}

function parseArguments(parser: Parser): readonly Expression[] {
  const { tokens } = parser;
  if (tokens.kind === 'string') return [parseString(parser)];
  if (tokens.kind === '{') return [parseTable(parser)];
  tokens.expect('(');
  const args = tokens.kind === ')' ? [] : parseExpressions(parser);
  tokens.expect(')');
  return args;
}

function parseTable(parser: Parser): Expression {
  const { tokens } = parser;
  const { line } = tokens;
  tokens.expect('{');
  const items: Item[] = [];
  const separated = () => tokens.accept(',') || tokens.accept(';');
  while (tokens.kind !== '}') {
    items.push(parseItem(parser));
    if (!separated()) break;
    // gopher-lua takes several for one.
    while (separated());
  }
  tokens.expect('}');
  return { type: 'table', items, line };
}

function parseItem(parser: Parser): Item {
  const { tokens } = parser;
  if (tokens.accept('[')) {
    const key = parseExpression(parser);
    tokens.expect(']');
    tokens.expect('=');
    return { key, value: parseExpression(parser) };
  }
  if (tokens.kind !== 'name') return { key: undefined, value: parseExpression(parser) };
  // One token more shows whether the name is a key.
  const key = tokens.nameBefore('=');
  if (key === undefined) return { key: undefined, value: parseExpression(parser) };
  return { key: { type: 'string', value: key.text, line: key.line }, value: parseExpression(parser) };
}
