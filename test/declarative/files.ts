import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

const folder = join(import.meta.dirname, '../../examples/declarations');

/** The declarations of a folder of the examples, by the names of their files. */
export function declarationsIn(path: string): { readonly [name: string]: Record<string, unknown> } {
  const files = readdirSync(join(folder, path)).filter((file) => file.endsWith('.yaml'));
  return Object.fromEntries(
    files.map((file) => [file.replace('.yaml', ''), parse(readFileSync(join(folder, path, file), 'utf8'))]),
  );
}
