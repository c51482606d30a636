import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addQuantities,
  countedAmount,
  formatQuantity,
  parseQuantity,
  quantityFormat,
} from '../../src/kubernetes/quantity.js';

const UNIT = 10n ** 9n;
const read = (value: unknown) => parseQuantity(value) ?? -1n;
const units = (value: unknown) => countedAmount(read(value), 'pods') / UNIT;
const milli = (value: unknown) => countedAmount(read(value), 'cpu') / (UNIT / 1000n);
const MAX_INT64 = 2n ** 63n - 1n;
const MAX_AMOUNT = MAX_INT64 * UNIT;
const amounts = fc.bigInt({ min: 0n, max: MAX_AMOUNT });
const digits = fc.bigInt({ min: 0n, max: 10n ** 15n });

describe('parseQuantity', () => {
  it.each<[unknown, bigint]>([
    ['0', 0n],
    ['1', 1n],
    ['+1', 1n],
    ['007', 7n],
    ['1.', 1n],
    ['.5', 1n],
    [' 1Gi ', 2n ** 30n],
    ['1n', 1n],
    ['1u', 1n],
    ['1m', 1n],
    ['1001m', 2n],
    ['2000000u', 2n],
    ['3000000000n', 3n],
    ['1k', 1000n],
    ['1M', 10n ** 6n],
    ['1G', 10n ** 9n],
    ['1T', 10n ** 12n],
    ['1P', 10n ** 15n],
    ['1E', 10n ** 18n],
    ['1Ki', 1024n],
    ['1Mi', 1024n ** 2n],
    ['1Gi', 1024n ** 3n],
    ['1Ti', 1024n ** 4n],
    ['1Pi', 1024n ** 5n],
    ['1Ei', 1024n ** 6n],
    ['1.5Gi', 1536n * 1024n ** 2n],
    ['0.1Ki', 103n],
    ['12e6', 12_000_000n],
    ['12E6', 12_000_000n],
    ['12e+6', 12_000_000n],
    ['12e-1', 2n],
    ['1e0003', 1000n],
    ['9007199254740993', 9007199254740993n],
    ['0.0000000001', 1n],
    [2, 2n],
    [0.5, 1n],
    [-0, 0n],
    [1e9, 10n ** 9n],
    [1e18, 10n ** 18n],
    [1e21, MAX_INT64],
    ['9223372036854775806', MAX_INT64 - 1n],
    ['9223372036854775807', MAX_INT64],
    ['9223372036854775808', MAX_INT64],
    ['7Ei', 7n * 1024n ** 6n],
    ['8Ei', MAX_INT64],
    ['9E', 9n * 10n ** 18n],
    ['10E', MAX_INT64],
    ['1e9999', MAX_INT64],
    ['0e9999', 0n],
    ['1e-9999', 1n],
    [`${'9'.repeat(99)}Ei`, MAX_INT64],
    [`${'9'.repeat(99)}e-98`, 10n],
    [`0.${'0'.repeat(98)}1`, 1n],
    [5e-324, 1n],
  ])('reads %j as %s units', (text, amount) => {
    expect(units(text)).toBe(amount);
  });

  it.each<[unknown, bigint]>([
    ['1', 1000n],
    ['0.5', 500n],
    ['1500m', 1500n],
    ['1.0001', 1001n],
    ['100u', 1n],
    ['1e-3', 1n],
    [0.1, 100n],
  ])('reads %j as %s thousandths', (text, amount) => {
    expect(milli(text)).toBe(amount);
  });

  const REFUSED = [
    '',
    ' ',
    '.',
    '+',
    'm',
    'Gi',
    '1K',
    '1ki',
    '1gi',
    '1mi',
    '1 Gi',
    '1Gib',
    '1e',
    '1e+',
    '1e1.5',
    '1e3k',
    '1,5',
    '1_000',
    '0x10',
    '1..5',
    '--1',
    'NaN',
    'Infinity',
    '١',
    '__proto__',
    '-1',
    '-1m',
    '-0.5',
    '-0',
    -1,
    Number.NaN,
    Number.POSITIVE_INFINITY,
    1n,
    true,
    null,
    undefined,
    {},
    [],
    ['1'],
  ];
  it.each(REFUSED.map((value) => [value]))('knows that %o is none', (value) => {
    expect(parseQuantity(value)).toBeUndefined();
  });

  it.each([
    ['1e999999999'],
    ['1e-999999999'],
    ['1e10000'],
    ['9'.repeat(100)],
    [`${'9'.repeat(100)}e-99`],
    [`${'0'.repeat(99)}1`],
    [`0.${'0'.repeat(99)}1`],
    ['9'.repeat(10_000_000)],
    [`1e${'0'.repeat(10_000_000)}1`],
  ])('takes what would take forever to compute for none', (text) => {
    expect(parseQuantity(text)).toBeUndefined();
  });

  it.each<[unknown, bigint]>([
    ['1n', 1n],
    ['0.1n', 1n],
    [`${'9'.repeat(99)}.${'9'.repeat(99)}e-107`, 10n],
    [`${'9'.repeat(99)}.${'9'.repeat(99)}e-9999`, 1n],
    ['1.5n', 2n],
    ['1u', 1000n],
    ['0.0000000001', 1n],
    ['1', UNIT],
  ])('reads %j as %s billionths', (text, amount) => {
    expect(parseQuantity(text)).toBe(amount);
  });

  it('is exact: shifting the decimal point is a change of suffix', () => {
    fc.assert(
      fc.property(digits, (n) => {
        expect(units(`${n}k`)).toBe(n * 1000n);
        expect(milli(`${n}`)).toBe(n * 1000n);
        expect(milli(`${n}m`)).toBe(n);
        expect(milli(`${n}`)).toBe(milli(`${n}e0`));
        expect(units(`${n}Ki`)).toBe(n * 1024n);
      }),
    );
  });

  it('rounds up: by less than one, and never down', () => {
    fc.assert(
      fc.property(
        digits,
        fc.constantFrom<[string, bigint]>(['m', 1000n], ['u', 10n ** 6n]),
        (n, [u, per]) => {
          const rounded = units(`${n}${u}`) * per;
          expect(rounded >= n && rounded - n < per).toBe(true);
        },
      ),
    );
  });

  it('never throws, and stays within what a quantity can be', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.double(), fc.stringMatching(/^[+-]?[\d.eEinumkKMGTP]*$/)), (v) => {
        const amount = parseQuantity(v) ?? 0n;
        expect(amount >= 0n && amount <= MAX_AMOUNT).toBe(true);
      }),
    );
  });
});

describe('countedAmount', () => {
  it('is at most as many thousandths of cpu as an int64 holds', () => {
    expect(milli(`${MAX_INT64}m`)).toBe(MAX_INT64);
    expect(milli(`${MAX_INT64 - 1n}m`)).toBe(MAX_INT64 - 1n);
    expect(milli(`${MAX_INT64 + 1n}m`)).toBe(MAX_INT64);
    expect(milli('1e9999')).toBe(MAX_INT64);
  });
});

describe('addQuantities', () => {
  it('is a sum that stops at the most that there is, in whatever order', () => {
    fc.assert(
      fc.property(amounts, amounts, amounts, (a, b, c) => {
        const sum = a + b + c;
        expect(addQuantities(addQuantities(a, b), c)).toBe(sum < MAX_AMOUNT ? sum : MAX_AMOUNT);
        expect(addQuantities(a, addQuantities(b, c))).toBe(addQuantities(addQuantities(c, b), a));
      }),
    );
    expect(addQuantities(MAX_AMOUNT - 1n, 1n)).toBe(MAX_AMOUNT);
    expect(addQuantities(MAX_AMOUNT, 1n)).toBe(MAX_AMOUNT);
  });

  it('loses nothing of halves', () => {
    expect(formatQuantity(addQuantities(read('500m'), read('500m')), 'binary')).toBe('1');
  });
});

describe('formatQuantity', () => {
  it.each<[string, string, string]>([
    ['0', 'cpu', '0'],
    ['0', 'memory', '0'],
    ['0.001', 'cpu', '1m'],
    ['1.5', 'cpu', '1500m'],
    ['2', 'cpu', '2'],
    ['2000', 'cpu', '2k'],
    ['1u', 'cpu', '1u'],
    ['0.0000000005', 'cpu', '1n'],
    ['4000', 'pods', '4k'],
    ['4500', 'pods', '4500'],
    ['1e18', 'pods', '1E'],
    ['1e3', 'pods', '1k'],
    ['1Gi', 'pods', '1073741824'],
    ['1Gi', 'memory', '1Gi'],
    ['1.5Gi', 'memory', '1536Mi'],
    ['1671456Ki', 'memory', '1671456Ki'],
    ['1025', 'memory', '1025'],
    ['512M', 'memory', '500000Ki'],
    ['1000', 'memory', '1k'],
    ['1023', 'memory', '1023'],
    ['1024', 'memory', '1Ki'],
    ['1024.5', 'memory', '1024500m'],
    ['4Gi', 'ephemeral-storage', '4Gi'],
    ['4Mi', 'hugepages-2Mi', '4Mi'],
    ['9e99', 'memory', '9223372036854775807'],
    ['9e99', 'pods', '9223372036854775807'],
  ])('writes %s of %s as %s', (quantity, resource, text) => {
    expect(formatQuantity(read(quantity), quantityFormat(resource))).toBe(text);
  });

  it.each(['decimal', 'binary'] as const)(
    'is undone by parsing, and writes what it parsed again: %s',
    (format) => {
      const some = fc.oneof(
        amounts,
        fc.nat(5000).map((n) => BigInt(n) * UNIT),
        fc
          .tuple(fc.nat(8000), fc.nat(5))
          .map(([n, exponent]) => BigInt(n) * 1024n ** BigInt(exponent) * UNIT),
        fc.tuple(fc.nat(8000), fc.nat(6)).map(([n, exponent]) => BigInt(n) * 1000n ** BigInt(exponent)),
      );
      fc.assert(
        fc.property(some, (amount) => {
          const text = formatQuantity(amount, format);
          expect(text).toMatch(/^\d+([numkMGTPE]|[KMGTPE]i)?$/);
          expect(parseQuantity(text)).toBe(amount);
        }),
      );
    },
  );
});
