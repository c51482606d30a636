import { readFile, stat } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { Refusal, unreadable } from '../refusal.js';
import type { Terminal } from '../terminal.js';
import { decoded } from './decoded.js';
import type { Source } from './source.js';

/** Files of these names are read from a directory. */
const MANIFESTS = '**/*.{yaml,yml,json}';

/**
 * The texts that arguments of the command line name.
 *
 * @param args - Files, directories (of which every `.yaml`, `.yml` and `.json` below is read), patterns such as
 *   `fleet/*.yaml` that the shell has left as they are, and `-` for standard input.
 * @param terminal - What the directory and standard input come from.
 * @returns A source for each file, those of a directory in the order of their paths; none twice.
 * @throws Refusal where nothing is there, or what is there cannot be read.
 */
export async function readSources(
  args: readonly string[],
  terminal: Pick<Terminal, 'cwd' | 'input'>,
): Promise<readonly Source[]> {
  const sources: Source[] = [];
  const seen = new Set<string>();
  for (const arg of args) {
    for (const name of await namesOf(arg, terminal.cwd)) {
      const path = name === '-' ? name : resolve(terminal.cwd, name);
      if (seen.has(path)) continue;
      seen.add(path);
      sources.push(name === '-' ? await standardInput(terminal) : await fileSource(name, path));
    }
  }
  return sources;
}

/** The text of one file. */
export async function readSource(name: string, terminal: Pick<Terminal, 'cwd' | 'input'>): Promise<Source> {
  return name === '-' ? standardInput(terminal) : fileSource(name, resolve(terminal.cwd, name));
}

async function standardInput({ input }: Pick<Terminal, 'input'>): Promise<Source> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of input) chunks.push(chunk);
  return { name: '<stdin>', text: decoded(Buffer.concat(chunks), 'standard input') };
}

async function fileSource(name: string, path: string): Promise<Source> {
  let bytes: Uint8Array;
  try {
    bytes = await readFile(path);
  } catch (error) {
    throw unreadable(name, error);
  }
  return { name, text: decoded(bytes, name) };
}

/** The files that one argument names. */
async function namesOf(arg: string, cwd: string): Promise<readonly string[]> {
  if (arg === '-') return [arg];
  let found: Awaited<ReturnType<typeof stat>>;
  try {
    found = await stat(resolve(cwd, arg));
  } catch (error) {
    if (!/[*?[{]/.test(arg)) throw unreadable(arg, error);
    const matches = await globbed(arg, cwd);
    if (matches.length === 0) throw new Refusal(`${arg} matches no file`);
    return matches;
  }
  if (!found.isDirectory()) return [arg];
  const names = await globbed(MANIFESTS, resolve(cwd, arg));
  if (names.length === 0) throw new Refusal(`${arg} has no .yaml, .yml or .json file below it`);
  return names.map((name) => join(arg, name));
}

/** The files that match a pattern, by path. */
async function globbed(pattern: string, cwd: string): Promise<readonly string[]> {
  const { glob } = await import('tinyglobby');
  const found = await glob(pattern, {
    cwd,
    absolute: true,
    ignore: ['**/node_modules/**'],
    expandDirectories: false,
  });
  return found.map((path) => relative(cwd, path)).sort();
}
