import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { apiDirectory, apiReports } from '../../scripts/api-reports.js';
import { entries } from './consumer.js';

const reports = apiReports();

it('has a report for each entry, and no other', () => {
  expect(readdirSync(apiDirectory).sort()).toEqual([...reports.keys()].sort());
  const titles = [...reports.values()].map((text) => text.slice(2, text.indexOf('\n')));
  expect(titles.sort()).toEqual([...entries].sort());
});

it.each([...reports])('has the signatures of %s as they are built: else `npm run api`', (file, text) => {
  expect(readFileSync(join(apiDirectory, file), 'utf8')).toBe(text);
});

it.each([...reports])('names no file of the build in %s, which every build may call otherwise', (_, text) => {
  expect(text).toMatch(/^(declare|interface|type) /m);
  expect(text).not.toMatch(/from ['"]|import\(['"]|\$\d|\.js['"]/);
});

it('has what a signature names, and no entry exports', () => {
  const [exported, inner] = reports.get('lua.md')?.split('\n## ') ?? [];
  expect(exported).toContain('readonly limits?: Partial<Limits> | undefined;');
  expect(exported).not.toContain('interface Limits ');
  expect(inner).toContain('interface Limits {\n    readonly steps: number;');
});
