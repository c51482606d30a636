import { ScriptError } from '../runtime/script-error.js';
import { parseExpression, parseExpressions } from './lua-expressions.js';
import { FunctionScope, REGISTERS } from './lua-scope.js';
import type { Block, Expression, FunctionNode, Statement, Variable } from './lua-syntax.js';
import { declare, parseAssignment, parseFunction, parseLocal } from './parse-declarations.js';
import { Parser, TOO_DEEP } from './parser.js';
import { conditionUse, expressionUse, returnUse, valuesUse } from './register-use.js';

/** Statements whose last line is that of their `end`. */
const WITH_END = new Set(['do', 'while', 'for', 'if', 'function']);
const BLOCK_ENDS = new Set(['end', 'else', 'elseif', 'until', 'eof']);

/**
 * The syntax tree of a script that gopher-lua would compile, with every name resolved, and the global names in it.
 *
 * @param source - The script, each character one byte.
 * @throws ScriptError with gopher-lua's text.
 * @see https://github.com/yuin/gopher-lua/blob/v1.1.1/parse/parser.go.y
 * @see https://github.com/yuin/gopher-lua/blob/v1.1.1/compile.go
 */
export function parseChunk(source: string): { node: FunctionNode; globals: ReadonlySet<string> } {
  const scope = new FunctionScope(undefined, true, 0);
  const parser = new Parser(source, scope, parseBody);
  const body = nested(parser);
  if (parser.kind !== 'eof') throw parser.unexpected();
  // gopher-lua takes the line after the last statement for the end of the chunk.
  scope.end(parser, parser.endLine + 1);
  const { fault, globals } = parser;
  if (fault === undefined)
    return { node: { ...partsOf(scope), parameters: [], arg: undefined, body }, globals };
  const { line } = fault.at;
  throw new ScriptError(`compile error near line(${line}) <string>: ${fault.message}`, line);
}

/** Parses in a stack as deep as the engine has: what goes beyond it is an error like any other. */
function nested(parser: Parser): Block {
  try {
    parser.advance();
    return parseBlock(parser);
  } catch (error) {
    if (error instanceof RangeError) throw parser.error(TOO_DEEP);
    throw error;
  }
}

function partsOf({ vararg, usesVararg, captures, registers, variables }: FunctionScope) {
  return { vararg, usesVararg, captures, registers, variables };
}

/** A block with a scope of its own. */
function parseScope(parser: Parser): Block {
  parser.scope.enter();
  const body = parseBlock(parser);
  parser.scope.leave();
  return body;
}

function parseBlock(parser: Parser): Block {
  const { scope } = parser;
  const body: Statement[] = [];
  // Whether something comes after labels shows behind them.
  const labels: (Statement & { type: 'label' })[] = [];
  const define = (isLast: boolean) => {
    for (const { name, line } of labels.splice(0)) scope.label(parser, name, line, isLast);
  };
  parser.deeper();
  while (!BLOCK_ENDS.has(parser.kind)) {
    if (parser.accept(';')) continue;
    const { kind } = parser;
    if (kind !== '::') define(false);
    const statement = parseStatement(parser);
    body.push(statement);
    if (statement.type === 'label') labels.push(statement);
    if (!WITH_END.has(kind)) parser.endLine = statement.line;
    if (kind !== 'return' && kind !== 'break') continue;
    parser.accept(';');
    break;
  }
  // The condition of `repeat` sees the variables of the block.
  define(parser.kind !== 'until');
  parser.shallower();
  return body;
}

/** The body of a statement, up to its `end`. */
function parseEnded(parser: Parser): Block {
  const body = parseScope(parser);
  expectEnd(parser);
  return body;
}

function expectEnd(parser: Parser): void {
  const { line } = parser;
  parser.expect('end');
  parser.endLine = line;
}

function parseCondition(parser: Parser): Expression {
  const condition = parseExpression(parser);
  parser.scope.use(conditionUse(condition));
  return condition;
}

function parseStatement(parser: Parser): Statement {
  const { line, kind, scope } = parser;
  switch (kind) {
    case 'if':
      return parseIf(parser);
    case 'while': {
      parser.advance();
      const condition = parseCondition(parser);
      parser.expect('do');
      scope.loops++;
      const body = parseEnded(parser);
      scope.loops--;
      return { type: 'while', condition, body, line };
    }
    case 'do':
      parser.advance();
      return { type: 'do', body: parseEnded(parser), line };
    case 'for':
      return parseFor(parser);
    case 'repeat': {
      parser.advance();
      scope.enter();
      scope.loops++;
      const body = parseBlock(parser);
      parser.expect('until');
      const condition = parseCondition(parser);
      scope.loops--;
      scope.leave();
      return { type: 'repeat', condition, body, line };
    }
    case 'function':
      return parseFunction(parser);
    case 'local':
      return parseLocal(parser);
    case 'return': {
      parser.advance();
      const bare = parser.kind === ';' || BLOCK_ENDS.has(parser.kind);
      const values = bare ? [] : parseExpressions(parser);
      scope.use(returnUse(values));
      return { type: 'return', values, line };
    }
    case 'break':
      parser.advance();
      if (scope.loops === 0) parser.refuse({ line }, 'no loop to break');
      return { type: 'break', line };
    case 'goto': {
      parser.advance();
      const jump = { type: 'goto' as const, label: parser.expect('name'), closes: 0, line };
      scope.jump(jump);
      return jump;
    }
    case '::': {
      parser.advance();
      const name = parser.expect('name');
      parser.expect('::');
      return { type: 'label', name, line };
    }
    default:
      return parseAssignment(parser);
  }
}

function parseIf(parser: Parser): Statement {
  const { line } = parser;
  parser.advance();
  const condition = parseCondition(parser);
  parser.expect('then');
  const then = parseScope(parser);
  let otherwise: Block = [];
  if (parser.kind === 'elseif') otherwise = [parseIf(parser)];
  else {
    if (parser.accept('else')) otherwise = parseScope(parser);
    expectEnd(parser);
  }
  return { type: 'if', condition, then, else: otherwise, line };
}

function parseFor(parser: Parser): Statement {
  const { line, scope } = parser;
  parser.advance();
  const names = [parser.expect('name')];
  scope.enter();
  scope.loops++;
  let statement: Statement;
  // Three registers are the loop's own.
  if (parser.accept('=')) {
    const part = (isGiven: boolean): Expression | undefined => {
      declare(parser, ['']);
      const expression = isGiven ? parseExpression(parser) : undefined;
      scope.use(expression === undefined ? -1 : expressionUse(expression) - 1);
      return expression;
    };
    const from = part(true) as Expression;
    parser.expect(',');
    const to = part(true) as Expression;
    const step = part(parser.accept(','));
    const [variable] = declare(parser, names) as [Variable];
    statement = { type: 'numericFor', variable, from, to, step, body: parseDo(parser), line };
  } else {
    while (parser.accept(',')) names.push(parser.expect('name'));
    parser.expect('in');
    declare(parser, ['', '', '']);
    const values = parseExpressions(parser);
    scope.use(valuesUse(values, 3) - 3);
    statement = {
      type: 'genericFor',
      variables: declare(parser, names),
      values,
      body: parseDo(parser),
      line,
    };
  }
  scope.loops--;
  scope.leave();
  return statement;
}

function parseDo(parser: Parser): Block {
  parser.expect('do');
  return parseEnded(parser);
}

/** The parameters and the body of a function, after its name. */
function parseBody(parser: Parser, method: boolean, line: number): FunctionNode {
  parser.expect('(');
  const names = method ? ['self'] : [];
  let vararg = false;
  if (parser.kind !== ')') {
    do {
      vararg = parser.accept('...');
      if (!vararg) names.push(parser.expect('name'));
    } while (!vararg && parser.accept(','));
  }
  parser.expect(')');
  const outer = parser.scope;
  const scope = new FunctionScope(outer, vararg, line);
  parser.scope = scope;
  scope.use(names.length, 0);
  if (names.length > REGISTERS) parser.refuse(scope, 'register overflow');
  const parameters = declare(parser, names);
  const [arg] = vararg ? declare(parser, ['arg']) : [];
  const body = parseBlock(parser);
  scope.end(parser, parser.line);
  expectEnd(parser);
  parser.scope = outer;
  return { ...partsOf(scope), parameters, arg, body };
}
