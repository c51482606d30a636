/** How a quantity was written, and is written again. */
type Format = 'decimal' | 'binary' | 'exponent';

/**
 * A quantity as Kubernetes holds it: `value * 10^exponent`.
 *
 * A big one is kept in billionths, whatever its exponent: sums and roundings depend on that.
 */
export interface GoQuantity {
  readonly value: bigint;
  readonly exponent: number;
  readonly big: boolean;
  readonly format: Format | undefined;
  /** The text that it was read from, where Kubernetes takes that for canonical. */
  readonly text?: string | undefined;
}

/** A text that is no quantity; the message is Kubernetes' own. */
export class QuantityFault extends Error {}

const WRONG_FORM =
  "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'";
const WRONG_SUFFIX = "unable to parse quantity's suffix";
const WRONG_NUMBER = 'unable to parse numeric part of quantity';

const MAX_INT64 = 9_223_372_036_854_775_807n;
const NANO = -9;
/** What an int64 holds in any case. */
const DIGITS = 18;

const DECIMAL: { readonly [suffix: string]: number } = {
  n: -9,
  u: -6,
  m: -3,
  '': 0,
  k: 3,
  M: 6,
  G: 9,
  T: 12,
  P: 15,
  E: 18,
};
const BINARY = ['', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'];

export const ZERO: GoQuantity = { value: 0n, exponent: 0, big: false, format: undefined };

const QUANTITY = /^([+-]?)(0*)(\d*)(\.(\d*))?([eEinumkKMGTP]*[-+]?\d*)$/;

/**
 * Reads a quantity as Kubernetes does: no digit at all is zero.
 *
 * @throws QuantityFault
 * @see https://github.com/kubernetes/apimachinery/blob/v0.31.0/pkg/api/resource/quantity.go#L147-L389
 */
export function parseGoQuantity(text: string): GoQuantity {
  if (text === '') throw new QuantityFault(WRONG_FORM);
  if (text === '0') return { ...ZERO, format: 'decimal', text };
  const match = QUANTITY.exec(text);
  if (match === null) throw new QuantityFault(WRONG_FORM);
  const [, sign, zeros = '', whole = '', point, fraction = '', suffix = ''] = match;
  const [format, exponent] = interpret(suffix);
  const digits = (whole || '0') + fraction;
  const negative = sign === '-';
  const fast = fastPath(whole || '0', fraction, format, exponent);
  if (fast !== undefined) {
    const value = negative ? -fast.value : fast.value;
    const canonical =
      format === 'binary'
        ? (BigInt(digits) & 7n) !== 0n
        : fast.exponent % 3 === 0 && !digits.endsWith('000') && !digits.startsWith('0');
    return { value, exponent: fast.exponent, big: false, format, text: canonical ? text : undefined };
  }
  if (zeros + whole + fraction === '') throw new QuantityFault(WRONG_NUMBER);
  if (point !== undefined && zeros + whole === '' && fraction === '') throw new QuantityFault(WRONG_NUMBER);
  return bigQuantity(BigInt(digits), fraction.length, format, exponent, negative);
}

function interpret(suffix: string): readonly [Format, number] {
  if (Object.hasOwn(DECIMAL, suffix)) return ['decimal', DECIMAL[suffix] as number];
  const power = BINARY.indexOf(suffix);
  if (power > 0) return ['binary', power * 10];
  const exponent = /^[eE]([-+]?\d+)$/.exec(suffix)?.[1];
  if (exponent === undefined || BigInt(exponent) > MAX_INT64 || BigInt(exponent) < -MAX_INT64 - 1n) {
    throw new QuantityFault(WRONG_SUFFIX);
  }
  return ['exponent', Number(BigInt.asIntN(32, BigInt(exponent)))];
}

/** What fits an int64 by its length. */
function fastPath(
  whole: string,
  fraction: string,
  format: Format,
  exponent: number,
): { value: bigint; exponent: number } | undefined {
  if (format === 'binary') {
    const room = 15 - whole.length - Math.trunc((exponent * 3) / 10) - 1;
    if (fraction !== '' || room < 0) return undefined;
    const value = BigInt(whole) << BigInt(exponent);
    return value <= MAX_INT64 ? { value, exponent: 0 } : undefined;
  }
  if (whole.length + fraction.length > DIGITS || exponent - fraction.length < NANO) return undefined;
  return { value: BigInt(whole + fraction), exponent: exponent - fraction.length };
}

/** Powers beyond which a quantity is nothing but zeros, or more than anybody has. */
const FARTHEST = 5000;

function bigQuantity(
  digits: bigint,
  places: number,
  format: Format,
  exponent: number,
  negative: boolean,
): GoQuantity {
  if (Math.abs(exponent) > FARTHEST) throw new QuantityFault(WRONG_NUMBER);
  const unscaled = format === 'binary' ? digits << BigInt(exponent) : digits;
  const power = (format === 'binary' ? 0 : exponent) - places;
  if (unscaled === 0n) return { value: 0n, exponent: power, big: true, format };
  // Up to the next billionth: who asks for something gets something.
  const nanos =
    power >= NANO
      ? unscaled * 10n ** BigInt(power - NANO)
      : (unscaled + 10n ** BigInt(NANO - power) - 1n) / 10n ** BigInt(NANO - power);
  const one = 10n ** 9n;
  const capped = format === 'binary' && nanos > MAX_INT64 * one;
  const shown = format === 'binary' && nanos < one ? 'decimal' : format;
  const value = capped ? MAX_INT64 : nanos;
  return { value: negative ? -value : value, exponent: capped ? 0 : NANO, big: true, format: shown };
}

/** The sum of two quantities, in the format of the first one that is not zero. */
export function addGoQuantities(a: GoQuantity, b: GoQuantity): GoQuantity {
  const format = a.value === 0n ? b.format : a.format;
  if (!a.big && !b.big) {
    if (b.value === 0n) return { ...a, format, text: undefined };
    if (a.value === 0n) return { ...b, format, text: undefined };
  }
  const exponent = Math.min(a.exponent, b.exponent);
  const value = scaled(a, exponent) + scaled(b, exponent);
  const big = a.big || b.big || value > MAX_INT64 || value < -MAX_INT64 - 1n;
  return { value, exponent, big, format };
}

function scaled({ value, exponent }: GoQuantity, to: number): bigint {
  return value * 10n ** BigInt(exponent - to);
}

/** A quantity as a text. */
export function formatGoQuantity(quantity: GoQuantity): string {
  const { value, exponent, format, text } = quantity;
  if (text !== undefined) return text;
  if (value === 0n) return '0';
  if (format === 'binary') {
    const whole = exponent >= 0 ? value * 10n ** BigInt(exponent) : value / 10n ** BigInt(-exponent);
    const exact = exponent >= 0 || whole * 10n ** BigInt(-exponent) === value;
    const few = exact ? whole > -1024n && whole < 1024n : whole >= -1024n && whole < 1024n;
    if (exact && !few) {
      const [rest, power] = withoutFactors(whole, 1024n);
      return `${rest}${BINARY[power] ?? ''}`;
    }
  }
  const [rest, tens] = withoutFactors(value, 10n);
  let power = exponent + tens;
  let digits = rest;
  for (; power % 3 !== 0; power--) digits *= 10n;
  if (format === 'decimal' || format === 'binary') {
    const suffix = Object.keys(DECIMAL).find((each) => DECIMAL[each] === power);
    // Kubernetes has no suffix beyond these, and leaves it out.
    return `${digits}${suffix ?? ''}`;
  }
  return power === 0 ? `${digits}` : `${digits}e${power}`;
}

function withoutFactors(value: bigint, factor: bigint): readonly [rest: bigint, count: number] {
  let rest = value;
  let count = 0;
  for (; rest % factor === 0n; count++) rest /= factor;
  return [rest, count];
}

/** A quantity as a float64, rounded as Kubernetes rounds it. */
export function approximate({ value, exponent }: GoQuantity): number {
  return exponent === 0 ? Number(value) : Number(value) * powerOfTen(exponent);
}

/** Go's `math.Pow10`, which multiplies two exact powers. */
function powerOfTen(exponent: number): number {
  const size = Math.abs(exponent);
  const [tens, rest] = [size - (size % 32), Number(`1e${size % 32}`)];
  return exponent < 0 ? Number(`1e-${tens}`) / rest : Number(`1e${tens}`) * rest;
}

/** A quantity in units of `10^unit`, rounded up, as an int64 that overflows. */
export function inUnits({ value, exponent, big }: GoQuantity, unit: number): bigint {
  const shift = exponent - unit;
  if (shift >= 0) {
    const result = value * 10n ** BigInt(shift);
    if (big) return BigInt.asIntN(64, BigInt.asIntN(64, value) * 10n ** BigInt(shift));
    return result <= MAX_INT64 && result >= -MAX_INT64 - 1n ? result : 0n;
  }
  const divisor = 10n ** BigInt(-shift);
  const whole = value / divisor;
  if (whole * divisor === value) return BigInt.asIntN(64, whole);
  return BigInt.asIntN(64, value < 0n && !big ? whole - 1n : whole + 1n);
}
