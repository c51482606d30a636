import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isReflected, reflected } from '../../src/reducers/reflected.js';
import { sum } from '../../src/reducers/sum.js';
import { reduced, reducerLaws } from '../support/reducer-laws.js';

reducerLaws('reflected()', reflected(), fc.jsonValue());

describe('reflected()', () => {
  test('writes nothing: what the template has stays', () => {
    expect(reduced(reflected(), [1, 2], { previous: 'own' })).toBe('own');
  });

  test('is told apart from what is aggregated', () => {
    expect(isReflected(reflected())).toBe(true);
    expect(isReflected(sum())).toBe(false);
  });
});
