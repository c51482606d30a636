import type { Capture, Statement, Variable } from './lua-syntax.js';

/** How many registers a function of gopher-lua has. */
export const REGISTERS = 200;

interface Label {
  readonly line: number;
  /** How many variables can be seen there. */
  readonly variables: number;
}

type Goto = Statement & { readonly type: 'goto' };

/** A `goto` whose label has not been met yet. */
interface Jump {
  readonly statement: Goto;
  /** How many variables can be seen where it leads to, as far as that is known. */
  variables: number;
}

/** What keeps the first thing that gopher-lua's compiler refuses. */
interface Refusals {
  refuse(at: { readonly line: number }, message: string): void;
}

interface Block {
  /** How many variables there were before it. */
  readonly before: number;
  readonly labels: Map<string, Label>;
  /** Those in it whose label has not been met yet. */
  jumps: Jump[];
}

/** One function while it is parsed: its variables, and what gopher-lua's compiler counts of it. */
export class FunctionScope {
  /** Whether `...` has been met in the body. */
  usesVararg = false;
  readonly captures: Capture[] = [];
  /** What can be seen now, the innermost last; hidden registers of loops are without a name. */
  readonly visible: Variable[] = [];
  /** All that have been declared. */
  readonly variables: Variable[] = [];
  /** The most variables that were there at once. */
  registers = 0;
  /** The last register that is used. */
  highest = 1;
  /** How many loops are around. */
  loops = 0;
  private readonly blocks: Block[] = [{ before: 0, labels: new Map(), jumps: [] }];

  constructor(
    readonly parent: FunctionScope | undefined,
    readonly vararg: boolean,
    readonly line: number,
  ) {}

  private get block(): Block {
    return this.blocks[this.blocks.length - 1] as Block;
  }

  /** Makes a variable that can be seen from now on. */
  declare(name: string): Variable {
    const variable = { name, register: this.visible.length, captured: false, assigned: false };
    this.registers = Math.max(this.registers, this.visible.push(variable));
    this.variables.push(variable);
    return variable;
  }

  /** Notes that registers are used up to one, which is counted from the first that no variable has. */
  use(register: number, base = this.visible.length): void {
    this.highest = Math.max(this.highest, base + register);
  }

  enter(): void {
    this.blocks.push({ before: this.visible.length, labels: new Map(), jumps: [] });
  }

  /** Leaves a block: its variables are gone, and its jumps lead out of it. */
  leave(): void {
    const { before, jumps } = this.block;
    const captured = this.captured();
    this.blocks.pop();
    this.visible.length = before;
    for (const jump of jumps) {
      if (jump.variables > before) {
        if (captured) jump.statement.closes = before;
        jump.variables = before;
      }
      this.follow(jump);
    }
  }

  /** Whether a function has taken along a variable of the block. */
  private captured(): boolean {
    return this.visible.some((variable, i) => i >= this.block.before && variable.captured);
  }

  jump(statement: Goto): void {
    this.follow({ statement, variables: this.visible.length });
  }

  /** Goes back to a label of the block that has been met, or waits for one. */
  private follow(jump: Jump): void {
    const { labels, jumps } = this.block;
    const { statement, variables } = jump;
    const label = labels.get(statement.label);
    if (label === undefined) jumps.push(jump);
    else if (variables > label.variables && this.captured()) statement.closes = label.variables;
  }

  /** @param isLast - Whether only labels follow in the block: then no variable of it counts. */
  label(refusals: Refusals, name: string, line: number, isLast: boolean): void {
    const { block } = this;
    const { labels, before } = block;
    const known = labels.get(name);
    const at = { line: line + 1 };
    if (known !== undefined) refusals.refuse(at, `label '${name}' already defined on line ${known.line}`);
    const variables = isLast ? before : this.visible.length;
    labels.set(name, { line, variables });
    block.jumps = block.jumps.filter(({ statement, variables: seen }) => {
      if (statement.label === name && seen < variables) {
        const into = `jumps into the scope of local '${this.visible.at(-1)?.name}'`;
        refusals.refuse(at, `<goto ${name}> at line ${statement.line} ${into}`);
      }
      return statement.label !== name;
    });
  }

  /** Ends the function, and refuses what there is no place for. */
  end(refusals: Refusals, lastLine: number): void {
    const [jump] = this.block.jumps;
    if (jump !== undefined) {
      const { label, line } = jump.statement;
      refusals.refuse({ line: lastLine }, `no visible label '${label}' for <goto> at line ${line}`);
    }
    if (this.highest >= REGISTERS) refusals.refuse(this, 'register overflow(too many local variables)');
  }
}

/** Where a name leads from inside a function; `undefined` for a global one. */
export function resolve(scope: FunctionScope, name: string): Capture | undefined {
  for (let i = scope.visible.length - 1; i >= 0; i--) {
    const local = scope.visible[i] as Variable;
    if (local.name === name) return { variable: local };
  }
  const outer = scope.parent && resolve(scope.parent, name);
  if (outer === undefined) return undefined;
  const { variable } = outer;
  variable.captured = true;
  const known = scope.captures.findIndex((capture) => capture.variable === variable);
  return { variable, upvalue: known < 0 ? scope.captures.push(outer) - 1 : known };
}
