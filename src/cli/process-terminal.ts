import type { Terminal } from './terminal.js';

/** The terminal or pipes of this process. */
export function processTerminal(): Terminal {
  const { stdin, stdout, stderr, env } = process;
  return {
    cwd: process.cwd(),
    now: Date.now,
    columns: (stdout.isTTY && stdout.columns) || 80,
    color: stdout.isTTY === true && !env.NO_COLOR && env.TERM !== 'dumb',
    attended: stderr.isTTY === true,
    input: stdin,
    write: (text) => void stdout.write(text),
    note: (text) => void stderr.write(text),
  };
}
