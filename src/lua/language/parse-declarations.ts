import { parseClosure, parseExpressions, parseName, parsePrefix, parseString } from './lua-expressions.js';
import { REGISTERS } from './lua-scope.js';
import type { Expression, Statement, Target, Variable } from './lua-syntax.js';
import type { Parser } from './parser.js';
import { assignmentUse, callUse, valuesUse } from './register-use.js';

/** Makes variables that can be seen from now on, which take the next registers. */
export function declare(parser: Parser, names: readonly string[]): Variable[] {
  const { scope } = parser;
  const variables = names.map((name) => scope.declare(name));
  if (scope.visible.length > REGISTERS) parser.refuse(scope, 'too many local variables');
  return variables;
}

/** `function a.b:c() … end`. */
export function parseFunction(parser: Parser): Statement {
  const { line } = parser;
  parser.advance();
  let target: Target = parseName(parser);
  let method = false;
  while (!method && (parser.kind === '.' || parser.kind === ':')) {
    method = parser.kind === ':';
    parser.advance();
    const key = parseString(parser, 'name');
    target = { type: 'index', object: target, key, line: method ? target.line : key.line };
  }
  const closure = parseClosure(parser, parser.line, method);
  return assignment(parser, [target], [{ ...closure, line }], line);
}

function assignment(parser: Parser, targets: Target[], values: Expression[], line: number): Statement {
  for (const target of targets) if ('variable' in target) target.variable.assigned = true;
  parser.scope.use(assignmentUse(targets, values));
  return { type: 'assign', targets, values, line, base: parser.scope.visible.length };
}

/** `local`, with names or a function. */
export function parseLocal(parser: Parser): Statement {
  const { scope, line } = parser;
  const base = scope.visible.length;
  parser.advance();
  const isFunction = parser.accept('function');
  const names = [parser.expect('name')];
  while (!isFunction && parser.accept(',')) names.push(parser.expect('name'));
  const hasValues = !isFunction && parser.accept('=');
  // A function that is the only value of the only name sees itself, as if declared by `local function`. Whether it is
  // the only value shows at its end, but nothing else can have used the name before that.
  const early = isFunction || (hasValues && names.length === 1 && parser.kind === 'function');
  const seen = early ? declare(parser, names) : undefined;
  const values = isFunction ? [parseClosure(parser, parser.line)] : hasValues ? parseExpressions(parser) : [];
  scope.use(valuesUse(values, names.length), base);
  const variables = seen ?? declare(parser, names);
  // It is captured before it has its value.
  if (early && values.length === 1 && values[0]?.type === 'function')
    for (const each of variables) each.assigned = each.captured;
  return { type: 'declare', variables, values, line };
}

/** An assignment or a call. */
export function parseAssignment(parser: Parser): Statement {
  const { line } = parser;
  const { expression, assignable } = parsePrefix(parser);
  if (assignable && (parser.kind === '=' || parser.kind === ',')) {
    const targets = [expression as Target];
    while (parser.accept(',')) {
      const next = parsePrefix(parser);
      if (!next.assignable) throw parser.unexpected();
      targets.push(next.expression as Target);
    }
    parser.expect('=');
    return assignment(parser, targets, parseExpressions(parser), expression.line);
  }
  if (expression.type !== 'call') throw parser.error('parse error');
  parser.scope.use(callUse(expression, -1));
  return { type: 'callStatement', call: expression, line };
}
