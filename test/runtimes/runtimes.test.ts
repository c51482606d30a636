import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { build, type Plugin } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { casesIn, files } from '../conformance/cases.js';
import { consumer } from '../package/consumer.js';

const installed = join(import.meta.dirname, 'node_modules');
const cases = files.flatMap(casesIn);
const agree = `${cases.length} answers agree`;

// Within the consumer, so that the library is found as any of its packages is.
const folder = mkdtempSync(join(consumer, 'runtimes-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs a program to its end; rejects with what it printed where it fails. */
async function run(program: string, args: readonly string[]): Promise<string> {
  const child = promisify(execFile)(program, args, { cwd: folder, maxBuffer: 2 ** 28 }).catch((error) => {
    throw new Error(`${program}\n${error.stdout}${error.stderr}`);
  });
  const { stdout, stderr } = await child;
  return stdout + stderr;
}

/** The library as it is installed in the consumer, for what is made into one file. */
const packed: Plugin = {
  name: 'packed',
  setup: ({ onResolve, resolve }) => {
    onResolve({ filter: /^karmada-interpreter/ }, ({ path, kind, pluginData }) =>
      pluginData === 'packed'
        ? undefined
        : resolve(path, { kind, resolveDir: consumer, pluginData: 'packed' }),
    );
  },
};

/** Makes one file of a program that ends by `done(text)`. */
async function bundle(outfile: string, program: string, whole: boolean, format: 'esm' | 'cjs' | 'iife') {
  const contents = `
    import { smoke } from ${JSON.stringify(join(import.meta.dirname, 'smoke.ts'))};
    import cases from './cases.json';
    ${program}
  `;
  await build({
    stdin: { contents, resolveDir: folder },
    outfile: join(folder, outfile),
    bundle: true,
    target: 'es2022',
    format,
    ...(whole ? { plugins: [packed] } : { external: ['karmada-interpreter'] }),
    // The answers are compared by a file whose neighbour reads the cases from the disk, as types alone.
    external: whole ? [] : ['karmada-interpreter', 'karmada-interpreter/*'],
    logLevel: 'error',
  });
}

beforeAll(async () => {
  writeFileSync(join(folder, 'cases.json'), JSON.stringify(cases));
  const print = 'smoke(cases).then(console.log, (error) => { console.log(error.stack); });';
  await bundle('smoke.mjs', print, false, 'esm');
  await bundle('smoke.cjs', print, false, 'cjs');
  await bundle('page.js', 'smoke(cases).then((text) => { document.title = text; });', true, 'iife');
  await bundle(
    'worker.js',
    'export default { async test() { console.log(await smoke(cases)); } };',
    true,
    'esm',
  );
});

describe.each([
  ['Node 20', process.execPath, []],
  ['Node 22', join(installed, 'node-22/bin/node'), []],
  ['Node 24', join(installed, 'node-24/bin/node'), []],
  ['Bun', join(installed, '@oven/bun-linux-x64/bin/bun'), ['run']],
  [
    'Deno',
    join(installed, '@deno/linux-x64-glibc/deno'),
    ['run', '--no-remote', '--node-modules-dir=manual', '--allow-env'],
  ],
] as const)('%s', (_, program, args) => {
  it.each(['smoke.mjs', 'smoke.cjs'])('gives every answer: %s', async (file) => {
    expect(await run(program, [...args, join(folder, file)])).toBe(`${agree}\n`);
  });
});

describe('workerd', () => {
  it('gives every answer', async () => {
    writeFileSync(
      join(folder, 'workerd.capnp'),
      `using Workerd = import "/workerd/workerd.capnp";
      const config :Workerd.Config = (services = [(name = "main", worker = .worker)]);
      const worker :Workerd.Worker = (
        modules = [(name = "worker", esModule = embed "worker.js")],
        compatibilityDate = "2024-01-01",
      );`,
    );
    const workerd = join(installed, '@cloudflare/workerd-linux-64/bin/workerd');
    expect(await run(workerd, ['test', join(folder, 'workerd.capnp')])).toContain(agree);
  });
});

describe.runIf(existsSync('/usr/bin/chromium'))('Chromium', () => {
  it('gives every answer', async () => {
    writeFileSync(
      join(folder, 'page.html'),
      '<!doctype html><title>?</title><script src="page.js"></script>',
    );
    const flags = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-background-networking'];
    const page = ['--virtual-time-budget=60000', '--dump-dom', `file://${join(folder, 'page.html')}`];
    const profile = `--user-data-dir=${join(folder, 'profile')}`;
    expect(await run('/usr/bin/chromium', [...flags, '--disable-sync', profile, ...page])).toContain(
      `<title>${agree}</title>`,
    );
  });
});
