#!/usr/bin/env node
import { processTerminal } from './process-terminal.js';
import { runProgram } from './program.js';

// Whoever reads the answer may have enough of it, as `head` does.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit();
  });
}
process.exitCode = await runProgram(process.argv.slice(2), processTerminal());
