import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import manifest from '../package.json' with { type: 'json' };

export const apiDirectory = fileURLToPath(new URL('../api/', import.meta.url));

/** What an entry of the package exports. */
interface Entry {
  /** As users import it: `karmada-interpreter/webhook/node`. */
  readonly specifier: string;
  /** The file of its report: `webhook-node.md`. */
  readonly file: string;
  /** What each exported name stands for. */
  readonly exported: ReadonlyMap<string, ts.Symbol>;
}

/**
 * The signatures of all that the built package exports, by the name of the file that each entry's are kept in.
 *
 * What a name stands for is TypeScript's to say, whichever file the build has put it in. Types that a signature names
 * and that no entry exports stand at the end of a report, as a change of theirs is one of the signature.
 */
export function apiReports(): ReadonlyMap<string, string> {
  const root = fileURLToPath(new URL('../', import.meta.url));
  const files = Object.entries(manifest.exports).flatMap(([path, conditions]) =>
    typeof conditions === 'string' ? [] : [{ path, file: join(root, conditions.import.types) }],
  );
  const program = ts.createProgram(
    files.map(({ file }) => file),
    {
      target: ts.ScriptTarget.ES2022,
      moduleResolution: ts.ModuleResolutionKind.Bundler,
      strict: true,
      types: [],
    },
  );
  const checker = program.getTypeChecker();
  const entries = files.map(({ path, file }): Entry => {
    const source = program.getSourceFile(file);
    const module = source && checker.getSymbolAtLocation(source);
    if (module === undefined) throw new Error(`${file} is missing: run npm run build`);
    const symbols = checker.getExportsOfModule(module);
    return {
      specifier: `${manifest.name}${path.slice(1)}`,
      file: `${path.slice(2).replaceAll('/', '-') || basename(file, '.d.ts')}.md`,
      exported: new Map(symbols.map((symbol) => [symbol.name, resolved(symbol, checker)])),
    };
  });
  const everywhere = new Set(entries.flatMap(({ exported }) => [...exported.values()]));
  return new Map(entries.map((entry) => [entry.file, report(entry, everywhere, checker)]));
}

function report(
  { specifier, exported }: Entry,
  everywhere: ReadonlySet<ts.Symbol>,
  checker: ts.TypeChecker,
): string {
  // A set goes on to what is added while it is walked.
  const all = new Set(exported.values());
  for (const symbol of all)
    for (const named of namedBy(symbol, checker)) if (!everywhere.has(named)) all.add(named);
  const inner = [...all]
    .filter((symbol) => !everywhere.has(symbol))
    .map((symbol) => [plain(symbol.name), symbol] as const);
  return [
    `# ${specifier}`,
    'The signatures of what it exports, without comments. `npm run api` writes this file.',
    signatures([...exported]),
    ...(inner.length > 0 ? ['## Named by these, and exported by no entry', signatures(inner)] : []),
  ]
    .join('\n\n')
    .concat('\n');
}

function signatures(symbols: readonly (readonly [name: string, symbol: ts.Symbol])[]): string {
  const texts = symbols.map(([name, symbol]) => [name, signature(name, symbol)] as const);
  // Two of one name are told apart by their texts: the build may swap their numbers.
  const sorted = texts.sort(([a, x], [b, y]) => (a < b || (a === b && x < y) ? -1 : 1));
  return `\`\`\`ts\n${sorted.map(([, text]) => text).join('\n\n')}\n\`\`\``;
}

const printer = ts.createPrinter({ removeComments: true, newLine: ts.NewLineKind.LineFeed });

/** The declarations of a symbol: more than one where a name is both a type and a value, or overloaded. */
function signature(name: string, symbol: ts.Symbol): string {
  const texts = (symbol.declarations ?? []).map((declaration) => {
    const node = statementOf(declaration);
    return printer.printNode(ts.EmitHint.Unspecified, withPlainNames(node), node.getSourceFile());
  });
  // The build may have had to give it another name within a file.
  const other = plain(symbol.name) === name ? '' : `// as ${name}\n`;
  return other + texts.join('\n');
}

/** A variable is declared by its statement. */
function statementOf(declaration: ts.Declaration): ts.Node {
  const { parent } = declaration;
  return ts.isVariableDeclaration(declaration) && ts.isVariableDeclarationList(parent)
    ? parent.parent
    : declaration;
}

/** A name without the number that the build gives it where two of one name meet in a file. */
const plain = (name: string): string => name.replace(/\$\d+$/, '');

function withPlainNames(node: ts.Node): ts.Node {
  const { transformed } = ts.transform(node, [
    (context) => (root) => {
      const visit = (child: ts.Node): ts.Node =>
        ts.isIdentifier(child) && plain(child.text) !== child.text
          ? context.factory.createIdentifier(plain(child.text))
          : ts.visitEachChild(child, visit, context);
      return visit(root);
    },
  ]);
  return transformed[0] ?? node;
}

/** The types of this package that the declarations of a symbol name. */
function namedBy(symbol: ts.Symbol, checker: ts.TypeChecker): readonly ts.Symbol[] {
  const found = new Set<ts.Symbol>();
  const visit = (node: ts.Node): void => {
    const named = ts.isIdentifier(node) ? checker.getSymbolAtLocation(node) : undefined;
    if (named) found.add(resolved(named, checker));
    ts.forEachChild(node, visit);
  };
  for (const declaration of symbol.declarations ?? []) visit(declaration);
  return [...found].filter((each) => each !== symbol && (each.declarations ?? []).some(isOwnStatement));
}

/** Whether a declaration is a statement of a file that was built here: no parameter, no member, no type of elsewhere. */
function isOwnStatement(declaration: ts.Declaration): boolean {
  const source = declaration.getSourceFile();
  return statementOf(declaration).parent === source && !source.fileName.includes('/node_modules/');
}

function resolved(symbol: ts.Symbol, checker: ts.TypeChecker): ts.Symbol {
  return symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
}

/** Writes the reports, and removes those of entries that there are no more. */
function writeReports(): void {
  const reports = apiReports();
  mkdirSync(apiDirectory, { recursive: true });
  for (const file of readdirSync(apiDirectory)) if (!reports.has(file)) rmSync(join(apiDirectory, file));
  for (const [file, text] of reports) writeFileSync(join(apiDirectory, file), text);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeReports();
