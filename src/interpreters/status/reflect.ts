import { generationOf, RESOURCE_TEMPLATE_GENERATION_ANNOTATION } from '../../generation/settled.js';
import { isJson } from '../../json.js';
import { at, isCount, isFields, type KubernetesObject } from '../../objects.js';
import type { Reflected, Sum } from './reducers.js';
import { generationIn, numberIn, type StatusShape } from './shape.js';

/** Collects from a member what its kind declares, and the generations that tell whether it has settled. */
export function reflectStatus(shape: StatusShape, object: KubernetesObject): object | undefined {
  const status = at(object, 'status');
  if (!isFields(status)) return undefined;
  const reflected: Record<string, unknown> = {};
  for (const field of shape.collected) {
    const value = status[field];
    if (
      value !== undefined &&
      value !== null &&
      isReportable(value, shape.declared[field] as Partial<Sum & Reflected>)
    ) {
      reflected[field] = value === 0 ? 0 : value;
    }
  }
  setGeneration(reflected, 'observedGeneration', generationIn(shape, status.observedGeneration));
  setGeneration(reflected, 'generation', at(object, 'metadata', 'generation'));
  const stamp = at(object, 'metadata', 'annotations', RESOURCE_TEMPLATE_GENERATION_ANNOTATION);
  if (typeof stamp === 'string') setGeneration(reflected, 'resourceTemplateGeneration', numberIn(stamp));
  return reflected;
}

/**
 * Whether a value can be passed on. A malformed one is, where JSON can write it, for the explanation to name it;
 * a number that no count can be is not, so that none ever stands where a count is read.
 */
function isReportable(value: unknown, { limit, reflectOnly }: Partial<Sum & Reflected>): boolean {
  if (limit !== undefined && typeof value === 'number') return isCount(value, limit);
  // A larger integer may no longer be the one that was reported.
  if (Number.isInteger(value) && reflectOnly === undefined) return Number.isSafeInteger(value);
  return value === 0 || isJson(value);
}

function setGeneration(reflected: Record<string, unknown>, field: string, value: unknown): void {
  if (value === undefined || value === null || generationOf(value) === undefined) return;
  reflected[field] = (value as number) + 0;
}
