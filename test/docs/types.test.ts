import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { expect, it } from 'vitest';
import { extractBlocks } from './examples.js';

const root = join(import.meta.dirname, '../..');

/** A reader's settings: strict, with Node's types and no others. */
const settings: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  strict: true,
  skipLibCheck: true,
  noEmit: true,
  types: ['node'],
  paths: {
    'karmada-interpreter': [join(root, 'src/index.ts')],
    'karmada-interpreter/webhook/node': [join(root, 'src/webhook/node.ts')],
    'karmada-interpreter/*': [join(root, 'src/*/index.ts')],
  },
};

/** The blocks of a page as one module, in which each line stands where it stands on the page. */
function moduleOf(markdown: string): string {
  const lines = markdown.split(/\r?\n/).map(() => '');
  const imports = new Set<string>();
  const blocks = extractBlocks(markdown);
  for (const { line, code } of blocks) {
    // Each block is a scope inside the one before it: it sees all the earlier names and may use them anew.
    lines[line - 2] = '{';
    lines.splice(line - 1, code.split('\n').length, ...withoutImports(code, imports).split('\n'));
  }
  // Only the top of a module may import. The first line of a page is its title.
  lines[0] = [...imports].join(' ');
  return `${lines.join('\n')}\n${'}'.repeat(blocks.length)}`;
}

/** A block without its imports, which are added to the others, one name at a time. */
function withoutImports(code: string, imports: Set<string>): string {
  const { statements } = ts.createSourceFile('block.ts', code, ts.ScriptTarget.ES2022, true);
  return statements.filter(ts.isImportDeclaration).reduce((rest, statement) => {
    const { importClause, moduleSpecifier } = statement;
    const named = importClause?.namedBindings;
    const from = `from ${moduleSpecifier.getText()};`;
    const type = importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword ? 'type ' : '';
    if (importClause?.name) imports.add(`import ${type}${importClause.name.text} ${from}`);
    if (named && ts.isNamespaceImport(named)) imports.add(`import ${type}${named.getText()} ${from}`);
    else for (const each of named?.elements ?? []) imports.add(`import ${type}{ ${each.getText()} } ${from}`);
    const text = statement.getText();
    return rest.replace(text, text.replace(/[^\n]/g, ' '));
  }, code);
}

/** What the compiler says against pages, by their names. */
function faultsOf(pages: ReadonlyMap<string, string>): readonly string[] {
  const modules = new Map(
    [...pages].map(([name, text]) => [join(root, 'docs', `${name}.ts`), moduleOf(text)]),
  );
  const host = ts.createCompilerHost(settings);
  const { getSourceFile, fileExists } = host;
  host.fileExists = (file) => modules.has(file) || fileExists(file);
  host.getSourceFile = (file, language, ...more) => {
    const text = modules.get(file);
    return text === undefined
      ? getSourceFile(file, language, ...more)
      : ts.createSourceFile(file, text, language, true);
  };
  const program = ts.createProgram([...modules.keys()], settings, host);
  return [...modules.keys()].flatMap((file) =>
    [program.getSyntacticDiagnostics, program.getSemanticDiagnostics].flatMap((diagnosticsOf) =>
      diagnosticsOf(program.getSourceFile(file)).map(({ start = 0, messageText }) => {
        const line = modules.get(file)?.slice(0, start).split('\n').length;
        return `${file.slice(root.length + 1, -3)}:${line}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`;
      }),
    ),
  );
}

/** A page that is wrong, so that the test is known to see what is. */
const WRONG = `# Title

\`\`\`ts
import { createInterpreter } from 'karmada-interpreter';
const interpreter = createInterpreter();
\`\`\`

\`\`\`ts
import { createInterpreter } from 'karmada-interpreter';
const replicas: string = interpreter.getReplicas({}).replicas;
\`\`\`
`;

it('the examples of every page compile, and one that does not is found by its line', () => {
  const names = readdirSync(join(root, 'docs')).filter((name) => name.endsWith('.md'));
  const pages = names.map((name) => [name, readFileSync(join(root, 'docs', name), 'utf8')] as const);
  expect(faultsOf(new Map([...pages, ['wrong.md', WRONG]]))).toEqual([
    `docs/wrong.md:10: Type 'number' is not assignable to type 'string'.`,
  ]);
});
