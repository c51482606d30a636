import { folded } from '../compiler/compile-arithmetic.js';
import { isMultiple } from '../compiler/operands.js';
import { compileFault } from './compile-fault.js';
import type { CallNode, Expression, FunctionNode, Item } from './lua-syntax.js';

/** How many items of a table are kept in registers until they are written. */
const FLUSH = 50;

/** How many of its values an expression is asked for, besides the first: -1 for none, -2 for all. */
type Wanted = number;

/** How many registers the expressions of a function take in gopher-lua. */
export abstract class RegisterUse {
  protected highest: number;
  /** The first register that no variable has. */
  protected top = 0;

  constructor(protected readonly node: FunctionNode) {
    this.highest = Math.max(1, node.parameters.length);
  }

  /** Looks at a function inside of this one. */
  protected abstract inner(node: FunctionNode): void;

  protected use(register: number): void {
    if (register > this.highest) this.highest = register;
  }

  protected condition(expression: Expression): void {
    if (expression.type === 'logical') {
      this.condition(expression.left);
      this.condition(expression.right);
    } else if (expression.type === 'relation') this.operands(this.top, expression.left, expression.right);
    else if (expression.type === 'unary' && expression.operator === 'not') this.condition(expression.operand);
    else this.operand(this.top, expression, false);
  }

  /** An operand, which takes no register where it is a variable, or a constant where these are allowed. */
  protected operand(register: number, expression: Expression, constants: boolean): number {
    if (expression.type === 'local') return 0;
    const constant = expression.type === 'string' || folded(expression) !== undefined;
    if (constants && constant) return 0;
    this.expression(register, expression);
    return 1;
  }

  protected operands(register: number, left: Expression, right: Expression): void {
    this.operand(register + this.operand(register, left, true), right, true);
  }

  protected expression(register: number, expression: Expression, wanted: Wanted = 0): void {
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
        this.inner(expression.node);
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

  protected call(register: number, { callee, method, args }: CallNode, wanted: Wanted): void {
    let next = register + 1;
    if (method === undefined) this.expression(register, callee);
    else {
      next = Math.max(register + 2, register + this.operand(register, callee, false) + 1);
      this.use(register + 1);
    }
    args.forEach((argument, i) => {
      const all = i === args.length - 1 && isMultiple(argument);
      this.expression(next, argument, all ? -2 : 0);
      next++;
    });
    this.use(register + wanted);
  }

  protected table(register: number, items: readonly Item[]): void {
    this.use(register);
    let next = register + 1;
    let count = 0;
    items.forEach(({ key, value }, i) => {
      if (key !== undefined) {
        this.operands(next, key, value);
        return;
      }
      const all = i === items.length - 1 && isMultiple(value);
      this.expression(next, value, all ? -2 : 0);
      next++;
      if (!all && ++count % FLUSH === 0) next = register + 1;
    });
  }
}
