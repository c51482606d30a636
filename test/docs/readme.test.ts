import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { readme, withTable } from '../../scripts/generate.js';
import { casesIn, files } from '../conformance/cases.js';
import { runExamples } from './examples.js';

test('the examples of the README do what they say', async () => {
  const { blocks, assertions } = await runExamples(readme);
  expect(blocks).toBe(5);
  expect(assertions).toBe(13);
});

test('the table of kinds and operations is that of the registry', async () => {
  const page = await readFile(readme, 'utf8');
  expect(withTable(page)).toBe(page);
  expect(page).toContain('| `apps` Deployment | v1 | ✓ |');
});

test('every rule by which an answer differs from Karmada has its row', async () => {
  const pages = await Promise.all(
    [readme, new URL('../../docs/departures.md', import.meta.url)].map((page) => readFile(page, 'utf8')),
  );
  const rules = new Set(files.flatMap((file) => casesIn(file).flatMap(({ divergence = [] }) => divergence)));
  expect(rules.size).toBeGreaterThan(50);
  const words = new Set(pages.join('').match(/[a-z\d]+(-[a-z\d]+)+/g));
  expect([...rules].filter((rule) => !words.has(rule))).toEqual([]);
});
