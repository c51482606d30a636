import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { readme, withTable } from '../../scripts/generate.js';
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
  const cases = await Promise.all(
    ['apps_v1_Deployment', 'helm.toolkit.fluxcd.io_v2beta1_HelmRelease'].map((name) =>
      readFile(new URL(`../conformance/cases/${name}.json`, import.meta.url), 'utf8'),
    ),
  );
  const rules = cases.flatMap((text) =>
    (JSON.parse(text) as { vectors: { divergence?: string[] }[] }).vectors.flatMap(
      ({ divergence }) => divergence ?? [],
    ),
  );
  expect(rules.length).toBeGreaterThan(0);
  for (const rule of rules) expect(page).toContain(`\`${rule}\``);
});
