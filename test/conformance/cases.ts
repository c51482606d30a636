import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** One call that was recorded from Karmada; `karmada` is its answer where this library's is another. */
export interface Case {
  name: string;
  operation: string;
  // biome-ignore lint/suspicious/noExplicitAny: a manifest as it was parsed
  object: any;
  // biome-ignore lint/suspicious/noExplicitAny: a manifest as it was parsed
  observed: any;
  // biome-ignore lint/suspicious/noExplicitAny: a list as it was parsed
  items: any;
  replicas: number;
  expected: unknown;
  /** The grade of an InterpretHealth, where the case has one. */
  state?: string;
  divergence?: string[];
  karmada?: unknown;
}

const folder = join(import.meta.dirname, './cases');

/** The files of recorded cases, one a kind. */
export const files = readdirSync(folder).filter((file) => file.endsWith('.json'));

/** The cases of a file, as they were recorded. */
export function casesIn(file: string): Case[] {
  return JSON.parse(readFileSync(join(folder, file), 'utf8')).vectors;
}
