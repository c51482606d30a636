import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { defaultInterpreters } from 'karmada-interpreter';
import * as interpreters from 'karmada-interpreter/interpreters';
import { afterAll, describe, expect, it } from 'vitest';
import { codeEntries, consumer, entries, inputType, node, pureEntries } from './consumer.js';

interface Platform {
  readonly platform?: 'neutral';
  readonly conditions?: string[];
  readonly mainFields?: string[];
}

/** What a browser application that imports the package gets from its bundler. */
async function bundle(contents: string, platform: Platform = {}): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: consumer },
    platform: 'browser',
    format: 'esm',
    ...platform,
    bundle: true,
    minify: true,
    write: false,
    logLevel: 'silent',
  });
  return outputFiles.map(({ text }) => text).join('');
}

describe('a browser bundle', () => {
  // A built-in module of Node would not resolve, and so fail the build.
  it.each(codeEntries)('of %s needs no Node and evaluates no text', async (entry) => {
    const code = await bundle(`export * from '${entry}'`);
    expect(code).toContain('export{');
    expect(code).not.toMatch(/["'`](node:|vm["'`])|\brequire\(|\bimport\(/);
    // That of jsonpath-plus has what filters and scripts need; neither ever gets to it.
    if (!entry.endsWith('/declarative')) expect(code).not.toMatch(/\beval\b|\bFunction\(/);
  });

  it.each(entries)('of %s for no platform in particular needs no Node either', async (entry) => {
    const { outputFiles } = await build({
      stdin: { contents: `export * from '${entry}'`, resolveDir: consumer },
      // Where a package has no `exports`, as fast-json-patch, this is how bundlers find its files.
      ...{ platform: 'neutral', mainFields: ['module', 'main'] },
      ...{ format: 'esm', bundle: true, write: false, logLevel: 'silent' },
    });
    expect(outputFiles[0]?.text).not.toMatch(/["'`](node:|vm["'`])/);
  });

  it('of declarations works where no text may be run as code', async () => {
    const code = await bundle(`
      import { compileInterpreter } from 'karmada-interpreter/declarative';
      const status = { ready: { from: '$.status.pools[*].ready', reduce: 'sum' } };
      const kind = compileInterpreter({ apiVersion: 'v1', kind: 'Game', status });
      console.log(JSON.stringify(kind.reflectStatus({ status: { pools: [{ ready: 1 }, { ready: 2 }] } })));
    `);
    // In a file: it is longer than an argument may be.
    const file = join(consumer, 'declared.mjs');
    await writeFile(file, code);
    const run = await node('--disallow-code-generation-from-strings', file);
    expect(JSON.parse(run)).toEqual({ ready: 3 });
  });

  it('of Lua works in a worker where no text may be run as code', async () => {
    const code = await bundle(`
      import { runLua } from 'karmada-interpreter/lua';
      const script = "function f(obj) return string.upper(obj.name), #obj.name end";
      console.log(JSON.stringify(runLua(script, 'f', [{ name: 'web' }])));
    `);
    await writeFile(join(consumer, 'scripted.mjs'), code);
    const start = `new (require('node:worker_threads').Worker)('./scripted.mjs', { execArgv: [] })`;
    const run = await node('--disallow-code-generation-from-strings', inputType.require, '--eval', start);
    expect(JSON.parse(run)).toEqual(['WEB', 3]);
  });

  it.each(entries)('of %s holds nothing of it when nothing is used', async (entry) => {
    expect(await bundle(`import '${entry}'`)).toBe('');
    expect(await bundle(`import * as unused from '${entry}'`)).toBe('');
  });
});

describe('the core', () => {
  it.each(pureEntries)('in %s brings no other package along', async (entry) => {
    const { metafile } = await build({
      stdin: { contents: `export * from '${entry}'`, resolveDir: consumer },
      bundle: true,
      format: 'esm',
      metafile: true,
      write: false,
    });
    const inputs = Object.keys(metafile.inputs);
    expect(inputs.some((input) => input.includes('karmada-interpreter/dist/'))).toBe(true);
    expect(inputs.filter((input) => /node_modules\/(?!karmada-interpreter\/)/.test(input))).toEqual([]);
  });
});

/** The most that each tier may take, in bytes, minified and gzipped: what it is, its ceiling, and what is imported. */
const TIERS: readonly (readonly [tier: string, ceiling: number, contents: string])[] = [
  ['counts that are added up', 5_500, `export { defineStatus, sum } from 'karmada-interpreter'`],
  [
    'aggregateStatus of one kind',
    11_000,
    `export { deploymentStatus } from 'karmada-interpreter/interpreters'`,
  ],
  ['one kind whole', 22_000, `export { deployment } from 'karmada-interpreter/interpreters'`],
  ['every kind', 51_000, `export * from 'karmada-interpreter'`],
  ['the registry alone', 2_300, `export { createRegistry } from 'karmada-interpreter'`],
  ['generation', 4_500, `export * from 'karmada-interpreter/generation'`],
  ['suspension', 5_000, `export * from 'karmada-interpreter/suspension'`],
  ['the planner of rollouts', 44_000, `export * from 'karmada-interpreter/rollout'`],
  ['the skew of revisions', 20_000, `export { revisionSkew } from 'karmada-interpreter/rollout'`],
  // With semver, which no bundler can leave out.
  [
    'the charts of rollouts',
    14_000,
    `export { formatTimeline, renderTimeline } from 'karmada-interpreter/rollout'`,
  ],
  ['the webhook, with every kind', 64_000, `export * from 'karmada-interpreter/webhook'`],
  ['declarations', 53_000, `export * from 'karmada-interpreter/declarative'`],
  ['bindings, with every kind', 57_300, `export * from 'karmada-interpreter/binding'`],
  ['Lua', 49_000, `export * from 'karmada-interpreter/lua'`],
  ['testing', 24_000, `export * from 'karmada-interpreter/testing'`],
];

/** The most that one more kind may take beside a Deployment, which brings the engine. */
const ONE_MORE = 3000;

/** Those that nest the most reducers take somewhat more. */
const NESTED: { readonly [kind: string]: number } = {
  kubeflowMPIJob: 3500,
  kubeflowPyTorchJob: 3500,
  kubeflowTFJob: 3550,
  pod: 3300,
  rayCluster: 3100,
  sparkApplication: 3500,
  volcanoJob: 4000,
};

describe('the size, minified and gzipped', () => {
  const table: string[] = [];

  it.each(TIERS)('of %s is at most %d bytes', async (tier, ceiling, contents) => {
    const size = gzipSync(await bundle(contents), { level: 9 }).length;
    table.push(`${tier.padEnd(30)} ${`${size}`.padStart(6)} of ${ceiling}`);
    expect(size, `${tier} is ${size} bytes`).toBeLessThanOrEqual(ceiling);
    // A tier that is missing from its bundle is small, too.
    expect(size).toBeGreaterThan(ceiling / 3);
  });

  it('of one more kind beside a Deployment is small', async () => {
    const sizeOf = async (...names: readonly string[]): Promise<number> =>
      gzipSync(await bundle(`export { ${names.join(', ')} } from 'karmada-interpreter/interpreters'`), {
        level: 9,
      }).length;
    const engine = await sizeOf('deployment');
    const kinds = Object.entries(interpreters).filter(([, kind]) =>
      defaultInterpreters.includes(kind as never),
    );
    expect(kinds).toHaveLength(defaultInterpreters.length);
    const tooLarge: string[] = [];
    for (const [name] of kinds) {
      if (name === 'deployment') continue;
      const more = (await sizeOf('deployment', name)) - engine;
      if (more > (NESTED[name] ?? ONE_MORE)) tooLarge.push(`${name}: ${more}`);
      // A kind that needs no exception any more has none.
      if (name in NESTED && more <= ONE_MORE) tooLarge.push(`${name}: ${more}, which needs no exception`);
      if (more > 2000) table.push(`${`${name} beside a Deployment`.padEnd(40)} ${more}`);
    }
    expect(tooLarge).toEqual([]);
  });

  it('of Lua beside the core is at most 44500 bytes', async () => {
    const core = `export { createInterpreter } from 'karmada-interpreter'`;
    const [alone, both] = await Promise.all(
      [core, `${core}; export * from 'karmada-interpreter/lua'`].map(
        async (contents) => gzipSync(await bundle(contents), { level: 9 }).length,
      ),
    );
    const added = (both as number) - (alone as number);
    table.push(`${'Lua beside the core'.padEnd(30)} ${`${added}`.padStart(6)} of 44500`);
    expect(added).toBeLessThanOrEqual(44_500);
    expect(added).toBeGreaterThan(44_500 / 3);
  });

  afterAll(() => console.log(table.join('\n')));
});
