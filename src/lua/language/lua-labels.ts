import { compileFault } from './compile-fault.js';

interface Place {
  readonly name: string;
  readonly line: number;
  /** How many variables can be seen there. */
  variables: number;
}

/** A jump, with what it parts from the functions that share it. */
interface Jump extends Place {
  readonly statement: { closes: number };
}

interface Scope {
  /** How many variables there were before it. */
  readonly before: number;
  readonly labels: Map<string, Place>;
  /** The first of the jumps that were met since it began. */
  readonly firstJump: number;
  /** Whether a function has taken along one of its variables. */
  captured: boolean;
}

/**
 * The labels of a function and the jumps to them.
 *
 * @see https://github.com/yuin/gopher-lua/blob/v1.1.1/compile.go#L387-L470
 */
export class Labels {
  private readonly scopes: Scope[] = [{ before: 0, labels: new Map(), firstJump: 0, captured: false }];
  /** Jumps whose label has not been met yet; those that have gone to theirs leave a gap. */
  private readonly jumps: (Jump | undefined)[] = [];

  private get scope(): Scope {
    return this.scopes[this.scopes.length - 1] as Scope;
  }

  enter(variables: number): void {
    this.scopes.push({ before: variables, labels: new Map(), firstJump: this.jumps.length, captured: false });
  }

  leave(): void {
    const { before, firstJump, captured } = this.scopes.pop() as Scope;
    for (let i = firstJump; i < this.jumps.length; i++) {
      const jump = this.jumps[i];
      if (jump === undefined) continue;
      if (jump.variables > before) {
        if (captured) jump.statement.closes = before;
        jump.variables = before;
      }
      if (this.known(jump)) this.jumps[i] = undefined;
    }
  }

  /** Notes that a function has taken along a variable of the scope. */
  capture(): void {
    this.scope.captured = true;
  }

  jump(
    statement: Jump['statement'] & { readonly label: string; readonly line: number },
    variables: number,
  ): void {
    const { label: name, line } = statement;
    const jump = { name, line, variables, statement };
    if (!this.known(jump)) this.jumps.push(jump);
  }

  /** Whether a jump leads back, to a label of the scope. */
  private known({ name, variables, statement }: Jump): boolean {
    const label = this.scope.labels.get(name);
    if (label !== undefined && variables > label.variables && this.scope.captured) {
      statement.closes = label.variables;
    }
    return label !== undefined;
  }

  /**
   * @param isLast - Whether only labels follow in the block: then no variable of it counts.
   * @param nearest - The variable that was declared last.
   */
  define(name: string, line: number, variables: number, isLast: boolean, nearest: string): void {
    const { labels, firstJump, before } = this.scope;
    const known = labels.get(name);
    if (known !== undefined)
      throw compileFault(line + 1, `label '${name}' already defined on line ${known.line}`);
    const seen = isLast ? before : variables;
    labels.set(name, { name, line, variables: seen });
    for (let i = firstJump; i < this.jumps.length; i++) {
      const jump = this.jumps[i];
      if (jump?.name !== name) continue;
      if (jump.variables < seen) {
        const into = `jumps into the scope of local '${nearest}'`;
        throw compileFault(line + 1, `<goto ${name}> at line ${jump.line} ${into}`);
      }
      this.jumps[i] = undefined;
    }
  }

  end(lastLine: number): void {
    const jump = this.jumps.find((each) => each !== undefined);
    if (jump === undefined) return;
    throw compileFault(lastLine, `no visible label '${jump.name}' for <goto> at line ${jump.line}`);
  }
}
