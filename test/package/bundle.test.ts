import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { consumer, entries } from './consumer.js';

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
  it.each(entries)('of %s needs no Node and evaluates no text', async (entry) => {
    const code = await bundle(`export * from '${entry}'`);
    expect(code).toContain('export{');
    expect(code).not.toMatch(/["'`]node:|\brequire\(|\bimport\(|\beval\b|\bFunction\(/);
  });

  it.each(entries)('of %s holds nothing of it when nothing is used', async (entry) => {
    expect(await bundle(`import '${entry}'`)).toBe('');
    expect(await bundle(`import * as unused from '${entry}'`)).toBe('');
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
      9_500,
      `import { deployment } from 'karmada-interpreter/interpreters'; export const f = deployment`,
    ],
    ['the whole core', 14 * 1024, `export * from 'karmada-interpreter'`],
  ])('of %s is at most %d bytes', async (what, ceiling, contents) => {
    const size = gzipSync(await bundle(contents), { level: 9 }).length;
    expect(size, `${what} is ${size} bytes`).toBeLessThanOrEqual(ceiling);
  });
});
