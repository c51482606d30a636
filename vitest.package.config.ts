import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { posix } from 'node:path';
import ts from 'typescript';
import type { Plugin } from 'vitest/config';
import { defineConfig } from 'vitest/config';
import { consumer } from './test/package/setup.js';
import { APART, everyTest, reporters, WORKERS } from './vitest.config.js';

const ENTRY = /^karmada-interpreter(\/\w+)*$/;
const REQUIRED = '\0required:';
/** The folders of tests that are not run on what is packed, as the names of their files begin. */
const SOURCES_ALONE = new RegExp(`^(${[...APART, 'docs', 'examples', 'bench', 'cli'].join('|')})\\b`);
const consumerManifest = `${consumer}/package.json`;

/** Resolves the library as a module of the consumer would: to the ESM files of the packed package. */
const byImport: Plugin = {
  name: 'packed-by-import',
  enforce: 'pre',
  async resolveId(id) {
    if (!ENTRY.test(id)) return undefined;
    const resolved = await this.resolve(id, consumerManifest, { skipSelf: true });
    if (!resolved?.id.startsWith(consumer)) throw new Error(`${id} is not the packed one: ${resolved?.id}`);
    return resolved;
  },
};

/** Stands in for the library with what `require` gives the consumer. */
const byRequire: Plugin = {
  name: 'packed-by-require',
  enforce: 'pre',
  resolveId: (id) => (ENTRY.test(id) ? REQUIRED + id : undefined),
  load(id) {
    if (!id.startsWith(REQUIRED)) return undefined;
    const entry = id.slice(REQUIRED.length);
    const names = Object.keys(createRequire(consumerManifest)(entry));
    return `
      import { createRequire } from 'node:module';
      export const { ${names} } = createRequire(${JSON.stringify(consumerManifest)})(${JSON.stringify(entry)});
    `;
  },
};

/** The tests that import the library under its own name, and so run as they are on what is packed. */
const publicTests = {
  ...everyTest,
  include: readdirSync('test', { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.test.ts') && !SOURCES_ALONE.test(path))
    .map((path) => `test/${path.replaceAll('\\', '/')}`)
    .filter((path) => {
      const specifiers = specifiersOf(path);
      return (
        specifiers.some((name) => ENTRY.test(name)) && !specifiers.some((name) => name.startsWith('src/'))
      );
    }),
  env: { PACKED: 'yes' },
};

/** What a test imports, itself or by the files of the suite that it imports: packages by name, files by path. */
function specifiersOf(file: string, seen = new Set<string>()): readonly string[] {
  seen.add(file);
  const { importedFiles } = ts.preProcessFile(readFileSync(file, 'utf8'));
  return importedFiles.flatMap(({ fileName }) => {
    const path = fileName.startsWith('.') ? posix.join(posix.dirname(file), fileName) : fileName;
    const source = path.replace(/\.js$/, '.ts');
    const follow = source.startsWith('test/') && source.endsWith('.ts') && !seen.has(source);
    return [path, ...(follow ? specifiersOf(source, seen) : [])];
  });
}

/** Those of them that use every entry: what CommonJS may lose is exports, not arithmetic. */
const BY_REQUIRE = /^test\/(binding|conformance|declarative|public|webhook)\//;

export default defineConfig({
  test: {
    globalSetup: 'test/package/setup.ts',
    maxWorkers: WORKERS,
    reporters: reporters('package'),
    projects: [
      { test: { ...everyTest, name: 'package', include: ['test/package/**/*.test.ts'] } },
      { plugins: [byImport], test: { name: 'import', ...publicTests } },
      {
        plugins: [byRequire],
        test: {
          name: 'require',
          ...publicTests,
          include: publicTests.include.filter((path) => BY_REQUIRE.test(path)),
        },
      },
    ],
  },
});
