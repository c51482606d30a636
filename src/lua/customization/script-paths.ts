import type { Block, Expression, FunctionNode, Statement, Variable } from '../language/lua-syntax.js';

/** What an expression stands for: a path below an argument of the function, or of one member's status. */
export interface ScriptPath {
  readonly from: 'first' | 'second' | 'member';
  readonly keys: readonly string[];
}

/** What is known of a script's variables while it is read from top to bottom. */
export class Names {
  private readonly locals = new Map<Variable, ScriptPath>();
  private readonly globals = new Map<string, ScriptPath>();

  constructor({ parameters: [first, second] }: FunctionNode) {
    if (first !== undefined) this.locals.set(first, { from: 'first', keys: [] });
    if (second !== undefined) this.locals.set(second, { from: 'second', keys: [] });
  }

  /** Notes what a variable stands for from now on. */
  note(target: Expression | Variable, value: Expression | undefined): void {
    const path = value && this.pathOf(value);
    if (path === undefined) return;
    if (!('type' in target)) this.locals.set(target, path);
    else if (target.type === 'local') this.locals.set(target.variable, path);
    else if (target.type === 'global') this.globals.set(target.name, path);
  }

  /** Notes the items of a loop over the members. */
  loop(statement: Statement): void {
    if (statement.type !== 'genericFor') return;
    const [call] = statement.values;
    const [, item] = statement.variables;
    if (call?.type !== 'call' || item === undefined) return;
    const path = call.args[0] && this.pathOf(call.args[0]);
    if (path?.from === 'second' && path.keys.length === 0)
      this.locals.set(item, { from: 'member', keys: [] });
  }

  pathOf(expression: Expression): ScriptPath | undefined {
    if (expression.type === 'local' || expression.type === 'upvalue')
      return this.locals.get(expression.variable);
    if (expression.type === 'global') return this.globals.get(expression.name);
    // A value with another one for where it is missing.
    if (expression.type === 'logical') return this.pathOf(expression.left);
    if (expression.type !== 'index') return undefined;
    const object = this.pathOf(expression.object);
    if (object === undefined) return undefined;
    if (expression.key.type === 'string') return { ...object, keys: [...object.keys, expression.key.value] };
    return object.from === 'second' && object.keys.length === 0 ? { from: 'member', keys: [] } : undefined;
  }
}

/** A path in the form of declarations. */
export function writtenPath(keys: readonly string[]): string {
  return `$${keys.map((key) => (/^[A-Za-z_]\w*$/.test(key) ? `.${key}` : `['${key}']`)).join('')}`;
}

/** Visits the statements of a block and of all blocks in it, in order. */
export function eachStatement(block: Block, visit: (statement: Statement) => void): void {
  for (const statement of block) {
    visit(statement);
    if ('body' in statement) eachStatement(statement.body, visit);
    if (statement.type !== 'if') continue;
    eachStatement(statement.then, visit);
    eachStatement(statement.else, visit);
  }
}

/** The function of a name that a script sets. */
export function functionOf(chunk: FunctionNode, name: string): FunctionNode | undefined {
  for (const statement of chunk.body) {
    if (statement.type !== 'assign') continue;
    const [target] = statement.targets;
    const [value] = statement.values;
    if (target?.type === 'global' && target.name === name && value?.type === 'function') return value.node;
  }
  return undefined;
}
