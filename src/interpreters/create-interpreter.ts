import { invalid } from '../errors.js';
import { isFields } from '../kubernetes/object.js';
import { completeInterpreter } from './complete-interpreter.js';
import { defaultInterpreters } from './default-interpreters.js';
import type { KindInterpreter } from './kind-interpreter.js';
import { createRegistry, type Interpreter, type RegistryOptions } from './registry.js';

/** What `createInterpreter` takes. */
export type InterpreterOptions = Partial<RegistryOptions>;

/**
 * An interpreter of every built-in kind, or of the kinds that it is given. {@link createRegistry} is the same without the
 * built-in ones, for small bundles.
 *
 * @param options - The kinds, where they are not the built-in ones.
 * @throws InterpreterError `INVALID_OPTIONS` where `interpreters` is no list of interpreters.
 * @example
 * const interpreter = createInterpreter();
 * const next = interpreter.aggregateStatus(template, binding.status.aggregatedStatus);
 * if (next !== template) await writeStatus(next);
 */
export function createInterpreter(options: InterpreterOptions = {}): Interpreter {
  if (!isFields(options)) throw invalid('INVALID_OPTIONS', 'options', options, 'an object');
  const { interpreters = defaultInterpreters, unknown }: InterpreterOptions = options;
  return createRegistry({
    // What is no list, or no interpreter, is for the registry to refuse.
    interpreters: Array.isArray(interpreters)
      ? interpreters.map((one) =>
          isFields(one) ? completeInterpreter(one as unknown as KindInterpreter) : one,
        )
      : interpreters,
    unknown,
  });
}
