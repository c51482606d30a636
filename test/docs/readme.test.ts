import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { readme, withTable } from '../../scripts/generate.js';
import { stuckBinding, stuckBindingFile } from '../../scripts/stuck-binding.js';
import { casesIn, files } from '../conformance/cases.js';
import { runExamples } from './examples.js';

test('the examples of the README do what they say', async () => {
  const { blocks, assertions } = await runExamples(readme);
  expect(blocks).toBe(4);
  expect(assertions).toBe(12);
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

test('the picture at its top is what the command line prints', async () => {
  expect(await readFile(stuckBindingFile, 'utf8')).toBe(await stuckBinding());
});

test('every relative link of the pages leads to a file', async () => {
  const root = new URL('../../', import.meta.url);
  const docs = (await readdir(new URL('docs', root))).filter((name) => name.endsWith('.md'));
  const names = (await readdir(root)).filter((name) => name.endsWith('.md'));
  const pages = [...names, ...docs.map((name) => `docs/${name}`)];
  const dead: string[] = [];
  let links = 0;
  for (const page of pages) {
    const url = new URL(page, root);
    for (const [, target = ''] of (await readFile(url, 'utf8')).matchAll(/\]\((?!https?:|#)([^)#\s]+)/g)) {
      links += 1;
      if (!existsSync(new URL(target, url))) dead.push(`${page}: ${target}`);
    }
  }
  expect(links).toBeGreaterThan(50);
  expect(dead).toEqual([]);
});
