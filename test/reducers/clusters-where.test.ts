import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { clustersWhere } from '../../src/reducers/clusters-where.js';
import { reduced, reducerLaws } from '../support/reducer-laws.js';

const failed = clustersWhere((status) => status?.phase === 'Failed');
reducerLaws('clustersWhere(…)', failed, fc.record({ phase: fc.constantFrom('Failed', 'Open') }));

describe('clustersWhere()', () => {
  test('is the clusters that fit, by name', () => {
    expect(reduced(failed, [{ phase: 'Failed' }, { phase: 'Open' }, { phase: 'Failed' }])).toEqual([
      'a',
      'c',
    ]);
    expect(reduced(failed, [{ phase: 'Open' }, undefined])).toEqual([]);
  });

  test('a cluster that is added twice is listed once', () => {
    const state = failed.start();
    for (const name of ['a', 'a']) failed.add(state, { phase: 'Failed' }, name, 1);
    expect(failed.part(state)).toEqual(['a']);
  });
});
