import type { ScriptText } from './script-text.js';
import { type Draft, isGuarded, leadTo, type Say, unreadLines } from './unread-lines.js';

/** The fields that a script keeps as they are in the member cluster. */
export function draftRetention(draft: Draft, script: ScriptText, say: Say): void {
  const kept = new Set<string>();
  const lines = unreadLines(script, (text, statement, guards, depth) => {
    if (script.isAlias(statement)) return true;
    if (/^return \$(,|$)/.test(text)) return depth === 0;
    const [, keys] = /^\$(\S+) = @\1$/.exec(text) ?? [];
    if (keys === undefined) return false;
    kept.add(`$${keys}`);
    const from = `@${keys}`;
    if (!isGuarded(guards, from))
      say(`line ${statement.line} removes what the member has not; the declaration leaves it as it is`);
    return leadTo(guards, from) && guards.every(({ filled }) => !filled);
  });
  say(lines);
  if (kept.size > 0) draft.retain = [...kept];
}
