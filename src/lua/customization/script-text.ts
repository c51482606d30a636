import type { Block, Expression, FunctionNode, Statement, Variable } from '../language/lua-syntax.js';
import { fromBytes } from '../runtime/lua-text.js';

/**
 * Values that stand for the same as long as their variable is not written again: paths, numbers that are read there,
 * and what kube makes of them.
 */
const SETTLED =
  /^(?:require\("\w+"\)|(?:tonumber|\S*\.accuratePodRequirements)?\(?[$@&][^\s,()]*(?: or 1)?\)?)$/;

type Target = Expression | Variable;

/**
 * Writes a function of a script in one form, whatever its variables are called and its spaces are, so that drafts
 * tell the common shapes by patterns.
 *
 * `$` is the first argument, `@` the second, `&` an item of the second in a loop over it, and `$.status.ready` or
 * `$['a-b']` a path below; variables that stand for a path, or for another settled value, are written as that.
 * `%1` is any other local variable, `#` one that counts the items, and `?` what no declaration can have a path to.
 */
export class ScriptText {
  readonly body: Block;
  /** What variables stand for from here on. */
  private readonly known = new Map<Variable | string | undefined, string>();
  /** Those that the statement at hand writes: in its text, `n = n + 1` is one of itself. */
  private written: readonly (Variable | string | undefined)[] = [];
  private readonly names = new Map<Variable, string>();

  constructor({ body, parameters: [first, second] }: FunctionNode) {
    this.body = body;
    if (first !== undefined) this.known.set(first, '$');
    if (second !== undefined) this.known.set(second, '@');
  }

  of(expression: Expression): string {
    switch (expression.type) {
      case 'global':
      case 'local':
      case 'upvalue':
        if (this.written.includes(variableOf(expression))) return this.target(expression);
        return this.known.get(variableOf(expression)) ?? this.target(expression);
      case 'number':
        return `${expression.value}`;
      case 'string':
        return JSON.stringify(fromBytes(expression.value));
      case 'index': {
        const [object, key] = [this.of(expression.object), expression.key];
        if (key.type === 'string' && isKey(key.value)) return object + writtenKey(key.value);
        return object === '@' && this.of(key) === '#' ? '&' : '?';
      }
      case 'call':
        return `${this.of(expression.callee)}${expression.method ? ':' : ''}(${this.list(expression.args)})`;
      case 'table': {
        const item = (key: Expression | undefined, value: Expression) =>
          `${key ? `${this.of(key)} = ` : ''}${this.of(value)}`;
        return `{${expression.items
          .map(({ key, value }) => item(key, value))
          .sort()
          .join(', ')}}`;
      }
      case 'unary':
        return `${expression.operator} ${this.of(expression.operand)}`;
      case 'logical':
      case 'relation':
      case 'arithmetic':
      case 'concat':
        return `(${this.of(expression.left)} ${expression.operator} ${this.of(expression.right)})`;
      default:
        return expression.type;
    }
  }

  private list(expressions: readonly Expression[]): string {
    return expressions.map((each) => this.of(each)).join(', ');
  }

  /** A variable by its own name, whatever it stands for, and any other place by its text. */
  target(target: Target): string {
    const variable = variableOf(target);
    if (variable === undefined) return this.of(target as Expression);
    if (typeof variable === 'string') return variable;
    const name = this.names.get(variable) ?? `%${this.names.size}`;
    this.names.set(variable, name);
    return name;
  }

  /** A statement; of blocks, only an `if` around one statement is more than its type. */
  statement(statement: Statement): string {
    switch (statement.type) {
      case 'declare':
        return `local ${this.assignment(statement.variables, statement.values)}`;
      case 'assign':
        return this.assignment(statement.targets, statement.values);
      case 'return':
        return `return ${this.list(statement.values)}`;
      case 'callStatement':
        return this.of(statement.call);
      case 'if': {
        const [only, ...more] = statement.then;
        if (only === undefined || more.length > 0 || statement.else.length > 0) return 'if';
        return `if ${this.of(statement.condition)} then ${this.statement(only)} end`;
      }
      default:
        return statement.type;
    }
  }

  private assignment(targets: readonly Target[], values: readonly Expression[]): string {
    this.written = targets.map(variableOf);
    const text = `${targets.map((each) => this.target(each)).join(', ')} = ${this.list(values)}`;
    this.written = [];
    return text;
  }

  /** Notes what the variables of a statement stand for from now on. */
  note(statement: Statement): void {
    // All values are read before the first variable is written.
    for (const [target, value] of this.assigned(statement) ?? []) {
      const variable = variableOf(target);
      if (value !== undefined && SETTLED.test(value)) this.known.set(variable, value);
      else this.known.delete(variable);
    }
  }

  /** What a statement assigns to, each with the text of its value. */
  private assigned(statement: Statement): readonly (readonly [Target, string | undefined])[] | undefined {
    if (statement.type !== 'declare' && statement.type !== 'assign') return undefined;
    const targets: readonly Target[] = statement.type === 'declare' ? statement.variables : statement.targets;
    return targets.map((target, i) => [target, statement.values[i] && this.of(statement.values[i])]);
  }

  /** Notes the items of a loop over the members; whether it is one. */
  loop(statement: Statement): boolean {
    if (statement.type === 'numericFor') {
      const { variable, from, to, step } = statement;
      if (step !== undefined || this.of(from) !== '1' || this.of(to) !== '# @') return false;
      this.known.set(variable, '#');
      return true;
    }
    if (statement.type !== 'genericFor' || !/^i?pairs\(@[,)]/.test(this.list(statement.values))) return false;
    const [place, item] = statement.variables;
    this.known.set(place, '#');
    this.known.set(item, '&');
    return true;
  }

  /** Whether a statement gives nothing but settled values to variables. */
  settles(statement: Statement): boolean {
    return (
      this.assigned(statement)?.every(
        ([target, value]) => variableOf(target) !== undefined && value !== undefined && SETTLED.test(value),
      ) === true
    );
  }

  /** Whether a statement only gives names to paths. */
  isAlias(statement: Statement): boolean {
    return statement.type === 'declare' && statement.values.every((value) => isPathText(this.of(value)));
  }
}

/** Whether the text of an expression is a path. */
export function isPathText(text: string): boolean {
  return /^[$@&][^\s,()]*$/.test(text);
}

/** Whether a declaration can have a key in its paths: none that every object inherits, and none that has to be escaped. */
function isKey(key: string): boolean {
  return /^[\w$./-]+$/.test(key) && !(key in {});
}

/** A key in the form of declarations. */
function writtenKey(key: string): string {
  return /^[A-Za-z_]\w*$/.test(key) ? `.${key}` : `['${key}']`;
}

/** Whether a status field of this name is one in a declaration, too, where dots lead to fields of fields. */
export function isField(field: string): boolean {
  return isKey(field) && writtenKey(field) === `.${field}`;
}

/** Whether a path is another one, or leads through it. */
export function isBelow(path: string, above: string): boolean {
  return path.startsWith(above) && !/^\w/.test(path.slice(above.length));
}

/** What a variable is known by: a local one itself, a global one by its name. */
export function variableOf(target: Target): Variable | string | undefined {
  if (!('type' in target)) return target;
  if (target.type === 'global') return target.name;
  return target.type === 'local' || target.type === 'upvalue' ? target.variable : undefined;
}
