import { runProgram } from '../../src/cli/program.js';
import type { Terminal } from '../../src/cli/terminal.js';

/** What a command line has written, and how it ended. */
export interface Ran {
  readonly exit: number;
  readonly out: string;
  readonly notes: string;
}

/** Carries out a command line, in a pipe of 80 columns unless it is told otherwise. */
export async function run(argv: readonly string[], given: Partial<Terminal> = {}): Promise<Ran> {
  let [out, notes] = ['', ''];
  const terminal: Terminal = {
    cwd: import.meta.dirname,
    now: () => Date.parse('2026-11-26T12:00:00Z'),
    columns: 80,
    color: false,
    attended: false,
    input: (async function* () {})(),
    stopped: () => new AbortController().signal,
    write: (text) => {
      out += text;
    },
    note: (text) => {
      notes += text;
    },
    ...given,
  } as Terminal;
  const exit = await runProgram(argv, terminal);
  return { exit, out, notes };
}

/** What a command line has written, as a text for people who compare it: the command, its answer, notes, exit code. */
export function transcript(argv: readonly string[], { exit, out, notes }: Ran): string {
  return `$ karmada-interpreter ${argv.join(' ')}\n${out}${notes && `--- stderr\n${notes}`}--- exit ${exit}\n`;
}
