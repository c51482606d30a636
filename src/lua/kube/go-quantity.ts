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

/** The suffixes by powers of 1000 from a billionth on, and by powers of 1024. */
const DECIMAL = 'num kMGTPE';
const BINARY = ' KMGTPE';

export const ZERO: GoQuantity = { value: 0n, exponent: 0, big: false, format: undefined };

const QUANTITY = /^([+-]?)(0*)(\d*)(?:\.(\d*))?([eEinumkKMGTP]*[-+]?\d*)$/;

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
  const [, sign, zeros = '', whole = '', fraction = '', suffix = ''] = match;
  const [format, exponent] = interpret(suffix);
  const digits = (whole || '0') + fraction;
  const binary = format === 'binary';
  const unscaled = BigInt(digits) << BigInt(binary ? exponent : 0);
  const power = (binary ? 0 : exponent) - fraction.length;
  const signed = (value: bigint) => (sign === '-' ? -value : value);
  // What fits an int64 by its length.
  const fits = binary
    ? fraction === '' && digits.length + Math.trunc((exponent * 3) / 10) < 15 && unscaled <= MAX_INT64
    : digits.length <= DIGITS && power >= NANO;
  if (fits) {
    const canonical = binary
      ? (BigInt(digits) & 7n) !== 0n
      : power % 3 === 0 && !digits.endsWith('000') && !digits.startsWith('0');
    const kept = canonical ? text : undefined;
    return { value: signed(unscaled), exponent: power, big: false, format, text: kept };
  }
  if (zeros + whole + fraction === '' || Math.abs(exponent) > FARTHEST) throw new QuantityFault(WRONG_NUMBER);
  if (unscaled === 0n) return { value: 0n, exponent: power, big: true, format };
  // Up to the next billionth: who asks for something gets something.
  const scale = 10n ** BigInt(Math.abs(power - NANO));
  const nanos = power >= NANO ? unscaled * scale : (unscaled + scale - 1n) / scale;
  if (binary && nanos > MAX_INT64 * BILLION)
    return { value: signed(MAX_INT64), exponent: 0, big: true, format };
  const shown = binary && nanos < BILLION ? 'decimal' : format;
  return { value: signed(nanos), exponent: NANO, big: true, format: shown };
}

/** Powers beyond which a quantity is nothing but zeros, or more than anybody has. */
const FARTHEST = 5000;
const BILLION = 1_000_000_000n;

function interpret(suffix: string): readonly [Format, number] {
  const thousands = DECIMAL.indexOf(suffix || ' ');
  if (thousands >= 0 && suffix.length < 2) return ['decimal', thousands * 3 + NANO];
  const [, letter, exponent] = /^(?:([KMGTPE])i|[eE]([-+]?\d+))$/.exec(suffix) ?? [];
  if (letter !== undefined) return ['binary', BINARY.indexOf(letter) * 10];
  if (exponent === undefined || BigInt(exponent) !== BigInt.asIntN(64, BigInt(exponent))) {
    throw new QuantityFault(WRONG_SUFFIX);
  }
  return ['exponent', Number(BigInt.asIntN(32, BigInt(exponent)))];
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
    if (exact && (whole >= 1024n || whole <= -1024n)) {
      const [rest, power] = withoutFactors(whole, 1024n);
      const letter = BINARY.charAt(power).trim();
      return `${rest}${letter && `${letter}i`}`;
    }
  }
  const [rest, tens] = withoutFactors(value, 10n);
  let power = exponent + tens;
  let digits = rest;
  for (; power % 3 !== 0; power--) digits *= 10n;
  // Kubernetes has no suffix beyond these, and leaves it out.
  if (format !== 'exponent' && format !== undefined)
    return `${digits}${DECIMAL.charAt(power / 3 + 3).trim()}`;
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
