import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mapOf } from '../../src/reducers/map-of.js';
import { sum } from '../../src/reducers/sum.js';
import { last } from '../../src/reducers/values.js';
import { complaints, reduced, reducerLaws } from '../support/reducer-laws.js';

const key = fc.constantFrom('x', 'y', '__proto__', 'constructor');
const counts = fc.array(fc.tuple(key, fc.nat(9))).map((entries) => Object.fromEntries(entries));
const perCluster = mapOf(last(), (pod, cluster) => `${cluster}/${pod}`);
reducerLaws('mapOf(sum())', mapOf(sum()), counts);
reducerLaws(
  'mapOf(last(), by cluster)',
  perCluster,
  fc.dictionary(fc.constantFrom('x', 'y'), fc.constantFrom('1', '2', '')),
);
reducerLaws('mapOf(mapOf(sum()))', mapOf(mapOf(sum())), fc.dictionary(fc.constantFrom('x', 'y'), counts));

describe('mapOf()', () => {
  test('reduces under each key, and sorts the keys', () => {
    const value = reduced(mapOf(sum()), [{ y: 1, x: 2 }, { x: 3 }]) as object;
    expect(value).toEqual({ x: 5, y: 1 });
    expect(Object.keys(value)).toEqual(['x', 'y']);
  });

  test('may take the cluster into the key', () => {
    expect(reduced(perCluster, [{ pod: '1' }, { pod: '2' }])).toEqual({ 'a/pod': '1', 'b/pod': '2' });
  });

  test('is left out where nobody reports one, and says where it is malformed', () => {
    expect(reduced(mapOf(sum()), [undefined, ''])).toBeUndefined();
    expect(complaints(mapOf(sum()), [1])).toEqual([' is not an object']);
    expect(complaints(mapOf(sum()), { x: -1, y: 1 })).toEqual(['.x is not an integer from 0 to 2147483647']);
  });

  test('a malformed value costs the others of its map nothing', () => {
    expect(reduced(mapOf(last()), [{ x: 5, y: 'kept' }])).toEqual({ y: 'kept' });
  });
});
