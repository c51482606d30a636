import { generationsOf, RESOURCE_TEMPLATE_GENERATION_ANNOTATION } from '../generation/settled.js';
import { asJson } from '../kubernetes/json.js';
import { at, isAbsent, isCount, isFields, isName, type KubernetesObject } from '../kubernetes/object.js';
import type { Reflected, Sum } from '../reducers/reducers.js';
import { generationIn, numberIn, type StatusShape } from './status-shape.js';

/** Collects from a member what its kind declares, and the generations that tell whether it has settled. */
export function reflectStatus(shape: StatusShape, object: KubernetesObject): object | undefined {
  const status = at(object, 'status');
  if (!isFields(status)) return undefined;
  const reflected: Record<string, unknown> = {};
  for (const field of shape.collected) {
    const value = reported(status[field], shape.declared[field] as Partial<Sum & Reflected>);
    if (value !== undefined) reflected[field] = value;
  }
  const stamp = at(object, 'metadata', 'annotations', RESOURCE_TEMPLATE_GENERATION_ANNOTATION);
  const generations = generationsOf({
    observedGeneration: generationIn(shape, status.observedGeneration),
    generation: at(object, 'metadata', 'generation'),
    // An annotation is a text: a number there is no stamp.
    resourceTemplateGeneration: isName(stamp) && numberIn(stamp),
  });
  return Object.assign(reflected, generations);
}

/**
 * A value as it is passed on. A malformed one is, where JSON can write it, for the explanation to name it; a number
 * that no count can be is not, so that none ever stands where a count is read.
 */
function reported(value: unknown, { limit, reflectOnly }: Partial<Sum & Reflected>): unknown {
  if (isAbsent(value)) return undefined;
  if (limit !== undefined && typeof value === 'number') return isCount(value, limit) ? value + 0 : undefined;
  // A larger integer may no longer be the one that was reported.
  if (Number.isInteger(value) && !Number.isSafeInteger(value) && reflectOnly === undefined) return undefined;
  return asJson(value);
}
