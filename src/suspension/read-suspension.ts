import { describe, InterpreterError, invalid } from '../errors.js';
import { at, type Fields, isAbsent, isFields, type Refuse, typed } from '../kubernetes/object.js';
import { type Placed, placed } from '../kubernetes/references.js';

/** A suspension whose fields have been looked at. A flag may still be of the wrong type: compare it with `true`. */
export interface ReadSuspension {
  readonly fields: Fields;
  /** The items of `dispatchingOnClusters.clusterNames`. */
  readonly named: readonly Placed[];
  /** The items of `rollout.suspendedClusters`. */
  readonly rolledOut: readonly Placed[];
}

/**
 * Reads a suspension at `path`: the one place that knows the types of its fields. Each value of the wrong type
 * goes to `wrong`, and counts as absent if that returns.
 */
export function readSuspension(value: unknown, path: string, wrong: Refuse): ReadSuspension {
  const fields = typed(value, path, 'an object', wrong) ?? {};
  const named = placed(fields, path, 'dispatchingOnClusters.clusterNames.*', wrong);
  const rolledOut = placed(fields, path, 'rollout.suspendedClusters.*', wrong);
  for (const [name, where] of [...named, ...rolledOut])
    if (typeof name !== 'string') wrong(where, name, 'a string');
  typed(at(fields, 'rollout', 'currentCluster'), `${path}.rollout.currentCluster`, 'a string', wrong);
  for (const flag of ['dispatching', 'scheduling'])
    typed(fields[flag], `${path}.${flag}`, 'true or false', wrong);
  return { fields, named, rolledOut };
}

/** What a value is if it is the object, or the spec of one, that a suspension stands in. */
export function holderOf(value: unknown): string | undefined {
  if (!isFields(value)) return undefined;
  const { apiVersion, kind, metadata, spec, suspension } = value;
  if ([apiVersion, kind, metadata, spec].every(isAbsent))
    return isAbsent(suspension) ? undefined : 'is a whole spec, not the suspension in it';
  const whole = isAbsent(kind) ? 'is a whole object' : `is a whole object of kind ${describe(kind)}`;
  const hint = isPolicyKind(kind) ? '' : '; evaluateBinding takes a whole binding';
  return `${whole}, not its spec.suspension${hint}`;
}

/** Whether a kind is that of policies, such as ClusterPropagationPolicy. */
export function isPolicyKind(kind: unknown): boolean {
  return typeof kind === 'string' && kind.endsWith('PropagationPolicy');
}

/** Refuses the whole object where its suspension is asked for: it would seem to hold back nothing. */
export function refuseHolder(value: unknown, path: string): void {
  const holder = holderOf(value);
  if (holder !== undefined) throw new InterpreterError('INVALID_SUSPENSION', `${path} ${holder}`);
}

/** Refuses by throwing: for what the caller must not go on with. */
export const refuse: Refuse = (path, value, expected) => {
  throw invalid('INVALID_SUSPENSION', path, value, expected);
};
