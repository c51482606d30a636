import {
  generationsOf,
  isUnobserved,
  numberIn,
  RESOURCE_TEMPLATE_GENERATION_ANNOTATION,
} from '../generation/processed-generation.js';
import { asJson } from '../kubernetes/json.js';
import {
  at,
  isAbsent,
  isCount,
  isFields,
  isName,
  type KubernetesObject,
  setField,
} from '../kubernetes/object.js';
import type { Reducer } from '../reducers/reducer.js';
import { isReflected } from '../reducers/reflected.js';
import { type CompiledStatus, formatOf, generationIn } from './compiled-status.js';

/** Collects from a member what its kind declares, and the generations that tell whether it has settled. */
export function reflectStatus(compiled: CompiledStatus, object: KubernetesObject): object | undefined {
  const { status: declared = {}, reflects = [], gather } = compiled.declared;
  const status = at(gather ? gather(object) : object, 'status');
  if (!isFields(status)) return undefined;
  const format = formatOf(compiled, object);
  const reflected: Record<string, unknown> = {};
  const names = reflects === 'whole' ? Object.keys(status) : [...Object.keys(declared), ...reflects];
  for (const field of names) {
    const reducer = Object.hasOwn(declared, field) ? declared[field] : undefined;
    if (reducer?.appliesTo?.(object) === false) continue;
    const value = reported(status[field], reducer);
    if (value !== undefined) setField(reflected, field, value);
  }
  const stamp = at(object, 'metadata', 'annotations', RESOURCE_TEMPLATE_GENERATION_ANNOTATION);
  const { observedGeneration, ...generations } = generationsOf({
    observedGeneration: generationIn(format, status.observedGeneration),
    generation: at(object, 'metadata', 'generation'),
    // An annotation is a text: a number there is no stamp.
    resourceTemplateGeneration: isName(stamp) ? numberIn(stamp) : undefined,
  });
  if (format !== 'none' && observedGeneration !== undefined)
    reflected.observedGeneration = observedGeneration;
  else if (!isUnobserved(format)) delete reflected.observedGeneration;
  return Object.assign(reflected, generations);
}

/**
 * A value as it is passed on. A malformed one is, where JSON can write it, for the explanation to name it; a number
 * that no count can be is not, so that none ever stands where a count is read.
 */
function reported(value: unknown, reducer: Reducer | undefined): unknown {
  if (isAbsent(value)) return undefined;
  const limit = reducer?.limit;
  if (limit !== undefined && typeof value === 'number') return isCount(value, limit) ? value + 0 : undefined;
  // A larger integer may no longer be the one that was reported.
  if (reducer && !isReflected(reducer) && Number.isInteger(value) && !Number.isSafeInteger(value))
    return undefined;
  return asJson(value);
}
