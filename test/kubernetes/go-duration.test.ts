import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseGoDuration } from '../../src/kubernetes/go-duration.js';

const MAX_INT64 = 2n ** 63n - 1n;

describe('parseGoDuration', () => {
  it.each<[string, bigint]>([
    ['0', 0n],
    ['+0', 0n],
    ['-0', 0n],
    ['0s', 0n],
    ['500ms', 500_000_000n],
    ['1h2m', 3_720_000_000_000n],
    ['1h2m3s4ms5us6ns', 3_723_004_005_006n],
    ['1.5h', 5_400_000_000_000n],
    ['.5s', 500_000_000n],
    ['5.s', 5_000_000_000n],
    ['1m1m', 120_000_000_000n],
    ['1s1h', 3_601_000_000_000n],
    ['-1m30s', -90_000_000_000n],
    ['+2m', 120_000_000_000n],
    ['3us', 3000n],
    ['3\u00B5s', 3000n],
    ['3\u03BCs', 3000n],
    ['0.9ns', 0n],
    ['0.3333333333333333333h', 1_200_000_000_000n - 1n],
    ['9223372036854775807ns', MAX_INT64],
    ['2562047h47m16.854775807s', MAX_INT64],
  ])('reads %j as %s nanoseconds', (text, nanoseconds) => {
    expect(parseGoDuration(text)).toBe(nanoseconds);
  });

  it.each([
    '',
    '1',
    '3d',
    '1w',
    's',
    '.s',
    '+',
    '-.h',
    '1h ',
    ' 1h',
    '1 h',
    '1H',
    '1hm',
    '00',
    '1e3s',
    '1..5s',
    '--1s',
    '9223372036854775808ns',
    '2562048h',
    `${'9'.repeat(1000)}h`,
    `${'1s'.repeat(64)}1`,
    '1m'.repeat(1_000_000),
    1,
    1n,
    null,
    undefined,
    {},
    ['1h'],
  ])('knows that %o is none', (value) => {
    expect(parseGoDuration(value)).toBeUndefined();
  });

  it('reads 128 characters and no more', () => {
    expect(parseGoDuration('1s'.repeat(64))).toBe(64_000_000_000n);
    expect(parseGoDuration(`${'1s'.repeat(63)}10s`)).toBeUndefined();
  });

  it('adds up its parts', () => {
    const part = fc.tuple(fc.nat(100_000), fc.constantFrom('h', 'm', 's', 'ms', 'us', 'ns'));
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 8 }), (parts) => {
        const texts = parts.map(([amount, unit]) => `${amount}${unit}`);
        const sum = texts.reduce((total, text) => total + (parseGoDuration(text) ?? 0n), 0n);
        expect(parseGoDuration(texts.join(''))).toBe(sum);
        expect(parseGoDuration(`-${texts.join('')}`)).toBe(-sum);
      }),
    );
  });
});
