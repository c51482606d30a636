import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { last, sum } from '../../src/reducers/reducers.js';
import { addMember } from '../../src/status/aggregate-status.js';
import { small } from '../../src/status/counts.js';
import { shapeOf } from '../../src/status/status-shape.js';

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

describe('addMember', () => {
  const names = ['replicas', 'ready', 'failures'];
  const settled = { observedGeneration: 2, generation: 2, resourceTemplateGeneration: 5 };
  const shape = shapeOf({ replicas: sum(), ready: sum(), hash: last(), failures: sum('int64') });

  /** What is said of a status, what it adds to totals, and what comes of the text. */
  function add(status: object, totals = new Float64Array(names.length)): unknown[] {
    const states = shape.reducers.map((reducer) => reducer.start());
    const values: unknown[] = [];
    const is = addMember(shape, totals, states, 5, status as Record<string, unknown>, 'member1', values);
    return [is, [...totals], shape.reducers[0]?.part(states[0])];
  }

  test.each<[what: string, status: Record<string, unknown>, verdict: number, totals: number[]]>([
    ['nothing', {}, 0, [0, 0, 0]],
    ['a settled member', { ...settled, replicas: 3, ready: 2 }, 1, [3, 2, 0]],
    ['fields in another order', { failures: 4, ready: 2, ...settled, replicas: 3 }, 1, [3, 2, 4]],
    [
      'fields that nobody asked for',
      { other: 9, replicas: 3, more: 'x', ready: 1, ...settled },
      1,
      [3, 1, 0],
    ],
    [
      'null for absent',
      { ...settled, generation: null, replicas: null, ready: undefined, hash: null },
      1,
      [0, 0, 0],
    ],
    ['an int64', { ...settled, failures: Number.MAX_SAFE_INTEGER }, 1, [0, 0, Number.MAX_SAFE_INTEGER]],
    ['more than an int32', { ...settled, replicas: 2147483648, ready: 1 }, -1, [0, 1, 0]],
    ['more than a number holds', { ...settled, failures: 2 ** 53, ready: 1 }, -1, [0, 1, 0]],
    ['a malformed count', { ...settled, replicas: '3', ready: 1, failures: -1 }, -1, [0, 1, 0]],
    ['a malformed text', { ...settled, hash: 3, ready: 1 }, -1, [0, 1, 0]],
    ['a malformed generation', { ...settled, observedGeneration: '2', ready: 1 }, -1, [0, 1, 0]],
    ['another malformed generation', { ...settled, generation: 1.5, ready: 1 }, -1, [0, 1, 0]],
    ['a malformed stamp', { ...settled, resourceTemplateGeneration: {}, ready: 1 }, -1, [0, 1, 0]],
    ['a controller that is behind', { ...settled, observedGeneration: 1, ready: 1 }, 0, [0, 1, 0]],
    ['a template that is behind', { ...settled, resourceTemplateGeneration: 4, ready: 1 }, 0, [0, 1, 0]],
    ['a template that is ahead', { ...settled, resourceTemplateGeneration: 6 }, 1, [0, 0, 0]],
  ])('%s', (_, status, verdict, totals) => {
    expect(add(status)).toEqual([verdict, totals, undefined]);
    const part = { clusterName: 'member1', value: 'f6c' };
    if (!('hash' in status)) expect(add({ hash: 'f6c', ...status })).toEqual([verdict, totals, part]);
  });

  test('adds to what is there already, whatever the order of the fields', () => {
    const status = fc.dictionary(fc.constantFrom(...names, 'a', 'b'), fc.nat(1000), {
      noNullPrototype: true,
    });
    fc.assert(
      fc.property(fc.array(status), (statuses) => {
        const totals = new Float64Array(names.length);
        for (const one of statuses) add(one, totals);
        const expected = names.map((name) => statuses.reduce((total, one) => total + (one[name] ?? 0), 0));
        expect([...totals]).toEqual(expected);
      }),
    );
  });
});
