import type { Expression } from '../language/lua-syntax.js';
import { isField, type ScriptText } from './script-text.js';
import { type Draft, type ReadsStatement, type Say, unreadLines } from './unread-lines.js';

const TEMPLATE_GENERATION = "$.metadata.annotations['resourcetemplate.karmada.io/generation']";
const GENERATIONS: { readonly [field: string]: string } = {
  observedGeneration: '$.status.observedGeneration',
  generation: '$.metadata.generation',
  resourceTemplateGeneration: TEMPLATE_GENERATION,
};

/** Whether a condition only asks whether the object lacks what every object with a status has. */
const ASKS_IF_ABSENT =
  /^if (?:(?:\(| or )*\(\$(?:\.status|\.metadata(?:\.annotations)?)? == nil\)+)+ then return ([^\s,]+)(?:,.*)? end$/;

/** The status fields that `ReflectStatus` copies. */
export function draftReflection(draft: Draft, script: ScriptText, say: Say): void {
  const status: Draft = {};
  const generations = new Set<string>();
  /** The variable that holds the status. */
  let made: string | undefined;

  const copies = (field: string, text: string): boolean => {
    if (Object.hasOwn(GENERATIONS, field)) {
      const isSame = text.replace(/^tonumber\((.*)\)$/, '$1') === GENERATIONS[field];
      if (isSame) generations.add(field);
      return isSame;
    }
    const [, from] = /^\$\.status\.(\w+)$/.exec(text) ?? [];
    if (from === undefined || !isField(field)) return false;
    status[field] = from === field ? 'reflected' : { from: text, reduce: 'reflected' };
    return true;
  };
  const copiesAll = (value: Expression | undefined): boolean =>
    value?.type === 'table' &&
    value.items.every(({ key, value: item }) => key?.type === 'string' && copies(key.value, script.of(item)));

  const reads: ReadsStatement = (text, statement, guards, depth) => {
    if (statement.type === 'return') {
      const [value] = statement.values;
      if (depth > 0 || value === undefined) return false;
      const returned = script.of(value);
      if (returned === '$.status') draft.reflects = 'whole';
      return returned === made || copiesAll(value) || draft.reflects === 'whole';
    }
    if (statement.type === 'if') {
      const [only] = statement.then;
      if (only?.type === 'assign' && text.startsWith(`if (tonumber(${TEMPLATE_GENERATION}) ~= nil) then `))
        return only.targets[0]?.type === 'index' && reads(script.statement(only), only, guards, depth);
      const [, returned] = ASKS_IF_ABSENT.exec(text) ?? [];
      return returned !== undefined && (returned === made || returned === '{}');
    }
    if (statement.type !== 'declare' && statement.type !== 'assign') return false;
    const [, holder, field = '', copied = ''] = /^(\S+)\.(\w+) = (\S+)$/.exec(text) ?? [];
    if (holder !== undefined) return holder === made && copies(field, copied);
    const [value, ...more] = statement.values;
    const [, name] = /^(?:local )?(%?\w+) = /.exec(text) ?? [];
    if (value?.type === 'table' && name !== undefined && made === undefined && more.length === 0) {
      made = name;
      return copiesAll(value);
    }
    return text.endsWith(` = tonumber(${TEMPLATE_GENERATION})`) || script.isAlias(statement);
  };

  say(unreadLines(script, reads));
  if (draft.reflects !== 'whole')
    say(
      'what is empty, or not there at all, is {} or left out in the script, and stays as it is in the declaration',
    );
  if (generations.size === 0) draft.observedGeneration = 'none';
  if (generations.size < 3) say('the declaration reflects the generations, too');
  if (Object.keys(status).length > 0) draft.status = status;
}
