import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { quantity } from '../../src/reducers/quantity-total.js';
import { complaints, reduced, reducerLaws } from '../support/reducer-laws.js';

const amount = fc.oneof(
  fc.nat(5000).map((n) => `${n}m`),
  fc.nat(9).map((n) => `${n}Gi`),
  fc.nat(9).map(String),
);
reducerLaws('quantity()', quantity(), amount);
reducerLaws("quantity('binary')", quantity('binary'), amount);

describe('quantity()', () => {
  test.each<[readonly unknown[], string, string]>([
    [[], '0', '0'],
    [['500m', '1500m'], '2', '2'],
    [['1Gi', undefined, '1Gi'], '2147483648', '2Gi'],
    [['1', '-1'], '1', '1'],
  ])('of %j is %s, binary %s', (values, decimal, binary) => {
    expect(reduced(quantity(), values)).toBe(decimal);
    expect(reduced(quantity('binary'), values)).toBe(binary);
  });

  test('says what a quantity is', () => {
    expect(complaints(quantity(), '1x')).toEqual([' is not a quantity from 0 on, such as "500m" or "1Gi"']);
    expect(complaints(quantity(), '')).toEqual([]);
  });
});
