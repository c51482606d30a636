import type { RunOptions } from './run-options.js';
import type { Machine } from './runtime/machine.js';
import { ScriptError } from './runtime/script-error.js';
import { compileScript, runScript, type Script } from './script.js';

/** Compiles a script when it is first run, and keeps it. */
export class ScriptRunner {
  /** The compiled script while it does not run. */
  private idle: Script | undefined;
  private fault: ScriptError | undefined;

  constructor(private readonly source: string) {}

  /**
   * Runs the script and one of its functions.
   *
   * @param args - The arguments, as values of a script.
   * @param results - How many results are asked for; all that there are where it is left out.
   * @param read - What becomes of the results.
   */
  run<T>(
    name: string,
    args: readonly unknown[],
    results: number | undefined,
    options: RunOptions,
    read: (returned: { readonly machine: Machine; readonly values: readonly unknown[] }) => T,
  ): T {
    const script = this.take();
    try {
      const values = runScript(script, name, args, results, options.limits, options.machine);
      return read({ machine: script.machine, values });
    } finally {
      this.idle = script;
    }
  }

  /** The compiled script; another one where it runs already, as it may from a getter of an argument. */
  private take(): Script {
    if (this.fault !== undefined) throw this.fault;
    const { idle } = this;
    this.idle = undefined;
    if (idle !== undefined) return idle;
    try {
      return compileScript(this.source);
    } catch (error) {
      if (error instanceof ScriptError) this.fault = error;
      throw error;
    }
  }
}
