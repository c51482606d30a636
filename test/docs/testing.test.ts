import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { findings, game } from '../../examples/testing.js';
import { testingPage, withLaws } from '../../scripts/laws-table.js';
import { runExamples } from './examples.js';

it('docs/testing.md says what the library does', async () => {
  const { blocks, assertions } = await runExamples(testingPage);
  expect(blocks).toBe(6);
  expect(assertions).toBe(8);
});

it('the table of laws is that of the laws, and the counterexample that of the example', async () => {
  const page = await readFile(testingPage, 'utf8');
  expect(withLaws(page)).toBe(page);
  expect(page).toContain('| `order-free` | The order of the members does not matter. |');
  expect(page).toContain(`\n${findings(game)}\n`);
});
