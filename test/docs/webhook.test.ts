import { expect, test } from 'vitest';
import { runExamples } from './examples.js';

test('the examples of the page on the webhook do what they say', async () => {
  const { blocks, assertions } = await runExamples(new URL('../../docs/webhook.md', import.meta.url));
  expect(blocks).toBe(5);
  expect(assertions).toBe(9);
});
