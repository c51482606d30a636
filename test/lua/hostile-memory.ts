// Runs the hostile script of the name that is given, and prints the most memory that the process has had, in kB.
import { readFileSync } from 'node:fs';
import { runLua } from '../../src/lua/index.js';
import { scripts } from './hostile-scripts.js';

try {
  runLua(scripts[process.argv[2] ?? ''] ?? 'function F() end', 'F', []);
} catch {
  // Each of them ends in an error.
}
// The `maxRSS` of Node counts the process that started this one, too.
console.log(/VmHWM:\s*(\d+) kB/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]);
