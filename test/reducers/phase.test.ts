import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { phase } from '../../src/reducers/phase.js';
import { complaints, reduced, reducerLaws } from '../support/reducer-laws.js';

const ORDER = ['Failed', 'Pending', 'Running', 'Succeeded'] as const;
const reducer = phase(ORDER, { unreported: 'Pending', nowhere: 'Pending' });
reducerLaws('phase(…)', reducer, fc.constantFrom(...ORDER, 'Unheard', ''));

describe('phase()', () => {
  test.each<[readonly unknown[], string]>([
    [['Running', 'Running'], 'Running'],
    [['Running', 'Succeeded'], 'Running'],
    [['Succeeded', undefined], 'Pending'],
    [['Failed', undefined], 'Failed'],
    [['Succeeded', 'Unheard'], 'Pending'],
    [['Succeeded', ''], 'Pending'],
    [[undefined], 'Pending'],
    [[], 'Pending'],
  ])('of %j is %s', (values, expected) => {
    expect(reduced(reducer, values)).toBe(expected);
  });

  test('of nobody is left out where nothing is said of it', () => {
    expect(reduced(phase(ORDER, { unreported: 'Pending' }), [])).toBeUndefined();
  });

  test('refuses what is no text, and phases beyond its order', () => {
    expect(complaints(reducer, 5)).toEqual([' is not a string']);
    expect(reducer.isPart({ members: 1, worst: 3 })).toBe(true);
    expect(reducer.isPart({ members: 1, worst: 4 })).toBe(false);
    expect(() => phase(ORDER, { unreported: 'Lost' as never })).toThrow('unreported of phase()');
    expect(() => phase(ORDER, { unreported: 'Failed', nowhere: 'Lost' as never })).toThrow(
      'nowhere of phase()',
    );
  });
});
