import { fileURLToPath } from 'node:url';
import ts from 'typescript';

/** A field of a status and what its reducer does, in words; `undefined` where no factory says it. */
export type FieldWords = readonly (readonly [field: string, words: string | undefined])[];

/** What the reducers do that take nothing which changes the words. */
const SIMPLE: { readonly [factory: string]: string } = {
  sum: 'added up',
  quantity: 'added up, as quantities',
  last: 'that of the last cluster by name which reports one',
  first: 'that of the first cluster by name which reports one',
  agreed: 'what all clusters agree on that report one, left out where they differ',
  max: 'the largest',
  min: 'the smallest',
  earliest: 'the earliest',
  latest: 'the latest',
  all: 'true where it is in every cluster that reports it',
  any: 'true where it is in any cluster',
  concat: 'all lists, one after the other by the names of the clusters',
  union: 'the items of all lists, each once',
  reflected: 'collected, and left as the template has it',
  vouchedConditions:
    'one of each type, the worst status wins; a cluster that has not processed the present template does not vouch for it',
};

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
export function reducerWords(fields: readonly (readonly string[])[]): readonly FieldWords[] {
  const listed = findAll(program.getSourceFile(root) as ts.SourceFile, ts.isArrayLiteralExpression)[0];
  const names = listed?.elements.filter(ts.isIdentifier) ?? [];
  if (names.length !== fields.length)
    throw new Error(`default-interpreters.ts lists ${names.length} kinds, not ${fields.length}`);
  return names.map((name, i) =>
    wordsIn(declarationOf(name)?.getSourceFile(), fields[i] as readonly string[]),
  );
}

/** The words of a kind's fields, each by the reducer that its file, or one beside it, gives to that name. */
function wordsIn(file: ts.SourceFile | undefined, fields: readonly string[]): FieldWords {
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
  if (Object.hasOwn(SIMPLE, name)) return SIMPLE[name];
  if (name === 'worst') return `the worst of ${expression.arguments.map(code).join(', ')}`;
  if (name === 'phase' && first && second) return phaseWords(first, second);
  if (name === 'conditions') return conditionsWords(first);
  const inner = first && wordsOf(first);
  if (name === 'everyMember' && inner) return `${inner}, once every cluster reports one`;
  if (name === 'mapOf' && inner) return `under each key${second ? ' of each cluster' : ''}, ${inner}`;
  if (name === 'object' && first) return objectWords(first);
  return undefined;
}

function phaseWords(order: ts.Expression, rules: ts.Expression): string {
  const [known, more] = [resolved(order), resolved(rules)];
  if (!ts.isArrayLiteralExpression(known) || !ts.isObjectLiteralExpression(more)) return 'the worst';
  const entries = entriesOf(more);
  const unreported = entries.get('unreported');
  const nowhere = entries.get('nowhere');
  return [
    `the worst of ${known.elements.map(code).join(', ')}`,
    ...(unreported ? [`a cluster that reports none counts as ${code(unreported)}`] : []),
    ...(nowhere ? [`${code(nowhere)} where there are no clusters`] : []),
  ].join('; ');
}

function conditionsWords(rules: ts.Expression | undefined): string {
  const says = 'one of each type, the worst status wins';
  const literal = rules && resolved(rules);
  const bad =
    literal && ts.isObjectLiteralExpression(literal) ? entriesOf(literal).get('badWhenTrue') : undefined;
  const types = bad && resolved(bad);
  return types && ts.isArrayLiteralExpression(types)
    ? `${says}; True is bad of ${types.elements.map(code).join(', ')}`
    : says;
}

/** The words of an object's fields, those that are the same said once. */
function objectWords(given: ts.Expression): string | undefined {
  const literal = resolved(given);
  if (!ts.isObjectLiteralExpression(literal)) return undefined;
  const parts = [...entriesOf(literal)].map(([field, inner]) => [field, wordsOf(inner)] as const);
  if (parts.some(([, words]) => words === undefined)) return undefined;
  return grouped(parts as readonly (readonly [string, string])[])
    .map(([fields, words]) => `${fields} ${words}`)
    .join('; ');
}

/** Fields with the same words together, as code. */
export function grouped(
  fields: readonly (readonly [field: string, words: string])[],
): readonly (readonly [fields: string, words: string])[] {
  const byWords = new Map<string, string[]>();
  for (const [field, words] of fields) byWords.set(words, [...(byWords.get(words) ?? []), `\`${field}\``]);
  return [...byWords].map(([words, names]) => [names.join(', '), words]);
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

function code(value: ts.Expression): string {
  const own = resolved(value);
  return `\`${ts.isStringLiteral(own) ? own.text : own.getText()}\``;
}
