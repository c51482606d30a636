import { fractionAndPower } from '../runtime/go-power.js';
import { formatShortest } from '../runtime/lua-number.js';
import { toBytes } from '../runtime/lua-text.js';
import { type Directive, padded } from './directive.js';
import { character, isPrintable } from './go-text.js';

/** A number with its sign, and with zeros up to the width where these were asked for and it can have some. */
function signed(
  sign: '-' | '+' | '',
  prefix: string,
  digits: string,
  directive: Directive,
  zeros: boolean,
): string {
  const { flags, width = 0 } = directive;
  const shown = sign === '-' ? sign : flags.includes('+') ? '+' : flags.includes(' ') ? ' ' : sign;
  const fill = zeros && flags.includes('0') && !flags.includes('-') ? width - shown.length : 0;
  return padded(shown + prefix + digits.padStart(fill, '0'), directive);
}

/** A number as Go writes an int64. */
export function formatInteger(value: number, directive: Directive): string {
  const { flags, precision, verb } = directive;
  const sharp = flags.includes('#');
  const absolute = value < 0 ? -BigInt(value) : BigInt(value);
  const digits = (base: number) => absolute.toString(base).padStart(precision ?? 0, '0');
  const written = (text: string, prefix = ''): string =>
    // No digit at all was asked for, and a zero needs none.
    precision === 0 && value === 0
      ? padded('', directive)
      : signed(value < 0 ? '-' : '', prefix, text, directive, precision === undefined);
  switch (verb) {
    case 'd':
    case 'v':
      return written(digits(10));
    case 'b':
      return written(digits(2), sharp ? '0b' : '');
    case 'o':
    case 'O': {
      const octal = digits(8);
      return written(sharp && !octal.startsWith('0') ? `0${octal}` : octal, verb === 'O' ? '0o' : '');
    }
    case 'x':
      return written(digits(16), sharp ? '0x' : '');
    case 'X':
      return written(digits(16).toUpperCase(), sharp ? '0X' : '');
    case 'c':
      return padded(character(value), directive, true);
    case 'q':
      return padded(`'${character(value)}'`, directive);
    case 'U': {
      const code = BigInt.asUintN(64, BigInt(value)).toString(16).toUpperCase();
      const shown =
        sharp && value >= 0 && value <= 0x10ffff && isPrintable(value) ? ` '${character(value)}'` : '';
      return padded(`U+${code.padStart(Math.max(precision ?? 0, 4), '0')}${shown}`, directive);
    }
    default:
      return `%!${toBytes(verb)}(int64=${formatInteger(value, { ...directive, verb: 'v' })})`;
  }
}

/** A number as Go writes a float64. */
export function formatFloat(value: number, directive: Directive): string {
  const { flags, verb } = directive;
  const finite = Number.isFinite(value);
  const sign = value < 0 || Object.is(value, -0) ? '-' : finite || Number.isNaN(value) ? '' : '+';
  if (!/[eEfFgGv]/.test(verb)) {
    return `%!${toBytes(verb)}(float64=${formatFloat(value, { ...directive, verb: 'g' })})`;
  }
  const text = finite ? floatText(Math.abs(value), directive) : Number.isNaN(value) ? 'NaN' : 'Inf';
  const sharp = finite && flags.includes('#') && verb !== 'v';
  return signed(sign, '', sharp ? withPoint(text, directive) : text, directive, finite);
}

/** A number with a point, and with the zeros after it that it would be written without. */
function withPoint(text: string, { verb, precision }: Directive): string {
  const [digits = '', power = ''] = text.split(/(?=e)/i);
  const significant = digits === '0' ? 1 : digits.replace(/^[0.]+|\./g, '').length;
  const missing = /g/i.test(verb) ? Math.max((precision ?? 6) - significant, 0) : 0;
  return `${digits}${digits.includes('.') ? '' : '.'}${'0'.repeat(missing)}${power}`;
}

function floatText(value: number, { verb, precision }: Directive): string {
  switch (verb) {
    case 'f':
    case 'F':
      return fixed(value, precision ?? 6);
    case 'e':
    case 'E':
      return scientific(value, precision ?? 6, verb);
    default:
      return general(value, precision, verb === 'G' ? 'E' : 'e');
  }
}

/** No float64 has more decimals. */
const MOST_DECIMALS = 1074;

/** A number times a power of ten without its fraction, rounded to the nearest and to even between two. */
function scaled(value: number, places: number): string {
  const [fraction, power] = fractionAndPower(value);
  const exact = Math.min(places, MOST_DECIMALS);
  const [shift, ten] = [BigInt(Math.abs(power - 53)), 10n ** BigInt(Math.abs(exact))];
  const numerator = BigInt(fraction * 2 ** 53) * (power > 53 ? 1n << shift : 1n) * (exact > 0 ? ten : 1n);
  const denominator = (power > 53 ? 1n : 1n << shift) * (exact > 0 ? 1n : ten);
  const whole = numerator / denominator;
  const rest = 2n * (numerator - whole * denominator);
  const up = rest > denominator || (rest === denominator && whole % 2n === 1n);
  return String(up ? whole + 1n : whole) + '0'.repeat(places - exact);
}

/** Digits with a point before the last ones. */
function pointed(digits: string, decimals: number): string {
  return decimals > 0 ? `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}` : digits;
}

function fixed(value: number, precision: number): string {
  return pointed(scaled(value, precision).padStart(precision + 1, '0'), precision);
}

/** So many digits of a number, and the power of ten of the first one. */
function digitsOf(value: number, count: number): [digits: string, exponent: number] {
  if (value === 0) return ['0'.repeat(count), 0];
  let exponent = Number(value.toExponential().split('e')[1]);
  let digits = scaled(value, count - 1 - exponent);
  // The shortest form may have been rounded up, and so may these digits.
  if (digits.length < count) digits = scaled(value, count - 1 - --exponent);
  else if (digits.length > count) digits = scaled(value, count - 1 - ++exponent);
  return [digits, exponent];
}

function scientific(value: number, precision: number, verb: string): string {
  const [digits, exponent] = digitsOf(value, precision + 1);
  const power = String(Math.abs(exponent)).padStart(2, '0');
  return `${pointed(digits, precision)}${verb}${exponent < 0 ? '-' : '+'}${power}`;
}

function general(value: number, precision: number | undefined, verb: string): string {
  if (precision === undefined) return formatShortest(value).replace('e', verb);
  const count = precision || 1;
  const [digits, exponent] = digitsOf(value, count);
  const significant = digits.replace(/0+$/, '').length || 1;
  const most = count > significant && significant > exponent ? significant : count;
  return exponent < -4 || exponent >= most
    ? scientific(value, significant - 1, verb)
    : fixed(value, Math.max(significant - 1 - exponent, 0));
}
