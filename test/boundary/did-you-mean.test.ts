import { describe, expect, it } from 'vitest';
import { didYouMean } from '../../src/boundary/did-you-mean.js';

describe('didYouMean', () => {
  it.each([
    ['a letter left out', 'clusterName', 'clusterNames'],
    ['a letter too many', 'dispatchingg', 'dispatching'],
    ['a letter replaced', 'sum', 'sun'],
    ['two letters swapped', 'enp', 'epn'],
    ['another case', 'CLUSTERNAMES', 'clusterNames'],
  ])('finds %s', (_, word, option) => {
    expect(didYouMean(word, ['x', option, 'something else'])).toBe(option);
  });

  it('takes a third of the letters for a slip, and no more', () => {
    expect(didYouMean('abcxyz', ['abcdyz'])).toBe('abcdyz');
    expect(didYouMean('abxxef', ['abcdef'])).toBe('abcdef');
    expect(didYouMean('axxxef', ['abcdef'])).toBeUndefined();
  });

  it('prefers the nearest option, then the first', () => {
    expect(didYouMean('abcdef', ['abcxxf', 'abcdxf'])).toBe('abcdxf');
    expect(didYouMean('abcdef', ['abcdex', 'abcdxf'])).toBe('abcdex');
  });

  it('compares words of up to 40 letters', () => {
    const option = 'a'.repeat(39);
    expect(didYouMean('a'.repeat(40), [option])).toBe(option);
    expect(didYouMean('a'.repeat(41), [option])).toBeUndefined();
  });

  it('proposes nothing where there is nothing to propose', () => {
    expect(didYouMean('a', [])).toBeUndefined();
    expect(didYouMean('', ['abc'])).toBeUndefined();
  });
});
