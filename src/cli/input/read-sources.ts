import { createReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { Refusal, unreadable } from '../refusal.js';
import type { Terminal } from '../terminal.js';
import { decoded, LONGEST } from './decoded.js';
import type { Source } from './source.js';

/** Files of these names are read from a directory. */
const MANIFEST = /\.(?:ya?ml|json)$/i;

/** What makes a pattern of a path. */
const PATTERN = /[*?[{]/;

/** How much of a file is read at a time, in bytes. */
const CHUNK = 1024 * 1024;

/** Where files and standard input come from. */
type Place = Pick<Terminal, 'cwd' | 'input'>;

/**
 * The texts that arguments of the command line name.
 *
 * @param args - Files, directories (of which every `.yaml`, `.yml` and `.json` below is read), patterns such as
 *   `fleet/*.yaml` that the shell has left as they are, and `-` for standard input.
 * @param terminal - What the directory and standard input come from.
 * @returns A source for each file, those of a directory in the order of their paths; none twice.
 * @throws Refusal where nothing is there, or what is there cannot be read.
 */
export async function readSources(args: readonly string[], terminal: Place): Promise<readonly Source[]> {
  const sources = new Map<string, Source>();
  for (const arg of args) {
    for (const name of await namesOf(arg, terminal.cwd)) {
      const path = name === '-' ? name : resolve(terminal.cwd, name);
      if (!sources.has(path)) sources.set(path, await readSource(name, terminal));
    }
  }
  return [...sources.values()];
}

/** The text of one file, or of standard input. */
export async function readSource(name: string, { cwd, input }: Place): Promise<Source> {
  if (name === '-') return { name: '<stdin>', text: await textOf(input, 'standard input') };
  return { name, text: await textOf(createReadStream(resolve(cwd, name), { highWaterMark: CHUNK }), name) };
}

async function textOf(stream: AsyncIterable<Uint8Array>, name: string): Promise<string> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const chunk of stream) {
      chunks.push(chunk);
      length += chunk.length;
      // Nor does it come to an end with a device such as /dev/zero.
      if (length > LONGEST)
        throw new Refusal(`${name} is longer than ${LONGEST} bytes, the most that is read`);
    }
  } catch (error) {
    throw unreadable(name, error);
  }
  return decoded(chunks.length === 1 ? (chunks[0] as Uint8Array) : Buffer.concat(chunks, length), name);
}

/** The files that one argument names. */
async function namesOf(arg: string, cwd: string): Promise<readonly string[]> {
  if (arg === '-') return [arg];
  // A path that is resolved from it would be the directory itself.
  if (arg === '') throw new Refusal('a file has an empty name, as of a variable that is not set');
  let found: Awaited<ReturnType<typeof stat>>;
  try {
    found = await stat(resolve(cwd, arg));
  } catch (error) {
    const matches = PATTERN.test(arg) ? await globbed(arg, cwd) : undefined;
    if (!matches) throw unreadable(arg, error);
    if (matches.length === 0) throw new Refusal(`${arg} matches no file`);
    return matches;
  }
  if (!found.isDirectory()) return [arg];
  const names = await filesBelow(arg, cwd);
  if (names.length === 0) throw new Refusal(`${arg} has no .yaml, .yml or .json file below it`);
  return names;
}

/** The manifests below a directory, by path; those that are hidden or of installed packages are not meant. */
async function filesBelow(directory: string, cwd: string): Promise<readonly string[]> {
  let entries: Awaited<ReturnType<typeof entriesOf>>;
  try {
    entries = await entriesOf(resolve(cwd, directory));
  } catch (error) {
    throw unreadable(directory, error);
  }
  const names: string[] = [];
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const name = join(directory, entry.name);
    if (entry.name.startsWith('.') || entry.name === 'node_modules') continue;
    if (entry.isDirectory()) names.push(...(await filesBelow(name, cwd)));
    // A link may be one to a file, as those of a mounted ConfigMap are.
    else if (MANIFEST.test(entry.name)) names.push(name);
  }
  return names;
}

function entriesOf(path: string) {
  return readdir(path, { withFileTypes: true });
}

/** The files that match a pattern, by path. */
async function globbed(pattern: string, cwd: string): Promise<readonly string[]> {
  const { glob } = await import('tinyglobby');
  const segments = pattern.split('/');
  const first = segments.findIndex((segment) => PATTERN.test(segment));
  // What comes before a pattern is a path: the search begins there, and not above it.
  const from = resolve(cwd, segments.slice(0, first).join('/') || (pattern.startsWith('/') ? '/' : '.'));
  const ignore = ['**/node_modules/**'];
  const options = { cwd: from, absolute: true, ignore, expandDirectories: false };
  const found = await glob(segments.slice(first).join('/'), options);
  return found.map((path) => relative(cwd, path)).sort();
}
