import { type Fault, InterpreterError, listed } from '../errors.js';

/** One thing that is wrong with a declaration; its path begins in the declaration: `health[0].when.path`. */
export type DeclarationFault = Fault;

/**
 * What is wrong with a declaration: all of it, with the code `INVALID_DECLARATION`.
 *
 * @example
 * try {
 *   compileInterpreter(parse(yaml));
 * } catch (error) {
 *   if (error instanceof DeclarationError) for (const { path, message } of error.faults) report(path, message);
 * }
 */
export class DeclarationError extends InterpreterError {
  override readonly name = 'DeclarationError';

  constructor(faults: readonly DeclarationFault[], options: { readonly cause?: unknown } = {}) {
    super('INVALID_DECLARATION', listed(faults.map(({ message }) => message)), { ...options, faults });
  }
}
