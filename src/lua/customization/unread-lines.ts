import type { Block, Expression, Statement } from '../language/lua-syntax.js';
import { isBelow, type ScriptText } from './script-text.js';

/** What a draft is written into. */
export type Draft = { [key: string]: unknown };
/** How declarations depart from what kube makes of pod templates. */
export const OWN_PODS =
  'pod templates count as in Kubernetes: with sidecars, the priority class and resource claims';
/** Says a sentence on what a draft leaves to do, where there is one. */
export type Say = (what: string | undefined) => void;

/** What a statement is only done for: a value that is there, or a text that is not empty. */
export interface Guard {
  readonly path: string;
  readonly filled: boolean;
}

/** Whether a draft says what a statement of this text does; `depth` is 0 for what is always done once. */
export type ReadsStatement = (
  text: string,
  statement: Statement,
  guards: readonly Guard[],
  depth: number,
) => boolean;

/**
 * A sentence on the lines of a function that a draft leaves out; nothing where there are none.
 *
 * They are those of statements that it does not read, outside of conditions that ask whether something is there, and of
 * loops over the members.
 */
export function unreadLines(script: ScriptText, reads: ReadsStatement): string | undefined {
  const lines = new Set<number>();
  const read = (block: Block, guards: readonly Guard[], depth: number, looped: boolean): void => {
    for (const statement of block) {
      const more =
        statement.type === 'if' && statement.else.length === 0
          ? guardsOf(script, statement.condition)
          : undefined;
      const isRead = reads(script.statement(statement), statement, guards, depth);
      if (!isRead && statement.type === 'if' && more !== undefined)
        read(statement.then, [...guards, ...more], depth + 1, looped);
      else if (!isRead && !looped && script.loop(statement))
        read((statement as { body: Block }).body, guards, depth + 1, true);
      else {
        if (!isRead) lines.add(statement.line);
        script.note(statement);
      }
    }
  };
  read(script.body, [], 0, false);
  return saidOf([...lines].sort((a, b) => a - b));
}

/** What a condition asks to be there; nothing where it asks anything else. */
function guardsOf(script: ScriptText, condition: Expression): readonly Guard[] | undefined {
  if (condition.type === 'logical' && condition.operator === 'and') {
    const [left, right] = [guardsOf(script, condition.left), guardsOf(script, condition.right)];
    return left && right && [...left, ...right];
  }
  const [, path, than] = /^\(([$@&]\S*) ~= (nil|"")\)$/.exec(script.of(condition)) ?? [];
  return path === undefined ? undefined : [{ path, filled: than !== 'nil' }];
}

/** Whether guards ask for nothing but what is on the way to a path. */
export function leadTo(guards: readonly Guard[], path: string): boolean {
  return guards.every((guard) => isBelow(path, guard.path));
}

/** Whether guards ask for a value itself. */
export function isGuarded(guards: readonly Guard[], path: string): boolean {
  return guards.some((guard) => guard.path === path && !guard.filled);
}

function saidOf(lines: readonly number[]): string | undefined {
  const ranges: [number, number][] = [];
  for (const line of lines) {
    const last = ranges.at(-1);
    if (last !== undefined && line <= last[1] + 1) last[1] = line;
    else ranges.push([line, line]);
  }
  if (ranges.length === 0) return undefined;
  const texts = ranges.map(([first, last]) => (first === last ? `${first}` : `${first}-${last}`));
  const [line, does] = lines.length === 1 ? ['line', 'does'] : ['lines', 'do'];
  return `${line} ${texts.join(', ')} ${does} what the draft does not say`;
}
