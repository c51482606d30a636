import { isMultiple } from '../compiler/operands.js';
import { compileFault } from './compile-fault.js';
import { Labels } from './lua-labels.js';
import type { Block, Expression, FunctionNode, Statement, Variable } from './lua-syntax.js';
import { RegisterUse } from './register-use.js';

/** How many registers a function of gopher-lua has. */
const REGISTERS = 200;
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

class FunctionCheck extends RegisterUse {
  private loops = 0;
  /** The variables by their registers. */
  private readonly names: string[] = [];
  private readonly labels = new Labels();

  constructor(
    node: FunctionNode,
    private readonly isChunk: boolean,
  ) {
    super(node);
  }

  protected override inner(node: FunctionNode): void {
    checkLimits(node, false);
  }

  check(): void {
    const { parameters, arg, body, line, lastLine } = this.node;
    if (parameters.length > REGISTERS) throw compileFault(line, 'register overflow');
    this.grow(parameters.length + (arg === undefined || this.isChunk ? 0 : 1));
    this.capture(parameters);
    this.statements(body, false);
    this.labels.end(lastLine);
    if (this.highest + 1 > REGISTERS) {
      throw compileFault(line, 'register overflow(too many local variables)');
    }
  }

  private capture(variables: readonly Variable[]): void {
    if (variables.some(({ captured }) => captured)) this.labels.capture();
  }

  private grow(top: number): void {
    if (top > REGISTERS) throw compileFault(this.node.line, 'too many local variables');
    this.top = top;
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
        this.capture(variables);
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
          this.capture([statement.variable]);
          this.statements(statement.body, false);
        });
        return;
      case 'genericFor':
        this.loop(() => {
          const base = this.top;
          this.grow(base + 3);
          this.values(base, statement.values, 3);
          for (const _ of statement.variables) this.grow(this.top + 1);
          this.capture(statement.variables);
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
        this.labels.jump(statement, this.top);
        return;
      default:
        this.labels.define(statement.name, statement.line, this.top, isLast, this.names[this.top - 1] ?? '');
    }
  }

  private returned(values: readonly Expression[]): void {
    let register = this.top;
    values.forEach((value, i) => {
      if (values.length === 1 && value.type === 'local') return;
      this.expression(register, value, i === values.length - 1 && isMultiple(value) ? -2 : 0);
      register++;
    });
  }

  /** Values into registers from `base` on, for so many variables. */
  private values(base: number, values: readonly Expression[], count: number): void {
    let register = base;
    values.forEach((value, i) => {
      const last = i === values.length - 1;
      if (i < count && last && isMultiple(value)) this.expression(register, value, count - i - 1);
      else this.expression(register, value, i < count || !last ? 0 : -1);
      register++;
    });
    if (values.length < count && !isMultiple(values.at(-1))) this.use(base + count - 1);
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
        if (!isMultiple(values.at(-1))) this.use(register++);
        return;
      }
      if (i === values.length - 1 && isMultiple(value)) {
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
}
