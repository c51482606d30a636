import { readFile } from 'node:fs/promises';
import { defaultInterpreters } from 'karmada-interpreter';
import { expect, test } from 'vitest';
import { kindRulesFile, kindRulesText } from '../../scripts/kind-rules.js';
import { kindsPage, withKinds } from '../../scripts/kinds-page.js';

test('the page on kinds is that of the declarations, a section for each', async () => {
  const page = await readFile(kindsPage, 'utf8');
  expect(withKinds(page)).toBe(page);
  expect(page.match(/^### /gm)).toHaveLength(defaultInterpreters.length);
  expect(page).toContain('### Deployment (`apps/v1`)');
  expect(page).toContain('- InterpretReplica: `spec.replicas`, 1 where it is absent.');
});

test('the rules as data are those of the page, each operation with what it does', async () => {
  const text = await readFile(kindRulesFile, 'utf8');
  expect(text).toBe(kindRulesText());
  const kinds: readonly { readonly kind: string; readonly rules: object }[] = JSON.parse(text);
  expect(kinds.map(({ kind, rules }) => [kind, Object.keys(rules)])).toEqual(
    defaultInterpreters.map(({ kind, operations }) => [kind, operations]),
  );
});
