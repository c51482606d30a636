import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { runProgram } from '../../src/cli/program.js';
import type { Terminal } from '../../src/cli/terminal.js';
import { pipe } from './pipe.js';

/** What a command line comes to. */
export interface Outcome {
  readonly exit: number;
  /** What it wrote to standard output. */
  readonly out: string;
  /** What it wrote to standard error. */
  readonly notes: string;
}

/** What may be otherwise than in a pipe. */
export interface Surroundings extends Partial<Omit<Terminal, 'input'>> {
  /** What comes from standard input, in its parts. */
  readonly input?: readonly (string | Uint8Array)[];
}

/** Carries out a command line: `karmada('explain binding.yaml')`; of words with blanks, a list. */
export async function karmada(
  line: string | readonly string[],
  { input = [], ...rest }: Surroundings = {},
): Promise<Outcome> {
  let out = '';
  let notes = '';
  const terminal = pipe({
    write: (text) => {
      out += text;
    },
    note: (text) => {
      notes += text;
    },
    ...rest,
    input: streamOf(input),
  });
  const exit = await runProgram(typeof line === 'string' ? line.split(' ').filter(Boolean) : line, terminal);
  return { exit, out, notes };
}

async function* streamOf(parts: readonly (string | Uint8Array)[]): AsyncGenerator<Uint8Array> {
  for (const part of parts) yield typeof part === 'string' ? Buffer.from(part) : part;
}

/** A directory of its own for a test, with these files; it is gone after it. */
export function directoryWith(files: { readonly [name: string]: string | Uint8Array }): string {
  const directory = mkdtempSync(join(tmpdir(), 'karmada interpreter ü '));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  for (const [name, content] of Object.entries(files)) writeFileSync(join(directory, name), content);
  return directory;
}
