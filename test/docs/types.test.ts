import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { expect, it } from 'vitest';
import { extractBlocks } from './examples.js';
import { root, typeFaults } from './type-faults.js';

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
  const modules = [...pages, ['wrong.md', WRONG] as const].map(
    ([name, text]) => [`docs/${name}.ts`, moduleOf(text)] as const,
  );
  expect(typeFaults(new Map(modules))).toEqual([
    `docs/wrong.md.ts:10: Type 'number' is not assignable to type 'string'.`,
  ]);
});
