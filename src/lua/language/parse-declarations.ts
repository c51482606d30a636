import { type Parser, parseExpressions, parseName, parsePrefix } from './lua-expressions.js';
import { declare } from './lua-scope.js';
import type { FunctionNode, IndexNode, Statement, Target, Variable } from './lua-syntax.js';

/** `function a.b:c() … end`. */
export function parseFunction(parser: Parser): Statement {
  const { tokens } = parser;
  const { line } = tokens;
  tokens.advance();
  let target: Target = parseName(parser);
  let method = false;
  while (!method && (tokens.kind === '.' || tokens.kind === ':')) {
    method = tokens.kind === ':';
    tokens.advance();
    const at = tokens.line;
    const key = { type: 'string', value: tokens.expect('name'), line: at } as const;
    target = { type: 'index', object: target, key, line: method ? target.line : at } satisfies IndexNode;
  }
  const node = parser.parseBody(parser, method, tokens.line);
  if (target.type !== 'index' && target.type !== 'global') target.variable.assigned = true;
  const base = parser.scope.visible.length;
  return { type: 'assign', targets: [target], values: [{ type: 'function', node, line }], line, base };
}

/** `local`, with names or a function. */
export function parseLocal(parser: Parser): Statement {
  const { tokens, scope } = parser;
  const { line } = tokens;
  tokens.advance();
  if (tokens.accept('function')) {
    const name = tokens.expect('name');
    const variable = declare(scope, name);
    const at = tokens.line;
    return ownFunction(
      variable,
      { type: 'function', node: parser.parseBody(parser, false, at), line: at },
      line,
    );
  }
  const names = [tokens.expect('name')];
  while (tokens.accept(',')) names.push(tokens.expect('name'));
  if (!tokens.accept('=')) {
    return { type: 'declare', variables: names.map((name) => declare(scope, name)), values: [], line };
  }
  // A function that is the only value of the only name sees itself, as if declared by `local function`. Whether it
  // is the only value shows at its end, but nothing else can have used the name before that.
  if (names.length === 1 && tokens.kind === 'function') {
    const variable = declare(scope, names[0] as string);
    const values = parseExpressions(parser);
    const [value] = values;
    if (values.length === 1 && value?.type === 'function') return ownFunction(variable, value, line);
    return { type: 'declare', variables: [variable], values, line };
  }
  const values = parseExpressions(parser);
  return { type: 'declare', variables: names.map((name) => declare(scope, name)), values, line };
}

function ownFunction(
  variable: Variable,
  value: { type: 'function'; node: FunctionNode; line: number },
  line: number,
): Statement {
  // It is captured before it has its value.
  if (variable.captured) variable.assigned = true;
  return { type: 'declare', variables: [variable], values: [value], line };
}

/** An assignment or a call. */
export function parseAssignment(parser: Parser): Statement {
  const { tokens } = parser;
  const { line } = tokens;
  const first = parsePrefix(parser);
  if (first.assignable && (tokens.kind === '=' || tokens.kind === ',')) {
    const targets = [first.expression as Target];
    while (tokens.accept(',')) {
      const next = parsePrefix(parser);
      if (!next.assignable) throw tokens.unexpected();
      targets.push(next.expression as Target);
    }
    tokens.expect('=');
    for (const target of targets) if ('variable' in target) target.variable.assigned = true;
    const base = parser.scope.visible.length;
    return { type: 'assign', targets, values: parseExpressions(parser), line: first.expression.line, base };
  }
  if (first.expression.type !== 'call') throw tokens.lexer.error('parse error');
  return { type: 'callStatement', call: first.expression, line };
}
