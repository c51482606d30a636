import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
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
