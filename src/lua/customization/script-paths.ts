import type { Expression, FunctionNode, Statement, Variable } from '../language/lua-syntax.js';

/** What an expression stands for: a path below an argument of the function, or of one member's status. */
export interface ScriptPath {
  readonly from: 'first' | 'second' | 'member';
  readonly keys: readonly string[];
}

/** What is known of a script's variables while it is read from top to bottom. */
export class Names {
  private readonly locals = new Map<Variable, ScriptPath>();
  private readonly globals = new Map<string, ScriptPath>();
  /** Variables that count the members. */
  private readonly places = new Set<Variable>();

  constructor({ parameters: [first, second] }: FunctionNode) {
    if (first !== undefined) this.locals.set(first, { from: 'first', keys: [] });
    if (second !== undefined) this.locals.set(second, { from: 'second', keys: [] });
  }

  /** Notes what the variables of a statement stand for from now on; nothing, where it is no path. */
  note(statement: Statement): void {
    if (statement.type !== 'declare' && statement.type !== 'assign') return;
    // All values are read before the first variable is written.
    const paths = statement.values.map((value) => this.pathOf(value));
    const targets = statement.type === 'declare' ? statement.variables : statement.targets;
    for (const [i, target] of targets.entries()) {
      if (!('type' in target)) set(this.locals, target, paths[i]);
      else if (target.type === 'global') set(this.globals, target.name, paths[i]);
      else if (target.type !== 'index') set(this.locals, target.variable, paths[i]);
    }
  }

  /** Notes the items of a loop over the members; whether it is one. */
  loop(statement: Statement): boolean {
    if (statement.type === 'numericFor') {
      const { variable, from, to, step } = statement;
      const each = from.type === 'number' && from.value === 1 && step === undefined;
      if (!each || to.type !== 'unary' || to.operator !== '#' || !this.isMembers(to.operand)) return false;
      this.places.add(variable);
      return true;
    }
    if (statement.type !== 'genericFor') return false;
    const [call] = statement.values;
    if (call?.type !== 'call' || call.callee.type !== 'global' || !/^i?pairs$/.test(call.callee.name))
      return false;
    const [place, item] = statement.variables;
    if (!this.isMembers(call.args[0])) return false;
    if (place !== undefined) this.places.add(place);
    if (item !== undefined) this.locals.set(item, { from: 'member', keys: [] });
    return true;
  }

  private isMembers(expression: Expression | undefined): boolean {
    const path = expression && this.pathOf(expression);
    return path?.from === 'second' && path.keys.length === 0;
  }

  pathOf(expression: Expression): ScriptPath | undefined {
    if (expression.type === 'local' || expression.type === 'upvalue')
      return this.locals.get(expression.variable);
    if (expression.type === 'global') return this.globals.get(expression.name);
    if (expression.type !== 'index') return undefined;
    const object = this.pathOf(expression.object);
    if (object === undefined) return undefined;
    const { key } = expression;
    if (key.type === 'string')
      return isKey(key.value) ? { ...object, keys: [...object.keys, key.value] } : undefined;
    const isItem = object.from === 'second' && object.keys.length === 0;
    return isItem && key.type === 'local' && this.places.has(key.variable)
      ? { from: 'member', keys: [] }
      : undefined;
  }
}

function set<Key>(paths: Map<Key, ScriptPath>, key: Key, path: ScriptPath | undefined): void {
  if (path === undefined) paths.delete(key);
  else paths.set(key, path);
}

/** Whether a declaration can have a key in its paths: none that every object inherits, and none that has to be escaped. */
export function isKey(key: string): boolean {
  return /^[\w$./-]+$/.test(key) && !(key in {});
}

/** A path in the form of declarations. */
export function writtenPath(keys: readonly string[]): string {
  return `$${keys.map((key) => (/^[A-Za-z_]\w*$/.test(key) ? `.${key}` : `['${key}']`)).join('')}`;
}

/** Whether two paths are the same. */
export function samePath(a: ScriptPath, b: ScriptPath): boolean {
  return a.from === b.from && a.keys.length === b.keys.length && isBelow(a, b);
}

/** Whether a path is another one, or leads through it. */
export function isBelow(path: ScriptPath, above: ScriptPath): boolean {
  return path.from === above.from && above.keys.every((key, i) => path.keys[i] === key);
}

/** The function of a name that a script sets last. */
export function functionOf(chunk: FunctionNode, name: string): FunctionNode | undefined {
  let found: FunctionNode | undefined;
  for (const statement of chunk.body) {
    if (statement.type !== 'assign') continue;
    statement.targets.forEach((target, i) => {
      if (target.type !== 'global' || target.name !== name) return;
      const value = statement.values[i];
      found = value?.type === 'function' ? value.node : undefined;
    });
  }
  return found;
}

/** What a variable is known by: a local one itself, a global one by its name. */
export function variableOf(expression: Expression): Variable | string | undefined {
  if (expression.type === 'global') return expression.name;
  return expression.type === 'local' || expression.type === 'upvalue' ? expression.variable : undefined;
}
