import { defineConfig } from 'vitest/config';
import { everyTest, reporters } from './vitest.config.js';

/** The packed package in other engines, and under other compilers, than those of the project. */
export default defineConfig({
  test: {
    ...everyTest,
    include: ['test/runtimes/*.test.ts'],
    globalSetup: 'test/package/setup.ts',
    reporters: reporters('runtimes'),
  },
});
