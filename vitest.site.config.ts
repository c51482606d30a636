import { defineConfig } from 'vitest/config';
import { everyTest, reporters } from './vitest.config.js';

/** The built site in Chromium; `npm run test:site` builds it first. */
export default defineConfig({
  test: {
    ...everyTest,
    include: ['test/site/**/*.test.ts'],
    fileParallelism: false,
    reporters: reporters('site'),
  },
});
