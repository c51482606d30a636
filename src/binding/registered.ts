import { invalid } from '../errors.js';
import { createInterpreter } from '../interpreters/create-interpreter.js';
import type { KindInterpreter } from '../interpreters/kind-interpreter.js';
import type { Interpreter } from '../interpreters/registry.js';
import { isFields } from '../kubernetes/object.js';

/**
 * What a caller interprets with, as a registry: the interpreter of one kind becomes a registry of that kind.
 *
 * @throws InterpreterError `INVALID_OPTIONS` for what is neither.
 */
export function registered<T extends Pick<Interpreter, 'supports'>>(
  given: T | KindInterpreter | null | undefined,
): T | Interpreter | undefined {
  if (given === undefined || given === null) return undefined;
  if (isFields(given)) {
    if ('supports' in given && typeof given.supports === 'function') return given as T;
    if ('apiVersions' in given && 'operations' in given)
      return createInterpreter({ interpreters: [given as unknown as KindInterpreter] });
  }
  throw invalid('INVALID_OPTIONS', 'options.interpreter', given, 'an interpreter');
}
