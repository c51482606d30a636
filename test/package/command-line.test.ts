import { type ExecFileException, execFile, execFileSync } from 'node:child_process';
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { afterAll, describe, expect, it } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import { codeEntries, consumer } from './consumer.js';

const folder = mkdtempSync(join(realpathSync(tmpdir()), 'a fresh folder, ürgüp '));
const examples = join(import.meta.dirname, '../../examples/manifests');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

// As npm installs it: the files of the tarball, and a link to the program.
mkdirSync(join(folder, 'node_modules/.bin'), { recursive: true });
writeFileSync(join(folder, 'package.json'), '{ "private": true }\n');
execFileSync('cp', ['-r', join(consumer, 'node_modules/karmada-interpreter'), join(folder, 'node_modules/')]);
for (const name of Object.keys(manifest.dependencies))
  symlinkSync(
    join(import.meta.dirname, '../../node_modules', name),
    join(folder, 'node_modules', name),
    'dir',
  );
symlinkSync(
  join('..', 'karmada-interpreter', manifest.bin['karmada-interpreter']),
  join(folder, 'node_modules/.bin/karmada-interpreter'),
);
for (const name of ['template', 'binding'])
  copyFileSync(join(examples, `${name}.yaml`), join(folder, `${name} ö.yaml`));

interface Ran {
  readonly exit: number;
  readonly out: string;
  readonly notes: string;
}

/** Runs the packed program by npx, as in a pipe. */
function npx(args: readonly string[], env: NodeJS.ProcessEnv = {}, input = ''): Promise<Ran> {
  return new Promise((resolve) => {
    const done = (error: ExecFileException | null, out: string, notes: string) =>
      resolve({ exit: error === null ? 0 : Number(error.code), out, notes });
    const options = { cwd: folder, env: { ...process.env, ...env } };
    const child = execFile('npx', ['--offline', '--no', 'karmada-interpreter', '--', ...args], options, done);
    child.stdin?.end(input);
  });
}

describe('the packed program, run by npx', () => {
  it('explains files of names with blanks and other letters', async () => {
    const ran = await npx(['explain', 'template ö.yaml', 'binding ö.yaml']);
    expect(ran).toMatchObject({ exit: 1, notes: '' });
    expect(ran.out).toMatch(/^apps\/v1 Deployment shop\/payment, generation 5: Degraded \(Unhealthy\)\n/);
  });

  it('reads standard input', async () => {
    const ran = await npx(
      ['explain', '-o', 'name', '-'],
      {},
      readFileSync(join(examples, 'binding.yaml'), 'utf8'),
    );
    expect(ran).toMatchObject({ exit: 1, out: 'resourcebinding.work.karmada.io/payment-deployment\n' });
  });

  it('says its version, and what is wrong', async () => {
    expect(await npx(['--version'])).toEqual({ exit: 0, out: `${manifest.version}\n`, notes: '' });
    expect(await npx(['explain', 'gone.yaml'])).toEqual({
      exit: 2,
      out: '',
      notes: 'error: gone.yaml does not exist\n',
    });
  });

  it('has no colours in a pipe but where they are asked for', async () => {
    const sequence = '\u001b[';
    const args = ['explain', 'binding ö.yaml'];
    expect((await npx(args)).out).not.toContain(sequence);
    expect((await npx([...args, '--color=always'], { NO_COLOR: '1' })).out).toContain(sequence);
  });

  it('ends quietly where nobody reads on', () => {
    const program = join(folder, 'node_modules/.bin/karmada-interpreter');
    const script = `'${program}' kinds -o json | head -n 1; exit \${PIPESTATUS[0]}`;
    expect(execFileSync('bash', ['-c', script], { encoding: 'utf8' })).toBe('[\n');
  });
});

describe('the library', () => {
  it.each(codeEntries)('has nothing of the command line in the bundle of %s', async (entry) => {
    const { metafile } = await build({
      stdin: { contents: `export * from '${entry}'`, resolveDir: consumer },
      ...{ platform: 'node', format: 'esm', bundle: true, write: false, metafile: true, logLevel: 'silent' },
    });
    const inputs = Object.keys(metafile?.inputs ?? {});
    expect(inputs.length).toBeGreaterThan(1);
    expect(inputs.filter((path) => /\/(commander|yaml|tinyglobby)\/|dist\/cli/.test(path))).toEqual([]);
  });
});
