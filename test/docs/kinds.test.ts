import { readFile } from 'node:fs/promises';
import { defaultInterpreters } from 'karmada-interpreter';
import { expect, test } from 'vitest';
import { kindsPage, withKinds } from '../../scripts/kinds-page.js';

test('the page on kinds is that of the declarations, a section for each', async () => {
  const page = await readFile(kindsPage, 'utf8');
  expect(withKinds(page)).toBe(page);
  expect(page.match(/^### /gm)).toHaveLength(defaultInterpreters.length);
  expect(page).toContain('### Deployment (`apps/v1`)');
  expect(page).toContain('- Replicas: `spec.replicas`.');
});
