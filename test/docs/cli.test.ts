import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { EXIT } from '../../src/cli/exit-code.js';
import { karmada } from '../cli/run.js';

const page = readFileSync(join(import.meta.dirname, '../../docs/cli.md'), 'utf8');
const root = join(import.meta.dirname, '../..');
const runs = [...page.matchAll(/<!-- run(?: in (\S+))?: (.*) -->\n\n```text\n([^`]*)```/g)];

describe('docs/cli.md', () => {
  it('has an example of each of these commands', () => {
    const names = runs.map(([, , line]) => line?.split(' ')[0]);
    expect([...new Set(names)]).toEqual(['explain', 'interpret', 'check', 'rollout', 'kinds']);
  });

  it.each(runs.map(([, folder = 'examples/manifests', line, text]) => [line, folder, text] as const))(
    'shows what it prints: %s',
    async (line, folder, text) => {
      expect((await karmada(String(line), { cwd: join(root, folder) })).out).toBe(text);
    },
  );

  it('has every exit code', () => {
    expect([...page.matchAll(/^\| (\d+) \|/gm)].map(([, code]) => Number(code))).toEqual(Object.values(EXIT));
  });
});
