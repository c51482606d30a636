import { InterpreterError, invalid } from '../errors.js';
import type { AggregateOptions } from '../generation/items.js';
import { isFields, type KindReference, type KubernetesObject } from '../kubernetes/object.js';
import type { PartialAggregate } from '../status/aggregator/partial-aggregate.js';
import { defaultInterpreters } from './default-interpreters.js';
import { wholeStatus } from './define-interpreter.js';
import type { KindInterpreter } from './kind-interpreter.js';
import { OPERATION_OF, type Operation } from './operations.js';

/** A kind that an interpreter knows, and what it can be asked for. */
export interface SupportedKind {
  readonly apiVersion: string;
  readonly kind: string;
  readonly operations: readonly Operation[];
}

/**
 * Interprets objects of many kinds, each by its `apiVersion` and `kind`.
 *
 * Every method does what the kind's own does ({@link KindInterpreter}) and throws an {@link InterpreterError}
 * with the code `UNSUPPORTED_OPERATION` where the kind has no such operation. A kind that is not known still
 * reflects its whole `.status`.
 */
export interface Interpreter
  extends Required<Omit<KindInterpreter, 'apiVersions' | 'kind' | 'operations' | 'declaration'>> {
  /** The kinds in the order in which they were given. */
  kinds(): readonly SupportedKind[];
  /** Whether an operation can be asked for; InterpretStatus always can. */
  supports(reference: KindReference, operation: Operation): boolean;
}

/** What `createInterpreter` takes. */
export interface InterpreterOptions {
  /** The kinds to know; of two for the same `apiVersion` and `kind`, the later one holds. */
  readonly interpreters?: readonly KindInterpreter[] | undefined;
}

/**
 * An interpreter of every built-in kind, or of the kinds that it is given.
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
  const { interpreters = defaultInterpreters } = options;
  const table = new Map<string, Known>();
  if (!Array.isArray(interpreters)) throw invalid('INVALID_OPTIONS', 'interpreters', interpreters, 'a list');
  interpreters.forEach((interpreter: KindInterpreter, i) => {
    if (!isInterpreter(interpreter)) {
      throw invalid('INVALID_OPTIONS', `interpreters[${i}]`, interpreter, 'an interpreter');
    }
    for (const apiVersion of interpreter.apiVersions)
      table.set(nameOf({ apiVersion, kind: interpreter.kind }), interpreter);
  });
  const find = (object: KindReference): Known => table.get(nameOf(object)) ?? UNKNOWN;

  const methods = Object.entries(OPERATION_OF).map(([method, operation]) => [
    method,
    (...args: readonly unknown[]) => {
      const [object] = args as readonly [KindReference];
      const interpreter = find(object);
      const run = interpreter[method as keyof typeof OPERATION_OF] as
        | ((...args: readonly unknown[]) => unknown)
        | undefined;
      if (run === undefined) {
        const only = `the kind has only ${interpreter.operations.join(', ')}`;
        throw new InterpreterError('UNSUPPORTED_OPERATION', `${operation} of ${nameOf(object)}: ${only}`);
      }
      // Called as a method, for interpreters that are made by a class.
      return run.apply(interpreter, args as unknown[]);
    },
  ]);
  return Object.freeze({
    kinds: () =>
      [...table].map(([name, { kind, operations }]) => ({
        apiVersion: name.split(' ')[0],
        kind,
        operations,
      })),
    supports: (reference: KindReference, operation: Operation) =>
      find(reference).operations.includes(operation),
    ...Object.fromEntries(methods),
  }) as Interpreter;
}

/**
 * What one aggregator over the members of several would give: a region aggregates its own clusters, and a hub the
 * regions.
 *
 * @param object - The template.
 * @param partials - What each aggregator's `partial()` gave, in any order; no cluster may count in two of them.
 * @param options - Which clusters count, and the kinds to know, where they are not the built-in ones.
 * @returns The template with the federated status; `object` itself where that changes nothing.
 * @throws InterpreterError `INVALID_PARTIAL`, `INVALID_OPTIONS`, `UNSUPPORTED_OPERATION`.
 * @example
 * const partials = regions.map((region) => region.partial()); // plain JSON
 * const next = mergePartials(template, partials);
 */
export function mergePartials<T extends KubernetesObject>(
  object: T,
  partials: readonly PartialAggregate[],
  options?: AggregateOptions & InterpreterOptions,
): T {
  return createInterpreter(options).mergePartials(object, partials, options);
}

/** An interpreter, as far as it is asked whatever its kind. */
type Known = Partial<KindInterpreter> & Pick<KindInterpreter, 'operations'>;

/** What stands in for a kind that is not known. */
const UNKNOWN: Known = { operations: ['InterpretStatus'], reflectStatus: wholeStatus };

/** What an object is; neither an API version nor a kind has a space in it. */
function nameOf(object: KindReference): string {
  if (!isFields(object)) throw invalid('INVALID_OBJECT', 'object', object, 'an object');
  const { apiVersion, kind } = object;
  return typeof apiVersion === 'string' && typeof kind === 'string'
    ? `${apiVersion} ${kind}`
    : 'an object without apiVersion or kind';
}

function isInterpreter(value: unknown): value is KindInterpreter {
  if (!isFields(value)) return false;
  const { apiVersions, kind, operations, reflectStatus } = value;
  return (
    typeof reflectStatus === 'function' &&
    Array.isArray(operations) &&
    Array.isArray(apiVersions) &&
    [kind, ...apiVersions].every((name) => typeof name === 'string')
  );
}
