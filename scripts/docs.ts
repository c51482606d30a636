import { readFile, writeFile } from 'node:fs/promises';
import { createInterpreter, type Operation } from '../src/index.js';

const operations: readonly Operation[] = [
  'InterpretReplica',
  'ReviseReplica',
  'Retain',
  'InterpretStatus',
  'AggregateStatus',
  'InterpretHealth',
  'InterpretDependency',
];

/** What each kind can be asked for, as a table in Markdown: a row for each kind of an API group. */
function operationsTable(): string {
  const rows = new Map<string, { versions: string[]; marks: string[] }>();
  for (const known of createInterpreter().kinds()) {
    const [group, version] = known.apiVersion.split('/') as [string, string];
    const row = `| \`${group}\` ${known.kind}`;
    const marks = operations.map((operation) => (known.operations.includes(operation) ? '✓' : ''));
    const { versions } = rows.get(row) ?? { versions: [] };
    rows.set(row, { versions: [...versions, version], marks });
  }
  return [
    `| kind | versions | ${operations.join(' | ')} |`,
    `| --- | --- |${' :-: |'.repeat(operations.length)}`,
    ...[...rows].map(
      ([row, { versions, marks }]) => `${row} | ${versions.join(', ')} | ${marks.join(' | ')} |`,
    ),
  ].join('\n');
}

/** The page with its generated part written anew. */
export function withTable(page: string): string {
  return page.replace(
    /(<!-- operations: .* -->\n)[\s\S]*(<!-- \/operations -->)/,
    (_, begin, end) => `${begin}\n${operationsTable()}\n\n${end}`,
  );
}

const readme = new URL('../README.md', import.meta.url);

if (process.argv[1] === new URL(import.meta.url).pathname) {
  await writeFile(readme, withTable(await readFile(readme, 'utf8')));
}
