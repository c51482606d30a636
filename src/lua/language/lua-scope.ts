import type { Capture, Variable } from './lua-syntax.js';

/** Where a name leads from inside a function. */
export type Resolved =
  | { readonly local: Variable }
  | { readonly upvalue: number; readonly variable: Variable };

/** The variables of one function while it is parsed. */
export interface FunctionScope {
  readonly parent: FunctionScope | undefined;
  readonly vararg: boolean;
  /** Whether `...` has been met in the body. */
  usesVararg: boolean;
  readonly captures: Capture[];
  /** What can be seen now, the innermost last; hidden registers of loops are without a name. */
  readonly visible: Variable[];
  /** All that have been declared. */
  readonly variables: Variable[];
  /** The most variables that were there at once. */
  registers: number;
}

/** A scope without variables yet. */
export function functionScope(parent: FunctionScope | undefined, vararg: boolean): FunctionScope {
  return { parent, vararg, usesVararg: false, captures: [], visible: [], variables: [], registers: 0 };
}

/** Makes a variable that can be seen from now on. */
export function declare(scope: FunctionScope, name: string): Variable {
  const variable: Variable = { name, register: scope.visible.length, captured: false, assigned: false };
  scope.visible.push(variable);
  scope.variables.push(variable);
  scope.registers = Math.max(scope.registers, scope.visible.length);
  return variable;
}

/** What a name stands for; `undefined` for a global one. */
export function resolve(scope: FunctionScope, name: string): Resolved | undefined {
  for (let i = scope.visible.length - 1; i >= 0; i--) {
    const local = scope.visible[i] as Variable;
    if (local.name === name) return { local };
  }
  const outer = scope.parent && resolve(scope.parent, name);
  if (outer === undefined) return undefined;
  const variable = 'local' in outer ? outer.local : outer.variable;
  variable.captured = true;
  const known = scope.captures.findIndex((capture) => variableOf(capture) === variable);
  if (known >= 0) return { upvalue: known, variable };
  return { upvalue: scope.captures.push(outer) - 1, variable };
}

function variableOf(capture: Capture): Variable {
  return 'local' in capture ? capture.local : capture.variable;
}
