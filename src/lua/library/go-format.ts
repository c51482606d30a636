import { formatShortest } from '../runtime/lua-number.js';
import { toBytes } from '../runtime/lua-text.js';
import { type Directive, padded } from './directive.js';
import { character, isPrintable } from './go-text.js';

/** A number as Go writes an int64. */
export function formatInteger(value: number, directive: Directive): string {
  const { flags, precision, verb } = directive;
  const sharp = flags.includes('#');
  const absolute = value < 0 ? -BigInt(value) : BigInt(value);
  const sign = value < 0 ? '-' : flags.includes('+') ? '+' : flags.includes(' ') ? ' ' : '';
  const digits = (base: number): string => {
    return absolute.toString(base).padStart(precision ?? 0, '0');
  };
  const written = (text: string, prefix = ''): string => {
    // No digit at all was asked for, and a zero needs none.
    if (precision === 0 && value === 0) return padded('', directive);
    const fill =
      directive.width !== undefined && precision === undefined && flags.includes('0') && !flags.includes('-')
        ? directive.width - sign.length
        : 0;
    return padded(sign + prefix + text.padStart(fill, '0'), directive);
  };
  switch (verb) {
    case 'd':
    case 'v':
      return written(digits(10));
    case 'b':
      return written(digits(2), sharp ? '0b' : '');
    case 'o':
      return written(sharp && !digits(8).startsWith('0') ? `0${digits(8)}` : digits(8));
    case 'O':
      return written(digits(8), '0o');
    case 'x':
      return written(digits(16), sharp ? '0x' : '');
    case 'X':
      return written(digits(16).toUpperCase(), sharp ? '0X' : '');
    case 'c':
      return padded(character(value), directive, true);
    case 'q':
      return padded(`'${character(value)}'`, directive);
    case 'U': {
      const code = absolute.toString(16).toUpperCase();
      const shown = sharp && value <= 0x10ffff && isPrintable(value) ? ` '${character(value)}'` : '';
      return padded(`U+${code.padStart(Math.max(precision ?? 0, 4), '0')}${shown}`, directive);
    }
    default:
      return `%!${toBytes(verb)}(int64=${formatInteger(value, { ...directive, verb: 'v' })})`;
  }
}

/** A number as Go writes a float64. */
export function formatFloat(value: number, directive: Directive): string {
  const { flags, verb } = directive;
  const text = floatText(Math.abs(value), directive);
  if (text === undefined) {
    return `%!${toBytes(verb)}(float64=${formatFloat(value, { ...directive, verb: 'g' })})`;
  }
  const negative = value < 0 || Object.is(value, -0);
  const infinite = !Number.isFinite(value);
  const plus = flags.includes('+') || (infinite && !Number.isNaN(value) && flags.includes('+'));
  const sign = negative ? '-' : plus ? '+' : flags.includes(' ') ? ' ' : '';
  const finite = flags.includes('#') && verb !== 'v' ? withPoint(text, directive) : text;
  const body = Number.isNaN(value) ? 'NaN' : infinite ? 'Inf' : finite;
  const signed = (infinite && !Number.isNaN(value) && sign === '' ? '+' : sign) + body;
  if (infinite || !flags.includes('0') || flags.includes('-') || directive.width === undefined) {
    return padded(signed, directive);
  }
  return sign + body.padStart(directive.width - sign.length, '0');
}

/** A number with a point, and with the zeros after it that it would be written without. */
function withPoint(text: string, { verb, precision }: Directive): string {
  const [digits = '', power] = text.split(/(?=[eE])/);
  const significant = digits === '0' ? 1 : digits.replace(/^[0.]+|\./g, '').length;
  const missing = /[gG]/.test(verb) ? Math.max((precision ?? 6) - significant, 0) : 0;
  return `${digits}${digits.includes('.') ? '' : '.'}${'0'.repeat(missing)}${power ?? ''}`;
}

function floatText(value: number, { verb, precision }: Directive): string | undefined {
  switch (verb) {
    case 'f':
    case 'F':
      return fixed(value, precision ?? 6);
    case 'e':
    case 'E':
      return scientific(value, precision ?? 6, verb);
    case 'g':
    case 'G':
    case 'v':
      return general(value, precision, verb === 'G' ? 'E' : 'e');
    default:
      return undefined;
  }
}

/** All decimal digits of a number that is not negative, and where the point stands among them. */
function digitsOf(value: number): { digits: string; point: number } {
  if (value === 0) return { digits: '0', point: 1 };
  let mantissa = value;
  let power = 0;
  for (; !Number.isInteger(mantissa); power--) mantissa *= 2;
  // value = mantissa / 2^n, which is mantissa * 5^n / 10^n.
  const whole = BigInt(mantissa) * 5n ** BigInt(-power);
  const digits = whole.toString();
  return { digits, point: digits.length + power };
}

/** Digits cut after a place, rounded to the nearest and to even between two. */
function rounded(value: number, places: (point: number) => number): { digits: string; point: number } {
  const { digits, point } = digitsOf(value);
  const count = places(point);
  if (count >= digits.length) return { digits: digits.padEnd(count, '0'), point };
  if (count < 0) return { digits: '', point };
  const kept = digits.slice(0, count);
  const rest = digits.slice(count);
  const half = `5${'0'.repeat(rest.length - 1)}`;
  const odd = Number(kept.at(-1) ?? 0) % 2 === 1;
  if (rest < half || (rest === half && !odd)) return { digits: kept, point };
  const next = (BigInt(kept || '0') + 1n).toString().padStart(count, '0');
  return next.length > count
    ? { digits: next.slice(0, Math.max(count, 1)), point: point + 1 }
    : { digits: next, point };
}

function fixed(value: number, precision: number): string {
  if (!Number.isFinite(value)) return '';
  const { digits, point } = rounded(value, (at) => at + precision);
  const whole = point > 0 ? digits.slice(0, point).padEnd(point, '0') : '0';
  const fraction = (point > 0 ? digits.slice(point) : '0'.repeat(-point) + digits).padEnd(precision, '0');
  return precision > 0 ? `${whole}.${fraction.slice(0, precision)}` : whole;
}

function scientific(value: number, precision: number, verb: string): string {
  if (!Number.isFinite(value)) return '';
  const { digits, point } = rounded(value, () => precision + 1);
  const exponent = value === 0 ? 0 : point - 1;
  const all = digits.padEnd(precision + 1, '0').slice(0, precision + 1);
  const text = precision > 0 ? `${all.charAt(0)}.${all.slice(1)}` : all;
  return `${text}${verb}${exponent < 0 ? '-' : '+'}${String(Math.abs(exponent)).padStart(2, '0')}`;
}

function general(value: number, precision: number | undefined, verb: string): string {
  if (precision === undefined || !Number.isFinite(value)) {
    return formatShortest(value).replace('e', verb);
  }
  const count = precision || 1;
  const { digits, point } = rounded(value, () => count);
  const significant = digits.replace(/0+$/, '') || '0';
  const exponent = value === 0 ? 0 : point - 1;
  const most = count > significant.length && significant.length >= point ? significant.length : count;
  if (exponent < -4 || exponent >= most) return scientific(value, significant.length - 1, verb);
  return fixed(value, Math.max(significant.length - point, 0));
}
