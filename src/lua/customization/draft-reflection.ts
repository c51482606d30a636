import type { Expression, FunctionNode, Statement } from '../language/lua-syntax.js';
import { isField } from './draft-status.js';
import { Names, variableOf } from './script-paths.js';
import { saidOfLines, unreadLines } from './unread-lines.js';

type Draft = { [key: string]: unknown };

const TEMPLATE_GENERATION = 'resourcetemplate.karmada.io/generation';
const GENERATIONS: { readonly [field: string]: string } = {
  observedGeneration: 'status.observedGeneration',
  generation: 'metadata.generation',
  resourceTemplateGeneration: `metadata.annotations.${TEMPLATE_GENERATION}`,
};

/** The status fields that `ReflectStatus` copies. */
export function draftReflection(draft: Draft, node: FunctionNode, say: (what: string) => void): void {
  const names = new Names(node);
  const status: Draft = {};
  const generations = new Set<string>();
  /** The variable that holds the status, and the one of the template's generation. */
  let made: unknown;
  let template: unknown;

  const pathAt = (value: Expression) => {
    const path = names.pathOf(value);
    return path?.from === 'first' ? path.keys.join('.') : undefined;
  };
  const copies = (field: string, value: Expression): boolean => {
    const path =
      template !== undefined && variableOf(value) === template
        ? GENERATIONS.resourceTemplateGeneration
        : pathAt(value);
    if (path === undefined) return false;
    if (Object.hasOwn(GENERATIONS, field)) {
      if (path === GENERATIONS[field]) generations.add(field);
      return path === GENERATIONS[field];
    }
    const [first, from, ...more] = names.pathOf(value)?.keys ?? [];
    if (first !== 'status' || from === undefined || more.length > 0 || !isField(field) || !isField(from))
      return false;
    status[field] = from === field ? 'reflected' : { from: `$.status.${from}`, reduce: 'reflected' };
    return true;
  };
  const copiesAll = (value: Expression | undefined): boolean =>
    value?.type === 'table' &&
    value.items.every(({ key, value: item }) => key?.type === 'string' && copies(key.value, item));
  const isMade = (value: Expression | undefined) => value !== undefined && variableOf(value) === made;

  const reads = (statement: Statement, _: unknown, depth: number): boolean => {
    if (statement.type === 'return') {
      const [value] = statement.values;
      if (value !== undefined && pathAt(value) === 'status' && depth === 0) draft.reflects = 'whole';
      return depth === 0 && (isMade(value) || copiesAll(value) || draft.reflects === 'whole');
    }
    if (statement.type === 'if') {
      const [only, ...more] = statement.then;
      if (only === undefined || more.length > 0 || statement.else.length > 0) return false;
      if (only.type === 'return')
        return (
          asksIfAbsent(statement.condition, pathAt) && (isMade(only.values[0]) || isEmpty(only.values[0]))
        );
      const [asked, target] = [statement.condition, only.type === 'assign' ? only.targets[0] : undefined];
      if (asked.type !== 'relation' || asked.right.type !== 'nil' || target?.type !== 'index') return false;
      const isTemplate = template !== undefined && variableOf(asked.left) === template;
      return asked.operator === '~=' && isTemplate && reads(only, _, depth);
    }
    if (statement.type !== 'declare' && statement.type !== 'assign') return false;
    if (statement.values.length !== 1) return false;
    const [target, value] = [
      statement.type === 'declare' ? statement.variables[0] : statement.targets[0],
      statement.values[0] as Expression,
    ];
    if (target === undefined) return false;
    if ('type' in target && target.type === 'index') {
      return isMade(target.object) && target.key.type === 'string' && copies(target.key.value, value);
    }
    const variable = 'type' in target ? variableOf(target) : target;
    if (value.type === 'table' && made === undefined) {
      made = variable;
      return copiesAll(value);
    }
    if (value.type === 'call' && value.callee.type === 'global' && value.callee.name === 'tonumber') {
      const [argument] = value.args;
      if (!argument || pathAt(argument) !== GENERATIONS.resourceTemplateGeneration) return false;
      template = variable;
      return true;
    }
    return statement.type === 'declare' && names.pathOf(value) !== undefined;
  };

  const lines = saidOfLines(unreadLines(node.body, names, reads));
  if (lines !== undefined) say(lines);
  if (draft.reflects !== 'whole')
    say(
      'what is empty, or not there at all, is {} or left out in the script, and stays as it is in the declaration',
    );
  if (generations.size === 0) draft.observedGeneration = 'none';
  if (generations.size < 3) say('the declaration reflects the generations, too');
  if (Object.keys(status).length > 0) draft.status = status;
}

function isEmpty(value: Expression | undefined): boolean {
  return value?.type === 'table' && value.items.length === 0;
}

/** Whether a condition only asks whether the object lacks what every object with a status has. */
function asksIfAbsent(condition: Expression, pathAt: (value: Expression) => string | undefined): boolean {
  if (condition.type === 'logical' && condition.operator === 'or')
    return asksIfAbsent(condition.left, pathAt) && asksIfAbsent(condition.right, pathAt);
  if (condition.type !== 'relation' || condition.operator !== '==' || condition.right.type !== 'nil')
    return false;
  return ['', 'status', 'metadata', 'metadata.annotations'].includes(pathAt(condition.left) ?? 'none');
}
