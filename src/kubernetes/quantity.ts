/** How a quantity is written: by thousands as most are, or by 1024 as bytes are. */
export type QuantityFormat = 'decimal' | 'binary';

const DECIMAL = 'num kMGTPE';
const BINARY = ' KMGTPE';

/** What is counted in bytes, and so written by 1024. */
const BYTES = /^(memory|ephemeral-storage)$|^hugepages-/;

/** The billionths in a unit: the smallest amount that a quantity can have, and in which all are counted here. */
const UNIT = 1_000_000_000n;

// As all constants here, written out: a bundler leaves out no operation whose operands it does not know.
const MAX_INT64 = 9_223_372_036_854_775_807n;

/** The most that a quantity can be. */
const MAX_AMOUNT = 9_223_372_036_854_775_807_000_000_000n;

// Whoever writes a quantity writes a dozen characters. The bounds on digits keep the exact arithmetic below
// from being made to compute millions of them.
const QUANTITY = /^\+?(?=\.?\d)(\d{0,99})(?:\.(\d{0,99}))?(?:([KMGTPE])i|([numkMGTPE])|[eE]([+-]?\d{1,4}))?$/;

/**
 * Reads a Kubernetes quantity exactly.
 *
 * Numbers are accepted beside strings because YAML turns `cpu: 1` into one. As in Kubernetes, a quantity is at most
 * 2^63 - 1 units, and what is smaller than a billionth is rounded up to one.
 *
 * @param value - The quantity, such as `"500m"`, `"1.5Gi"`, `"12e6"` or `2`.
 * @returns The amount in billionths of a unit, never negative; `undefined` for what is no quantity, and also for a
 * minus sign, for more than 99 digits before or after the point and for exponents of more than 4.
 * @example
 * parseQuantity('1500m'); // 1_500_000_000n
 * @see https://github.com/kubernetes/kubernetes/blob/v1.31.0/staging/src/k8s.io/apimachinery/pkg/api/resource/quantity.go
 */
export function parseQuantity(value: unknown): bigint | undefined {
  const match = (typeof value === 'string' || typeof value === 'number') && QUANTITY.exec(`${value}`.trim());
  if (!match) return undefined;
  const [, whole = '', fraction = '', binary = ' ', decimal = ' ', exponent = 0] = match;
  const digits = BigInt(whole + fraction) * 1024n ** BigInt(BINARY.indexOf(binary));
  if (digits === 0n) return 0n;
  const shift = DECIMAL.indexOf(decimal) * 3 + Number(exponent) - fraction.length;
  // 28 digits are more than a quantity can be, and 250 more than `digits` can have.
  if (shift > 28) return MAX_AMOUNT;
  if (shift < -250) return 1n;
  const amount = shift < 0 ? dividedUp(digits, 10n ** BigInt(-shift)) : digits * 10n ** BigInt(shift);
  return amount < MAX_AMOUNT ? amount : MAX_AMOUNT;
}

/** The sum of two amounts as {@link parseQuantity} reads them, at most what a quantity can be. */
export function addQuantities(a: bigint, b: bigint): bigint {
  const sum = a + b;
  return sum < MAX_AMOUNT ? sum : MAX_AMOUNT;
}

/**
 * An amount as schedulers count a resource: cpu in whole thousandths, all else in whole units, rounded up, and at
 * most as many of them as an int64 holds.
 *
 * @param amount - As {@link parseQuantity} reads it.
 * @param resource - What there is so much of.
 */
export function countedAmount(amount: bigint, resource: string): bigint {
  const unit = resource === 'cpu' ? UNIT / 1000n : UNIT;
  const count = dividedUp(amount, unit);
  return (count < MAX_INT64 ? count : MAX_INT64) * unit;
}

/** How Kubernetes writes amounts of a resource. */
export function quantityFormat(resource: string): QuantityFormat {
  return BYTES.test(resource) ? 'binary' : 'decimal';
}

/**
 * Writes an amount in Kubernetes' canonical form: no fraction, and the largest suffix that loses nothing.
 *
 * @param amount - As {@link parseQuantity} reads it.
 * @param format - How it is written. As in Kubernetes, fewer than 1024 and what is no whole number is written by
 * thousands all the same.
 * @returns The quantity: `1500m`, `4k`, `1Gi` or `0`.
 * @see https://github.com/kubernetes/kubernetes/blob/v1.31.0/staging/src/k8s.io/apimachinery/pkg/api/resource/quantity.go
 */
export function formatQuantity(amount: bigint, format: QuantityFormat): string {
  if (amount === 0n) return '0';
  const binary = format === 'binary' && amount >= 1024n * UNIT && amount % UNIT === 0n;
  const base = binary ? 1024n : 1000n;
  let left = binary ? amount / UNIT : amount;
  let step = 0;
  for (; left % base === 0n; step++) left /= base;
  const suffix = (binary ? BINARY : DECIMAL).charAt(step).trim();
  return `${left}${suffix}${binary && suffix ? 'i' : ''}`;
}

/** A quotient, rounded up. */
function dividedUp(amount: bigint, by: bigint): bigint {
  return (amount + by - 1n) / by;
}
