import { constants } from 'node:buffer';
import { Refusal } from '../refusal.js';

/** The marks of UTF-16, which PowerShell writes where `>` leads into a file. */
const UTF16 = [
  ['UTF-16LE', 0xff, 0xfe],
  ['UTF-16BE', 0xfe, 0xff],
] as const;

/** The longest content that becomes one text, in bytes. */
export const LONGEST = constants.MAX_STRING_LENGTH;

/**
 * The text of a file.
 *
 * @param bytes - Its content, of at most {@link LONGEST} bytes: UTF-8, or UTF-16 with a byte order mark.
 * @param name - What messages call it.
 * @throws Refusal where it is not text.
 */
export function decoded(bytes: Uint8Array, name: string): string {
  const [encoding] = UTF16.find(([, first, second]) => bytes[0] === first && bytes[1] === second) ?? [
    'UTF-8',
  ];
  let text: string;
  try {
    text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch (error) {
    throw new Refusal(`${name} is not text in ${encoding}`, { cause: error });
  }
  if (text.includes('\0')) throw new Refusal(`${name} is binary, not YAML or JSON`);
  return text;
}
