import { expect, it } from 'vitest';
import { runExamples } from './examples.js';

it('docs/lua.md says what the library does', async () => {
  const { blocks, assertions } = await runExamples(new URL('../../docs/lua.md', import.meta.url));
  expect(blocks).toBe(7);
  expect(assertions).toBe(9);
});
