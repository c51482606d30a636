import { isEmpty, sameJson } from '../../kubernetes/json.js';
import { isAbsent, type KubernetesObject, objectAt } from '../../kubernetes/object.js';
import { mergePolicySuspension } from '../../suspension/merge-policy-suspension.js';
import type { Suspension } from '../../suspension/suspension.js';

/** One operation of a JSON Patch. */
export interface JsonPatchOperation {
  readonly op: 'add' | 'replace' | 'remove';
  readonly path: string;
  readonly value?: unknown;
}

/**
 * The JSON Patch that brings a suspension into an object.
 *
 * @param object - The PropagationPolicy, ClusterPropagationPolicy or binding as it stands; of its suspension
 * `scheduling` stays, whatever `suspension` says of it.
 * @param suspension - What `computeRollout` returned.
 * @returns One operation, or none where nothing changes.
 * @throws {InterpreterError} `INVALID_OBJECT` or `INVALID_SUSPENSION` for what is malformed.
 * @see https://datatracker.ietf.org/doc/html/rfc6902
 *
 * @example
 * rolloutPatch({ spec: {} }, { dispatching: true });
 * // [{ op: 'add', path: '/spec/suspension', value: { dispatching: true } }]
 */
export function rolloutPatch(
  object: KubernetesObject,
  suspension: Suspension | undefined,
): readonly JsonPatchOperation[] {
  const spec = objectAt(objectAt(object, 'object')?.spec, 'spec');
  const present = spec?.suspension as Suspension | null | undefined;
  const value = mergePolicySuspension(present ?? undefined, suspension);
  if (sameJson(value, present) || (value === undefined && isEmpty(present))) return [];
  const path = '/spec/suspension';
  if (value === undefined) return [{ op: 'remove', path }];
  if (spec === undefined) return [{ op: 'add', path: '/spec', value: { suspension: value } }];
  return [{ op: isAbsent(present) ? 'add' : 'replace', path, value }];
}
