import { invalid } from '../errors.js';
import { templateGeneration } from '../generation/aggregate-generation.js';
import { type GenerationFormat, observedGenerationOf } from '../generation/processed-generation.js';
import { type Fields, isFields, type KubernetesObject, objectAt } from '../kubernetes/object.js';
import { type CompiledStatus, formatOf, generationIn } from './compiled-status.js';

/** What an aggregation needs to know of the template. */
export interface Template {
  readonly generation: number;
  readonly observedGeneration: number;
  readonly format: GenerationFormat;
  readonly status: Fields;
}

const NO_STATUS: Fields = {};

/** Reads the template; what is malformed within its status is about to be written anew. */
export function templateOf(compiled: CompiledStatus, object: KubernetesObject): Template {
  if (!isFields(object)) throw invalid('INVALID_OBJECT', 'object', object, 'an object');
  const metadata = objectAt(object.metadata, 'metadata');
  const status = objectAt(object.status, 'status') ?? NO_STATUS;
  const format = formatOf(compiled, object);
  return {
    generation: templateGeneration(metadata?.generation, 'metadata.generation'),
    observedGeneration: observedGenerationOf(generationIn(format, status.observedGeneration)) ?? 0,
    format,
    status,
  };
}
