import { formatShortest } from '../runtime/lua-number.js';
import { decode, REPLACEMENT, toBytes } from '../runtime/lua-text.js';

/** One directive of a format: `%-5.2f`. */
export interface Directive {
  readonly flags: string;
  readonly width: number | undefined;
  readonly precision: number | undefined;
  readonly verb: string;
}

/** Fills a text up to the width, by characters; with zeros where these were asked for. */
export function padded(text: string, { flags, width }: Directive, zeros = false): string {
  if (width === undefined) return text;
  const missing = width - countOf(text);
  if (missing <= 0) return text;
  if (flags.includes('-')) return text + ' '.repeat(missing);
  return (zeros && flags.includes('0') ? '0' : ' ').repeat(missing) + text;
}

function countOf(bytes: string): number {
  let count = 0;
  for (let at = 0; at < bytes.length; count++) at += decode(bytes, at)[1];
  return count;
}

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
    case 'U':
      return padded(`U+${absolute.toString(16).toUpperCase().padStart(4, '0')}`, directive);
    default:
      return `%!${toBytes(verb)}(int64=${formatInteger(value, { ...directive, verb: 'v' })})`;
  }
}

function character(code: number): string {
  const valid = code >= 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff);
  return toBytes(String.fromCodePoint(valid ? code : REPLACEMENT));
}

/** A number as Go writes a float64. */
export function formatFloat(value: number, directive: Directive): string {
  const { flags, verb } = directive;
  const text = floatText(Math.abs(value), directive);
  if (text === undefined) {
    return `%!${toBytes(verb)}(float64=${formatFloat(value, { ...directive, verb: 'v' })})`;
  }
  const negative = value < 0 || Object.is(value, -0);
  const infinite = !Number.isFinite(value);
  const plus = flags.includes('+') || (infinite && !Number.isNaN(value) && flags.includes('+'));
  const sign = negative ? '-' : plus ? '+' : flags.includes(' ') ? ' ' : '';
  const body = Number.isNaN(value) ? 'NaN' : infinite ? 'Inf' : text;
  const signed = (infinite && !Number.isNaN(value) && sign === '' ? '+' : sign) + body;
  if (infinite || !flags.includes('0') || flags.includes('-') || directive.width === undefined) {
    return padded(signed, directive);
  }
  return sign + body.padStart(directive.width - sign.length, '0');
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

/** A text, byte by byte where that counts. */
export function formatBytes(text: string, directive: Directive, type: string): string {
  const { verb, precision, flags } = directive;
  const cut =
    precision === undefined || (verb !== 's' && verb !== 'v' && verb !== 'q')
      ? text
      : firstOf(text, precision);
  switch (verb) {
    case 's':
    case 'v':
      return padded(cut, directive, true);
    case 'q':
      return padded(quoted(cut), directive, true);
    case 'x':
    case 'X': {
      const bytes = [...text.slice(0, precision)].map((char) =>
        char.charCodeAt(0).toString(16).padStart(2, '0'),
      );
      const between = flags.includes(' ') ? (flags.includes('#') ? ' 0x' : ' ') : '';
      const hex = (flags.includes('#') && bytes.length > 0 ? '0x' : '') + bytes.join(between);
      return padded(verb === 'X' ? hex.toUpperCase() : hex, directive);
    }
    default:
      return `%!${toBytes(verb)}(${type}=${formatBytes(text, { ...directive, verb: 'v' }, type)})`;
  }
}

function firstOf(text: string, count: number): string {
  let at = 0;
  for (let i = 0; i < count && at < text.length; i++) at += decode(text, at)[1];
  return text.slice(0, at);
}

const ESCAPES: { readonly [char: string]: string } = {
  '\x07': 'a',
  '\b': 'b',
  '\f': 'f',
  '\n': 'n',
  '\r': 'r',
  '\t': 't',
  '\v': 'v',
  '"': '"',
  '\\': '\\',
};

/** A text as Go quotes it. */
function quoted(text: string): string {
  let out = '"';
  for (let at = 0; at < text.length; ) {
    const [code, length] = decode(text, at);
    const char = String.fromCodePoint(code);
    if (code === REPLACEMENT && length === 1) out += `\\x${text.charCodeAt(at).toString(16)}`;
    else if (Object.hasOwn(ESCAPES, char)) out += `\\${ESCAPES[char]}`;
    else if (code < 32 || code === 127) out += `\\x${code.toString(16).padStart(2, '0')}`;
    else if (code === 32 || /[\p{L}\p{M}\p{N}\p{P}\p{S}]/u.test(char)) out += text.slice(at, at + length);
    else if (code < 0x10000) out += `\\u${code.toString(16).padStart(4, '0')}`;
    else out += `\\U${code.toString(16).padStart(8, '0')}`;
    at += length;
  }
  return `${out}"`;
}
