import { invalid } from '../../errors.js';
import { compact, isEmpty, sameJson } from '../../kubernetes/json.js';
import { at, isFields, type KubernetesObject, objectAt } from '../../kubernetes/object.js';
import { mergePolicySuspension } from '../../suspension/merge-policy-suspension.js';
import type { Suspension } from '../../suspension/suspension.js';
import { RolloutError } from '../strategy/rollout-error.js';

/** One operation of a JSON Patch. */
export interface JsonPatchOperation {
  readonly op: 'add' | 'replace' | 'remove';
  readonly path: string;
  readonly value?: unknown;
}

/** Where a suspension is to be written. */
export interface RolloutPatchOptions {
  /**
   * `policy`, where it is absent: the `dispatching` fields, which Karmada carries over from a policy. `binding`:
   * `suspension.rollout`, for a Karmada that has it; the user's own suspension of the binding stays as it is.
   */
  readonly write?: 'policy' | 'binding' | undefined;
}

/**
 * The JSON Patch that brings a suspension into an object.
 *
 * @param object - The PropagationPolicy, ClusterPropagationPolicy or binding as it stands; of its suspension
 * `scheduling` stays, whatever `suspension` says of it.
 * @param suspension - What `computeRollout` returned.
 * @param options - Whether a policy or a binding is written to.
 * @returns One operation, or none where nothing changes.
 * @throws {RolloutError} for an object that Karmada rolls out in stages itself; {@link InterpreterError}
 * `INVALID_OBJECT` or `INVALID_SUSPENSION` for what is malformed, `INVALID_OPTIONS` for the options.
 * @see https://datatracker.ietf.org/doc/html/rfc6902
 *
 * @example
 * rolloutPatch({ spec: {} }, { dispatching: true });
 * // [{ op: 'add', path: '/spec/suspension', value: { dispatching: true } }]
 */
export function rolloutPatch(
  object: KubernetesObject,
  suspension: Suspension | undefined,
  options: RolloutPatchOptions = {},
): readonly JsonPatchOperation[] {
  if (!isFields(options)) throw invalid('INVALID_OPTIONS', 'options', options, 'an object');
  const { write = 'policy' }: RolloutPatchOptions = options;
  if (write !== 'policy' && write !== 'binding') {
    throw invalid('INVALID_OPTIONS', 'options.write', write, '"policy" or "binding"');
  }
  const spec = objectAt(objectAt(object, 'object')?.spec, 'spec');
  if (at(spec?.rolloutStrategy, 'type') === 'Staged') {
    const message =
      'is Staged: Karmada holds back and releases its clusters itself, and two must not; take stageBinding, or remove it';
    throw new RolloutError([{ path: 'spec.rolloutStrategy.type', message }]);
  }
  const present = (spec?.suspension ?? undefined) as Suspension | undefined;
  const value =
    write === 'policy' ? mergePolicySuspension(present, suspension) : withRollout(present, suspension);
  if (sameJson(value, present) || (value === undefined && isEmpty(present))) return [];
  const path = '/spec/suspension';
  if (value === undefined) return [{ op: 'remove', path }];
  if (spec === undefined) return [{ op: 'add', path: '/spec', value: { suspension: value } }];
  return [{ op: present === undefined ? 'add' : 'replace', path, value }];
}

/** A binding's suspension with what a rollout holds back, but for what the user holds there already. */
function withRollout(
  present: Suspension | undefined,
  suspension: Suspension | undefined,
): object | undefined {
  const names = mergePolicySuspension(undefined, suspension)?.dispatchingOnClusters?.clusterNames ?? [];
  const own = new Set(mergePolicySuspension(undefined, present)?.dispatchingOnClusters?.clusterNames);
  const suspendedClusters = names.filter((name) => !own.has(name));
  return compact({ ...present, rollout: compact({ suspendedClusters }) });
}
