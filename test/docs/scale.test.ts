import { expect, test } from 'vitest';
import { runExamples } from './examples.js';

test('the examples of the page on scale do what they say', async () => {
  const { blocks, assertions } = await runExamples(new URL('../../docs/scale.md', import.meta.url));
  expect(blocks).toBe(2);
  expect(assertions).toBe(3);
});
