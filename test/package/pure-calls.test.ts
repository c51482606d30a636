import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import ts from 'typescript';
import { afterAll, expect, it } from 'vitest';
import { pureCalls } from '../../scripts/pure-calls.js';

const directory = mkdtempSync(join(tmpdir(), 'pure-calls-'));

afterAll(() => rmSync(directory, { recursive: true }));

/** A module as the build loads it, beside one that has the annotated `sum`. */
async function loaded(text: string): Promise<string> {
  const [sums, module] = ['sums.ts', 'module.ts'].map((name) => join(directory, name)) as [string, string];
  const sum = '// @__NO_SIDE_EFFECTS__\nexport function sum(n = 0) {\n  return { n, fold: () => n };\n}\n';
  writeFileSync(sums, `${sum}export function log(n: number) {\n  return n;\n}\n`);
  writeFileSync(module, text);
  const options = { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ES2022, noLib: true, types: [] };
  const { outputFiles } = await build({
    entryPoints: [module],
    plugins: [pureCalls([sums, module], options)],
    ...{ format: 'esm', bundle: true, external: ['./sums.js'], write: false },
  });
  return outputFiles.map((file) => file.text).join('');
}

it('marks the call of an imported function, by whatever name', async () => {
  const text = "import { sum } from './sums.js';\nimport { sum as other } from './sums.js';\n";
  const code = await loaded(`${text}export const all = [sum(1), other(sum(2).n)];`);
  expect(code).toContain('/* @__PURE__ */ sum(1)');
  expect(code).toMatch(/\/\* @__PURE__ \*\/ \w+\(sum\(2\)\.n\)/);
});

it.each([
  ['a function without the annotation', "import { log } from './sums.js';\nexport const x = log(1);"],
  ['a local function of that name', 'function sum(n: number) {\n  return n;\n}\nexport const x = sum(1);'],
  ['a parameter of that name', 'export const x = (sum: (n: number) => number) => sum(1);'],
  [
    'a variable that hides the import',
    "import { sum } from './sums.js';\nexport { sum };\nexport const x = () => {\n  const sum = Number;\n  return sum(1);\n};",
  ],
  [
    'a method of what such a function gives',
    "import { sum } from './sums.js';\nexport const x = sum(1).fold();",
  ],
  ['a method of that name', 'export const x = (of: { sum(n: number): number }) => of.sum(1);'],
])('does not mark the call of %s', async (_, text) => {
  const code = await loaded(text);
  expect(code).toMatch(/(sum|log)2?\(1\)/);
  expect(code).not.toContain('PURE');
});
