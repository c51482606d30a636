import { defineConfig } from 'vitest/config';
import sources, { everyTest, reporters } from './vitest.config.js';

/** The tests that need a `nats-server`, which `npm test` does without. */
export default defineConfig({
  resolve: sources.resolve ?? {},
  test: { ...everyTest, include: ['test/distributed/**/*.test.ts'], reporters: reporters('distributed') },
});
