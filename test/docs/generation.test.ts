import { expect, test } from 'vitest';
import { runExamples } from './examples.js';

test('the examples of the page on generation do what they say', async () => {
  const { blocks, assertions } = await runExamples(new URL('../../docs/generation.md', import.meta.url));
  expect(blocks).toBe(6);
  expect(assertions).toBe(14);
});
