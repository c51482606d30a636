/** The integers of an int64, which is what gopher-lua prints without an exponent. */
const MIN_INT64 = -(2 ** 63);

/** Whether a number survives being made an int64. */
export function isInt64(value: number): boolean {
  return Number.isInteger(value) && value >= MIN_INT64 && value < -MIN_INT64;
}

/** A number as Go converts it to an int64 on amd64: towards zero, and the smallest one for what does not fit. */
export function toInt64(value: number): number {
  const whole = Math.trunc(value);
  return isInt64(whole) ? whole + 0 : MIN_INT64;
}

/** A number as text: what `tostring` and `..` make of it. */
export function formatNumber(value: number): string {
  if (Number.isSafeInteger(value)) return `${value}`;
  if (isInt64(value)) return BigInt(value).toString();
  return formatShortest(value);
}

/** A number as Go's `%v` and `%g` write it: the fewest digits, with an exponent where it is below -4 or above 5. */
export function formatShortest(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? '+Inf' : '-Inf';
  const [digits = '', power = ''] = value.toExponential().split('e');
  const exponent = Number(power);
  if (exponent < -4 || exponent >= 6) return `${digits}e${power.charAt(0)}${power.slice(1).padStart(2, '0')}`;
  return String(value);
}

const INTEGER = /^([+-]?)(?:0[xX]([\da-fA-F_]+)|0[bB]([01_]+)|0[oO]?([0-7_]+)|([\d_]+))$/;
const DECIMAL = /^[+-]?(?:\d[\d_]*\.?[\d_]*|\.\d[\d_]*)(?:[eE][+-]?\d[\d_]*)?$/;
const HEX_FLOAT = /^([+-]?)0[xX]([\da-fA-F_]*)\.?([\da-fA-F_]*)[pP]([+-]?\d[\d_]*)$/;
const SPECIAL = /^([+-]?)(inf|infinity|nan)$/i;

/**
 * A text as a number, as Go's `ParseInt` with any base and then `ParseFloat` read it; `undefined` where they do not.
 *
 * @see https://github.com/yuin/gopher-lua/blob/v1.1.1/utils.go#L205-L219
 */
export function parseNumber(text: string): number | undefined {
  const trimmed = text.replace(/^[ \t\n]+|[ \t\n]+$/g, '');
  return parseInteger(trimmed) ?? parseFloat64(trimmed);
}

export function parseInteger(text: string): number | undefined {
  const match = INTEGER.exec(text);
  if (match === null || !separated(text)) return undefined;
  const [, sign = '', hex, binary, octal, decimal] = match;
  const digits = (hex ?? binary ?? octal ?? decimal ?? '').replaceAll('_', '');
  if (digits === '') return undefined;
  const prefix = hex !== undefined ? '0x' : binary !== undefined ? '0b' : octal !== undefined ? '0o' : '';
  return inRange(prefix + digits, sign === '-');
}

/** Digits as an int64, `undefined` where they are too many. */
function inRange(digits: string, negative: boolean): number | undefined {
  if (digits.length < 12) return negative ? 0 - Number(digits) : Number(digits);
  const value = BigInt(digits);
  return value < 2n ** 63n || (negative && value === 2n ** 63n)
    ? Number(negative ? -value : value)
    : undefined;
}

/** Whether underscores stand only between digits, or between a prefix and a digit. */
function separated(text: string): boolean {
  if (!text.includes('_')) return true;
  return (
    /^[+-]?(0[xXbBoO]_?)?[\da-fA-F]+(_[\da-fA-F]+)*$/.test(text.replace(/[.pP][+-]?.*$/, '')) &&
    !/_$/.test(text)
  );
}

/** A text as Go's `ParseFloat` reads it. */
export function parseFloat64(text: string): number | undefined {
  if (DECIMAL.test(text) && separated(text)) {
    const value = Number(text.replaceAll('_', ''));
    return Number.isFinite(value) ? value : undefined;
  }
  const special = SPECIAL.exec(text);
  if (special !== null) {
    if (special[2]?.toLowerCase() === 'nan') return special[1] === '' ? Number.NaN : undefined;
    return special[1] === '-' ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  }
  const hex = HEX_FLOAT.exec(text);
  if (hex === null || !separated(text)) return undefined;
  const [, sign, whole = '', fraction = '', power = '0'] = hex.map((part) => part?.replaceAll('_', ''));
  if (whole + fraction === '') return undefined;
  const value = Number.parseInt(whole + fraction, 16) * 2 ** (Number(power) - 4 * fraction.length);
  return Number.isFinite(value) ? (sign === '-' ? -value : value) : undefined;
}

/** A text as an integer in a base from 2 to 36, as Go's `ParseInt` reads it. */
export function parseInBase(text: string, base: number): number | undefined {
  const [, sign = '', digits = ''] = /^([+-]?)([\da-zA-Z]+)$/.exec(text) ?? [];
  if (digits === '' || base < 2 || base > 36) return undefined;
  let value = 0n;
  for (const char of digits) {
    const digit = Number.parseInt(char, 36);
    if (digit >= base) return undefined;
    value = value * BigInt(base) + BigInt(digit);
    if (value > 2n ** 63n) return undefined;
  }
  return inRange(value.toString(), sign === '-');
}
