import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { readme, withTable } from '../../scripts/generate.js';
import { RULES } from '../support/rules.js';
import { runExamples } from './examples.js';

test('the examples of the README do what they say', async () => {
  const { blocks, assertions } = await runExamples(readme);
  expect(blocks).toBe(4);
  expect(assertions).toBe(10);
});

test('the table of kinds and operations is that of the registry', async () => {
  const page = await readFile(readme, 'utf8');
  expect(withTable(page)).toBe(page);
  expect(page).toContain('| `apps` Deployment | v1 | ✓ |');
});

test('every rule by which this library differs from Karmada has its row', async () => {
  const page = await readFile(readme, 'utf8');
  for (const rule of RULES) expect(page).toContain(`\`${rule}\``);
});
