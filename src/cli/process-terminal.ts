import type { Terminal } from './terminal.js';

/** The terminal or pipes of this process. */
export function processTerminal(): Terminal {
  const { stdout, stderr, env } = process;
  // A dumb terminal knows no sequences.
  const capable = env.TERM !== 'dumb';
  const colorful = !env.NO_COLOR && capable;
  return {
    cwd: process.cwd(),
    now: Date.now,
    get columns() {
      return (stdout.isTTY && stdout.columns) || 80;
    },
    get noteColumns() {
      return (stderr.isTTY && stderr.columns) || 80;
    },
    live: stdout.isTTY === true && capable,
    color: stdout.isTTY === true && colorful,
    noteColor: stderr.isTTY === true && colorful,
    attended: stderr.isTTY === true && capable,
    debug: Boolean(env.KARMADA_INTERPRETER_DEBUG),
    // Standard input is not opened before it is read.
    input: { [Symbol.asyncIterator]: () => process.stdin[Symbol.asyncIterator]() },
    stopped: () => {
      const controller = new AbortController();
      for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => controller.abort(name));
      return controller.signal;
    },
    write: (text) => void stdout.write(text),
    note: (text) => void stderr.write(text),
  };
}
