import { readFileSync } from 'node:fs';
import { computeStagedPropagation, type StagedPropagationInput } from 'karmada-interpreter/rollout';
import { expect, it } from 'vitest';
import { deepFreeze } from '../../support/freeze.js';

interface Case extends StagedPropagationInput {
  readonly name: string;
  readonly expected: { readonly [key: string]: unknown };
}

const cases: readonly Case[] = JSON.parse(
  readFileSync(new URL('../cases/staged-propagation.json', import.meta.url), 'utf8'),
);

/** Every key that is expected, where `null` and an empty list mean that there is nothing. */
function expectSubset(found: unknown, expected: unknown, path: string): void {
  if (expected === null || (Array.isArray(expected) && expected.length === 0)) {
    expect(found ?? [], path).toEqual([]);
  } else if (typeof expected === 'object' && !Array.isArray(expected)) {
    for (const [key, value] of Object.entries(expected)) {
      expectSubset((found as { [key: string]: unknown } | undefined)?.[key], value, `${path}.${key}`);
    }
  } else expect(found, path).toEqual(expected);
}

it.each(cases.map((given) => [given.name, given] as const))('%s', (_, { expected, ...input }) => {
  expect.hasAssertions();
  const result = computeStagedPropagation(deepFreeze(input));
  expectSubset(result, expected, 'result');
});
