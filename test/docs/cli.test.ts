import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { EXIT } from '../../src/cli/exit-code.js';
import { karmada } from '../cli/run.js';

const page = readFileSync(join(import.meta.dirname, '../../docs/cli.md'), 'utf8');
const cwd = join(import.meta.dirname, '../../examples/manifests');
const runs = [...page.matchAll(/<!-- run: (.*) -->\n\n```text\n([^`]*)```/g)];

describe('docs/cli.md', () => {
  it('has an example of each of these commands', () => {
    expect(runs.map(([, line]) => line?.split(' ')[0])).toEqual(['explain', 'interpret', 'kinds']);
  });

  it.each(runs.map(([, line, text]) => [line, text] as const))(
    'shows what it prints: %s',
    async (line, text) => {
      expect((await karmada(String(line), { cwd })).out).toBe(text);
    },
  );

  it('has every exit code', () => {
    expect([...page.matchAll(/^\| (\d+) \|/gm)].map(([, code]) => Number(code))).toEqual(Object.values(EXIT));
  });
});
