import { ScriptError } from '../runtime/script-error.js';

/** What gopher-lua's compiler refuses, in its words. */
export function compileFault(line: number, message: string): ScriptError {
  return new ScriptError(`compile error near line(${line}) <string>: ${message}`, line);
}
