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

// Numbers as Go reads them: underscores stand between digits, or between a prefix and a digit. None of these expressions
// can read a text in two ways, so that they take no more time than there is text.
const INTEGER = /^[+-]?(?:0x(?:_?[\da-f])+|0b(?:_?[01])+|0o?(?:_?[0-7])+|0|[1-9](?:_?\d)*)$/i;
const DECIMAL = /^[+-]?(?:\d(?:_?\d)*(?:\.(?:\d(?:_?\d)*)?)?|\.\d(?:_?\d)*)(?:e[+-]?\d(?:_?\d)*)?$/i;
const HEX_FLOAT = /^[+-]?0x((?:_?[\da-f])*)(?:\.([\da-f](?:_?[\da-f])*)?)?p([+-]?\d(?:_?\d)*)$/i;
const SPECIAL = /^(?:[+-]?inf(?:inity)?|nan)$/i;

/**
 * A text as a number, as Go's `ParseInt` with any base and then `ParseFloat` read it; `undefined` where they do not.
 *
 * @see https://github.com/yuin/gopher-lua/blob/v1.1.1/utils.go#L205-L219
 */
export function parseNumber(text: string): number | undefined {
  const trimmed = withoutBlanks(text);
  return parseInteger(trimmed) ?? parseFloat64(trimmed);
}

/** A text without the blanks around it that gopher-lua passes over. */
export function withoutBlanks(text: string): string {
  let [from, to] = [0, text.length];
  while (' \t\n'.includes(text.charAt(from)) && from < to) from++;
  while (' \t\n'.includes(text.charAt(to - 1)) && from < to) to--;
  return text.slice(from, to);
}

/** A text in small letters, without its sign and underscores. */
function plain(text: string): string {
  return text.replace(/^[+-]|_/g, '').toLowerCase();
}

export function parseInteger(text: string): number | undefined {
  // A zero in front makes a number octal.
  return INTEGER.test(text)
    ? inRange(plain(text).replace(/^0(?=\d)/, '0o'), text.startsWith('-'))
    : undefined;
}

/** Digits as an int64, `undefined` where they are too many. */
function inRange(digits: string, negative: boolean): number | undefined {
  // Beyond the zeros, 64 digits are the most that an int64 has in any base.
  if (digits.replace(/^0[xbo]?0*/, '').length > 64) return undefined;
  const value = digits.length < 12 ? Number(digits) : BigInt(digits);
  if (value > 2n ** 63n || (value === 2n ** 63n && !negative)) return undefined;
  return negative ? 0 - Number(value) : Number(value);
}

/** A text as Go's `ParseFloat` reads it. */
export function parseFloat64(text: string): number | undefined {
  const sign = text.startsWith('-') ? -1 : 1;
  const digits = plain(text);
  if (SPECIAL.test(text)) return digits === 'nan' ? Number.NaN : sign * Number.POSITIVE_INFINITY;
  const [, whole = '', fraction = '', power] = HEX_FLOAT.exec(text) ?? [];
  if (power === undefined && !DECIMAL.test(text)) return undefined;
  const hex = plain(whole + fraction);
  const value =
    power === undefined
      ? Number(digits)
      : Number.parseInt(hex, 16) * 2 ** (Number(power.replaceAll('_', '')) - 4 * plain(fraction).length);
  return Number.isFinite(value) ? sign * value : undefined;
}

/** A text as an integer in a base from 2 to 36, as Go's `ParseInt` reads it. */
export function parseInBase(text: string, base: number): number | undefined {
  const match = /^([+-]?)(?=[\da-z])0*([1-9a-z][\da-z]*)?$/i.exec(text);
  if (match === null || base < 2 || base > 36) return undefined;
  const [, sign, digits = '0'] = match;
  // More digits than an int64 has in any base.
  if (digits.length > 64) return undefined;
  let value = 0n;
  for (const char of digits) {
    const digit = Number.parseInt(char, 36);
    if (digit >= base) return undefined;
    value = value * BigInt(base) + BigInt(digit);
  }
  return inRange(String(value), sign === '-');
}
