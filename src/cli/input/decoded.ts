import { Refusal } from '../refusal.js';

/** The marks of UTF-16, which PowerShell writes where `>` leads into a file. */
const UTF16 = [
  ['utf-16le', 0xff, 0xfe],
  ['utf-16be', 0xfe, 0xff],
] as const;

/**
 * The text of a file.
 *
 * @param bytes - Its content: UTF-8, or UTF-16 with a byte order mark.
 * @param name - What messages call it.
 * @throws Refusal where it is not text.
 */
export function decoded(bytes: Uint8Array, name: string): string {
  const [encoding] = UTF16.find(([, first, second]) => bytes[0] === first && bytes[1] === second) ?? [
    'utf-8',
  ];
  if (encoding === 'utf-8' && bytes.subarray(0, 8192).includes(0))
    throw new Refusal(`${name} is binary, not YAML or JSON`);
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch (error) {
    const cause = { cause: error };
    if (error instanceof TypeError) throw new Refusal(`${name} is not text in UTF-8`, cause);
    throw new Refusal(`${name} has ${bytes.length} bytes, which is more than one text can hold`, cause);
  }
}
