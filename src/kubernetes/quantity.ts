import { refuse } from './object.js';

const DECIMAL = 'num kMGTPE';
const BINARY = ' KMGTPE';

/** What is counted in bytes, and so written by 1024. */
const BYTES = /^(memory|ephemeral-storage)$|^hugepages-/;

/** Where the suffix of the unit stands in `DECIMAL` that a resource is counted in: `m` for cpu. */
function unitOf(resource: string): number {
  return resource === 'cpu' ? 2 : 3;
}

const MAX_INT64 = 2n ** 63n - 1n;

// Whoever writes a quantity writes a dozen characters. The bounds on digits keep the exact arithmetic below
// from being made to compute millions of them.
const QUANTITY = /^\+?(?=\.?\d)(\d{0,99})\.?(\d{0,99})(?:([KMGTPE])i|([numkMGTPE])|[eE]([+-]?\d{1,4}))?$/;

/**
 * Reads a Kubernetes quantity exactly, as a number of units or thousandths of units, rounded up.
 *
 * Numbers are accepted beside strings because YAML turns `cpu: 1` into one. The result is not bounded:
 * {@link formatQuantity} is where an amount is capped.
 *
 * @param value - The quantity, such as `"500m"`, `"1.5Gi"`, `"12e6"` or `2`.
 * @param path - Where it stands, for the error message.
 * @param resource - What there is so much of: cpu is counted in thousandths, all else in whole units.
 * @returns The amount, never negative.
 * @throws InterpreterError `INVALID_OBJECT` for anything else, for a minus sign, for more than 99 digits before
 * or after the point and for exponents of more than 4.
 * @see https://github.com/kubernetes/kubernetes/blob/v1.31.0/staging/src/k8s.io/apimachinery/pkg/api/resource/quantity.go
 */
export function parseQuantity(value: unknown, path: string, resource: string): bigint {
  const match = (typeof value === 'string' || typeof value === 'number') && QUANTITY.exec(`${value}`.trim());
  if (!match) refuse(path, value, 'a quantity from 0 on, such as "500m" or "1Gi"');
  const [, whole = '', fraction = '', binary = ' ', decimal = ' ', exponent = 0] = match;
  const amount = BigInt(whole + fraction) * 1024n ** BigInt(BINARY.indexOf(binary));
  const shift = (DECIMAL.indexOf(decimal) - unitOf(resource)) * 3 + Number(exponent) - fraction.length;
  const factor = 10n ** BigInt(Math.abs(shift));
  return shift < 0 ? (amount + factor - 1n) / factor : amount * factor;
}

/**
 * Writes an amount in Kubernetes' canonical form: no fraction, and the largest suffix that loses nothing.
 *
 * Amounts beyond int64 are written as its maximum: Kubernetes caps binary quantities there, and overflows
 * when it counts others.
 *
 * @param amount - As {@link parseQuantity} reads it; more than 0.
 * @param resource - What there is so much of.
 * @returns The quantity: `1500m`, `4k` or `1Gi`.
 * @see https://github.com/kubernetes/kubernetes/blob/v1.31.0/staging/src/k8s.io/apimachinery/pkg/api/resource/quantity.go
 */
export function formatQuantity(amount: bigint, resource: string): string {
  // Below 1024 Kubernetes writes bytes by thousands too: 1000 of them are `1k`.
  const binary = BYTES.test(resource) && amount >= 1024n;
  const base = binary ? 1024n : 1000n;
  let left = amount > MAX_INT64 ? MAX_INT64 : amount;
  let step = binary ? 0 : unitOf(resource);
  for (; left % base === 0n; step++) left /= base;
  const suffix = (binary ? BINARY : DECIMAL).charAt(step).trim();
  return `${left}${suffix}${binary && suffix ? 'i' : ''}`;
}
