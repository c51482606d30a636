import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addByName, small } from '../../../src/interpreters/status/counts.js';

const symbol = Symbol('s');

test.each<[value: unknown, count: number]>([
  [0, 0],
  [7, 7],
  [2147483647, 2147483647],
  [undefined, 0],
  ...[2147483648, Number.MAX_SAFE_INTEGER, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY].map(
    (value) => [value, -1] as [unknown, number],
  ),
  ...[null, '3', '', true, 3n, [], [3], {}, symbol, () => 3].map((value) => [value, -1] as [unknown, number]),
])('small(%o) is %i', (value, count) => {
  expect(small(value)).toBe(count);
});

describe('addByName', () => {
  const names = ['replicas', 'ready', 'failures'];
  const limits = [2147483647, 2147483647, Number.MAX_SAFE_INTEGER];
  const settled = { observedGeneration: 2, generation: 2, resourceTemplateGeneration: 5 };
  const add = addByName(names, limits);

  test.each<[what: string, status: Record<string, unknown>, result: number, totals: number[]]>([
    ['nothing', {}, 0, [0, 0, 0]],
    ['a settled member', { ...settled, replicas: 3, ready: 2 }, 1, [3, 2, 0]],
    ['fields in another order', { failures: 4, ready: 2, ...settled, replicas: 3 }, 1, [3, 2, 4]],
    [
      'fields that nobody asked for',
      { other: 9, replicas: 3, more: 'x', ready: 1, ...settled },
      1,
      [3, 1, 0],
    ],
    ['null for absent', { ...settled, generation: null, replicas: null, ready: undefined }, 1, [0, 0, 0]],
    ['an int64', { ...settled, failures: Number.MAX_SAFE_INTEGER }, 1, [0, 0, Number.MAX_SAFE_INTEGER]],
    ['more than an int32', { ...settled, replicas: 2147483648, ready: 1 }, 0, [0, 1, 0]],
    ['more than a number holds', { ...settled, failures: 2 ** 53, ready: 1 }, 0, [0, 1, 0]],
    ['a malformed count', { ...settled, replicas: '3', ready: 1, failures: -1 }, 0, [0, 1, 0]],
    ['a malformed generation', { ...settled, observedGeneration: '2', ready: 1 }, 0, [0, 1, 0]],
    ['another malformed generation', { ...settled, generation: 1.5, ready: 1 }, 0, [0, 1, 0]],
    ['a malformed stamp', { ...settled, resourceTemplateGeneration: {}, ready: 1 }, 0, [0, 1, 0]],
    ['a controller that is behind', { ...settled, observedGeneration: 1, ready: 1 }, 0, [0, 1, 0]],
    ['a template that is behind', { ...settled, resourceTemplateGeneration: 4, ready: 1 }, 0, [0, 1, 0]],
    ['a template that is ahead', { ...settled, resourceTemplateGeneration: 6 }, 1, [0, 0, 0]],
  ])('%s', (_, status, result, totals) => {
    const added = new Float64Array(names.length);
    expect(add(added, status, 5)).toBe(result);
    expect([...added]).toEqual(totals);
  });

  test('adds to what is there already, whatever the order of the fields', () => {
    const status = fc.dictionary(fc.constantFrom(...names, 'a', 'b'), fc.nat(1000), {
      noNullPrototype: true,
    });
    fc.assert(
      fc.property(fc.array(status), (statuses) => {
        const totals = new Float64Array(names.length);
        for (const one of statuses) add(totals, one, 0);
        const expected = names.map((name) => statuses.reduce((total, one) => total + (one[name] ?? 0), 0));
        expect([...totals]).toEqual(expected);
      }),
    );
  });
});
