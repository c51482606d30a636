import type { Expression, FunctionNode, Statement, Variable } from '../language/lua-syntax.js';
import { Names, variableOf, writtenPath } from './script-paths.js';
import { saidOfLines, unreadLines } from './unread-lines.js';

type Draft = { [key: string]: unknown };
type Say = (what: string) => void;

/** The path to the number of replicas, and that to their pod template. */
export function draftReplicas(draft: Draft, node: FunctionNode, say: Say): void {
  const names = new Names(node);
  const templates = new Map<Variable | string, string>();
  const counts = new Map<Variable | string, string>();
  let replicas: string | undefined;
  let podTemplate: string | undefined;
  let requires = false;

  const templateOf = (value: Expression) => {
    const variable = variableOf(value);
    return variable === undefined
      ? kubeArgument(names, value, 'accuratePodRequirements')
      : templates.get(variable);
  };
  const countOf = (value: Expression) => {
    const variable = variableOf(value);
    const known = variable === undefined ? undefined : counts.get(variable);
    const isOrOne = value.type === 'logical' && value.operator === 'or' && value.right.type === 'number';
    return known ?? fieldOf(names, isOrOne && value.right.value === 1 ? value.left : value);
  };
  const reads = (statement: Statement, _: unknown, depth: number): boolean => {
    if (depth > 0) return false;
    if (statement.type === 'return') {
      const [count, requirement, ...more] = statement.values;
      replicas = count && countOf(count);
      requires = requirement !== undefined && requirement.type !== 'nil';
      podTemplate = requirement && templateOf(requirement);
      return replicas !== undefined && more.length === 0 && (podTemplate !== undefined || !requires);
    }
    if (statement.type !== 'declare' && statement.type !== 'assign') return false;
    const targets = statement.type === 'declare' ? statement.variables : statement.targets;
    return targets.every((target, i) => {
      const value = statement.values[i];
      const variable = 'type' in target ? variableOf(target) : target;
      if (value === undefined || variable === undefined) return false;
      const [count, template] = [countOf(value), templateOf(value)];
      counts.delete(variable);
      templates.delete(variable);
      if (count !== undefined) counts.set(variable, count);
      if (template !== undefined) templates.set(variable, template);
      return (
        count !== undefined || template !== undefined || names.pathOf(value) !== undefined || isRequire(value)
      );
    });
  };

  const lines = saidOfLines(unreadLines(node.body, names, reads));
  if (replicas === undefined) say('the number of replicas is more than what stands at one path');
  else {
    draft.replicas = { path: replicas, ...(podTemplate && { podTemplate }) };
    if (podTemplate === undefined && requires)
      say('what a replica needs is not what its pod template asks for');
  }
  if (lines !== undefined) say(lines);
}

/** The path at which the number of replicas is written. */
export function draftRevision(draft: Draft, node: FunctionNode, say: Say): void {
  const names = new Names(node);
  const written: string[] = [];
  const reads = (statement: Statement, _: unknown, depth: number): boolean => {
    if (statement.type === 'return') return depth === 0 && isFirst(names, statement.values[0]);
    if (statement.type === 'declare')
      return statement.values.every((value) => names.pathOf(value) !== undefined);
    if (statement.type !== 'assign' || statement.targets.length > 1) return false;
    const [target, value] = [statement.targets[0], statement.values[0]];
    const path = target && fieldOf(names, target);
    const from = value && names.pathOf(value);
    if (path === undefined || from?.from !== 'second' || from.keys.length > 0) return false;
    written.push(path);
    return depth === 0;
  };
  const lines = saidOfLines(unreadLines(node.body, names, reads));
  const declared = draft.replicas as { path?: string } | undefined;
  const [path] = written;
  if (written.length === 1 && declared === undefined && path !== undefined) {
    draft.replicas = { path };
    say('the declaration reads the replicas where they are written, too');
  } else if (written.length !== 1 || path !== declared?.path) {
    say('replicas are not read and written at one path alone');
  }
  if (lines !== undefined) say(lines);
}

/** The path below the object, but not the object itself, that an expression stands for. */
export function fieldOf(names: Names, expression: Expression): string | undefined {
  const path = names.pathOf(expression);
  return path?.from === 'first' && path.keys.length > 0 ? writtenPath(path.keys) : undefined;
}

export function isFirst(names: Names, expression: Expression | undefined): boolean {
  const path = expression && names.pathOf(expression);
  return path?.from === 'first' && path.keys.length === 0;
}

/** The path that a function of kube is called with. */
export function kubeArgument(names: Names, call: Expression, name: string): string | undefined {
  if (call.type !== 'call' || call.method !== undefined || call.callee.type !== 'index') return undefined;
  const { key } = call.callee;
  const [argument] = call.args;
  return key.type === 'string' && key.value === name && argument ? fieldOf(names, argument) : undefined;
}

/** `require("kube")` */
export function isRequire(value: Expression): boolean {
  return value.type === 'call' && value.callee.type === 'global' && value.callee.name === 'require';
}
