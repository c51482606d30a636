import { compileFunction } from './compiler/compile-function.js';
import { type Context, FIRST, type Frame } from './compiler/frame.js';
import { kubeLibrary } from './kube/kube-library.js';
import { parseChunk } from './language/lua-parser.js';
import type { FunctionNode } from './language/lua-syntax.js';
import { TOO_DEEP } from './language/parser.js';
import { baseLibrary } from './library/base-library.js';
import { mathLibrary } from './library/math-library.js';
import { osLibrary } from './library/os-library.js';
import { stringLibrary } from './library/string-library.js';
import { tableLibrary } from './library/table-library.js';
import type { Limits } from './runtime/budget.js';
import { toBytes } from './runtime/lua-text.js';
import { allOf, type LuaFunction, textOf, typeName } from './runtime/lua-values.js';
import {
  LIBRARY_CALL,
  type Libraries,
  type Library,
  Machine,
  type MachineOptions,
  Thrown,
} from './runtime/machine.js';
import { ScriptError } from './runtime/script-error.js';

/** A compiled script, with the machine that it runs on. */
export interface Script {
  readonly machine: Machine;
  readonly globals: ReadonlySet<string>;
  /** Makes the chunk as a function. */
  readonly chunk: () => LuaFunction;
}

/**
 * Compiles a script.
 *
 * @throws ScriptError where it does not compile.
 */
export function compileScript(source: string): Script {
  const { node, globals } = parseChunk(toBytes(source));
  try {
    return link(node, globals);
  } catch (error) {
    if (error instanceof RangeError) throw new ScriptError(TOO_DEEP, undefined);
    throw error;
  }
}

function link(node: FunctionNode, globals: ReadonlySet<string>): Script {
  const machine = new Machine(LIBRARIES);
  const context: Context = { machine, node, labels: [], compileFunction };
  const make = compileFunction(context, node);
  const none: Frame = new Array(FIRST).fill(undefined);
  return { machine, globals, chunk: () => make(none) as LuaFunction };
}

const LIBRARIES: Libraries = {
  _G: baseLibrary,
  kube: kubeLibrary,
  math: mathLibrary,
  os: osLibrary,
  package: packageLibrary,
  string: stringLibrary,
  table: tableLibrary,
};

/** A machine with all that any script finds. */
export function wholeMachine(): Machine {
  const machine = new Machine(LIBRARIES);
  const limits = { steps: Number.POSITIVE_INFINITY, memory: Number.POSITIVE_INFINITY };
  machine.reset(limits, { now: undefined, strict: true }, new Set(['_G']));
  return machine;
}

function packageLibrary(machine: Machine): Library {
  return {
    loadlib() {
      throw machine.fault('loadlib is not supported');
    },
  };
}

/**
 * Runs a script and then one of its functions, with everything as if nothing had run before.
 *
 * @param args - Values of the script.
 * @param results - How many results are asked for; all that there are, but at least one, where it is left out.
 * @throws ScriptError where the script fails or takes more than it is given.
 */
export function runScript(
  script: Script,
  name: string,
  args: readonly unknown[],
  results: number | undefined,
  limits: Limits,
  options: MachineOptions,
): readonly unknown[] {
  const { machine, globals } = script;
  machine.reset(limits, options, globals);
  try {
    const returned = allOf(script.chunk()());
    machine.depth = 0;
    machine.site = LIBRARY_CALL;
    const called = machine.globals.getKey(toBytes(name));
    if (called === undefined) throw new ScriptError(`not found function ${name}`, undefined);
    if (typeof called !== 'function') {
      throw new ScriptError(`${name} is not a function: ${typeName(called)}`, undefined);
    }
    const given = allOf((called as LuaFunction)(...args));
    // What the chunk has returned is still there, before what the function returns.
    const count = results ?? Math.max(returned.length + given.length, 1);
    return Array.from({ length: count }, (_, i) =>
      i < returned.length ? returned[i] : given[i - returned.length],
    );
  } catch (error) {
    throw failure(machine, error);
  }
}

/** What ended a run, as its text. */
function failure(machine: Machine, error: unknown): unknown {
  if (error instanceof Thrown) {
    const text = textOf(machine, error.value);
    const line = /^<string>:(\d+):/.exec(text)?.[1];
    return new ScriptError(text, line === undefined ? undefined : Number(line));
  }
  // The engine's own stack, which is deeper than that of a script.
  if (error instanceof RangeError) return new ScriptError('stack overflow', undefined);
  return error;
}
