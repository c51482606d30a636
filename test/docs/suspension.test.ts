import { expect, it } from 'vitest';
import { runExamples } from './examples.js';

it('docs/suspension.md says what the library does', async () => {
  const { blocks, assertions } = await runExamples(new URL('../../docs/suspension.md', import.meta.url));
  expect(blocks).toBeGreaterThan(4);
  expect(assertions).toBeGreaterThan(10);
});
