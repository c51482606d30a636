import type { Expression, FunctionNode, Statement } from '../language/lua-syntax.js';
import { fromBytes } from '../runtime/lua-text.js';
import { fieldOf, isRequire, kubeArgument } from './draft-replicas.js';
import { Names, samePath, variableOf } from './script-paths.js';
import { type Guards, saidOfLines, unreadLines } from './unread-lines.js';

type Draft = { [key: string]: unknown };
type Say = (what: string) => void;

/** What pod templates refer to, and references that are written one by one. */
export function draftDependencies(draft: Draft, node: FunctionNode, say: Say): void {
  const names = new Names(node);
  const found: object[] = [];
  const reads = (statement: Statement, guards: Guards, depth: number): boolean => {
    const add = (value: Expression): boolean => {
      const reference = podTemplateOf(names, value) ?? referenceOf(names, value, guards);
      if (reference !== undefined) found.push(reference);
      return reference !== undefined;
    };
    if (statement.type === 'return') {
      const [value, ...more] = statement.values;
      if (value === undefined || more.length > 0 || depth > 0) return false;
      if (value.type !== 'table') return variableOf(value) !== undefined || addsTemplate(value);
      return value.items.every((item) => item.key === undefined && add(item.value));
    }
    if (statement.type === 'callStatement') {
      const { callee, args } = statement.call;
      const isInsert =
        callee.type === 'index' && callee.key.type === 'string' && callee.key.value === 'insert';
      const [, value, ...more] = args;
      return isInsert && value?.type === 'table' && more.length === 0 && add(value);
    }
    if (statement.type !== 'declare' && statement.type !== 'assign') return false;
    const [value, ...more] = statement.values;
    const target = statement.type === 'assign' ? statement.targets[0] : undefined;
    if (value === undefined || more.length > 0) return false;
    if (target?.type === 'index')
      return value.type === 'table' && names.pathOf(target) === undefined && add(value);
    if (value.type === 'table') return value.items.every((item) => item.key === undefined && add(item.value));
    if (isCounter(value)) return true;
    if (depth === 0 && addsTemplate(value)) return true;
    return isRequire(value) || (statement.type === 'declare' && names.pathOf(value) !== undefined);
  };
  const addsTemplate = (value: Expression): boolean => {
    const reference = podTemplateOf(names, value);
    if (reference !== undefined) found.push(reference);
    return reference !== undefined;
  };
  const lines = saidOfLines(unreadLines(node.body, names, reads));
  if (found.length > 0) draft.dependencies = found;
  else say('no dependency is of a common shape');
  if (lines !== undefined) say(lines);
}

function podTemplateOf(names: Names, value: Expression): object | undefined {
  const isOrEmpty = value.type === 'logical' && value.operator === 'or' && value.right.type === 'table';
  if (isOrEmpty && value.right.items.length === 0) return podTemplateOf(names, value.left);
  const podTemplate = kubeArgument(names, value, 'getPodDependencies');
  const namespace = value.type === 'call' ? value.args[1] : undefined;
  return podTemplate !== undefined && isNamespace(names, namespace) ? { podTemplate } : undefined;
}

function isNamespace(names: Names, value: Expression | undefined): boolean {
  return value !== undefined && fieldOf(names, value) === '$.metadata.namespace';
}

/** A reference by the path of its name, which is there only where something has asked for it. */
function referenceOf(names: Names, table: Expression, { present, filled }: Guards): object | undefined {
  if (table.type !== 'table' || table.items.length !== 4) return undefined;
  const fields = new Map(
    table.items.map(({ key, value }) => [key?.type === 'string' ? key.value : '', value]),
  );
  const [version, kind, name] = ['apiVersion', 'kind', 'name'].map((key) => fields.get(key));
  const path = name && names.pathOf(name);
  const written = name && fieldOf(names, name);
  if (version?.type !== 'string' || kind?.type !== 'string' || path === undefined || written === undefined)
    return undefined;
  if (version.value === '' || kind.value === '' || !isNamespace(names, fields.get('namespace')))
    return undefined;
  const isAbove = (each: (typeof present)[number]) =>
    each.from === 'first' && each.keys.every((key, i) => path.keys[i] === key);
  if (![...present, ...filled].every(isAbove) || !present.some((each) => samePath(each, path)))
    return undefined;
  return { apiVersion: fromBytes(version.value), kind: fromBytes(kind.value), name: written };
}

/** `next = next + 1`, or a number to start from. */
function isCounter(value: Expression): boolean {
  if (value.type === 'number') return true;
  return value.type === 'arithmetic' && variableOf(value.left) !== undefined && value.right.type === 'number';
}
