import { notObserved } from '../../generation/processed-generation.js';
import { isEmpty } from '../../kubernetes/json.js';
import { at, isCount, isFields, type KubernetesObject, MAX_SAFE } from '../../kubernetes/object.js';
import type { HealthCheck } from './first-health.js';
import { health } from './health.js';

/**
 * When `status.observedGeneration` speaks of the present spec: where it equals `metadata.generation`, so that it may
 * not be ahead of an old copy either; where it has reached it; where it has reached it or is absent; always, for
 * kinds that have none. An absent one is 0; an object without `metadata.generation` has no other spec.
 */
export type GenerationRule = 'equal' | 'reached' | 'reachedIfReported' | 'none';

/** A generation that an object, a status or a condition says; -1 is Flux' default: nothing has been observed yet. */
export function statedGeneration(value: unknown): number | undefined {
  return value === -1 || isCount(value, MAX_SAFE) ? value : undefined;
}

/** The generation of an object's spec, where it says one. */
export function specGeneration(object: KubernetesObject): number | undefined {
  return statedGeneration(at(object, 'metadata', 'generation'));
}

const CURRENT: {
  readonly [Rule in GenerationRule]: (observed: number | undefined, generation: number) => boolean;
} = {
  equal: (observed, generation) => (observed ?? 0) === generation,
  reached: (observed, generation) => (observed ?? 0) >= generation,
  reachedIfReported: (observed, generation) => (observed ?? generation) >= generation,
  none: () => true,
};

/**
 * The health of an object whose status does not speak of its present spec: `Unknown` where there is no status or an
 * empty one, `Progressing` where its controller has not got to the spec.
 *
 * @param rule - When the status speaks of the present spec.
 * @returns A rule for {@link firstHealth} that leaves the answer to the next one where the status is up to date.
 */
// @__NO_SIDE_EFFECTS__
export function observedHealth(rule: GenerationRule = 'reached'): HealthCheck {
  const isCurrent = CURRENT[rule];
  return (object) => {
    if (!isFields(object.status) || isEmpty(object.status))
      return health('Unknown', 'NoStatus', 'the controller has not reported a status');
    const generation = specGeneration(object);
    const observed = statedGeneration(at(object, 'status', 'observedGeneration'));
    return generation === undefined || isCurrent(observed, generation)
      ? undefined
      : health('Progressing', 'SpecNotObserved', notObserved(observed ?? 0, generation));
  };
}
