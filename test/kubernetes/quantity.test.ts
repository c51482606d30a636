import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InterpreterError } from '../../src/errors.js';
import { formatQuantity, parseQuantity } from '../../src/kubernetes/quantity.js';

const PATH = 'resources.requests.cpu';
const units = (value: unknown) => parseQuantity(value, PATH, 'pods');
const milli = (value: unknown) => parseQuantity(value, PATH, 'cpu');
const MAX_INT64 = 2n ** 63n - 1n;
const amounts = fc.bigInt({ min: 0n, max: MAX_INT64 });
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
    [1e21, 10n ** 21n],
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
  it.each(REFUSED.map((value) => [value]))('refuses %o', (value) => {
    expect(() => units(value)).toThrow(
      expect.objectContaining({ name: 'InterpreterError', code: 'INVALID_OBJECT' }),
    );
  });

  it('names the place and the value of what it refuses', () => {
    expect(() => units('-1Gi')).toThrow(
      'resources.requests.cpu is "-1Gi", not a quantity from 0 on, such as "500m" or "1Gi"',
    );
  });

  it.each([
    ['1e999999999'],
    ['1e-999999999'],
    ['9'.repeat(10_000_000)],
    [`0.${'0'.repeat(10_000_000)}1`],
    [`1e${'0'.repeat(10_000_000)}1`],
  ])('refuses in no time what would take forever to compute', (text) => {
    const refusal = () => units(text);
    expect(refusal).toThrow(InterpreterError);
    expect(refusal).toThrow(/^.{1,200}$/);
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

  it('never throws anything but an InterpreterError', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.double(), fc.stringMatching(/^[+-]?[\d.eEinumkKMGTP]*$/)), (v) => {
        try {
          expect(units(v)).toBeGreaterThanOrEqual(0n);
        } catch (error) {
          expect(error).toBeInstanceOf(InterpreterError);
        }
      }),
    );
  });
});

describe('formatQuantity', () => {
  it.each<[bigint, string, string]>([
    [1n, 'cpu', '1m'],
    [1500n, 'cpu', '1500m'],
    [2000n, 'cpu', '2'],
    [2_000_000n, 'cpu', '2k'],
    [2n, 'pods', '2'],
    [4000n, 'pods', '4k'],
    [4500n, 'pods', '4500'],
    [10n ** 18n, 'pods', '1E'],
    [1024n ** 3n, 'memory', '1Gi'],
    [1536n * 1024n ** 2n, 'memory', '1536Mi'],
    [1500n * 1024n ** 2n, 'memory', '1500Mi'],
    [1671456n * 1024n, 'memory', '1671456Ki'],
    [1025n, 'memory', '1025'],
    [512_000_000n, 'memory', '500000Ki'],
    [1000n, 'memory', '1k'],
    [1023n, 'memory', '1023'],
    [1024n, 'memory', '1Ki'],
    [2n ** 63n, 'memory', '9223372036854775807'],
    [10n ** 999n, 'cpu', '9223372036854775807m'],
  ])('writes %s of %s as %s', (amount, resource, text) => {
    expect(formatQuantity(amount, resource)).toBe(text);
  });

  it.each(['cpu', 'pods', 'memory', 'ephemeral-storage', 'hugepages-2Mi'])(
    'is undone by parsing, and writes what it parsed again: %s',
    (resource) => {
      const some = fc.oneof(
        amounts.filter((amount) => amount > 0n),
        fc.nat(5000).map((n) => BigInt(n) + 1n),
        fc.tuple(fc.nat(8000), fc.nat(5)).map(([n, exponent]) => BigInt(n + 1) * 1024n ** BigInt(exponent)),
        fc.tuple(fc.nat(9000), fc.nat(5)).map(([n, exponent]) => BigInt(n + 1) * 1000n ** BigInt(exponent)),
      );
      fc.assert(
        fc.property(some, (amount) => {
          const text = formatQuantity(amount, resource);
          expect(text).toMatch(/^\d+([mkMGTPE]|[KMGTPE]i)?$/);
          expect(parseQuantity(text, PATH, resource)).toBe(amount);
          expect(formatQuantity(parseQuantity(text, PATH, resource), resource)).toBe(text);
        }),
      );
    },
  );
});
