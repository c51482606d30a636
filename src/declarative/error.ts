import { InterpreterError } from '../errors.js';

/** One thing that is wrong with a declaration. */
export interface DeclarationFault {
  /** Where it stands: `health[0].when.path`. */
  readonly path: string;
  /** What there is and what was expected, with a suggestion where a word is misspelt. */
  readonly message: string;
}

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
  /** Every fault, in the order of the declaration's keys. */
  override readonly faults: readonly DeclarationFault[];
  override readonly name = 'DeclarationError';

  constructor(faults: readonly DeclarationFault[]) {
    super('INVALID_DECLARATION', faults.map(({ message }) => message).join('; '));
    this.faults = faults;
  }
}
