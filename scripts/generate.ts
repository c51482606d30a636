import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { stringify } from 'yaml';
import { createInterpreter, type Operation } from '../src/index.js';
import { interpreterWebhookConfiguration } from '../src/webhook/index.js';
import { bindingPage, withReasons } from './binding-page.js';
import { declarationSchema, schemaFile } from './declaration-schema.js';
import { errorsPage, withErrors } from './errors-page.js';
import { format } from './format.js';
import { kindRulesFile, kindRulesText } from './kind-rules.js';
import { kindsPage, withKinds } from './kinds-page.js';
import { testingPage, withLaws } from './laws-table.js';
import { readersPage, withMatrix } from './readers-matrix.js';
import { strategySchema, strategySchemaFile } from './strategy-schema.js';
import { stuckBinding, stuckBindingFile } from './stuck-binding.js';

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
    const slash = known.apiVersion.indexOf('/');
    const [group, version] = [
      known.apiVersion.slice(0, Math.max(slash, 0)),
      known.apiVersion.slice(slash + 1),
    ];
    const row = group === '' ? `| ${known.kind}` : `| \`${group}\` ${known.kind}`;
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

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await writeFile(readme, withTable(await readFile(readme, 'utf8')));
  await writeFile(bindingPage, withReasons(await readFile(bindingPage, 'utf8')));
  await writeFile(webhookConfiguration, webhookManifest());
  await writeFile(readersPage, withMatrix(await readFile(readersPage, 'utf8'), createInterpreter()));
  await writeFile(kindsPage, withKinds(await readFile(kindsPage, 'utf8')));
  await writeFile(errorsPage, withErrors(await readFile(errorsPage, 'utf8')));
  await writeFile(kindRulesFile, kindRulesText());
  await writeFile(testingPage, withLaws(await readFile(testingPage, 'utf8')));
  await writeFile(stuckBindingFile, await stuckBinding());
  await writeFile(schemaFile, format('schema.json', declarationSchema()));
  await writeFile(strategySchemaFile, format('strategy-schema.json', strategySchema()));
}
