import { eachCharacter } from '../runtime/lua-text.js';

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
  eachCharacter(bytes, () => count++);
  return count;
}
