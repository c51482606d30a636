import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { earliest, latest } from '../../src/reducers/times.js';
import { complaints, reduced, reducerLaws } from '../support/reducer-laws.js';

const WEST = '2024-05-01T11:00:00-02:00';
const EAST = '2024-05-01T12:00:00+02:00';
const time = fc.constantFrom(WEST, EAST, '2024-05-01T10:00:00Z', '2024-05-01T10:00:00.000000001Z', '');
reducerLaws('earliest()', earliest(), time);
reducerLaws('latest()', latest(), time);

describe('times', () => {
  test('are compared as instants, and written as they were', () => {
    expect(reduced(earliest(), [WEST, EAST])).toBe(EAST);
    expect(reduced(latest(), [WEST, EAST])).toBe(WEST);
  });

  test('of equal instants, the first by cluster name is kept', () => {
    for (const reducer of [earliest(), latest()])
      expect(reduced(reducer, [EAST, '2024-05-01T10:00:00Z'])).toBe(EAST);
  });

  test('may be dates', () => {
    expect(reduced(latest(), [new Date(Date.UTC(2024, 4, 1))])).toBe('2024-05-01T00:00:00.000Z');
  });

  test('that are none are refused', () => {
    expect(complaints(earliest(), 'yesterday')).toEqual([' is not an RFC 3339 time']);
    expect(reduced(earliest(), ['yesterday', undefined])).toBeUndefined();
  });
});
