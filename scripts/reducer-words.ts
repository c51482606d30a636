import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import {
  conditionsWords,
  type FieldWords,
  objectWords,
  phaseWords,
  REDUCER_WORDS,
} from '../src/cli/kinds/reduction-words.js';

/** A field of a status and what its reducer does, in words; `undefined` where no factory says it. */
export type FactoryWords = readonly (readonly [field: string, words: string | undefined])[];

const options: ts.CompilerOptions = { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.NodeNext };
const root = fileURLToPath(new URL('../src/interpreters/default-interpreters.ts', import.meta.url));
const program = ts.createProgram([root], options);
const checker = program.getTypeChecker();

/**
 * What the reducers of each built-in kind's status do, in the order of `defaultInterpreters`: read from the factories
 * by which they are declared, so that no bundle has to carry the words.
 *
 * @param fields - The status fields of each of those kinds.
 */
export function reducerWords(fields: readonly (readonly string[])[]): readonly FactoryWords[] {
  const listed = findAll(program.getSourceFile(root) as ts.SourceFile, ts.isArrayLiteralExpression)[0];
  const names = listed?.elements.filter(ts.isIdentifier) ?? [];
  if (names.length !== fields.length)
    throw new Error(`default-interpreters.ts lists ${names.length} kinds, not ${fields.length}`);
  return names.map((name, i) =>
    wordsIn(declarationOf(name)?.getSourceFile(), fields[i] as readonly string[]),
  );
}

/** The words of a kind's fields, each by the reducer that its file, or one beside it, gives to that name. */
function wordsIn(file: ts.SourceFile | undefined, fields: readonly string[]): FactoryWords {
  const sources = file === undefined ? [] : [file, ...importedBy(file)];
  const declared = sources.flatMap((source) =>
    findAll(source, ts.isPropertyAssignment).filter(({ initializer }) => isReducer(initializer)),
  );
  return fields.map((field) => {
    const own = declared.find(({ name }) => !ts.isComputedPropertyName(name) && name.text === field);
    if (own === undefined) throw new Error(`${file?.fileName} declares no reducer of ${field}`);
    return [field, wordsOf(own.initializer)];
  });
}

function isReducer(expression: ts.Expression): boolean {
  return checker.getTypeAtLocation(expression).getProperty('finish') !== undefined;
}

/** What a reducer does; `undefined` where it is not one of those that the algebra has. */
function wordsOf(given: ts.Expression): string | undefined {
  const expression = resolved(given);
  if (!ts.isCallExpression(expression) || !ts.isIdentifier(expression.expression)) return undefined;
  const name = expression.expression.text;
  const [first, second] = expression.arguments;
  if (name === 'conditions')
    return conditionsWords({ badWhenTrue: namesIn(first && entriesIn(first).get('badWhenTrue')) });
  if (Object.hasOwn(REDUCER_WORDS, name)) return REDUCER_WORDS[name];
  if (name === 'worst') return phaseWords({ order: expression.arguments.map(named) });
  if (name === 'phase' && first && second) return phaseWords(phaseRule(first, second));
  const inner = first && wordsOf(first);
  if (name === 'everyMember' && inner) return `${inner}, once every cluster reports one`;
  if (name === 'mapOf' && inner) return `under each key${second ? ' of each cluster' : ''}, ${inner}`;
  if (name === 'object' && first) return fieldsWords(first);
  return undefined;
}

function phaseRule(order: ts.Expression, rules: ts.Expression): Parameters<typeof phaseWords>[0] {
  const [unreported, nowhere] = ['unreported', 'nowhere'].map((name) => entriesIn(rules).get(name));
  return {
    order: namesIn(order),
    unreported: unreported && named(unreported),
    nowhere: nowhere && named(nowhere),
  };
}

/** The words of an object's fields; `undefined` where one has none. */
function fieldsWords(given: ts.Expression): string | undefined {
  const parts = [...entriesIn(given)].map(([field, inner]) => [field, wordsOf(inner)] as const);
  return parts.some(([, words]) => words === undefined) ? undefined : objectWords(parts as FieldWords);
}

/** The names that a list has; `undefined` where there is no list. */
function namesIn(given: ts.Expression | undefined): readonly string[] | undefined {
  const list = given && resolved(given);
  return list && ts.isArrayLiteralExpression(list) ? list.elements.map(named) : undefined;
}

/** The fields of an expression that is an object literal; none of another. */
function entriesIn(given: ts.Expression): ReadonlyMap<string, ts.Expression> {
  const literal = resolved(given);
  return ts.isObjectLiteralExpression(literal) ? entriesOf(literal) : new Map();
}

/** The fields of an object literal, also those that it takes from others. */
function entriesOf(literal: ts.ObjectLiteralExpression): ReadonlyMap<string, ts.Expression> {
  const entries = new Map<string, ts.Expression>();
  for (const property of literal.properties) {
    if (ts.isPropertyAssignment(property) && !ts.isComputedPropertyName(property.name))
      entries.set(property.name.text, property.initializer);
    else if (ts.isShorthandPropertyAssignment(property)) entries.set(property.name.text, property.name);
    else if (ts.isSpreadAssignment(property)) {
      const spread = resolved(property.expression);
      if (ts.isObjectLiteralExpression(spread))
        for (const [field, value] of entriesOf(spread)) entries.set(field, value);
    }
  }
  return entries;
}

/** What an expression stands for: what a constant is, and not its name. */
function resolved(expression: ts.Expression): ts.Expression {
  if (ts.isAsExpression(expression) || ts.isParenthesizedExpression(expression))
    return resolved(expression.expression);
  if (!ts.isIdentifier(expression)) return expression;
  const declaration = declarationOf(expression);
  const isConstant = declaration && ts.isVariableDeclaration(declaration) && declaration.initializer;
  return isConstant ? resolved(isConstant) : expression;
}

function declarationOf(name: ts.Identifier): ts.Declaration | undefined {
  const found = ts.isShorthandPropertyAssignment(name.parent)
    ? checker.getShorthandAssignmentValueSymbol(name.parent)
    : checker.getSymbolAtLocation(name);
  const symbol = found && found.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(found) : found;
  return symbol?.valueDeclaration;
}

/** The files of kinds that a file imports. */
function importedBy(file: ts.SourceFile): readonly ts.SourceFile[] {
  return file.statements.filter(ts.isImportDeclaration).flatMap(({ moduleSpecifier }) => {
    const source = checker.getSymbolAtLocation(moduleSpecifier)?.valueDeclaration?.getSourceFile();
    return source?.fileName.includes('/src/interpreters/') ? [source] : [];
  });
}

function findAll<T extends ts.Node>(node: ts.Node, is: (node: ts.Node) => node is T): readonly T[] {
  const found: T[] = is(node) ? [node] : [];
  node.forEachChild((child) => {
    found.push(...findAll(child, is));
  });
  return found;
}

function named(value: ts.Expression): string {
  const own = resolved(value);
  return ts.isStringLiteral(own) ? own.text : own.getText();
}
