/** Whether a text has only characters of ASCII, so that it is its own UTF-8. */
export function isAscii(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 127) return false;
  return true;
}

/** A text as its UTF-8, one character a byte: what a script sees of it. */
export function toBytes(text: string): string {
  if (isAscii(text)) return text;
  let bytes = '';
  for (const char of text) {
    const code = char.codePointAt(0) as number;
    bytes += code >= 0xd800 && code <= 0xdfff ? '\xef\xbf\xbd' : encode(code);
  }
  return bytes;
}

function encode(code: number): string {
  if (code < 0x80) return String.fromCharCode(code);
  if (code < 0x800) return String.fromCharCode(0xc0 | (code >> 6), continuation(code));
  if (code < 0x10000) {
    return String.fromCharCode(0xe0 | (code >> 12), continuation(code >> 6), continuation(code));
  }
  return String.fromCharCode(
    0xf0 | (code >> 18),
    continuation(code >> 12),
    continuation(code >> 6),
    continuation(code),
  );
}

function continuation(code: number): number {
  return 0x80 | (code & 0x3f);
}

/** What stands for each byte that is no part of a character. */
export const REPLACEMENT = 0xfffd;

/** Bytes as the text that they are in UTF-8, as Go reads it: a byte that is no part of a character is replaced. */
export function fromBytes(bytes: string): string {
  if (isAscii(bytes)) return bytes;
  const parts: string[] = [];
  let codes: number[] = [];
  for (let at = 0; at < bytes.length; ) {
    const [code, length] = decode(bytes, at);
    at += length;
    codes.push(code);
    if (codes.length < CHUNK) continue;
    parts.push(String.fromCodePoint(...codes));
    codes = [];
  }
  return parts.join('') + String.fromCodePoint(...codes);
}

/** How many characters are put together at once: one by one, the engine would keep each as a part of its own. */
const CHUNK = 4096;

/** Visits the characters of a text: the code of each and its bytes. */
export function eachCharacter(bytes: string, visit: (code: number, bytes: string) => void): void {
  for (let at = 0; at < bytes.length; ) {
    const [code, length] = decode(bytes, at);
    visit(code, bytes.slice(at, at + length));
    at += length;
  }
}

/** The character that begins at a byte, and how many bytes it takes. */
export function decode(bytes: string, at: number): readonly [code: number, length: number] {
  const first = bytes.charCodeAt(at);
  if (first < 0x80) return [first, 1];
  const length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
  if (first < 0xc2 || first > 0xf4 || at + length > bytes.length) return [REPLACEMENT, 1];
  let code = first & (0x7f >> length);
  for (let i = 1; i < length; i++) {
    const next = bytes.charCodeAt(at + i);
    if (next >> 6 !== 2) return [REPLACEMENT, 1];
    code = (code << 6) | (next & 0x3f);
  }
  const smallest = length === 4 ? 0x10000 : length === 3 ? 0x800 : 0x80;
  const valid = code >= smallest && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff);
  return valid ? [code, length] : [REPLACEMENT, 1];
}

/** The control characters that have a letter in escapes, and these letters. */
export const CONTROLS = '\x07\b\f\n\r\t\v';
export const CONTROL_LETTERS = 'abfnrtv';
