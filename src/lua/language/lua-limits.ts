import { folded } from '../compiler/compile-arithmetic.js';
import { compileFault } from './compile-fault.js';
import { Labels } from './lua-labels.js';
import type { Block, CallNode, Expression, FunctionNode, Statement } from './lua-syntax.js';

/** How many registers a function of gopher-lua has. */
const REGISTERS = 200;
/** How many items of a table are kept in registers until they are written. */
const FLUSH = 50;

/** How many of its values an expression is asked for, besides the first: -1 for none, -2 for all. */
type Wanted = number;

/**
 * Refuses what gopher-lua's compiler refuses: functions that need too many registers, labels that are not there,
 * `break` without a loop, and `...` where there is none.
 *
 * @throws ScriptError with gopher-lua's text.
 * @see https://github.com/yuin/gopher-lua/blob/v1.1.1/compile.go
 */
export function checkLimits(node: FunctionNode, isChunk = true): void {
  new FunctionCheck(node, isChunk).check();
}

class FunctionCheck {
  private highest: number;
  private top = 0;
  private loops = 0;
  /** The variables by their registers. */
  private readonly names: string[] = [];
  private readonly labels = new Labels();

  constructor(
    private readonly node: FunctionNode,
    private readonly isChunk: boolean,
  ) {
    this.highest = Math.max(1, node.parameters.length);
  }

  check(): void {
    const { parameters, arg, body, line, lastLine } = this.node;
    if (parameters.length > REGISTERS) throw compileFault(line, 'register overflow');
    this.grow(parameters.length + (arg === undefined || this.isChunk ? 0 : 1));
    this.statements(body, false);
    this.labels.end(lastLine);
    if (this.highest + 1 > REGISTERS) {
      throw compileFault(line, 'register overflow(too many local variables)');
    }
  }

  private grow(top: number): void {
    if (top > REGISTERS) throw compileFault(this.node.line, 'too many local variables');
    this.top = top;
  }

  private use(register: number): void {
    if (register > this.highest) this.highest = register;
  }

  /** @param open - Whether something of the block comes after its last statement, as the condition of `repeat`. */
  private statements(block: Block, open: boolean): void {
    let last = block.length;
    while (last > 0 && block[last - 1]?.type === 'label') last--;
    block.forEach((statement, i) => {
      this.statement(statement, i >= last && !open);
    });
  }

  /** A block with registers and labels of its own. */
  private scope(run: () => void): void {
    const { top } = this;
    this.labels.enter(top);
    run();
    this.labels.leave();
    this.top = top;
  }

  private loop(run: () => void): void {
    this.loops++;
    this.scope(run);
    this.loops--;
  }

  private statement(statement: Statement, isLast: boolean): void {
    switch (statement.type) {
      case 'assign':
        this.assignment(statement.targets, statement.values);
        return;
      case 'declare': {
        const { variables, values } = statement;
        const own = variables.length === 1 && values.length === 1 && values[0]?.type === 'function';
        const base = this.top;
        if (own) this.grow(base + 1);
        this.values(base, values, variables.length);
        if (!own) for (let i = 1; i <= variables.length; i++) this.grow(base + i);
        for (const { name, register } of variables) this.names[register] = name;
        return;
      }
      case 'callStatement':
        this.call(this.top, statement.call, -1);
        return;
      case 'do':
        this.scope(() => this.statements(statement.body, false));
        return;
      case 'while':
        this.condition(statement.condition);
        this.loop(() => this.statements(statement.body, false));
        return;
      case 'repeat':
        this.loop(() => {
          this.statements(statement.body, true);
          this.condition(statement.condition);
        });
        return;
      case 'if':
        this.condition(statement.condition);
        for (const block of [statement.then, statement.else]) {
          if (block.length > 0) this.scope(() => this.statements(block, false));
        }
        return;
      case 'numericFor':
        this.loop(() => {
          for (const each of [statement.from, statement.to, statement.step]) {
            const at = this.top;
            this.grow(at + 1);
            if (each === undefined) this.use(at);
            else this.expression(at, each);
          }
          this.grow(this.top + 1);
          this.statements(statement.body, false);
        });
        return;
      case 'genericFor':
        this.loop(() => {
          const base = this.top;
          this.grow(base + 3);
          this.values(base, statement.values, 3);
          for (const _ of statement.variables) this.grow(this.top + 1);
          this.statements(statement.body, false);
        });
        return;
      case 'return':
        this.returned(statement.values);
        return;
      case 'break':
        if (this.loops === 0) throw compileFault(statement.line, 'no loop to break');
        return;
      case 'goto':
        this.labels.jump(statement.label, statement.line, this.top);
        return;
      default:
        this.labels.define(statement.name, statement.line, this.top, isLast, this.names[this.top - 1] ?? '');
    }
  }

  private returned(values: readonly Expression[]): void {
    let register = this.top;
    values.forEach((value, i) => {
      if (values.length === 1 && value.type === 'local') return;
      this.expression(register, value, i === values.length - 1 && isOpen(value) ? -2 : 0);
      register++;
    });
  }

  /** Values into registers from `base` on, for so many variables. */
  private values(base: number, values: readonly Expression[], count: number): void {
    let register = base;
    values.forEach((value, i) => {
      const last = i === values.length - 1;
      if (i < count && last && isOpen(value)) this.expression(register, value, count - i - 1);
      else this.expression(register, value, i < count || !last ? 0 : -1);
      register++;
    });
    if (values.length < count && !isOpen(values.at(-1))) this.use(base + count - 1);
  }

  private assignment(targets: readonly Expression[], values: readonly Expression[]): void {
    let register = this.top;
    for (const target of targets) {
      if (target.type !== 'index') continue;
      register += this.operand(register, target.object, true);
      this.expression(register, target.key);
      register++;
    }
    targets.forEach((target, i) => {
      const value = values[i];
      if (value === undefined) {
        if (!isOpen(values.at(-1))) this.use(register++);
        return;
      }
      if (i === values.length - 1 && isOpen(value)) {
        this.expression(register, value, targets.length - i - 1);
        register += targets.length - i;
      } else if (target.type === 'index') register += this.operand(register, value, true);
      else {
        this.expression(register, value);
        if (target.type !== 'local') register++;
      }
    });
    for (const value of values.slice(targets.length)) this.expression(register++, value);
  }

  private condition(expression: Expression): void {
    if (expression.type === 'logical') {
      this.condition(expression.left);
      this.condition(expression.right);
    } else if (expression.type === 'relation') this.operands(this.top, expression.left, expression.right);
    else if (expression.type === 'unary' && expression.operator === 'not') this.condition(expression.operand);
    else this.operand(this.top, expression, false);
  }

  /** An operand, which takes no register where it is a variable, or a constant where these are allowed. */
  private operand(register: number, expression: Expression, constants: boolean): number {
    if (expression.type === 'local') return 0;
    const constant = expression.type === 'string' || folded(expression) !== undefined;
    if (constants && constant) return 0;
    this.expression(register, expression);
    return 1;
  }

  private operands(register: number, left: Expression, right: Expression): void {
    this.operand(register + this.operand(register, left, true), right, true);
  }

  private expression(register: number, expression: Expression, wanted: Wanted = 0): void {
    switch (expression.type) {
      case 'vararg':
        if (!this.node.vararg) {
          throw compileFault(expression.line, "cannot use '...' outside a vararg function");
        }
        this.use(register + 1 + (expression.single ? 0 : wanted));
        return;
      case 'call':
        this.call(register, expression, expression.single ? 0 : wanted);
        return;
      case 'function':
        checkLimits(expression.node, false);
        break;
      case 'index':
        this.operand(register + this.operand(register, expression.object, false), expression.key, true);
        break;
      case 'table':
        this.table(register, expression.items);
        return;
      case 'logical':
        this.expression(register, expression.left);
        this.expression(register, expression.right);
        break;
      case 'relation':
        this.operands(register, expression.left, expression.right);
        break;
      case 'arithmetic':
        if (folded(expression) === undefined) this.operands(register, expression.left, expression.right);
        break;
      case 'concat':
        this.expression(register, expression.left);
        this.expression(register + 1, expression.right);
        return;
      case 'unary':
        if (folded(expression) === undefined) this.operand(register, expression.operand, false);
        break;
      default:
    }
    this.use(register);
  }

  private call(register: number, { callee, method, args }: CallNode, wanted: Wanted): void {
    let next = register + 1;
    if (method === undefined) this.expression(register, callee);
    else {
      next = Math.max(register + 2, register + this.operand(register, callee, false) + 1);
      this.use(register + 1);
    }
    args.forEach((argument, i) => {
      const all = i === args.length - 1 && isOpen(argument);
      this.expression(next, argument, all ? -2 : 0);
      next++;
    });
    this.use(register + wanted);
  }

  private table(
    register: number,
    items: readonly { readonly key: Expression | undefined; readonly value: Expression }[],
  ): void {
    this.use(register);
    let next = register + 1;
    let count = 0;
    items.forEach(({ key, value }, i) => {
      if (key !== undefined) {
        this.operands(next, key, value);
        return;
      }
      const all = i === items.length - 1 && isOpen(value);
      this.expression(next, value, all ? -2 : 0);
      next++;
      if (!all && ++count % FLUSH === 0) next = register + 1;
    });
  }
}

/** Whether an expression gives as many values as there are. */
function isOpen(expression: Expression | undefined): boolean {
  return (expression?.type === 'call' || expression?.type === 'vararg') && !expression.single;
}
