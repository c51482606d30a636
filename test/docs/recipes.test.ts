import { expect, it } from 'vitest';
import { runExamples } from './examples.js';

const page = (name: string): URL => new URL(`../../docs/${name}`, import.meta.url);

it.each([
  ['coming-from-karmadactl.md', 5, 8],
  ['coming-from-lua.md', 6, 9],
  ['coming-from-argo-cd-health.md', 3, 5],
  ['recipes.md', 8, 15],
])('docs/%s says what the library does', async (name, count, results) => {
  const { blocks, assertions } = await runExamples(page(name));
  expect([blocks, assertions]).toEqual([count, results]);
});
