import type { FunctionNode, Statement } from '../language/lua-syntax.js';
import { isFirst } from './draft-replicas.js';
import { isBelow, Names, writtenPath } from './script-paths.js';
import { type Guards, isGuarded, saidOfLines, unreadLines } from './unread-lines.js';

/** The fields that a script keeps as they are in the member cluster. */
export function draftRetention(
  draft: { [key: string]: unknown },
  node: FunctionNode,
  say: (what: string) => void,
): void {
  const names = new Names(node);
  const kept = new Set<string>();
  const reads = (statement: Statement, guards: Guards, depth: number): boolean => {
    if (statement.type === 'return') return depth === 0 && isFirst(names, statement.values[0]);
    if (statement.type === 'declare')
      return statement.values.every((value) => names.pathOf(value) !== undefined);
    if (statement.type !== 'assign' || statement.targets.length > 1) return false;
    const [target, value] = [statement.targets[0], statement.values[0]];
    const to = target?.type === 'index' ? names.pathOf(target) : undefined;
    const from = value && names.pathOf(value);
    const same = to?.from === 'first' && from?.from === 'second' && isBelow({ ...to, from: 'second' }, from);
    if (!same || to.keys.length !== from.keys.length) return false;
    kept.add(writtenPath(to.keys));
    if (!isGuarded(guards, from))
      say(`line ${statement.line} removes what the member has not; the declaration leaves it as it is`);
    return guards.filled.length === 0 && guards.present.every((each) => isBelow(from, each));
  };
  const lines = saidOfLines(unreadLines(node.body, names, reads));
  if (lines !== undefined) say(lines);
  if (kept.size > 0) draft.retain = [...kept];
}
