import fc from 'fast-check';
import type { KindInterpreter } from 'karmada-interpreter';
import { checkInterpreter, LawError } from 'karmada-interpreter/testing';
import { describe, expect, test } from 'vitest';
import { EFFORT } from '../support/effort.js';
import { seededBugs, soundOnes } from './seeded-bugs.js';

/** What is wrong with an interpreter, as the check tells it. */
function breach(interpreter: KindInterpreter, options: object = {}): LawError | undefined {
  try {
    checkInterpreter(fc, interpreter, { seed: 7, numRuns: 100, ...options });
  } catch (error) {
    if (!(error instanceof LawError)) throw error;
    return error;
  }
  return undefined;
}

describe('of an interpreter with a bug, the check finds that', () => {
  test('of twenty and more', () => {
    expect(seededBugs.length).toBeGreaterThanOrEqual(20);
  });

  test.each(seededBugs.map((bug) => [bug[0], bug] as const))(
    '%s',
    (_, [, interpreter, laws, options = {}]) => {
      const error = breach(interpreter, options);
      expect(error && laws.includes(error.law) ? '' : `${error?.message ?? 'nothing'}`).toBe('');
      expect(error?.message).toContain(`{ laws: ['${error?.law}'], seed: 7, numRuns: `);
      // The seed finds it again; of what depends on the calls before, it need not be the same.
      if (error?.law !== 'deterministic' && error?.law !== 'prototypes-untouched')
        expect(breach(interpreter, { ...options, laws: error && [error.law] })?.counterexample).toEqual(
          error?.counterexample,
        );
    },
  );
});

test('what a bug has written to what all objects share is put back', () => {
  const shared: object[] = [Object, Object.prototype, Array, Array.prototype];
  const valuesOf = () => shared.map((one) => Object.entries(Object.getOwnPropertyDescriptors(one)));
  const before = valuesOf().map((fields) => new Map(fields.map(([key, { value }]) => [key, value])));
  const [, polluting] = seededBugs.find(([name]) =>
    name.includes('__proto__'),
  ) as (typeof seededBugs)[number];
  expect(breach(polluting)?.law).toBe('prototypes-untouched');
  const written = valuesOf().flatMap((fields, i) =>
    fields.filter(([key, { value }]) => !before[i]?.has(key) || before[i].get(key) !== value),
  );
  expect(written).toEqual([]);
});

test.each(soundOnes)('of one that is %s and right, it finds nothing', (_, interpreter) => {
  expect(breach(interpreter, { numRuns: 100 * EFFORT })?.message).toBeUndefined();
});
