import { readFile } from 'node:fs/promises';
import { createInterpreter } from 'karmada-interpreter';
import { expect, test } from 'vitest';
import { readersPage, withMatrix } from '../../scripts/readers-matrix.js';
import { runExamples } from './examples.js';

test('the examples of the page on readers do what they say', async () => {
  const { blocks, assertions } = await runExamples(readersPage);
  expect(blocks).toBe(2);
  expect(assertions).toBe(6);
});

test('the matrix is what the readers say', async () => {
  const page = await readFile(readersPage, 'utf8');
  expect(withMatrix(page, createInterpreter())).toBe(page);
  expect(page).toContain('| divided 1 member, all healthy | Current | Healthy | done |');
});
