import type { ScriptText } from './script-text.js';
import { type Draft, OWN_PODS, type Say, unreadLines } from './unread-lines.js';

/** The path to the number of replicas, and that to their pod template. */
export function draftReplicas(draft: Draft, script: ScriptText, say: Say): void {
  let path: string | undefined;
  let podTemplate: string | undefined;
  let requires = false;
  const lines = unreadLines(script, (text, statement, _, depth) => {
    if (depth > 0) return false;
    if (statement.type !== 'return') return script.settles(statement);
    const [, count, required = 'nil'] =
      /^return (\$[^\s,()]+|\(\$[^\s,()]+ or 1\))(?:, (.*))?$/.exec(text) ?? [];
    path = count?.replace(/^\(| or 1\)$/g, '');
    podTemplate = /^\S*\.accuratePodRequirements\((\$[^\s,()]+)\)$/.exec(required)?.[1];
    requires = required !== 'nil';
    return path !== undefined && (podTemplate !== undefined || !requires);
  });
  if (path === undefined) say('the number of replicas is more than what stands at one path');
  else {
    draft.replicas = { path, ...(podTemplate && { podTemplate }) };
    if (podTemplate !== undefined) say(OWN_PODS);
    else if (requires) say('what a replica needs is not what its pod template asks for');
  }
  say(lines);
}

/** The path at which the number of replicas is written. */
export function draftRevision(draft: Draft, script: ScriptText, say: Say): void {
  const written: string[] = [];
  const lines = unreadLines(script, (text, statement, _, depth) => {
    if (script.isAlias(statement)) return true;
    if (/^return \$(,|$)/.test(text)) return depth === 0;
    const [, path] = /^(\$\S+) = @$/.exec(text) ?? [];
    if (path === undefined) return false;
    written.push(path);
    return depth === 0;
  });
  const declared = draft.replicas as { path?: string } | undefined;
  const [path] = written;
  if (written.length === 1 && declared === undefined) {
    draft.replicas = { path };
    say('the declaration reads the replicas where they are written, too');
  } else if (written.length !== 1 || path !== declared?.path) {
    say('replicas are not read and written at one path alone');
  }
  say(lines);
}
