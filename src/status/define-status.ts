import type { AggregatedStatusItems, AggregateOptions } from '../generation/items.js';
import type { KubernetesObject } from '../kubernetes/object.js';
import { aggregateStatus } from './aggregate-status.js';
import { reflectStatus } from './reflect-status.js';
import { type GenerationFormat, type StatusDeclaration, shapeOf } from './status-shape.js';

/** The part of a kind's interpreter that deals with status, for bundles that need no more than that. */
export interface StatusInterpreter {
  /** InterpretStatus, as the kind's own interpreter has it. */
  reflectStatus<T extends KubernetesObject>(object: T): object | undefined;
  /** AggregateStatus, as the kind's own interpreter has it. */
  aggregateStatus<T extends KubernetesObject>(
    object: T,
    items: AggregatedStatusItems,
    options?: AggregateOptions,
  ): T;
}

/**
 * Reflects and aggregates status from its declaration alone, without what else an interpreter of a kind brings.
 *
 * @param fields - How each status field of the members becomes the federation's.
 * @param observedGeneration - How the kind writes `status.observedGeneration`.
 * @throws InterpreterError `INVALID_DECLARATION` for a field that is always there.
 * @example
 * const status = defineStatus({ readyReplicas: sum() });
 * status.aggregateStatus(template, binding.status.aggregatedStatus);
 */
// @__NO_SIDE_EFFECTS__
export function defineStatus(
  fields: StatusDeclaration,
  observedGeneration?: GenerationFormat,
): StatusInterpreter {
  const shape = shapeOf(fields, observedGeneration);
  return {
    reflectStatus: (object) => reflectStatus(shape, object),
    aggregateStatus: (object, items, options) => aggregateStatus(shape, object, items, options),
  };
}
