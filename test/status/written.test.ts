import { readFile } from 'node:fs/promises';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { written, writtenCounts } from '../../scripts/generate.js';
import { defaultInterpreters } from '../../src/interpreters/default-interpreters.js';
import { sum } from '../../src/reducers/reducers.js';
import { addMember } from '../../src/status/aggregate-status.js';
import type { AddCounts } from '../../src/status/counts.js';
import { shapeOf } from '../../src/status/status-shape.js';
import { WRITTEN } from '../../src/status/written.js';

const GENERATIONS = ['observedGeneration', 'generation', 'resourceTemplateGeneration'];
const settled = { observedGeneration: 1, generation: 1, resourceTemplateGeneration: 1 };

test('the functions are those that the declarations of the kinds ask for', async () => {
  expect(await readFile(written, 'utf8')).toBe(writtenCounts());
});

test('every built-in kind that has nothing but counts uses one of them, and each of them is used', () => {
  const used = defaultInterpreters.map(({ declaration: { status = {} } }) => {
    const { add, counted, collected } = shapeOf(status);
    if (counted.length === 0 || counted.length < collected.length) {
      expect(add).toBeUndefined();
      return '';
    }
    expect(add).toBeTypeOf('function');
    expect(add).toBe(WRITTEN[counted.join(' ')]);
    return counted.join(' ');
  });
  expect([...new Set(used)].filter((list) => list !== '').sort()).toEqual(Object.keys(WRITTEN).sort());
});

/** What a function makes of a status: the totals, and its verdict. */
function run(add: AddCounts, status: object, generation: number, from: readonly number[]): unknown {
  const totals = Float64Array.from(from);
  const verdict = add(totals, status as Record<string, unknown>, generation);
  return { verdict, totals: [...totals] };
}

describe.each(Object.entries(WRITTEN))('%s', (list, add) => {
  const names = list.split(' ');
  const nothing = names.map(() => 0);
  const shape = { ...shapeOf(Object.fromEntries(names.map((name) => [name, sum('int64')]))), add: undefined };
  const byName: AddCounts = (totals, status, generation) =>
    addMember(shape, totals, [], generation, status, 'member1', []);

  test('each field alone flows to its own total', () => {
    names.forEach((name, at) => {
      const totals = nothing.map((_, i) => (i === at ? 7 : 0));
      expect(run(add, { [name]: 7 }, 1, nothing)).toEqual({ verdict: 0, totals });
      expect(run(add, { ...settled, [name]: 7 }, 1, nothing)).toEqual({ verdict: 1, totals });
    });
  });

  test('what is no small count takes a closer look, and adds nothing', () => {
    for (const field of [...names, ...GENERATIONS]) {
      for (const value of [null, '3', -1, 1.5, 2 ** 31, Number.NaN, {}, true]) {
        const status = { ...Object.fromEntries(names.map((name) => [name, 5])), ...settled, [field]: value };
        expect(run(add, status, 1, nothing)).toEqual({ verdict: -1, totals: nothing });
      }
    }
  });

  test('agrees with what adds by name, wherever it says anything', () => {
    const field = fc.constantFrom(...names, ...GENERATIONS, 'conditions');
    const value = fc.oneof(
      { weight: 20, arbitrary: fc.oneof(fc.nat(4), fc.constant(2147483647)) },
      fc.constantFrom<unknown>(undefined, null, '3', -1, 2 ** 31, []),
    );
    const status = fc.dictionary(field, value, { maxKeys: 12, size: 'max', noNullPrototype: true });
    const from = fc.array(fc.nat(1000), { minLength: names.length, maxLength: names.length });
    const holds = (given: object, generation: number, totals: number[]): void => {
      const said = run(add, given, generation, totals) as { verdict: number };
      if (said.verdict === -1) expect(said).toEqual({ verdict: -1, totals });
      else expect(said).toEqual(run(byName, given, generation, totals));
    };
    fc.assert(fc.property(status, fc.nat(4), from, holds), { numRuns: 300 });
  });
});
