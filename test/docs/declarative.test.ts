import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { compileInterpreter } from 'karmada-interpreter/declarative';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import * as z from 'zod';
import { declarationSchema, schemaFile } from '../../scripts/declaration-schema.js';
import { declarationsIn } from '../declarative/files.js';
import { runExamples } from './examples.js';

const page = (name: string): URL => new URL(`../../docs/${name}`, import.meta.url);

test('the examples of the page on declarations do what they say', async () => {
  const { blocks, assertions } = await runExamples(page('declarative.md'));
  expect(blocks).toBe(7);
  expect(assertions).toBe(15);
});

test('each reducer of the table can be declared as it is written there, and each that can be is in the table', async () => {
  const text = await readFile(page('declarative.md'), 'utf8');
  const [, table = ''] = text.match(/\| reducer \|.*\n\| --- .*\n((?:\|.*\n)+)/) ?? [];
  const written = table.split('\n').flatMap((row) => row.split(' | ')[0]?.match(/`[^`]+`/g) ?? []);
  const rules = written.map((code) => parse(code.slice(1, -1)));
  for (const rule of rules)
    expect(() =>
      compileInterpreter({ apiVersion: 'v1', kind: 'Game', status: { value: rule } }),
    ).not.toThrow();
  const { definitions } = JSON.parse(await readFile(schemaFile, 'utf8'));
  const [names, shape] = definitions.reducer.anyOf;
  const known = [...names.enum, ...Object.keys(shape.properties)];
  const shown = rules.map((rule) => (typeof rule === 'string' ? rule : Object.keys(rule)[0]));
  expect([...new Set(shown)].sort()).toEqual([...new Set(known)].sort());
});

test('the page on ready declarations has each of them, and where its fields are from', async () => {
  const text = await readFile(page('fleet-crds.md'), 'utf8');
  const files = readdirSync(new URL('../../examples/declarations/fleet', import.meta.url));
  for (const file of files) expect(text).toContain(`(../examples/declarations/fleet/${file})`);
  expect(text.match(/\/blob\/[0-9a-f]{40}\//g)).toHaveLength(files.length);
});

test('the JSON Schema is that of the schema', async () => {
  expect(JSON.parse(await readFile(schemaFile, 'utf8'))).toEqual(JSON.parse(declarationSchema()));
});

describe('the JSON Schema', async () => {
  const schema = z.fromJSONSchema(JSON.parse(await readFile(schemaFile, 'utf8')));
  const declarations = { ...declarationsIn('.'), ...declarationsIn('fleet') };

  test.each(Object.entries(declarations))('takes %s', (_, declaration) => {
    expect(schema.safeParse(declaration).error).toBeUndefined();
  });

  test.each([
    { kind: 'Game' },
    { apiVersion: 'v1', kind: 'Game', agregate: true },
    { apiVersion: 'v1', kind: 'Game', status: { ready: 'summ' } },
    { apiVersion: 'v1', kind: 'Game', health: [{ state: 'Fine', when: { path: '$.a', exists: true } }] },
    { apiVersion: 'v1', kind: 'Game', health: [{ state: 'Healthy', when: { all: [{ pth: '$.a' }] } }] },
  ])('refuses %j', (declaration) => {
    expect(schema.safeParse(declaration).success).toBe(false);
  });
});
