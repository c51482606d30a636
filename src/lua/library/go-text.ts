import { decode, fromBytes, REPLACEMENT, toBytes } from '../runtime/lua-text.js';
import { type Directive, padded } from './directive.js';

/** A text, byte by byte where that counts. */
export function formatBytes(text: string, directive: Directive, type: string): string {
  const { verb, precision, flags } = directive;
  const cut =
    precision === undefined || (verb !== 's' && verb !== 'v' && verb !== 'q')
      ? text
      : firstOf(text, precision);
  switch (verb) {
    case 's':
      return padded(cut, directive, true);
    case 'v':
      return padded(flags.includes('#') ? quoted(cut, false) : cut, directive, true);
    case 'q':
      return padded(
        flags.includes('#') && isPlain(cut) ? `\`${cut}\`` : quoted(cut, flags.includes('+')),
        directive,
        true,
      );
    case 'x':
    case 'X': {
      const between = flags.includes(' ') ? (flags.includes('#') ? ' 0x' : ' ') : '';
      const bytes = hexOf(text.slice(0, precision), between);
      const hex = (flags.includes('#') && bytes !== '' ? '0x' : '') + bytes;
      return padded(verb === 'X' ? hex.toUpperCase() : hex, directive, true);
    }
    default:
      return `%!${toBytes(verb)}(${type}=${formatBytes(text, { ...directive, verb: 's' }, type)})`;
  }
}

/** The bytes of a text in hexadecimals; part by part, since a list of all bytes would take many times the text. */
function hexOf(text: string, between: string): string {
  const parts: string[] = [];
  for (let from = 0; from < text.length; from += 1024) {
    const part = Array.from(text.slice(from, from + 1024), (char) =>
      char.charCodeAt(0).toString(16).padStart(2, '0'),
    );
    parts.push(part.join(between));
  }
  return parts.join(between);
}

/** Whether a text can stand between back quotes. */
function isPlain(text: string): boolean {
  for (let at = 0; at < text.length; ) {
    const [code, length] = decode(text, at);
    const control = (code < 32 && code !== 9) || code === 127;
    if (control || code === 96 || code === 0xfeff || (code === REPLACEMENT && length === 1)) return false;
    at += length;
  }
  return true;
}

/** Whether Go shows a character as it is. */
export function isPrintable(code: number): boolean {
  return code === 32 || /[\p{L}\p{M}\p{N}\p{P}\p{S}]/u.test(fromBytes(character(code)));
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

/** A text as Go quotes it; in ASCII alone where that is asked for. */
function quoted(text: string, ascii: boolean): string {
  let out = '"';
  for (let at = 0; at < text.length; ) {
    const [code, length] = decode(text, at);
    const char = String.fromCodePoint(code);
    if (code === REPLACEMENT && length === 1) out += `\\x${text.charCodeAt(at).toString(16)}`;
    else if (Object.hasOwn(ESCAPES, char)) out += `\\${ESCAPES[char]}`;
    else if (code < 32 || code === 127) out += `\\x${code.toString(16).padStart(2, '0')}`;
    else if (isPrintable(code) && (code < 128 || !ascii)) out += text.slice(at, at + length);
    else if (code < 0x10000) out += `\\u${code.toString(16).padStart(4, '0')}`;
    else out += `\\U${code.toString(16).padStart(8, '0')}`;
    at += length;
  }
  return `${out}"`;
}

/** A character by its code, as bytes. */
export function character(code: number): string {
  const valid = code >= 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff);
  return toBytes(String.fromCodePoint(valid ? code : REPLACEMENT));
}
