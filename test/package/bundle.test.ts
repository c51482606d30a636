import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { codeEntries, consumer, entries, inputType, node, pureEntries } from './consumer.js';

/** What a browser application that imports the package gets from its bundler. */
async function bundle(contents: string): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: consumer },
    platform: 'browser',
    format: 'esm',
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

  it('of declarations works where no text may be run as code', async () => {
    const code = await bundle(`
      import { compileInterpreter } from 'karmada-interpreter/declarative';
      const status = { ready: { from: '$.status.pools[*].ready', reduce: 'sum' } };
      const kind = compileInterpreter({ apiVersion: 'v1', kind: 'Game', status });
      console.log(JSON.stringify(kind.reflectStatus({ status: { pools: [{ ready: 1 }, { ready: 2 }] } })));
    `);
    const run = await node('--disallow-code-generation-from-strings', inputType.import, '--eval', code);
    expect(JSON.parse(run)).toEqual({ ready: 3 });
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

describe('the size, minified and gzipped', () => {
  it.each([
    [
      'aggregateStatus of one kind',
      3500,
      `import { deploymentStatus } from 'karmada-interpreter/interpreters'; export const f = deploymentStatus.aggregateStatus`,
    ],
    [
      'a whole kind',
      9_600,
      `import { deployment } from 'karmada-interpreter/interpreters'; export const f = deployment`,
    ],
    ['the whole core', 14 * 1024, `export * from 'karmada-interpreter'`],
    ['the planner of rollouts', 30_000, `export * from 'karmada-interpreter/rollout'`],
    ['its skew', 16_000, `export { revisionSkew } from 'karmada-interpreter/rollout'`],
    // With semver, which no bundler can leave out.
    ['its charts', 10_500, `export { formatTimeline, renderTimeline } from 'karmada-interpreter/rollout'`],
    [
      'the webhook, with every kind and its dependencies',
      27_500,
      `export * from 'karmada-interpreter/webhook'`,
    ],
    ['declarations, with their dependencies', 35_000, `export * from 'karmada-interpreter/declarative'`],
  ])('of %s is at most %d bytes', async (what, ceiling, contents) => {
    const size = gzipSync(await bundle(contents), { level: 9 }).length;
    expect(size, `${what} is ${size} bytes`).toBeLessThanOrEqual(ceiling);
  });
});
