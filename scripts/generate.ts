import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { stringify } from 'yaml';
import { createInterpreter, defaultInterpreters, type Operation, type StatusField } from '../src/index.js';
import { interpreterWebhookConfiguration } from '../src/webhook/index.js';
import { bindingPage, withReasons } from './binding-page.js';
import { declarationSchema, schemaFile } from './declaration-schema.js';
import { format } from './format.js';

const operations: readonly Operation[] = [
  'InterpretReplica',
  'InterpretComponent',
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

/** A function for each kind that declares nothing but counts, with every field under its own name. */
export function writtenCounts(): string {
  const isCount = (field: StatusField | undefined): boolean => field !== undefined && 'limit' in field;
  const lists = defaultInterpreters
    .map(({ declaration: { status = {} } }) => status)
    // Where a reducer folds other fields, it is their cost that counts.
    .filter((status) => Object.values(status).every(isCount))
    .map(Object.keys);
  const functions = [...new Set(lists.filter(({ length }) => length > 0).map((list) => list.join(' ')))].map(
    (list) => {
      const fields = [...list.split(' '), 'observedGeneration', 'generation', 'resourceTemplateGeneration'];
      const counts = fields.length - 3;
      const locals = fields.map((_, i) => String.fromCharCode(97 + i));
      locals.splice(counts, 3, 'observed', 'own', 'template');
      return [
        `'${list}': (totals, status, generation) => {`,
        ...fields.map((field, i) => `const ${locals[i]} = small(status.${field});`),
        `if ((${locals.join(' | ')}) < 0) return -1;`,
        ...locals.slice(0, counts).map((local, i) => `(totals[${i}] as number) += ${local};`),
        'return observed >= own && template >= generation ? 1 : 0;',
        '},',
      ].join('\n');
    },
  );
  return format(
    'written.ts',
    `import { type AddCounts, small } from './counts.js';

/**
 * For each built-in kind that has nothing but counts, a function that adds them with every field under its own
 * name: V8 is faster with names that it can see. \`npm run generate\` writes this file from the declarations.
 */
export const WRITTEN: { readonly [counts: string]: AddCounts } = {
${functions.join('\n')}
};
`,
  );
}

/** The manifest that has Karmada call the example's server. */
export function webhookManifest(): string {
  const configuration = interpreterWebhookConfiguration({
    name: 'interpreter.example.com',
    service: { namespace: 'karmada-system', name: 'karmada-interpreter' },
    timeoutSeconds: 3,
  });
  return `# For Karmada's API server. \`npm run generate\` writes this file.\n${stringify(configuration, { aliasDuplicateObjects: false })}`;
}

export const readme = new URL('../README.md', import.meta.url);
export const webhookConfiguration = new URL(
  '../examples/manifests/webhook/interpreter-configuration.yaml',
  import.meta.url,
);
export const written = new URL('../src/status/written.ts', import.meta.url);

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await writeFile(readme, withTable(await readFile(readme, 'utf8')));
  await writeFile(bindingPage, withReasons(await readFile(bindingPage, 'utf8')));
  await writeFile(written, writtenCounts());
  await writeFile(webhookConfiguration, webhookManifest());
  await writeFile(schemaFile, format('schema.json', declarationSchema()));
}
