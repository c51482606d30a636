import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

const src = join(import.meta.dirname, 'src');

/** Prints the results, and also writes them as JSON into the directory `TEST_REPORTS` where that is set. */
export function reporters(run: string) {
  const directory = process.env.TEST_REPORTS;
  return directory
    ? ['default', ['json', { outputFile: join(directory, `${run}.json`) }] as ['json', object]]
    : ['default'];
}

/** The folders of tests that have a run of their own. */
export const APART = ['browser', 'distributed', 'package', 'runtimes', 'site'];

/** As many as there are cores: what starts them has little to do. */
export const WORKERS = '100%';

/** What holds of every test, of the sources and of the package. */
export const everyTest = {
  // A loaded machine is slow, not wrong: a limit ends what hangs, and decides nothing else.
  ...{ testTimeout: 600_000, hookTimeout: 600_000 },
  expect: { requireAssertions: true },
  // No test changes what another sees, and to load the library for each file anew took a third of the time.
  isolate: false,
};

export default defineConfig({
  resolve: {
    alias: [
      { find: /^karmada-interpreter$/, replacement: join(src, 'index.ts') },
      { find: /^karmada-interpreter\/webhook\/node$/, replacement: join(src, 'webhook/node.ts') },
      { find: /^karmada-interpreter\/(\w+)$/, replacement: join(src, '$1/index.ts') },
    ],
  },
  test: {
    ...everyTest,
    maxWorkers: WORKERS,
    setupFiles: ['test/support/shared-objects-untouched.ts'],
    include: ['test/**/*.test.ts'],
    exclude: APART.map((folder) => `test/${folder}/**`),
    reporters: reporters('src'),
    coverage: {
      provider: 'v8',
      include: ['src/**/*.ts'],
      reporter: [['text', { skipFull: true }]],
      thresholds: {
        branches: 94,
        'src/{binding,boundary,declarative,generation,kubernetes,reducers,rollout,suspension,webhook}/**': {
          branches: 97,
        },
      },
    },
  },
});
