import fc from 'fast-check';
import { divideJobCompletions, type KubernetesObject, reviseJobCompletions } from 'karmada-interpreter';
import { describe, expect, test } from 'vitest';
import { EFFORT } from '../../support/effort.js';
import { deepFreeze } from '../../support/freeze.js';

const job = (completions?: unknown, uid?: string): KubernetesObject => ({
  ...{ apiVersion: 'batch/v1', kind: 'Job', metadata: { name: 'train', ...(uid && { uid }) } },
  spec: { parallelism: 4, ...(completions !== undefined && { completions }) },
});
const targets = (...replicas: readonly (number | undefined)[]) =>
  replicas.map((own, i) => ({ name: `c${i}`, replicas: own }));
const divide = (completions: number, replicas: readonly (number | undefined)[], uid?: string) => [
  ...divideJobCompletions(deepFreeze(job(completions, uid)), deepFreeze(targets(...replicas))).values(),
];

describe('divided completions', () => {
  test.each([
    [10, [1, 1, 1], [4, 3, 3]],
    [10, [3, 2], [6, 4]],
    [3, [5, 5, 5, 5], [1, 1, 1, 0]],
    [7, [4, 0, 1], [6, 0, 1]],
    [7, [4, undefined], [7, 0]],
    // By largest remainders this would be 2, 2, 0.
    [4, [3, 3, 1], [2, 1, 1]],
    [0, [1, 2], [0, 0]],
  ])('%i over %j are %j', (completions, replicas, expected) => {
    expect(divide(completions, replicas)).toEqual(expected);
  });

  test('of equal claims the smaller count comes first, then the name, which of two the uid decides', () => {
    // A weight of 3 claims as much for its second as a weight of 1 for its first.
    expect(divide(2, [3, 1])).toEqual([1, 1]);
    expect(divide(1, [1, 1])).toEqual([1, 0]);
    // FNV-1a is 0xe40c292c over "a", and 0xe70c2de5 over "b".
    expect(divide(1, [1, 1], 'a')).toEqual([1, 0]);
    expect(divide(1, [1, 1], 'b')).toEqual([0, 1]);
  });

  test('the short way comes to the same as one by one', () => {
    expect.hasAssertions();
    const replicas = fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 1, maxLength: 6 });
    const property = fc.property(fc.integer({ min: 0, max: 300 }), replicas, (completions, weights) => {
      const given = weights.map(() => 0);
      if (weights.every((weight) => weight === 0)) return;
      const claim = (i: number) => (weights[i] as number) / (2 * (given[i] as number) + 1);
      for (let left = completions; left > 0; left--) {
        let next = 0;
        for (let i = 1; i < weights.length; i++) {
          const less = (given[i] as number) < (given[next] as number);
          if (claim(i) > claim(next) || (claim(i) === claim(next) && less)) next = i;
        }
        given[next] = (given[next] as number) + 1;
      }
      expect(divide(completions, weights)).toEqual(given);
    });
    fc.assert(property, { numRuns: 500 * EFFORT });
  });

  test('as many as an int32 holds are divided without counting them one by one', () => {
    const divided = divide(2147483647, [2147483647, 2147483646, 1]);
    expect(divided.reduce((sum, own) => sum + own, 0)).toBe(2147483647);
    expect(divided).toEqual([1073741823, 1073741823, 1]);
  });

  test('there is nothing to divide without a number of completions, clusters or replicas', () => {
    expect(divideJobCompletions(job(), targets(1)).size).toBe(0);
    expect(divideJobCompletions(job(3), []).size).toBe(0);
    expect(divideJobCompletions(job(3), targets(0, 0)).size).toBe(0);
  });

  test('malformed arguments are refused, with path and value', () => {
    expect(() => divideJobCompletions(job('3'), targets(1))).toThrow('spec.completions is "3"');
    expect(() => divideJobCompletions(job(3), {} as never)).toThrow('clusters is an object, not a list');
    expect(() => divideJobCompletions(job(3), [{} as never])).toThrow('clusters[0].name is missing');
    expect(() => divideJobCompletions(job(3), targets(-1))).toThrow('clusters[0].replicas is -1');
  });
});

describe('revised completions', () => {
  test('are set where there are some', () => {
    const object = deepFreeze(job(6));
    expect(reviseJobCompletions(object, 2).spec).toEqual({ parallelism: 4, completions: 2 });
    expect(reviseJobCompletions(object, 6)).toBe(object);
    expect(reviseJobCompletions(object, undefined)).toBe(object);
  });

  test('a Job whose pods share a queue is left as it is', () => {
    const object = deepFreeze(job());
    expect(reviseJobCompletions(object, 2)).toBe(object);
  });

  test.each([-1, 1.5, 2147483648, Number.NaN])('%d is refused', (completions) => {
    expect(() => reviseJobCompletions(job(6), completions)).toThrow(`completions is ${completions}, not an`);
  });
});
