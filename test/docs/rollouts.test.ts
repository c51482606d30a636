import { readFile } from 'node:fs/promises';
import { expect, it, vi } from 'vitest';
import { runExamples } from './examples.js';

const page = new URL('../../docs/rollouts.md', import.meta.url);

it('docs/rollouts.md says what the planner does, and shows the charts that it draws', async () => {
  const log = vi.spyOn(console, 'log').mockImplementation(() => {});
  const { blocks, assertions } = await runExamples(page);
  const drawn = log.mock.calls.map(([chart]) => chart);
  log.mockRestore();
  const shown = [...(await readFile(page, 'utf8')).matchAll(/```text\n(.*?)\n```/gs)].map(
    ([, chart]) => chart,
  );
  expect(shown).toEqual(drawn);
  expect(shown.length).toBe(6);
  for (const line of shown.join('\n').split('\n')) expect(line.length).toBeLessThanOrEqual(80);
  expect(blocks).toBeGreaterThan(12);
  expect(assertions).toBeGreaterThan(12);
});
