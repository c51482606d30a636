import { type Parser, parseExpression, parseExpressions } from './lua-expressions.js';
import { Lexer } from './lua-lexer.js';
import { declare, functionScope } from './lua-scope.js';
import type { Block, FunctionNode, Statement, Variable } from './lua-syntax.js';
import { parseAssignment, parseFunction, parseLocal } from './parse-declarations.js';
import { TokenStream } from './token-stream.js';

/** Statements whose last line is that of their `end`. */
const WITH_END = new Set(['do', 'while', 'for', 'if', 'function']);
const BLOCK_ENDS = new Set(['end', 'else', 'elseif', 'until', 'eof']);

/**
 * The syntax tree of a script, with every name resolved, and the global names in it.
 *
 * @param source - The script, each character one byte.
 * @throws ScriptError with gopher-lua's text where it does not parse.
 * @see https://github.com/yuin/gopher-lua/blob/v1.1.1/parse/parser.go.y
 */
export function parseChunk(source: string): { node: FunctionNode; globals: ReadonlySet<string> } {
  const tokens = new TokenStream(new Lexer(source));
  const scope = functionScope(undefined, true);
  const globals = new Set<string>();
  const parser: Parser = { tokens, scope, globals, parseBody };
  const body = nested(tokens, () => parseBlock(parser));
  if (tokens.kind !== 'eof') throw tokens.unexpected();
  const node: FunctionNode = {
    parameters: [],
    vararg: true,
    arg: undefined,
    usesVararg: scope.usesVararg,
    body,
    captures: [],
    registers: scope.registers,
    variables: scope.variables,
    line: 0,
    // gopher-lua takes the line after the last statement for the end of the chunk.
    lastLine: tokens.endLine + 1,
  };
  return { node, globals };
}

/** Parses in a stack as deep as the engine has: what goes beyond it is an error like any other. */
function nested<T>(tokens: TokenStream, parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    if (error instanceof RangeError) throw tokens.lexer.error('chunk has too many syntax levels');
    throw error;
  }
}

/** A block with a scope of its own. */
function parseScope(parser: Parser): Block {
  const { visible } = parser.scope;
  const before = visible.length;
  const body = parseBlock(parser);
  visible.length = before;
  return body;
}

function parseBlock(parser: Parser): Block {
  const { tokens } = parser;
  const body: Statement[] = [];
  tokens.deeper();
  while (!BLOCK_ENDS.has(tokens.kind)) {
    if (tokens.accept(';')) continue;
    const { kind } = tokens;
    const statement = parseStatement(parser);
    body.push(statement);
    tokens.endLine = WITH_END.has(kind) ? tokens.endLine : statement.line;
    if (kind !== 'return' && kind !== 'break') continue;
    tokens.accept(';');
    break;
  }
  tokens.shallower();
  return body;
}

function expectEnd({ tokens }: Parser): void {
  const { line } = tokens;
  tokens.expect('end');
  tokens.endLine = line;
}

function parseStatement(parser: Parser): Statement {
  const { tokens } = parser;
  const { line, kind } = tokens;
  switch (kind) {
    case 'if':
      return parseIf(parser);
    case 'while': {
      tokens.advance();
      const condition = parseExpression(parser);
      tokens.expect('do');
      const body = parseScope(parser);
      expectEnd(parser);
      return { type: 'while', condition, body, line };
    }
    case 'do': {
      tokens.advance();
      const body = parseScope(parser);
      expectEnd(parser);
      return { type: 'do', body, line };
    }
    case 'for':
      return parseFor(parser);
    case 'repeat': {
      tokens.advance();
      const { visible } = parser.scope;
      const before = visible.length;
      const body = parseBlock(parser);
      tokens.expect('until');
      // The condition sees the variables of the body.
      const condition = parseExpression(parser);
      visible.length = before;
      return { type: 'repeat', condition, body, line };
    }
    case 'function':
      return parseFunction(parser);
    case 'local':
      return parseLocal(parser);
    case 'return': {
      tokens.advance();
      const bare = tokens.kind === ';' || BLOCK_ENDS.has(tokens.kind);
      return { type: 'return', values: bare ? [] : parseExpressions(parser), line };
    }
    case 'break':
      tokens.advance();
      return { type: 'break', line };
    case 'goto':
      tokens.advance();
      return { type: 'goto', label: tokens.expect('name'), closes: 0, line };
    case '::': {
      tokens.advance();
      const name = tokens.expect('name');
      tokens.expect('::');
      return { type: 'label', name, line };
    }
    default:
      return parseAssignment(parser);
  }
}

function parseIf(parser: Parser): Statement {
  const { tokens } = parser;
  const { line } = tokens;
  tokens.advance();
  const condition = parseExpression(parser);
  tokens.expect('then');
  const then = parseScope(parser);
  let otherwise: Block = [];
  if (tokens.kind === 'elseif') otherwise = [parseIf(parser)];
  else {
    if (tokens.accept('else')) otherwise = parseScope(parser);
    expectEnd(parser);
  }
  return { type: 'if', condition, then, else: otherwise, line };
}

function parseFor(parser: Parser): Statement {
  const { tokens, scope } = parser;
  const { line } = tokens;
  tokens.advance();
  const names = [tokens.expect('name')];
  const before = scope.visible.length;
  if (tokens.accept('=')) {
    const from = parseExpression(parser);
    tokens.expect(',');
    const to = parseExpression(parser);
    const step = tokens.accept(',') ? parseExpression(parser) : undefined;
    hide(parser);
    const [variable] = names.map((name) => declare(scope, name)) as [Variable];
    const body = parseLoop(parser, before);
    return { type: 'numericFor', variable, from, to, step, body, line };
  }
  while (tokens.accept(',')) names.push(tokens.expect('name'));
  tokens.expect('in');
  const values = parseExpressions(parser);
  hide(parser);
  const variables = names.map((name) => declare(scope, name));
  const body = parseLoop(parser, before);
  return { type: 'genericFor', variables, values, body, line };
}

/** Takes the three registers that a loop needs for itself. */
function hide({ scope }: Parser): void {
  for (let i = 0; i < 3; i++) declare(scope, '');
}

function parseLoop(parser: Parser, before: number): Block {
  parser.tokens.expect('do');
  const body = parseScope(parser);
  expectEnd(parser);
  parser.scope.visible.length = before;
  return body;
}

/** The parameters and the body of a function, after its name. */
function parseBody(parser: Parser, method: boolean, line: number): FunctionNode {
  const { tokens } = parser;
  tokens.expect('(');
  const names = method ? ['self'] : [];
  let vararg = false;
  if (tokens.kind !== ')') {
    do {
      vararg = tokens.accept('...');
      if (!vararg) names.push(tokens.expect('name'));
    } while (!vararg && tokens.accept(','));
  }
  tokens.expect(')');
  const scope = functionScope(parser.scope, vararg);
  const parameters = names.map((name) => declare(scope, name));
  const arg = vararg ? declare(scope, 'arg') : undefined;
  const body = parseBlock({ ...parser, scope });
  const lastLine = tokens.line;
  expectEnd(parser);
  const { usesVararg, captures, registers, variables } = scope;
  return { parameters, vararg, arg, usesVararg, body, captures, registers, variables, line, lastLine };
}
