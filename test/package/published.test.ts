import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { expect, it } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import { consumer, entries, node, tarball } from './consumer.js';

const require = createRequire(import.meta.url);
const attw = join(require.resolve('@arethetypeswrong/cli/package.json'), '../dist/index.js');
const tsc = require.resolve('typescript/bin/tsc');

const installed = join(consumer, 'node_modules/karmada-interpreter');
const files = readdirSync(installed, { recursive: true, encoding: 'utf8' })
  .filter((path) => statSync(join(installed, path)).isFile())
  .map((path) => path.replaceAll('\\', '/'));

it('holds the build and what people read, and nothing else', () => {
  const built = entries.map((entry) => entry.slice(manifest.name.length + 1) || 'index');
  // Chunks of the library, and of the command line a module a command.
  const shared = /^dist\/(chunk-\w+\.c?js(\.map)?|\w+-[\w-]+\.d\.c?ts|[a-z-]+-[A-Z0-9]{8}\.js)$/;
  const pages = files.filter((path) => /^(docs|examples)\//.test(path));
  expect(pages).toContain('docs/declarative.md');
  expect(pages.filter((path) => !/\.(conf|json|md|svg|tsx?|ya?ml)$/.test(path))).toEqual([]);
  expect(files.filter((path) => !shared.test(path) && !pages.includes(path)).sort()).toEqual(
    [
      ...[
        'ARCHITECTURE.md',
        'CHANGELOG.md',
        'CONTRIBUTING.md',
        'LICENSE',
        'README.md',
        'SECURITY.md',
        'package.json',
        'src/declarative/schema.json',
        'dist/cli.js',
      ],
      ...built.flatMap((entry) =>
        ['js', 'js.map', 'cjs', 'cjs.map', 'd.ts', 'd.cts'].map((type) => `dist/${entry}.${type}`),
      ),
    ].sort(),
  );
});

it('carries its sources for debuggers, and no path of the machine that built it', () => {
  const maps = files.filter((path) => path.endsWith('.map'));
  const named = new Set<string>();
  for (const path of maps) {
    const { sources, sourcesContent } = JSON.parse(readFileSync(join(installed, path), 'utf8'));
    for (const [index, source] of sources.entries()) {
      // One dependency is published as modules that bundlers misread, and so is part of the build.
      expect(source).toMatch(/^(\.\.\/)+(src\/[\w/-]+\.ts|node_modules\/jsonpath-plus\/dist\/[\w-]+\.js)$/);
      expect(sourcesContent[index], `${source} in ${path}`).toEqual(expect.any(String));
      named.add(source);
    }
  }
  expect(named).toContain('../src/errors.ts');
});

it('installs with the packages that its boundaries need, and no others', () => {
  const library = ['fast-json-patch', 'jsonpath-plus', 'semver', 'zod'];
  const commandLine = ['commander', 'tinyglobby', 'yaml'];
  expect(Object.keys(manifest.dependencies).sort()).toEqual([...library, ...commandLine].sort());
});

it('satisfies publint, suggestions included', async () => {
  const { buffer, byteOffset, byteLength } = readFileSync(tarball);
  const { messages, pkg } = await publint({
    pack: { tarball: buffer.slice(byteOffset, byteOffset + byteLength) as ArrayBuffer },
    strict: true,
  });
  expect(messages.map((message) => formatMessage(message, pkg))).toEqual([]);
});

it('resolves to the right types for import and for require, and where nobody reads exports', async () => {
  const output = await node(attw, tarball, '--profile=strict', '--no-definitely-typed', '--format=json');
  const { analysis, problems } = JSON.parse(output);
  const resolved = Object.values<{ subpath: string }>(analysis.entrypoints).map(({ subpath }) => subpath);
  expect(resolved.filter((subpath) => !subpath.endsWith('.json')).sort()).toEqual(
    entries.map((entry) => entry.replace(manifest.name, '.')).sort(),
  );
  expect(problems).toEqual({});
});

/** Compiles a text in the consumer as the files of these names, with nothing at hand but what the options name. */
async function compile(
  source: string,
  lib: readonly string[],
  { files = ['types.mts', 'types.cts'], ...options }: Compilation = {},
): Promise<string> {
  for (const file of files) writeFileSync(join(consumer, file), source);
  const compilerOptions = {
    ...{ target: 'es2022', lib, module: 'node16', types: [] },
    ...{ strict: true, exactOptionalPropertyTypes: true, noEmit: true, ...options },
  };
  writeFileSync(join(consumer, 'tsconfig.json'), JSON.stringify({ files, compilerOptions }));
  return node(tsc);
}

interface Compilation {
  readonly files?: readonly string[];
  readonly [compilerOption: string]: unknown;
}

/** A text that takes everything from these entries. */
function everything(of: readonly string[]): string {
  return of.map((entry, index) => `export * as entry${index} from '${entry}';\n`).join('');
}

it.each([
  ['without skipLibCheck, DOM or Node', ['es2022'], (entry: string) => !entry.endsWith('/declarative')],
  // The types of zod need that of a URL, which is the platform's.
  ['without skipLibCheck or Node', ['es2022', 'dom'], () => true],
])('has types that stand on their own, %s', async (_, lib, stands) => {
  expect(await compile(everything(entries.filter(stands)), lib)).toBe('');
});

it('has types where TypeScript reads no exports', async () => {
  const source = `${everything(entries)}
    import { deployment } from 'karmada-interpreter/interpreters';
    import schema from 'karmada-interpreter/declarative/schema.json';
    export const replicas: number = deployment.getReplicas({}).replicas;
    // @ts-expect-error The types are there, and not any.
    export const wrong: string = deployment.getReplicas({}).replicas;
    export const title: string = schema.title;
  `;
  const resolution = { module: 'commonjs', moduleResolution: 'node10', resolveJsonModule: true };
  const options = { files: ['types.ts'], ...resolution, esModuleInterop: true, skipLibCheck: true };
  expect(await compile(source, ['es2022', 'dom'], options)).toBe('');
});

it.each(['dom', 'webworker'])('has a handler for the requests and responses of %s', async (platform) => {
  const source = `
    import { createFetchHandler } from 'karmada-interpreter/webhook';
    export const handler: (request: Request) => Promise<Response> = createFetchHandler();
  `;
  expect(await compile(source, ['es2022', platform], { files: ['types.mts'], skipLibCheck: true })).toBe('');
});

it('has the JSON Schema of declarations', async () => {
  const schema = await node(
    '--print',
    `JSON.stringify(require('karmada-interpreter/declarative/schema.json'))`,
  );
  expect(JSON.parse(schema)).toEqual(JSON.parse(readFileSync('src/declarative/schema.json', 'utf8')));
});
