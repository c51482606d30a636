import { invalid } from '../../errors.js';

/** How an amount is written: `milli` and `whole` by thousands, `binary` by 1024. */
export type QuantityForm = 'milli' | 'whole' | 'binary';

const DECIMAL = 'num kMGTPE';
const BINARY = ' KMGTPE';
const UNIT = 3; // where the suffix of 10^0 stands in DECIMAL

const MAX_INT64 = 9223372036854775807n;

// Whoever writes a quantity writes a dozen characters. The bounds on length and exponent keep the exact
// arithmetic below from being made to compute millions of digits.
const LONGEST = 100;
const QUANTITY = /^([+-]?)(\d+\.?\d*|\.\d+)(?:([KMGTPE])i|([numkMGTPE])|[eE]([+-]?0*\d{1,3}))?$/;

/**
 * Reads a Kubernetes quantity exactly, as a number of units or thousandths of units, rounded up.
 *
 * Numbers are accepted beside strings because YAML turns `cpu: 1` into one. The result is not bounded:
 * {@link formatQuantity} is where an amount is capped.
 *
 * @param value - The quantity, such as `"500m"`, `"1.5Gi"`, `"12e6"` or `2`.
 * @param path - Where it stands, for the error message.
 * @param places - 3 for thousandths (cpu), 0 for whole units.
 * @returns The amount, never negative.
 * @throws InterpreterError `INVALID_OBJECT` for anything else, for negative quantities, for more than 100
 * characters and for exponents beyond 999.
 * @see https://github.com/kubernetes/kubernetes/blob/v1.31.0/staging/src/k8s.io/apimachinery/pkg/api/resource/quantity.go
 */
export function parseQuantity(value: unknown, path: string, places: 0 | 3): bigint {
  const text = typeof value === 'number' ? `${value}` : value;
  const match = typeof text === 'string' && text.length <= LONGEST && QUANTITY.exec(text.trim());
  const [, sign, number = '', binary, decimal = ' ', exponent = 0] = match || [];
  const [whole = '', fraction = ''] = number.split('.');
  let amount = BigInt(whole + fraction);
  if (!match || (sign === '-' && amount > 0n)) {
    throw invalid('INVALID_OBJECT', path, value, 'a quantity from 0 on, such as "500m" or "1Gi"');
  }
  if (binary) amount <<= BigInt(BINARY.indexOf(binary) * 10);
  const shift = places + (DECIMAL.indexOf(decimal) - UNIT) * 3 + Number(exponent) - fraction.length;
  const factor = 10n ** BigInt(Math.abs(shift));
  return shift < 0 ? (amount + factor - 1n) / factor : amount * factor;
}

/**
 * Writes an amount in Kubernetes' canonical form: no fraction, and the largest suffix that loses nothing.
 *
 * Amounts beyond int64 are written as its maximum: Kubernetes caps binary quantities there, and overflows
 * when it counts others.
 *
 * @param amount - Thousandths of units for `milli`, otherwise units; not negative.
 * @param form - Which family of suffixes to use.
 * @returns The quantity: `1500m`, `4k` or `1Gi`.
 * @see https://github.com/kubernetes/kubernetes/blob/v1.31.0/staging/src/k8s.io/apimachinery/pkg/api/resource/quantity.go
 */
export function formatQuantity(amount: bigint, form: QuantityForm): string {
  if (amount <= 0n) return '0';
  // Below 1024 Kubernetes writes binary quantities by thousands too: 1000 bytes are `1k`.
  const binary = form === 'binary' && amount >= 1024n;
  const base = binary ? 1024n : 1000n;
  let left = amount > MAX_INT64 ? MAX_INT64 : amount;
  let step = binary ? 0 : UNIT;
  if (form === 'milli') step--;
  for (; left % base === 0n; step++) left /= base;
  const suffix = (binary ? BINARY : DECIMAL).charAt(step).trim();
  return `${left}${suffix}${binary && suffix ? 'i' : ''}`;
}
