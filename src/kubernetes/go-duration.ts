/** How many nanoseconds a unit has. */
const UNITS: { readonly [unit: string]: bigint } = {
  ns: 1n,
  us: 1000n,
  '\u00B5s': 1000n,
  '\u03BCs': 1000n,
  ms: 1_000_000n,
  s: 1_000_000_000n,
  m: 60_000_000_000n,
  h: 3_600_000_000_000n,
};

const MAX_INT64 = 9_223_372_036_854_775_807n;

// Go bounds the duration and not the text; nobody writes one of more characters than this, and the sum stays cheap.
const LONGEST = 128;

const DURATION = /^([-+]?)((?:(?=\.?\d)\d*\.?\d*(?:ns|us|\u00B5s|\u03BCs|ms|s|m|h))+|0)$/;
const PART = /(\d*)\.?(\d*)([^\d.]+)/g;

/**
 * Reads a duration as Go writes it: `1h2m`, `500ms`, `-1.5h`, `0`.
 *
 * @param value - The duration.
 * @returns The nanoseconds, rounded towards 0; `undefined` for what is no duration, or none that an int64 holds.
 * @example
 * parseGoDuration('1m0.5s'); // 60_500_000_000n
 * @see https://pkg.go.dev/time#ParseDuration
 */
export function parseGoDuration(value: unknown): bigint | undefined {
  if (typeof value !== 'string' || value.length > LONGEST) return undefined;
  const match = DURATION.exec(value);
  if (!match) return undefined;
  const [, sign, parts = ''] = match;
  let sum = 0n;
  for (const [, whole = '', fraction = '', unit = ''] of parts.matchAll(PART)) {
    sum += (BigInt(whole + fraction) * (UNITS[unit] ?? 0n)) / 10n ** BigInt(fraction.length);
  }
  if (sum > MAX_INT64) return undefined;
  return sign === '-' ? -sum : sum;
}
