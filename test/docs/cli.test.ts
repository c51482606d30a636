import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { EXIT } from '../../src/cli/exit-code.js';
import { directoryWith, karmada } from '../cli/run.js';

const page = readFileSync(join(import.meta.dirname, '../../docs/cli.md'), 'utf8');
const root = join(import.meta.dirname, '../..');
const runs = [...page.matchAll(/<!-- run(?: in ([^:]+))?: (.*) -->\n\n```text\n([^`]*)```/g)];

/** The files that the page shows, for the runs in them. */
const files = Object.fromEntries(
  [...page.matchAll(/<!-- file: (\S+) -->\n\n```yaml\n([^`]*)```/g)].map(([, name = '', text = '']) => [
    name,
    text,
  ]),
);

describe('docs/cli.md', () => {
  it('has an example of each of these commands', () => {
    const names = runs.map(([, , line]) => line?.split(' ')[0]);
    expect([...new Set(names)]).toEqual(['explain', 'interpret', 'check', 'rollout', 'kinds']);
  });

  it.each(runs.map(([, folder = 'examples/manifests', line, text]) => [line, folder, text] as const))(
    'shows what it prints: %s',
    async (line, folder, text) => {
      const cwd = folder === 'these files' ? directoryWith(files) : join(root, folder);
      expect((await karmada(String(line), { cwd })).out).toBe(text);
    },
  );

  it('shows files that the command takes without a fault', async () => {
    expect(Object.keys(files)).toEqual(['strategy.yaml', 'clusters.yaml', 'behaviour.yaml']);
    const outcome = await karmada('check strategy.yaml clusters.yaml', { cwd: directoryWith(files) });
    expect(outcome).toMatchObject({ exit: 0, out: 'no faults in 1 object\n' });
    // Without its label, the canary would be in two stages; the fault says what to do.
    const strategy = String(files['strategy.yaml']).replace(/ {6}matchExpressions.*\n/, '');
    const cwd = directoryWith({ ...files, 'strategy.yaml': strategy });
    const overlap = await karmada('rollout plan strategy.yaml clusters.yaml', { cwd });
    expect(overlap.exit).toBe(EXIT.failed);
    expect(overlap.notes).toMatch(/"eu-west" is in stage "canary" already: .* operator: NotIn/);
  });

  it('has every exit code', () => {
    expect([...page.matchAll(/^\| (\d+) \|/gm)].map(([, code]) => Number(code))).toEqual(Object.values(EXIT));
  });
});
