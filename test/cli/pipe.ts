import type { Terminal } from '../../src/cli/terminal.js';

/**
 * The surroundings of a command line in a pipe: 80 columns, no colours, nothing on standard input.
 *
 * @param given - What is otherwise; what is written goes nowhere without `write` and `note`.
 */
export function pipe(given: Partial<Terminal> = {}): Terminal {
  return {
    cwd: process.cwd(),
    now: () => Date.parse('2026-11-01T12:00:00Z'),
    columns: 80,
    noteColumns: 80,
    live: false,
    color: false,
    noteColor: false,
    attended: false,
    debug: false,
    stopped: () => new AbortController().signal,
    input: (async function* () {})(),
    write: () => {},
    note: () => {},
    ...given,
  };
}
