import { readdirSync, readFileSync } from 'node:fs';
import ts from 'typescript';

/** A reason of `Health` that the library writes itself, where no condition has one. */
export interface HealthReason {
  readonly states: readonly string[];
  /** Its messages, with `…` for what depends on the object. */
  readonly messages: readonly string[];
}

const sources = new URL('../src/', import.meta.url);

/**
 * Every reason that a call of `health` in the sources has, or an object that is a `Health`: by the word, or by
 * `<name>` where the source has a variable in its place.
 */
export function healthReasons(): ReadonlyMap<string, HealthReason> {
  const found = new Map<string, HealthReason>();
  const add = (reason: ts.Expression, state: ts.Expression, message: ts.Expression): void => {
    const name = textOf(reason, '<>') ?? `<${reason.getText()}>`;
    const before = found.get(name) ?? { states: [], messages: [] };
    found.set(name, {
      states: union(before.states, statesOf(state)),
      messages: union(before.messages, messagesOf(message)),
    });
  };
  for (const file of sourceFiles()) walk(file, add);
  return new Map([...found].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The sources that speak of health at all. */
function sourceFiles(): readonly ts.SourceFile[] {
  return readdirSync(sources, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => name.replaceAll('\\', '/'))
    .sort()
    .map((name) => ({ name, text: readFileSync(new URL(name, sources), 'utf8') }))
    .filter(({ text }) => text.includes('health'))
    .map(({ name, text }) => ts.createSourceFile(name, text, ts.ScriptTarget.Latest, true));
}

type Add = (reason: ts.Expression, state: ts.Expression, message: ts.Expression) => void;

function walk(node: ts.Node, add: Add): void {
  if (ts.isCallExpression(node) && node.expression.getText() === 'health') {
    const [state, reason, message] = node.arguments;
    // The one argument is an object: the health of a declared kind is asked.
    if (state && reason && message) addReasons(state, reason, message, add);
  }
  if (ts.isObjectLiteralExpression(node)) {
    const [state, reason, message] = ['state', 'reason', 'message'].map((name) => propertyOf(node, name));
    const isHealth = node.properties.some((property) => property.name?.getText() === 'healthy');
    // A text has to stand there: what only hands on what it was given makes none.
    if (isHealth && state && reason && message && textOf(reason)) add(reason, state, message);
  }
  ts.forEachChild(node, (child) => walk(child, add));
}

/** The reasons of a call: those of the helper's calls, where the call only hands on a parameter of a helper. */
function addReasons(state: ts.Expression, reason: ts.Expression, message: ts.Expression, add: Add): void {
  const helper = ts.isIdentifier(reason) ? helperOf(reason) : undefined;
  if (helper === undefined) {
    add(constantOf(reason), state, message);
    return;
  }
  const { name, parameters, scope } = helper;
  const at = (call: ts.CallExpression, given: ts.Expression) => {
    const index = parameters.findIndex((parameter) => parameter.name.getText() === given.getText());
    return index < 0 ? given : (call.arguments[index] ?? parameters[index]?.initializer ?? given);
  };
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && node.expression.getText() === name)
      add(at(node, reason), at(node, state), at(node, message));
    ts.forEachChild(node, visit);
  };
  visit(scope);
}

interface Helper {
  readonly name: string;
  readonly parameters: readonly ts.ParameterDeclaration[];
  readonly scope: ts.Node;
}

/** The local arrow function that has a name as a parameter. */
function helperOf(reason: ts.Identifier): Helper | undefined {
  let node: ts.Node = reason;
  while (node.parent && !ts.isArrowFunction(node)) node = node.parent;
  if (!ts.isArrowFunction(node) || !ts.isVariableDeclaration(node.parent)) return undefined;
  const { parameters } = node;
  const has = parameters.some((parameter) => parameter.name.getText() === reason.text);
  const scope = node.parent.parent.parent.parent;
  return has ? { name: node.parent.name.getText(), parameters, scope } : undefined;
}

function propertyOf(node: ts.ObjectLiteralExpression, name: string): ts.Expression | undefined {
  const property = node.properties.find((one) => one.name?.getText() === name);
  if (property && ts.isShorthandPropertyAssignment(property)) return property.name;
  return property && ts.isPropertyAssignment(property) ? property.initializer : undefined;
}

/** What a name stands for, where it is a constant of the file with a text. */
function constantOf(expression: ts.Expression): ts.Expression {
  if (!ts.isIdentifier(expression)) return expression;
  let scope: ts.Node = expression;
  while (scope.parent) {
    scope = scope.parent;
    const statements = ts.isBlock(scope) ? scope.statements : [];
    for (const statement of statements) {
      if (!ts.isVariableStatement(statement)) continue;
      const [declaration] = statement.declarationList.declarations;
      if (declaration?.name.getText() !== expression.text || !declaration.initializer) continue;
      if (textOf(declaration.initializer) !== undefined) return declaration.initializer;
    }
  }
  return expression;
}

/** A text as it is written, each variable in it by its name in `<>` or as `…`. */
function textOf(expression: ts.Expression, variables: '<>' | '…' = '…'): string | undefined {
  if (ts.isStringLiteralLike(expression)) return expression.text;
  if (!ts.isTemplateExpression(expression)) return undefined;
  const shown = (part: ts.Expression) => (variables === '…' ? '…' : `<${part.getText()}>`);
  const spans = expression.templateSpans.map((span) => shown(span.expression) + span.literal.text);
  return expression.head.text + spans.join('');
}

function statesOf(state: ts.Expression): readonly string[] {
  return [textOf(state) ?? '*'];
}

function messagesOf(message: ts.Expression): readonly string[] {
  const text = textOf(constantOf(message));
  return text === undefined || text === '…' ? [] : [text];
}

function union(a: readonly string[], b: readonly string[]): readonly string[] {
  return [...new Set([...a, ...b])];
}
