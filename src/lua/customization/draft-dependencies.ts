import type { Expression } from '../language/lua-syntax.js';
import { type ScriptText, variableOf } from './script-text.js';
import {
  type Draft,
  type Guard,
  isGuarded,
  leadTo,
  OWN_PODS,
  type Say,
  unreadLines,
} from './unread-lines.js';

const POD_TEMPLATE =
  /^\(*\S*\.getPodDependencies\((\$[^\s,()]+), \$\.metadata\.namespace[,)][^{]*( or {}\))*$/;
const REFERENCE =
  /^{"apiVersion" = ("(?:[a-z\d][a-z\d.-]*\/)?[a-z\d][a-z\d-]*"), "kind" = ("[^"]+"), "name" = (\$\S+), "namespace" = \$\.metadata\.namespace}$/;

/** What pod templates refer to, and references that are written one by one. */
export function draftDependencies(draft: Draft, script: ScriptText, say: Say): void {
  const found: object[] = [];
  const addTemplate = (text: string): boolean => {
    const [, podTemplate] = POD_TEMPLATE.exec(text) ?? [];
    if (podTemplate !== undefined) found.push({ podTemplate });
    return podTemplate !== undefined;
  };
  const add = (value: Expression, guards: readonly Guard[]): boolean => {
    const text = script.of(value);
    if (addTemplate(text)) return true;
    const [, apiVersion, kind, name] = REFERENCE.exec(text) ?? [];
    // Its name is there only where something has asked for it.
    if (!apiVersion || !kind || !name || !leadTo(guards, name) || !isGuarded(guards, name)) return false;
    found.push({ apiVersion: JSON.parse(apiVersion), kind: JSON.parse(kind), name });
    return true;
  };
  const addAll = (table: Expression & { readonly type: 'table' }, guards: readonly Guard[]): boolean =>
    table.items.every(({ key, value }) => key === undefined && add(value, guards));

  const lines = unreadLines(script, (text, statement, guards, depth) => {
    if (statement.type === 'callStatement') {
      const [, value, ...more] = statement.call.args;
      return (
        /^\S*\.insert\(/.test(text) && value?.type === 'table' && more.length === 0 && add(value, guards)
      );
    }
    const [value, ...more] = 'values' in statement ? statement.values : [];
    if (value === undefined || more.length > 0) return false;
    if (statement.type === 'return') {
      if (depth > 0) return false;
      if (value.type === 'table') return addAll(value, guards);
      return variableOf(value) !== undefined || addTemplate(script.of(value));
    }
    const target = statement.type === 'assign' ? statement.targets[0] : undefined;
    if (target?.type === 'index')
      return value.type === 'table' && !/^[$@&]/.test(script.of(target)) && add(value, guards);
    if (value.type === 'table') return addAll(value, guards);
    // A number to start from, or `next = next + 1`.
    if (/ = (\d\S*|\(\S+ \S \d\S*\))$/.test(text)) return true;
    if (depth === 0 && addTemplate(script.of(value))) return true;
    return / = require\(\S*\)$/.test(text) || script.isAlias(statement);
  });
  if (found.some((each) => 'podTemplate' in each)) say(OWN_PODS);
  if (found.length > 0) draft.dependencies = found;
  else say('no dependency is of a common shape');
  say(lines);
}
