import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import ts from 'typescript';
import { expect } from 'vitest';

/** A fenced `ts` block of a markdown page. */
export interface Block {
  /** The line of the page that the block's first line stands on, from 1. */
  readonly line: number;
  readonly code: string;
}

/** What has been run, so that a test can tell that it was something. */
export interface Run {
  readonly blocks: number;
  readonly assertions: number;
}

type Modules = { readonly [specifier: string]: () => Promise<object> };

/**
 * Runs the fenced `ts` blocks of a markdown page in order, a later block seeing what an earlier one declares,
 * and checks every result that the page states.
 *
 * A comment behind a statement, or on the line below it, states a result: `f(); // { a: 1 }`. It may go on over
 * the lines below, each a comment of its own. Behind an expression it has to be a literal, or `throws CODE`; behind
 * `const x = …` it states the value of `x` if it is a literal, and is prose otherwise. A block whose fence says
 * more than `ts` is not run.
 *
 * @param page - The page, as a path or URL.
 * @param modules - Modules to inject in place of what an import would find.
 */
export async function runExamples(page: string | URL, modules: Modules = {}): Promise<Run> {
  return runMarkdown(await readFile(page, 'utf8'), basename(page.toString()), modules);
}

/** Runs the blocks of a page that is at hand as text; `name` is what a failed assertion calls it. */
export async function runMarkdown(markdown: string, name: string, modules: Modules = {}): Promise<Run> {
  const blocks = extractBlocks(markdown);
  const program = compile(blocks, name);
  let assertions = 0;
  const check: Check = (place, run, expected) => {
    assertions += 1;
    if (typeof expected === 'string') return expectThrow(place, run, expected);
    expect(run(), place).toStrictEqual(expected.value);
  };
  const load = (specifier: string) => modules[specifier]?.() ?? import(/* @vite-ignore */ specifier);
  await new AsyncFunction('$import', '$check', program)(load, check);
  return { blocks: blocks.length, assertions };
}

/** The blocks of a page that are fenced as `ts` and nothing else. */
export function extractBlocks(markdown: string): readonly Block[] {
  const blocks: Block[] = [];
  let fence: { readonly mark: string; readonly info: string; readonly line: number } | undefined;
  let lines: string[] = [];
  markdown.split(/\r?\n/).forEach((text, index) => {
    const found = /^ {0,3}(`{3,}|~{3,})\s*(.*?)\s*$/.exec(text);
    if (fence === undefined) {
      if (found?.[1] === undefined) return;
      fence = { mark: found[1], info: found[2] ?? '', line: index + 2 };
      lines = [];
    } else if (found?.[1]?.startsWith(fence.mark) && found[2] === '') {
      if (fence.info === 'ts') blocks.push({ line: fence.line, code: lines.join('\n') });
      fence = undefined;
    } else lines.push(text);
  });
  if (fence !== undefined) throw new Error(`the block at line ${fence.line} has no end`);
  return blocks;
}

/** `expected` is a value, or the code of the error that `run` throws. */
type Check = (place: string, run: () => unknown, expected: string | { readonly value: unknown }) => void;

const AsyncFunction = (async () => {}).constructor as new (
  ...source: readonly string[]
) => (load: (specifier: string) => Promise<object>, check: Check) => Promise<void>;

/** Each block is a scope inside the one before it: it sees all the earlier names and may use them anew. */
function compile(blocks: readonly Block[], page: string): string {
  const open = blocks.map((block) => `{\n${rewrite(block, page)}\n`);
  const program = open.join('') + '}'.repeat(open.length);
  const { outputText, diagnostics = [] } = ts.transpileModule(program, {
    // The program becomes a function's body: nothing is to be made a module of.
    compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext },
    reportDiagnostics: true,
  });
  const [first] = diagnostics;
  if (first) throw new Error(`${page}: ${ts.flattenDiagnosticMessageText(first.messageText, '\n')}`);
  return `'use strict';\n${outputText}`;
}

/** A block with its imports made calls and its stated results made checks. */
function rewrite({ code, line }: Block, page: string): string {
  const source = ts.createSourceFile('block.ts', code, ts.ScriptTarget.ES2022, true);
  return source.statements
    .map((statement) => {
      if (ts.isImportDeclaration(statement)) return rewriteImport(statement);
      const text = statement.getText(source);
      const place = `${page}:${line + source.getLineAndCharacterOfPosition(statement.getEnd()).line}`;
      const comment = commentBehind(code, statement.getEnd());
      if (comment === undefined) return text;

      if (ts.isExpressionStatement(statement)) {
        const expected = expectation(comment.readings);
        if (expected === undefined && comment.below) return text;
        if (expected === undefined)
          throw new Error(`${place}: ${JSON.stringify(comment.readings[0])} is no value`);
        return checkOf(place, shown(statement.expression).getText(source), expected);
      }
      const name = declaredName(statement);
      const expected = expectation(comment.readings);
      return name && expected ? `${text}\n${checkOf(place, name, expected)}` : text;
    })
    .join('\n');
}

/** What is printed is what the comment behind `console.log(…)` speaks of. */
function shown(expression: ts.Expression): ts.Expression {
  if (!ts.isCallExpression(expression) || expression.expression.getText() !== 'console.log')
    return expression;
  return expression.arguments[0] ?? expression;
}

function checkOf(place: string, expression: string, expected: string): string {
  // What is awaited is awaited before the check, as a check does not wait.
  const awaited = /^await\s/.test(expression);
  const run = awaited ? `((value) => () => value)(${expression})` : `() => (${expression})`;
  return `$check(${JSON.stringify(place)}, ${run}, ${expected});`;
}

function rewriteImport({ importClause, moduleSpecifier }: ts.ImportDeclaration): string {
  const load = `await $import(${moduleSpecifier.getText()})`;
  if (importClause === undefined) return `${load};`;
  if (importClause.phaseModifier === ts.SyntaxKind.TypeKeyword) return '';
  const { name, namedBindings } = importClause;
  if (namedBindings && ts.isNamespaceImport(namedBindings)) {
    return `const ${namedBindings.name.text} = ${load};`;
  }
  const named = (namedBindings?.elements ?? [])
    .filter((element) => !element.isTypeOnly)
    .map((element) => `${(element.propertyName ?? element.name).text}: ${element.name.text}`);
  const all = name ? [`default: ${name.text}`, ...named] : named;
  return `const { ${all.join(', ')} } = ${load};`;
}

interface Comment {
  readonly readings: readonly string[];
  /** Whether it has lines of its own: then it may be prose. */
  readonly below: boolean;
}

/** The comment behind a statement or on the lines below it, as longer and longer readings of it. */
function commentBehind(code: string, end: number): Comment | undefined {
  const lines = code.slice(end).split('\n');
  const below = lines[0]?.trim() === '';
  const [first = '', ...rest] = below ? lines.slice(1) : lines;
  const begin = /^\s*\/\/\s*(.*?)\s*$/.exec(first)?.[1];
  if (begin === undefined) return undefined;
  const readings = [begin];
  for (const text of rest) {
    const more = /^\s*\/\/\s?(.*)$/.exec(text)?.[1];
    if (more === undefined) break;
    readings.push(`${readings.at(-1)}\n${more}`);
  }
  return { readings, below };
}

/** The shortest reading that is a literal, or the code behind `throws`, as source text. */
function expectation(readings: readonly string[]): string | undefined {
  const code = /^throws ([A-Z][A-Z_]+)$/.exec(readings[0] ?? '')?.[1];
  if (code) return JSON.stringify(code);
  const literal = readings.find(isLiteral);
  return literal && `{ value: (${literal}) }`;
}

function isLiteral(text: string): boolean {
  const { diagnostics = [] } = ts.transpileModule(`(${text}\n);`, { reportDiagnostics: true });
  if (diagnostics.length > 0) return false;
  const { statements } = ts.createSourceFile('value.ts', `(${text}\n);`, ts.ScriptTarget.ES2022, true);
  const [only, ...others] = statements;
  return (
    only !== undefined &&
    others.length === 0 &&
    ts.isExpressionStatement(only) &&
    ts.isParenthesizedExpression(only.expression) &&
    isConstant(only.expression.expression)
  );
}

function isConstant(node: ts.Expression): boolean {
  if (ts.isArrayLiteralExpression(node)) return node.elements.every(isConstant);
  if (ts.isObjectLiteralExpression(node)) {
    return node.properties.every(
      (property) => ts.isPropertyAssignment(property) && isConstant(property.initializer),
    );
  }
  if (ts.isPrefixUnaryExpression(node)) {
    return node.operator === ts.SyntaxKind.MinusToken && ts.isNumericLiteral(node.operand);
  }
  if (ts.isIdentifier(node)) return node.text === 'undefined';
  return (
    ts.isStringLiteralLike(node) ||
    ts.isNumericLiteral(node) ||
    ts.isBigIntLiteral(node) ||
    [ts.SyntaxKind.TrueKeyword, ts.SyntaxKind.FalseKeyword, ts.SyntaxKind.NullKeyword].includes(node.kind)
  );
}

function declaredName(statement: ts.Statement): string | undefined {
  if (!ts.isVariableStatement(statement)) return undefined;
  const [only, ...others] = statement.declarationList.declarations;
  return only && others.length === 0 && ts.isIdentifier(only.name) ? only.name.text : undefined;
}

function expectThrow(place: string, run: () => unknown, code: string): void {
  let thrown: unknown;
  try {
    run();
  } catch (error) {
    thrown = error;
  }
  expect(thrown, place).toMatchObject({ code });
}
