import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { transformSync } from 'esbuild';
import { expect, it } from 'vitest';
import { consumer, node } from './consumer.js';

const tsc = createRequire(import.meta.url).resolve('typescript/bin/tsc');
const readme = readFileSync(join(import.meta.dirname, '../../README.md'), 'utf8');

/** The examples as somebody pastes them into one file, one below the other. */
const source = [...readme.matchAll(/^```ts\n(.*?)^```$/gms)].map(([, code]) => code).join('\n');

/** What the comments behind the calls say that is printed. */
const printed = [...source.matchAll(/^console\.log\(.*\); \/\/ (.*)$/gm)].map(([, value]) =>
  // biome-ignore lint/security/noGlobalEval: the values of the page's own comments
  inspect(eval(`(${value})`), { colors: false }).replace(/^'(.*)'$/, '$1'),
);

it('has examples that say what they print', () => {
  expect(printed.length).toBeGreaterThan(10);
});

it.each([
  ['nodenext', 'nodenext', 'mts'],
  ['esnext', 'bundler', 'ts'],
])('type-checks as one file in strict mode, module %s', async (module, moduleResolution, ending) => {
  const file = `readme.${ending}`;
  writeFileSync(join(consumer, file), source);
  const compilerOptions = { target: 'es2022', lib: ['es2022', 'dom'], types: [], strict: true, noEmit: true };
  writeFileSync(
    join(consumer, 'readme.json'),
    JSON.stringify({ files: [file], compilerOptions: { ...compilerOptions, module, moduleResolution } }),
  );
  expect(await node(tsc, '-p', 'readme.json')).toBe('');
});

it.each([
  ['esm', 'mjs'],
  ['cjs', 'cjs'],
] as const)('prints what it says, as %s', async (format, ending) => {
  const file = join(consumer, `readme.${ending}`);
  writeFileSync(file, transformSync(source, { loader: 'ts', format }).code);
  expect((await node(file)).trimEnd().split('\n')).toEqual(printed);
});
