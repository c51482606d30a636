import type { Expression, FunctionNode, Statement, Variable } from '../language/lua-syntax.js';
import { fromBytes } from '../runtime/lua-text.js';
import { isKey, Names, type ScriptPath, variableOf } from './script-paths.js';
import { type Guards, saidOfLines, unreadLines } from './unread-lines.js';

type Draft = { [key: string]: unknown };
type Say = (what: string) => void;

/** What a variable gathers from the members: how, and from which field. */
interface Gathered {
  readonly how: 'sum' | 'max' | 'min' | 'last';
  readonly field: string;
}

/** The status fields that `AggregateStatus` gathers from the members, and writes. */
export function draftAggregation(draft: Draft, node: FunctionNode, say: Say): void {
  const names = new Names(node);
  const gathered = new Map<Variable | string, Gathered>();
  const starts = new Map<Variable | string, Expression | undefined>();
  const status = { ...(draft.status as Draft | undefined) };
  const [lasts, bounds]: [string[], string[]] = [[], []];
  let written = 0;
  let generation = false;

  const write = (field: string, value: Expression, line: number): boolean => {
    if (field === 'observedGeneration') {
      generation = true;
      return true;
    }
    const variable = variableOf(value);
    const found = variable === undefined ? undefined : gathered.get(variable);
    if (variable === undefined || found === undefined || !isField(field) || !isField(found.field)) {
      if (field === 'conditions') status.conditions = 'conditions';
      say(`line ${line} makes "${fromBytes(field)}" in a way of its own`);
      return true;
    }
    const start = starts.get(variable);
    if (found.how === 'last') lasts.push(field);
    else if (found.how !== 'sum') bounds.push(field);
    else if (start?.type !== 'number' || start.value !== 0) say(`"${field}" does not start from 0`);
    const reducer = found.how === 'last' && start?.type === 'table' ? { last: 'object' } : found.how;
    status[field] = found.field === field ? reducer : { from: `$.status.${found.field}`, reduce: reducer };
    if (found.field !== field)
      say(
        `"${field}" is gathered from "${found.field}" where the member's status is reflected, and not later`,
      );
    written++;
    return true;
  };

  const reads = (statement: Statement, guards: Guards, depth: number): boolean => {
    if (statement.type === 'return') return depth === 0 && isWhole(names, statement.values[0]);
    if (statement.type === 'if') return makesStatus(names, statement);
    if (statement.type === 'declare') {
      statement.variables.forEach((variable, i) => {
        starts.set(variable, statement.values[i]);
      });
      return statement.values.every((value) => isPlain(value) || names.pathOf(value) !== undefined);
    }
    const [target, value, ...more] = assigned(statement);
    if (target === undefined || value === undefined || more.length > 0) return false;
    if (target.type === 'index') {
      const path = names.pathOf(target);
      const [first, field, ...deeper] = path?.keys ?? [];
      if (path?.from !== 'first' || first !== 'status' || deeper.length > 0 || depth > 0) return false;
      if (field !== undefined) return write(field, value, statement.line);
      if (value.type !== 'table') return false;
      if (value.items.length > 0)
        say(`line ${statement.line} replaces the status, of which the declaration keeps other fields`);
      return value.items.every(
        ({ key, value: item }) => key?.type === 'string' && write(key.value, item, statement.line),
      );
    }
    const variable = variableOf(target);
    if (variable === undefined) return false;
    const found = gatheredBy(names, variable, value);
    if (found !== undefined && depth > 0) {
      // What is gathered twice is more than one reducer says.
      const isOnce = !gathered.has(variable);
      gathered.set(variable, found);
      return isOnce && isAsked(guards, found);
    }
    if (depth === 0 && isPlain(value)) {
      starts.set(variable, value);
      return !gathered.has(variable);
    }
    return names.pathOf(value) !== undefined && guards.present.length === 0 && guards.filled.length === 0;
  };

  const lines = saidOfLines(unreadLines(node.body, names, reads));
  if (lines !== undefined) say(lines);
  if (lasts.length > 0) {
    const what =
      'the declaration has the last that is not empty, of the type that its reducer names, or none';
    say(`${listed(lasts)} may be nil or empty in the script: ${what}`);
  }
  if (bounds.length > 0) say(`${listed(bounds)} of no member is what the script starts from, or nothing`);
  if (written > 0) say('a sum of 0 is the same to the declaration as none');
  else say('no field of the status is gathered in a common way');
  sayGeneration(draft, generation, say);
  if (Object.keys(status).length > 0) draft.status = status;
}

function sayGeneration(draft: Draft, written: boolean, say: Say): void {
  if (written) {
    delete draft.observedGeneration;
    say('observedGeneration follows the rule of all declarations');
  } else if (draft.status === undefined) draft.observedGeneration = 'none';
  else if (draft.observedGeneration !== 'none') say('the declaration aggregates observedGeneration, too');
}

const listed = (fields: readonly string[]) => [...new Set(fields)].join(', ');

/** Whether a status field of this name is one in a declaration, too, where dots lead to fields of fields. */
export function isField(field: string): boolean {
  return isKey(field) && /^[A-Za-z_]\w*$/.test(field);
}

function assigned(statement: Statement): readonly (Expression | undefined)[] {
  return statement.type === 'assign'
    ? [statement.targets[0], ...statement.values, ...statement.targets.slice(1)]
    : [];
}

/** A constant or an empty table. */
function isPlain(value: Expression): boolean {
  return (
    /^(nil|true|false|number|string)$/.test(value.type) ||
    (value.type === 'table' && value.items.length === 0)
  );
}

function isWhole(names: Names, value: Expression | undefined): boolean {
  const path = value && names.pathOf(value);
  return path?.from === 'first' && path.keys.length === 0;
}

/** `if object.status == nil then object.status = {} end` */
function makesStatus(names: Names, statement: Statement & { readonly type: 'if' }): boolean {
  const { condition, then } = statement;
  if (condition.type !== 'relation' || condition.operator !== '==' || condition.right.type !== 'nil')
    return false;
  const [target, value] = then.length === 1 && then[0] ? assigned(then[0]) : [];
  return (
    [condition.left, target].every((each) => {
      const path = each && names.pathOf(each);
      return path?.from === 'first' && path.keys.length === 1 && path.keys[0] === 'status';
    }) &&
    value?.type === 'table' &&
    value.items.length === 0 &&
    statement.else.length === 0
  );
}

function gatheredBy(names: Names, variable: Variable | string, value: Expression): Gathered | undefined {
  const field = memberField(names, value);
  if (field !== undefined) return { how: 'last', field };
  if (value.type === 'arithmetic' && value.operator === '+' && variableOf(value.left) === variable) {
    const { right } = value;
    const isOrZero = right.type === 'logical' && right.operator === 'or' && right.right.type === 'number';
    const added = memberField(names, isOrZero && right.right.value === 0 ? right.left : right);
    return added === undefined ? undefined : { how: 'sum', field: added };
  }
  if (value.type !== 'call' || value.callee.type !== 'index' || value.callee.key.type !== 'string')
    return undefined;
  const { callee, args } = value;
  const { object, key } = value.callee as typeof callee & { object: Expression; key: { value: string } };
  if (object.type !== 'global' || object.name !== 'math' || args.length !== 2) return undefined;
  if (key.value !== 'max' && key.value !== 'min') return undefined;
  if (!args.some((each) => variableOf(each) === variable)) return undefined;
  const other = args.map((each) => memberField(names, each)).find((each) => each !== undefined);
  return other === undefined ? undefined : { how: key.value, field: other };
}

/** Whether what is asked before a field is gathered is only whether it is there. */
function isAsked({ present, filled }: Guards, { how, field }: Gathered): boolean {
  const path: ScriptPath = { from: 'member', keys: ['status', field] };
  const isAbove = (each: ScriptPath) =>
    each.from === 'member' && each.keys.every((key, i) => path.keys[i] === key);
  return present.every(isAbove) && filled.every((each) => how === 'last' && isAbove(each));
}

/** The field of a member's status that an expression reads. */
function memberField(names: Names, expression: Expression): string | undefined {
  const path = names.pathOf(expression);
  const [first, field, ...more] = path?.keys ?? [];
  return path?.from === 'member' && first === 'status' && more.length === 0 ? field : undefined;
}
