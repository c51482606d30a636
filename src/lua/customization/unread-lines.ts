import type { Block, Expression, Statement } from '../language/lua-syntax.js';
import { type Names, type ScriptPath, samePath } from './script-paths.js';

/** What a statement is only done for: values that are there, and texts that are not empty. */
export interface Guards {
  readonly present: readonly ScriptPath[];
  readonly filled: readonly ScriptPath[];
}

/** Whether a draft says what a statement does; `depth` is 0 for what is always done once. */
export type ReadsStatement = (statement: Statement, guards: Guards, depth: number) => boolean;

/**
 * The lines of a function that a draft leaves out, in order: statements that it does not read, outside of conditions
 * that ask whether something is there, and of loops over the members.
 */
export function unreadLines(body: Block, names: Names, reads: ReadsStatement): readonly number[] {
  const lines = new Set<number>();
  const read = (block: Block, guards: Guards, depth: number, looped: boolean): void => {
    for (const statement of block) {
      const guarded = statement.type === 'if' && statement.else.length === 0;
      const more = guarded ? guardsOf(names, statement.condition) : undefined;
      if (reads(statement, guards, depth)) names.note(statement);
      else if (guarded && more !== undefined) {
        const present = [...guards.present, ...more.present];
        read(statement.then, { present, filled: [...guards.filled, ...more.filled] }, depth + 1, looped);
      } else if (
        (statement.type === 'numericFor' || statement.type === 'genericFor') &&
        !looped &&
        names.loop(statement)
      ) {
        read(statement.body, guards, depth + 1, true);
      } else {
        lines.add(statement.line);
        names.note(statement);
      }
    }
  };
  read(body, { present: [], filled: [] }, 0, false);
  return [...lines].sort((a, b) => a - b);
}

/** What a condition asks to be there; nothing where it asks anything else. */
function guardsOf(names: Names, condition: Expression): Guards | undefined {
  if (condition.type === 'logical' && condition.operator === 'and') {
    const [left, right] = [guardsOf(names, condition.left), guardsOf(names, condition.right)];
    return left && right
      ? { present: [...left.present, ...right.present], filled: [...left.filled, ...right.filled] }
      : undefined;
  }
  if (condition.type !== 'relation' || condition.operator !== '~=') return undefined;
  const path = names.pathOf(condition.left);
  if (path === undefined) return undefined;
  if (condition.right.type === 'nil') return { present: [path], filled: [] };
  return condition.right.type === 'string' && condition.right.value === ''
    ? { present: [], filled: [path] }
    : undefined;
}

/** Whether guards ask for a value itself. */
export function isGuarded(guards: Guards, path: ScriptPath): boolean {
  return guards.present.some((each) => samePath(each, path));
}

/** A sentence on the lines that a draft leaves out; nothing where there are none. */
export function saidOfLines(lines: readonly number[]): string | undefined {
  const ranges: [number, number][] = [];
  for (const line of lines) {
    const last = ranges.at(-1);
    if (last !== undefined && line <= last[1] + 1) last[1] = line;
    else ranges.push([line, line]);
  }
  if (ranges.length === 0) return undefined;
  const texts = ranges.map(([first, last]) => (first === last ? `${first}` : `${first}-${last}`));
  const one = lines.length === 1;
  return `${one ? 'line' : 'lines'} ${texts.join(', ')} ${one ? 'does' : 'do'} what the draft does not say`;
}
