import { InterpreterError } from '../errors.js';
import type { Operation } from '../interpreters/operations.js';
import { fromBytes } from './runtime/lua-text.js';
import type { ScriptError } from './runtime/script-error.js';

/** Which script failed. */
export interface LuaErrorPlace {
  /** The name of the ResourceInterpreterCustomization. */
  readonly customization?: string | undefined;
  readonly operation?: Operation | undefined;
}

/**
 * A script that does not compile, failed, returned what Karmada cannot take, or took more than it was given.
 *
 * The message is the one that Karmada has for it, up to the stack traceback.
 *
 * @example
 * try {
 *   interpreter.interpretHealth(template);
 * } catch (error) {
 *   if (error instanceof LuaError) report(error.customization, error.line, error.message);
 * }
 */
export class LuaError extends InterpreterError {
  override readonly name = 'LuaError';
  /** The name of the ResourceInterpreterCustomization, where the script is of one. */
  readonly customization: string | undefined;
  /** What was asked for. */
  readonly operation: Operation | undefined;
  /** The line of the script, counted in the text of `luaScript`, where the message names one. */
  readonly line: number | undefined;

  constructor(message: string, line?: number, place: LuaErrorPlace = {}) {
    super('LUA_ERROR', message);
    this.line = line;
    this.customization = place.customization;
    this.operation = place.operation;
  }
}

/** The public error for one of the engine's. */
export function luaErrorOf(error: ScriptError, place?: LuaErrorPlace): LuaError {
  return new LuaError(fromBytes(error.message), error.line, place);
}
