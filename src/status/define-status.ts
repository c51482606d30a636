import type { AggregatedStatusItems, AggregateOptions } from '../generation/items.js';
import type { KubernetesObject } from '../kubernetes/object.js';
import { aggregateStatus } from './aggregate-status.js';
import { compileStatus, type KindStatus, type StatusOf } from './compiled-status.js';
import { reflectStatus } from './reflect-status.js';

/** A status as it may be read: of a kind that is known only when the program runs, any field may be there. */
type Readable<Status> = [keyof Status] extends [never] ? { readonly [field: string]: unknown } : Status;

/** A template with the status that its kind has: what it was handed, where that says what its status is. */
export type WithStatus<T, Status> = T extends { readonly status?: infer Given }
  ? unknown extends Given
    ? T & { readonly status: Readable<Status> }
    : [Given] extends [null | undefined]
      ? Omit<T, 'status'> & { readonly status: Readable<Status> }
      : T
  : T & { readonly status: Readable<Status> };

/** The part of a kind's interpreter that deals with status, for bundles that need no more than that. */
export interface StatusInterpreter<Status = object> {
  /** InterpretStatus, as the kind's own interpreter has it. */
  reflectStatus<T extends KubernetesObject>(object: T): Status | undefined;
  /** AggregateStatus, as the kind's own interpreter has it. */
  aggregateStatus<T extends KubernetesObject>(
    object: T,
    items: AggregatedStatusItems,
    options?: AggregateOptions,
  ): WithStatus<T, Status>;
}

/**
 * Reflects and aggregates status from its declaration alone, without what else an interpreter of a kind brings.
 *
 * @param declaration - How the status fields of the members become the federation's.
 * @throws InterpreterError `INVALID_DECLARATION` for a field that is always there, or without a reducer.
 * @example
 * const status = defineStatus({ status: { readyReplicas: sum() } });
 * status.aggregateStatus(template, binding.status.aggregatedStatus);
 */
// @__NO_SIDE_EFFECTS__
export function defineStatus<const Declared extends KindStatus>(
  declaration: Declared,
): StatusInterpreter<StatusOf<Declared['status']>> {
  const compiled = compileStatus(declaration);
  return {
    reflectStatus: (object) => reflectStatus(compiled, object) as StatusOf<Declared['status']> | undefined,
    aggregateStatus: (object, items, options) =>
      aggregateStatus(compiled, object, items, options) as WithStatus<
        typeof object,
        StatusOf<Declared['status']>
      >,
  };
}
