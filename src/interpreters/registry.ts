import { didYouMean } from '../boundary/did-you-mean.js';
import { refuseList } from '../boundary/refuse-list.js';
import { InterpreterError, invalid } from '../errors.js';
import { isFields, isName, type KindReference, type KubernetesObject } from '../kubernetes/object.js';
import type { KindInterpreter } from './kind-interpreter.js';
import { OPERATION_OF, type Operation } from './operations.js';
import { wholeStatus } from './whole-status.js';

/** A kind that an interpreter knows, and what it can be asked for. */
export interface SupportedKind {
  readonly apiVersion: string;
  readonly kind: string;
  readonly operations: readonly Operation[];
}

/**
 * Interprets objects of many kinds, each by its `apiVersion` and `kind`.
 *
 * Every method does what the kind's own does ({@link KindInterpreter}) and throws an `InterpreterError` with the code
 * `UNSUPPORTED_OPERATION` where the kind has no such operation, and `INVALID_OBJECT` for an object without `apiVersion`
 * or `kind`: the objects of a typed list have neither, and are for {@link Interpreter.kind}.
 */
export interface Interpreter
  extends Required<Omit<KindInterpreter, 'apiVersions' | 'kind' | 'operations' | 'declaration'>> {
  /** The interpreter of one kind, for objects that do not name theirs; `undefined` for a kind that is not known. */
  kind(reference: KindReference): KindInterpreter | undefined;
  /** The kinds in the order in which they were given. */
  kinds(): readonly SupportedKind[];
  /** Whether an operation can be asked for; InterpretStatus always can. */
  supports(reference: KindReference, operation: Operation): boolean;
}

/** What a registry takes. */
export interface RegistryOptions {
  /** The kinds to know; of two for the same `apiVersion` and `kind`, the later one holds. */
  readonly interpreters: readonly KindInterpreter[];
  /**
   * What is done with a kind that is not known: `reflect`, the default, reflects its whole status and refuses all else;
   * `karmada` takes it as Karmada does, for healthy, without replicas and dependencies.
   */
  readonly unknown?: 'reflect' | 'karmada' | undefined;
}

/** An interpreter, as far as it is asked whatever its kind. */
type Known = Partial<KindInterpreter> & Pick<KindInterpreter, 'operations'>;

/** What stands in for a kind that is not known. */
const UNKNOWN: { readonly [choice: string]: Known } = {
  reflect: { operations: ['InterpretStatus'], reflectStatus: wholeStatus },
  karmada: {
    operations: ['InterpretReplica', 'InterpretStatus', 'InterpretHealth', 'InterpretDependency'],
    getReplicas: () => ({ replicas: 0 }),
    reflectStatus: wholeStatus,
    interpretHealth: () => ({
      healthy: true,
      state: 'Healthy',
      reason: 'NoInterpreter',
      message: 'nothing is known of the kind, and so nothing is missing',
    }),
    getDependencies: () => [],
  },
};

/**
 * An interpreter of the kinds that it is given, and of no other: a bundle holds what it names. Interpreters that give
 * no more than `aggregateStatus` are for {@link completeInterpreter} first.
 *
 * @param options - The kinds.
 * @throws InterpreterError `INVALID_OPTIONS` where `interpreters` is no list of interpreters.
 * @example
 * const interpreter = createRegistry({ interpreters: [deployment, job] });
 */
export function createRegistry(options: RegistryOptions): Interpreter {
  if (!isFields(options)) throw invalid('INVALID_OPTIONS', 'options', options, 'an object');
  const { interpreters, unknown = 'reflect' } = options;
  const kinds = new Map<string, KindInterpreter>();
  // The same by kind and then API version: to make one key of two texts at each call costs more than all else here.
  const byKind = new Map<unknown, Map<unknown, KindInterpreter>>();
  if (!Array.isArray(interpreters)) throw invalid('INVALID_OPTIONS', 'interpreters', interpreters, 'a list');
  if (!Object.hasOwn(UNKNOWN, unknown))
    throw invalid('INVALID_OPTIONS', 'options.unknown', unknown, '"reflect" or "karmada"');
  interpreters.forEach((interpreter: KindInterpreter, i) => {
    if (!isInterpreter(interpreter)) {
      throw invalid('INVALID_OPTIONS', `interpreters[${i}]`, interpreter, 'an interpreter');
    }
    const versions = byKind.get(interpreter.kind) ?? new Map<unknown, KindInterpreter>();
    byKind.set(interpreter.kind, versions);
    for (const apiVersion of interpreter.apiVersions) {
      kinds.set(keyOf({ apiVersion, kind: interpreter.kind }), interpreter);
      versions.set(apiVersion, interpreter);
    }
  });
  const known = (reference: KindReference): KindInterpreter | undefined => {
    if (!isFields(reference)) throw invalid('INVALID_OBJECT', 'object', reference, 'an object');
    const { apiVersion, kind }: { readonly apiVersion?: unknown; readonly kind?: unknown } = reference;
    return byKind.get(kind)?.get(apiVersion);
  };
  const find = (reference: KindReference): Known => known(reference) ?? (UNKNOWN[unknown] as Known);

  const methods = Object.entries(OPERATION_OF).map(([method, operation]) => [
    method,
    (...args: readonly unknown[]) => {
      const [object] = args as readonly [KubernetesObject];
      checkObject(object);
      const interpreter = find(object);
      const run = (interpreter[method as keyof typeof OPERATION_OF] ??
        (method === 'reflectStatus' ? wholeStatus : undefined)) as
        | ((...args: readonly unknown[]) => unknown)
        | undefined;
      if (run === undefined) throw unsupported(operation, object, interpreter, kinds.keys());
      // Called as a method, for interpreters that are made by a class.
      return run.apply(interpreter, args as unknown[]);
    },
  ]);
  return Object.freeze({
    kind: known,
    kinds: () =>
      [...kinds].map(([key, { kind, operations }]) => ({ apiVersion: key.split(' ')[0], kind, operations })),
    supports: (reference: KindReference, operation: Operation) =>
      operation === 'InterpretStatus' || find(reference).operations.includes(operation),
    ...Object.fromEntries(methods),
  }) as Interpreter;
}

/** What a kind goes by; neither an API version nor a kind has a space in it. */
function keyOf({ apiVersion, kind }: KindReference): string {
  return `${apiVersion} ${kind}`;
}

/** Refuses an object that does not say what it is. */
function checkObject(object: KubernetesObject): void {
  if (!isFields(object)) throw invalid('INVALID_OBJECT', 'object', object, 'an object');
  refuseList(object, 'object');
  for (const field of ['apiVersion', 'kind'] as const) {
    if (isName(object[field])) continue;
    const hint = 'a name; interpreter.kind({ apiVersion, kind }) takes objects that do not name their kind';
    throw invalid('INVALID_OBJECT', `object.${field}`, object[field], hint);
  }
}

/** The error for an operation that a kind does not have; a kind that is not known may be misspelt. */
function unsupported(
  operation: Operation,
  object: KubernetesObject,
  { operations }: Known,
  known: Iterable<string>,
): InterpreterError {
  const key = keyOf(object);
  const hint = didYouMean(key, known);
  const only = `the kind has only ${operations.join(', ')}`;
  return new InterpreterError(
    'UNSUPPORTED_OPERATION',
    `${operation} of ${key}: ${hint ? `it is not known${hint}` : only}`,
  );
}

function isInterpreter(value: unknown): value is KindInterpreter {
  if (!isFields(value)) return false;
  const { apiVersions, kind, operations } = value;
  return (
    Array.isArray(operations) &&
    Array.isArray(apiVersions) &&
    [kind, ...apiVersions].every((name) => typeof name === 'string')
  );
}
