import type { Terminal } from '../terminal.js';
import { formatProblem } from './format-problem.js';
import type { Problem } from './problem.js';
import { styleOf } from './style.js';

/** How many problems are written out: a file of another kind may have one in every line. */
const MOST = 50;

/** Writes problems to standard error. */
export function noteProblems(
  problems: readonly Problem[],
  { note, noteColor }: Pick<Terminal, 'note' | 'noteColor'>,
): void {
  const style = styleOf(noteColor);
  for (const problem of problems.slice(0, MOST)) note(`${formatProblem(problem, style)}\n`);
  if (problems.length > MOST) note(`and ${problems.length - MOST} more problems\n`);
}
