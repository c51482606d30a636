import { ScriptError } from './script-error.js';

/** How much a script may use up. */
export interface Limits {
  readonly steps: number;
  readonly memory: number;
}

/** What is left of the limits; counted in steps and bytes, so that it is the same on every machine. */
export class Budget {
  /** Steps that are left. */
  steps = 0;
  /** Bytes that are left. */
  memory = 0;
  private limits: Limits = { steps: 0, memory: 0 };

  /** Starts anew. */
  grant(limits: Limits): void {
    this.limits = limits;
    this.steps = limits.steps;
    this.memory = limits.memory;
  }

  /** Counts work that no statement stands for. */
  spend(steps: number): void {
    this.steps -= steps;
    if (this.steps < 0) this.exhausted();
  }

  /** Counts what is made, in bytes. */
  take(bytes: number): void {
    this.memory -= bytes;
    if (this.memory < 0) this.exhausted();
  }

  /** Ends a run that has used up what it was given. */
  exhausted(): never {
    const { steps, memory } = this.limits;
    if (this.steps < 0) throw new ScriptError(`the script takes more than ${steps} steps`, undefined);
    throw new ScriptError(`the script takes more than ${memory} bytes of memory`, undefined);
  }
}
