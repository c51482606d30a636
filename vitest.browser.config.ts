import { defineConfig } from 'vitest/config';
import { everyTest, reporters } from './vitest.config.js';

/** What is built in Chromium; `npm run test:browser` builds it first. */
export default defineConfig({
  test: { ...everyTest, include: ['test/browser/**/*.test.ts'], reporters: reporters('browser') },
});
