import type { Expression, FunctionNode, Statement } from '../language/lua-syntax.js';
import { fromBytes } from '../runtime/lua-text.js';
import { eachStatement, Names } from './script-paths.js';

type Draft = { [key: string]: unknown };

/** What a variable gathers from the members: how, and from which field. */
interface Gathered {
  readonly how: 'sum' | 'max' | 'min' | 'last';
  readonly field: string;
}

const GENERATIONS = new Set(['observedGeneration', 'generation', 'resourceTemplateGeneration']);

/**
 * The status fields that a script reflects or aggregates.
 *
 * Fields that are only reflected are declared as such; the generations follow a rule of their own.
 */
export function draftStatus(
  draft: Draft,
  node: FunctionNode,
  say: (what: string) => void,
  reflects: boolean,
): void {
  const names = new Names(node);
  const gathered = new Map<string, Gathered>();
  const status = { ...(draft.status as Draft | undefined) };
  const declare = (field: string, value: Expression, line: number): void => {
    if (GENERATIONS.has(field)) return;
    const found = reflects ? reflected(names, value) : gathered.get(keyOf(value) ?? '');
    if (found === undefined) {
      if (field === 'conditions' && !reflects) status.conditions = 'conditions';
      else say(`line ${line} makes "${fromBytes(field)}" in a way of its own`);
    } else if (found.how !== 'last' || status[field] === undefined || status[field] === 'reflected') {
      const plain = reflects ? 'reflected' : found.how;
      status[field] = found.field === field ? plain : { from: `$.status.${found.field}`, reduce: plain };
    }
  };
  eachStatement(node.body, (statement) => {
    names.loop(statement);
    noteDeclared(names, statement);
    if (statement.type !== 'assign') return;
    const [target, value] = [statement.targets[0] as Expression, statement.values[0]];
    if (value === undefined) return;
    const path = target.type === 'index' ? names.pathOf(target) : undefined;
    const [first, field, ...more] = path?.keys ?? [];
    if (path?.from === 'first' && first === 'status' && more.length === 0) {
      if (field !== undefined) declare(field, value, statement.line);
      else eachField(value, (name, each) => declare(name, each, statement.line));
      return;
    }
    if (reflects && target.type === 'index' && target.key.type === 'string') {
      declare(target.key.value, value, statement.line);
      return;
    }
    const key = keyOf(target);
    const found = key === undefined ? undefined : gatheredBy(names, key, value);
    if (key !== undefined && found !== undefined) gathered.set(key, found);
    else names.note(target, value);
  });
  if (Object.keys(status).length > 0) draft.status = status;
}

function noteDeclared(names: Names, statement: Statement): void {
  if (statement.type === 'declare') {
    statement.variables.forEach((variable, i) => {
      names.note(variable, statement.values[i]);
    });
  }
}

function eachField(value: Expression, visit: (name: string, value: Expression) => void): void {
  if (value.type !== 'table') return;
  for (const { key, value: item } of value.items) if (key?.type === 'string') visit(key.value, item);
}

/** A variable by its name: what is gathered in it. */
function keyOf(expression: Expression): string | undefined {
  if (expression.type === 'global') return expression.name;
  return expression.type === 'local' || expression.type === 'upvalue'
    ? `${expression.variable.name} ${expression.variable.register}`
    : undefined;
}

function reflected(names: Names, value: Expression): Gathered | undefined {
  const path = names.pathOf(value);
  const [first, field, ...more] = path?.keys ?? [];
  const plain = path?.from === 'first' && first === 'status' && field !== undefined && more.length === 0;
  return plain ? { how: 'last', field } : undefined;
}

function gatheredBy(names: Names, key: string, value: Expression): Gathered | undefined {
  const field = memberField(names, value);
  if (field !== undefined) return { how: 'last', field };
  if (value.type === 'arithmetic' && value.operator === '+' && keyOf(value.left) === key) {
    const added = memberField(names, value.right);
    return added === undefined ? undefined : { how: 'sum', field: added };
  }
  if (value.type !== 'call' || value.callee.type !== 'index' || value.callee.key.type !== 'string')
    return undefined;
  const { value: name } = value.callee.key;
  if (name !== 'max' && name !== 'min') return undefined;
  const other = value.args.map((each) => memberField(names, each)).find((each) => each !== undefined);
  return other === undefined ? undefined : { how: name, field: other };
}

/** The field of a member's status that an expression reads. */
function memberField(names: Names, expression: Expression): string | undefined {
  const path = names.pathOf(expression);
  const [first, field, ...more] = path?.keys ?? [];
  return path?.from === 'member' && first === 'status' && more.length === 0 ? field : undefined;
}
