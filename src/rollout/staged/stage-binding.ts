import {
  at,
  type Fields,
  isAbsent,
  isFields,
  isName,
  type KubernetesObject,
  refuse,
  typed,
} from '../../kubernetes/object.js';
import { placed } from '../../kubernetes/references.js';
import { evaluateSuspension } from '../../suspension/evaluate-suspension.js';
import type { Suspension } from '../../suspension/suspension.js';
import { ownSuspension } from '../step/own-suspension.js';
import type { RolloutItems } from '../step/rollout-item.js';
import type { JsonPatchOperation } from '../step/rollout-patch.js';
import { computeStagedPropagation, type StagedPropagationResult } from './compute-staged-propagation.js';
import type {
  KarmadaRolloutStatus,
  KarmadaRolloutStrategy,
  KarmadaRolloutSuspension,
} from './karmada-rollout.js';
import { sameFields } from './same-fields.js';

/** What has to be written to a binding. */
export interface StagedBinding {
  readonly result: StagedPropagationResult;
  /** The JSON Patch for the binding's spec: `/spec/suspension/rollout`. */
  readonly specPatch: readonly JsonPatchOperation[];
  /** The JSON Patch for its status subresource: `/status/rollout`. */
  readonly statusPatch: readonly JsonPatchOperation[];
}

/**
 * The next step of Karmada's staged propagation of one binding, from the objects themselves.
 *
 * Never run it over a binding whose policy `computeRollout` drives: each would hold back what the other lets go.
 *
 * @param binding - A ResourceBinding or ClusterResourceBinding; one that is being deleted holds nothing back.
 * @param template - The resource template, for its `metadata.generation`.
 * @param options - The present time, in RFC 3339 or in milliseconds since the epoch.
 * @returns The step, and the patches that write it; a patch is empty where nothing changes.
 * @throws {RolloutError} for a strategy, a status, a generation or a time that cannot be; {@link InterpreterError}
 * `INVALID_OBJECT` for a binding that is none, `INVALID_ITEMS` for its items.
 * @see https://github.com/karmada-io/karmada/pull/7891
 *
 * @example
 * const { specPatch, statusPatch } = stageBinding(binding, template, { now: '2026-10-05T08:00:00Z' });
 */
export function stageBinding(
  binding: KubernetesObject,
  template: KubernetesObject,
  options: { readonly now: number | string },
): StagedBinding {
  if (!isFields(binding)) refuse('binding', binding, 'an object');
  if (!isFields(template)) refuse('template', template, 'an object');
  const spec: Fields = typed(binding.spec, 'spec', 'an object') ?? {};
  const status: Fields = typed(binding.status, 'status', 'an object') ?? {};
  const suspension: Fields = typed(spec.suspension, 'spec.suspension', 'an object') ?? {};
  const deleting = !isAbsent(at(binding.metadata, 'deletionTimestamp'));
  const result = computeStagedPropagation({
    strategy: deleting ? undefined : (spec.rolloutStrategy as KarmadaRolloutStrategy | undefined),
    previous: status.rollout as KarmadaRolloutStatus | undefined,
    items: status.aggregatedStatus as RolloutItems,
    clusters: targetsIn(spec),
    generation: at(template, 'metadata', 'generation') as number,
    now: options?.now,
  });
  return {
    result: { ...result, explanation: [...result.explanation, ...ownHold(suspension, result.suspension)] },
    specPatch: patchTo(binding, ['spec', 'suspension', 'rollout'], result.suspension),
    statusPatch: patchTo(binding, ['status', 'rollout'], result.status),
  };
}

/** The clusters that a binding is scheduled to, and those of the bindings that depend on it. */
function targetsIn(spec: Fields): readonly string[] {
  return ['clusters.*.name', 'requiredBy.*.clusters.*.name'].flatMap((place) =>
    placed(spec, 'spec', place).map(([name, path]) => {
      if (!isName(name)) refuse(path, name, 'the name of a cluster');
      return name as string;
    }),
  );
}

/** A sentence where the user holds back the cluster whose turn it is: its time runs on. */
function ownHold(suspension: Fields, next: KarmadaRolloutSuspension | undefined): readonly string[] {
  const { currentCluster } = next ?? {};
  if (currentCluster === undefined) return [];
  const { by } = evaluateSuspension(ownSuspension(suspension as Suspension), currentCluster);
  if (by === undefined) return [];
  return [`${currentCluster} is held back by spec.suspension.${by}, and its timeout runs on all the same`];
}

/** The patch that sets a place of an object, or removes it; objects on the way are made. */
function patchTo(
  object: object,
  place: readonly [string, ...string[]],
  value: object | undefined,
): readonly JsonPatchOperation[] {
  const present = at(object, ...place);
  const unset = isAbsent(present);
  if (value === undefined)
    return unset && !hasKey(object, place) ? [] : [{ op: 'remove', path: pathTo(place) }];
  if (sameFields(value, present)) return [];
  const missing = place.findIndex((_, i) => isAbsent(at(object, ...place.slice(0, i + 1))));
  if (missing < 0) return [{ op: 'replace', path: pathTo(place), value }];
  const [added, below] = [place.slice(0, missing + 1), place.slice(missing + 1)];
  const whole = below.reduceRight<unknown>((inner, key) => ({ [key]: inner }), value);
  return [{ op: 'add', path: pathTo(added), value: whole }];
}

/** Whether the last key of a place is there, if only with `null` behind it. */
function hasKey(object: object, place: readonly string[]): boolean {
  const holder = at(object, ...place.slice(0, -1));
  return isFields(holder) && at(holder, place.at(-1) as string) !== undefined;
}

function pathTo(place: readonly string[]): string {
  return `/${place.join('/')}`;
}
