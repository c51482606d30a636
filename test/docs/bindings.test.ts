import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { bindingPage, withReasons } from '../../scripts/binding-page.js';
import { bindingSituations } from '../../scripts/binding-situations.js';
import { BINDING_REASONS, explainBinding } from '../../src/binding/index.js';
import { deepFreeze } from '../support/freeze.js';
import { runExamples } from './examples.js';

it('docs/bindings.md says what the library does', async () => {
  const { blocks, assertions } = await runExamples(bindingPage);
  expect(blocks).toBe(3);
  expect(assertions).toBe(11);
});

it('has every reason, as the library gives it', async () => {
  const page = await readFile(bindingPage, 'utf8');
  expect(withReasons(page)).toBe(page);
  for (const reason of Object.keys(BINDING_REASONS)) expect(page).toContain(`\n### ${reason}\n`);
});

it.each(Object.entries(bindingSituations))(
  'shows %s in a situation that comes to it',
  (reason, situation) => {
    const { problems, ...explanation } = explainBinding(
      deepFreeze(situation.binding),
      deepFreeze(situation.options),
    );
    expect([explanation.reason, ...explanation.clusters.map((cluster) => cluster.reason)]).toContain(reason);
    expect(problems.length).toBe(reason === 'Malformed' ? 1 : 0);
  },
);

it('orders the reasons by their stages, each of which is one', () => {
  const stages = Object.values(BINDING_REASONS).map(({ stage }) => stage);
  expect(stages).toEqual(stages.map((_, i) => i + 1));
});
