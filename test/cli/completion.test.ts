import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { COMMANDS } from '../../src/cli/tables.js';
import { directoryWith, karmada } from './run.js';

const script = (await karmada('completion bash')).out;

/** What bash offers for the last word of a line. */
function offered(words: readonly string[], cwd = directoryWith({})): readonly string[] {
  const line = ['karmada-interpreter', ...words];
  const quoted = line.map((word) => `'${word}'`).join(' ');
  const out = execFileSync(
    'bash',
    [
      '--norc',
      '-uc',
      `${script}\nCOMP_WORDS=(${quoted}) COMP_CWORD=${words.length}\n_karmada_interpreter\nprintf '%s\\n' "\${COMPREPLY[@]}"`,
    ],
    { cwd, encoding: 'utf8' },
  );
  return out.split('\n').filter(Boolean);
}

describe('the completion of bash', () => {
  it.each<[readonly string[], readonly string[]]>([
    [[''], [...COMMANDS.map(({ name }) => name), 'completion', 'help', '--help', '--version']],
    [['ex'], ['explain']],
    [['explain', '--w'], ['--watch']],
    [
      ['explain', '-o', ''],
      ['table', 'wide', 'yaml', 'json', 'name'],
    ],
    [['explain', '--output', 'y'], ['yaml']],
    [['interpret', '--operation', 'InterpretH'], ['InterpretHealth']],
    [['interpret', '--desired-replica', ''], []],
    [['rollout', 'si'], ['simulate']],
    [
      ['completion', ''],
      ['bash', 'zsh', 'fish'],
    ],
    [['help', 'ki'], ['kinds']],
    [['kinds', '--color', 'n'], ['never']],
    [['nothing', ''], []],
  ])('offers for %j', (words, expected) => {
    expect(offered(words)).toEqual(expected);
  });

  it('offers files and directories, of blanks and other letters too', () => {
    const cwd = directoryWith({ 'a file.yaml': '', 'ä.yaml': '' });
    mkdirSync(join(cwd, 'a dir'));
    expect(offered(['explain', 'a'], cwd).slice().sort()).toEqual(['a dir', 'a file.yaml']);
    expect(offered(['explain', '-f', 'ä'], cwd)).toEqual(['ä.yaml']);
  });

  it('is registered for the program, by a script that bash reads', () => {
    const out = execFileSync('bash', ['--norc', '-c', `${script}\ncomplete -p karmada-interpreter`], {
      encoding: 'utf8',
    });
    expect(out).toBe('complete -F _karmada_interpreter karmada-interpreter\n');
  });
});

describe('the completion of each shell', () => {
  it.each(['bash', 'zsh', 'fish'])('has every command and flag: %s', async (shell) => {
    const { out, exit, notes } = await karmada(`completion ${shell}`);
    expect([exit, notes]).toEqual([0, '']);
    for (const { name, flags } of COMMANDS) {
      expect(out).toContain(name);
      for (const { flags: names } of flags) expect(out).toContain(/--([\w-]+)/.exec(names)?.[1]);
    }
  });
});
