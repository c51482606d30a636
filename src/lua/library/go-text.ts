import {
  CONTROL_LETTERS,
  CONTROLS,
  eachCharacter,
  fromBytes,
  REPLACEMENT,
  toBytes,
} from '../runtime/lua-text.js';
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
  let plain = true;
  eachCharacter(text, (code, bytes) => {
    const control = (code < 32 && code !== 9) || code === 127;
    if (control || code === 96 || code === 0xfeff || isBroken(code, bytes)) plain = false;
  });
  return plain;
}

/** Whether a byte is no part of a character. */
function isBroken(code: number, bytes: string): boolean {
  return code === REPLACEMENT && bytes.length === 1;
}

/** Whether Go shows a character as it is. */
export function isPrintable(code: number): boolean {
  return code === 32 || /[\p{L}\p{M}\p{N}\p{P}\p{S}]/u.test(fromBytes(character(code)));
}

function firstOf(text: string, count: number): string {
  let first = '';
  let left = count;
  eachCharacter(text, (_, bytes) => {
    if (left-- > 0) first += bytes;
  });
  return first;
}

/** A text as Go quotes it; in ASCII alone where that is asked for. */
function quoted(text: string, ascii: boolean): string {
  const hex = (code: number, digits: number) => code.toString(16).padStart(digits, '0');
  let out = '';
  eachCharacter(text, (code, bytes) => {
    const letter = CONTROL_LETTERS[CONTROLS.indexOf(bytes)];
    if (letter !== undefined) out += `\\${letter}`;
    else if (bytes === '"' || bytes === '\\') out += `\\${bytes}`;
    else if (code < 32 || code === 127 || isBroken(code, bytes)) out += `\\x${hex(bytes.charCodeAt(0), 2)}`;
    else if (isPrintable(code) && (code < 128 || !ascii)) out += bytes;
    else out += code < 0x10000 ? `\\u${hex(code, 4)}` : `\\U${hex(code, 8)}`;
  });
  return `"${out}"`;
}

/** A character by its code, as bytes. */
export function character(code: number): string {
  const valid = code >= 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff);
  return toBytes(String.fromCodePoint(valid ? code : REPLACEMENT));
}
