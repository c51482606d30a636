import { invalid } from '../errors.js';
import { writeJson } from './conversion/write-json.js';
import { luaErrorOf } from './lua-error.js';
import { type LuaOptions, readOptions } from './run-options.js';
import { LuaTable } from './runtime/lua-table.js';
import { readJson } from './runtime/read-json.js';
import { ScriptError } from './runtime/script-error.js';
import { ScriptRunner } from './script-runner.js';

/** How `runLua` runs a script. */
export interface RunLuaOptions extends LuaOptions {
  /** How many results to return, `null` where there are fewer; all that there are where it is left out. */
  readonly results?: number | undefined;
}

/** How many scripts are kept compiled. */
const KEPT = 64;
const runners = new Map<string, ScriptRunner>();

/**
 * Runs a script as Karmada does: the whole text, then one of its functions.
 *
 * @param script - The text of a `luaScript`.
 * @param functionName - A global function of it.
 * @param args - JSON; it is not written to.
 * @param options - What the script may use up, and what it takes for the present.
 * @returns The results as JSON, with `null` for nil and `[]` for an empty table.
 * @throws LuaError with gopher-lua's text, without the stack traceback.
 * @throws InterpreterError `INVALID_OPTIONS`
 * @example
 * runLua('function Double(x) return 2 * x end', 'Double', [21]); // [42]
 */
export function runLua(
  script: string,
  functionName: string,
  args: readonly unknown[],
  options: RunLuaOptions = {},
): unknown[] {
  for (const [name, text] of Object.entries({ script, functionName })) {
    if (typeof text !== 'string') throw invalid('INVALID_OPTIONS', name, text, 'a text');
  }
  if (!Array.isArray(args)) throw invalid('INVALID_OPTIONS', 'args', args, 'a list');
  const run = readOptions(options);
  try {
    return runnerOf(script).run(
      functionName,
      args.map((value) => readJson(value, (source) => new LuaTable(source))),
      options.results,
      run,
      ({ machine, values }) => values.map((value) => writeJson(machine, value)),
    );
  } catch (error) {
    throw error instanceof ScriptError ? luaErrorOf(error) : error;
  }
}

/** Scripts that ran before are kept compiled, which nobody can tell but by the time it takes. */
function runnerOf(script: string): ScriptRunner {
  let runner = runners.get(script);
  if (runner === undefined) {
    if (runners.size >= KEPT) runners.clear();
    runner = new ScriptRunner(script);
    runners.set(script, runner);
  }
  return runner;
}
