// Runs the hostile script of the name that is given, and prints the most memory that the process has had, in kB.
import { runLua } from '../../src/lua/index.js';
import { scripts } from './hostile-scripts.js';

try {
  runLua(scripts[process.argv[2] ?? ''] ?? 'function F() end', 'F', []);
} catch {
  // Each of them ends in an error.
}
console.log(process.resourceUsage().maxRSS);
