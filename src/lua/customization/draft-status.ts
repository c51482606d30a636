import type { Expression } from '../language/lua-syntax.js';
import { fromBytes } from '../runtime/lua-text.js';
import { isField, isPathText, type ScriptText } from './script-text.js';
import { type Draft, leadTo, type Say, unreadLines } from './unread-lines.js';

/** How a variable gathers a field from the members, by the text of the assignment. */
const GATHERED: { readonly [how: string]: RegExp } = {
  last: /^(\S+) = &\.status\.(\w+)$/,
  sum: /^(\S+) = \(\1 \+ \(?&\.status\.(\w+)(?: or 0\))?\)$/,
  max: /^(\S+) = math\.max\((?=[^,]+, [^,]+$)(?:\1, )?&\.status\.(\w+)(?:, \1)?\)$/,
  min: /^(\S+) = math\.min\((?=[^,]+, [^,]+$)(?:\1, )?&\.status\.(\w+)(?:, \1)?\)$/,
};
/** A constant or an empty table. */
const PLAIN = /^(nil|true|false|\d\S*|".*"|{})$/;

/** The status fields that `AggregateStatus` gathers from the members, and writes. */
export function draftAggregation(draft: Draft, script: ScriptText, say: Say): void {
  /** By variables: from which field and how, and what they start from. */
  const gathered = new Map<string, readonly [how: string, field: string]>();
  const starts = new Map<string, string>();
  const status = { ...(draft.status as Draft | undefined) };
  const [lasts, bounds] = [new Set<string>(), new Set<string>()];
  let written = false;
  let generation = false;

  const write = (field: string, value: Expression, line: number): boolean => {
    if (field === 'observedGeneration') {
      generation = true;
      return true;
    }
    const variable = script.target(value);
    const [how, from] = gathered.get(variable) ?? [];
    if (how === undefined || from === undefined || !isField(field)) {
      if (field === 'conditions') status.conditions = 'conditions';
      say(`line ${line} makes "${fromBytes(field)}" in a way of its own`);
      return true;
    }
    const start = starts.get(variable);
    if (how === 'last') lasts.add(field);
    else if (how !== 'sum') bounds.add(field);
    else if (start !== '0') say(`"${field}" does not start from 0`);
    const reducer = how === 'last' && start?.startsWith('{') ? { last: 'object' } : how;
    status[field] = from === field ? reducer : { from: `$.status.${from}`, reduce: reducer };
    if (from !== field)
      say(`"${field}" is gathered from "${from}" where the member's status is reflected, and not later`);
    written = true;
    return true;
  };

  const lines = unreadLines(script, (text, statement, guards, depth) => {
    if (statement.type === 'return') return depth === 0 && /^return \$(,|$)/.test(text);
    if (statement.type === 'if') return text === 'if ($.status == nil) then $.status = {} end';
    if (statement.type === 'declare') {
      const values = statement.values.map((value) => script.of(value));
      statement.variables.forEach((variable, i) => {
        starts.set(script.target(variable), values[i] ?? '');
      });
      return values.every((value) => PLAIN.test(value) || isPathText(value));
    }
    if (statement.type !== 'assign') return false;
    const { targets, values, line } = statement;
    const [target, value] = [targets[0], values[0]];
    if (target === undefined || value === undefined || targets.length + values.length > 2) return false;
    const name = script.target(target);
    if (target.type === 'index') {
      const [whole, field, quoted = field] = /^\$\.status(?:\.(\w+)|\['(.+)'\])?$/.exec(name) ?? [];
      if (whole === undefined || depth > 0) return false;
      if (quoted !== undefined) return write(quoted, value, line);
      if (value.type !== 'table') return false;
      if (value.items.length > 0)
        say(`line ${line} replaces the status, of which the declaration keeps other fields`);
      return value.items.every(
        ({ key, value: item }) => key?.type === 'string' && write(key.value, item, line),
      );
    }
    for (const [how, pattern] of Object.entries(GATHERED)) {
      const [, , field] = pattern.exec(text) ?? [];
      if (field === undefined || depth === 0) continue;
      // What is gathered twice is more than one reducer says.
      const isOnce = !gathered.has(name);
      gathered.set(name, [how, field]);
      return (
        isOnce &&
        leadTo(guards, `&.status.${field}`) &&
        (how === 'last' || !guards.some(({ filled }) => filled))
      );
    }
    const given = script.of(value);
    if (depth === 0 && PLAIN.test(given)) {
      starts.set(name, given);
      return !gathered.has(name);
    }
    return isPathText(given) && guards.length === 0;
  });

  say(lines);
  if (lasts.size > 0)
    say(
      `${listed(lasts)} may be nil or empty in the script: the declaration has the last that is not empty, of the type that its reducer names, or none`,
    );
  if (bounds.size > 0) say(`${listed(bounds)} of no member is what the script starts from, or nothing`);
  if (written) say('a sum of 0 is the same to the declaration as none');
  else say('no field of the status is gathered in a common way');
  if (generation) {
    delete draft.observedGeneration;
    say('observedGeneration follows the rule of all declarations');
  } else if (draft.status === undefined) draft.observedGeneration = 'none';
  else if (draft.observedGeneration !== 'none') say('the declaration aggregates observedGeneration, too');
  if (Object.keys(status).length > 0) draft.status = status;
}

const listed = (fields: ReadonlySet<string>) => [...fields].join(', ');
