import { eachCharacter, isAscii, toBytes } from '../runtime/lua-text.js';

/** Letters whose capital in full takes several letters, though there is one that stands for it alone. */
function capitalOf(code: number): number | undefined {
  if (code >= 0x1f80 && code <= 0x1faf) return code | 8;
  return code === 0x1fb3 || code === 0x1fc3 || code === 0x1ff3 ? code + 9 : undefined;
}

/** A letter with another one for it, or itself where there would be several. */
function mapped(char: string, other: string, several: (code: number) => number | undefined): string {
  if (other.length === char.length || [...other].length === 1) return other;
  const code = several(char.codePointAt(0) as number);
  return code === undefined ? char : String.fromCodePoint(code);
}

/** Maps letter by letter, as Go does: what is no letter in UTF-8 is replaced. */
function mapText(bytes: string, map: (char: string) => string): string {
  let text = '';
  eachCharacter(bytes, (code) => {
    text += map(String.fromCodePoint(code));
  });
  return toBytes(text);
}

/** A text in small letters. */
export function toLower(bytes: string): string {
  if (isAscii(bytes)) return bytes.toLowerCase();
  // `İ` becomes `i`, without the dot that Unicode keeps apart.
  return mapText(bytes, (char) =>
    mapped(char, char.toLowerCase(), (code) => (code === 0x130 ? 0x69 : undefined)),
  );
}

/** A text in capital letters. */
export function toUpper(bytes: string): string {
  if (isAscii(bytes)) return bytes.toUpperCase();
  return mapText(bytes, (char) => mapped(char, char.toUpperCase(), capitalOf));
}
