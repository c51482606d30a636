// The laws over every declaration that people read: those of the pages and of the examples.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { defineInterpreter, type KubernetesObject } from 'karmada-interpreter';
import { compileInterpreter } from 'karmada-interpreter/declarative';
import { arbitraries, checkInterpreter, LawError } from 'karmada-interpreter/testing';
import { describe, expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { declarationsIn } from '../declarative/files.js';
import { EFFORT } from '../support/effort.js';

const root = join(import.meta.dirname, '../..');
const pages = readdirSync(join(root, 'docs')).filter((file) => file.endsWith('.md'));

/** The YAML of a page that declares a kind: it has an API version and a kind, and neither metadata nor a spec. */
function declarationsOf(page: string): readonly object[] {
  const text = readFileSync(join(root, page), 'utf8');
  const blocks = [...text.matchAll(/```yaml\n(.*?)```|parse\(`(.*?)`\)/gs)].map(
    ([, yaml, own]) => yaml ?? own ?? '',
  );
  return blocks
    .flatMap((yaml) => parseAllDocuments(yaml).map((document) => document.toJS()))
    .filter((given) => given?.apiVersion && given.kind && !('metadata' in given) && !('spec' in given));
}

const onPages = ['README.md', ...pages.map((page) => `docs/${page}`)].flatMap((page) =>
  declarationsOf(page).map((given) => [page, given] as const),
);

test('the pages have declarations, some with fields from elsewhere', () => {
  expect(onPages.map(([page]) => page)).toEqual(expect.arrayContaining(['README.md', 'docs/declarative.md']));
  expect(onPages.filter(([, given]) => JSON.stringify(given).includes('"from"')).length).toBeGreaterThan(1);
});

const check = (given: object, numRuns = 20): void =>
  checkInterpreter(fc, compileInterpreter(given), { seed: 1, numRuns: Math.ceil(numRuns * EFFORT) });

describe('every law holds of the declarations', () => {
  test.each(onPages)('of %s: %o', (_, given) => expect(check(given)).toBeUndefined());

  test.each(Object.entries(declarationsIn('fleet')))('of the examples: %s', (_, given) =>
    expect(check(given)).toBeUndefined(),
  );

  // All recorded cases pass through these as well, and the laws hold of the same kinds as they are built in.
  test.each(Object.entries(declarationsIn('')))('of the examples of built-in kinds: %s', (_, given) =>
    expect(check(given, 5)).toBeUndefined(),
  );
});

// Where the values stand is no place that the declaration names among its fields.
describe.each([
  ['a count of several places', { from: '$.status.pools[*].ready', reduce: 'sum' }],
  ['a count of one place', { from: '$.status.pools.ready', reduce: 'sum' }],
  ['a count of a list of numbers', { from: '$.status.sizes[*]', reduce: 'sum' }],
  ['a count of the spec', { from: '$.spec.size', reduce: 'sum' }],
  ['a count of the place that has its name', { from: '$.status.field[*].size', reduce: 'sum' }],
  ['a count of what is no count', { from: '$.metadata.name', reduce: 'sum' }],
  ['a count of the place of another field', { from: '$.status.other', reduce: 'sum' }],
  ['conditions of several places', { from: '$.status.pools[*].conditions[*]', reduce: 'conditions' }],
  ['a quantity', { from: '$.status.pools[*].used', reduce: 'quantity' }],
  ['a time', { from: '$.status.pools[*].ready', reduce: 'latest' }],
  ['a flag', { from: '$.status.pools[*].count', reduce: 'all' }],
  ['a phase', { from: '$.status.pools[*].count', reduce: { worst: ['Broken', 'Open'] } }],
  ['a number', { from: '$.status.pools[*].name', reduce: 'max' }],
  ['a list', { from: '$.status.pools[*]', reduce: { union: 'name' } }],
])('every law holds of a field from elsewhere: %s', (_, rule) => {
  test.each([['field'], ['nested.field']])('as %s', (name) => {
    const declared = { apiVersion: 'example.org/v1', kind: 'Game', status: { [name]: rule, other: 'last' } };
    expect(check(declared)).toBeUndefined();
  });
});

const widget = compileInterpreter({
  ...{ apiVersion: 'example.org/v1', kind: 'Widget' },
  status: { ready: { from: '$.status.pools[*].ready', reduce: 'sum' }, version: 'last' },
});

test('what is gathered is made of the type that its reducer takes', () => {
  const { member } = arbitraries(fc, widget);
  const found = fc.sample(member, { numRuns: 200, seed: 1 }).flatMap(({ status }) => {
    const { pools = [] } = (status ?? {}) as { pools?: readonly { ready?: unknown }[] };
    return pools.flatMap(({ ready }) => ready ?? []);
  });
  expect(found.length).toBeGreaterThan(50);
  expect(found.filter((ready) => typeof ready !== 'number')).toEqual([]);
});

test.each([
  ['forgets it', { reflectStatus: ({ status }: KubernetesObject) => status ?? undefined }],
  ['counts one place', { reflectStatus: () => ({ ready: 1 }) }],
])('an interpreter that %s is found out', (_, bug) => {
  const check = () => checkInterpreter(fc, { ...widget, ...bug }, { seed: 1, laws: ['counts-collected'] });
  expect(check).toThrow(LawError);
});

test('a declaration that code goes on with gathers what it did', () => {
  const again = defineInterpreter({ ...widget.declaration });
  const object = {
    apiVersion: 'example.org/v1',
    kind: 'Widget',
    status: { pools: [{ ready: 1 }, { ready: 2 }] },
  };
  expect(again.reflectStatus?.(object)).toEqual({ ready: 3 });
  expect(() => defineInterpreter({ ...widget.declaration, gather: 5 as never })).toThrow(
    'gather is 5, not a function',
  );
});
