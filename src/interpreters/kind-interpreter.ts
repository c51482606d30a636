import type { StatusExplanation } from '../generation/explanation.js';
import type { AggregatedStatusItems, AggregateOptions } from '../generation/items.js';
import type { KindReference, KubernetesObject } from '../kubernetes/object.js';
import type { DependentObjectReference } from '../kubernetes/references.js';
import type { PartialAggregate } from '../status/aggregator/partial-aggregate.js';
import type { StatusAggregator } from '../status/aggregator/status-aggregator.js';
import type { WithStatus } from '../status/define-status.js';
import type { Health } from './health/health.js';
import type { KindDeclaration } from './kind-declaration.js';
import type { Operation } from './operations.js';
import type { Component, Replicas } from './replicas.js';

/**
 * The interpreter of one kind. A method that the kind does not have is absent.
 *
 * No method writes to its arguments; where nothing changes, the same reference comes back. Each throws
 * {@link InterpreterError} for a mistake of the caller: `INVALID_OBJECT` names the field that is malformed.
 */
export interface KindInterpreter<Status = object> {
  /** Every API version it stands for, the current one first. */
  readonly apiVersions: readonly string[];
  readonly kind: string;
  readonly operations: readonly Operation[];
  /** What it follows from, where it was defined; a declaration of one's own may be spread from it. */
  readonly declaration?: KindDeclaration;

  /**
   * InterpretReplica: how many replicas the workload asks for, and what each of them needs.
   *
   * @param object - The workload.
   * @throws InterpreterError `INVALID_OBJECT` where the number or a quantity is malformed.
   */
  getReplicas?<T extends KubernetesObject>(object: T): Replicas;

  /**
   * InterpretComponent: the parts that the workload is made of, each with its own replicas and requirements.
   *
   * @param object - The workload.
   * @throws InterpreterError `INVALID_OBJECT` where a number or a quantity is malformed.
   */
  getComponents?<T extends KubernetesObject>(object: T): readonly Component[];

  /**
   * ReviseReplica: the workload with another number of replicas.
   *
   * @param object - The workload.
   * @param replicas - An integer from 0 to 2147483647.
   * @throws InterpreterError `INVALID_REPLICAS` for any other number.
   */
  reviseReplica?<T extends KubernetesObject>(object: T, replicas: number): T;

  /**
   * Retain: the desired object with what has to stay as it is in the member cluster.
   *
   * @param desired - What would be applied.
   * @param observed - What the member cluster has.
   */
  retain?<T extends KubernetesObject, O extends KubernetesObject>(desired: T, observed: O): T;

  /**
   * InterpretStatus: the part of a member's object that the control plane collects.
   *
   * @param object - The object as the member cluster has it.
   * @returns The declared status fields and the generations, or `undefined` where there is no status yet.
   */
  reflectStatus?<T extends KubernetesObject>(object: T): Status | undefined;

  /**
   * AggregateStatus: the template with the status that its members add up to.
   *
   * @param object - The template.
   * @param items - The members, in any order.
   * @param options - Which clusters count.
   * @throws InterpreterError `INVALID_ITEMS`, `INVALID_OPTIONS`; never for what a member reports.
   */
  aggregateStatus?<T extends KubernetesObject>(
    object: T,
    items: AggregatedStatusItems,
    options?: AggregateOptions,
  ): WithStatus<T, Status>;

  /**
   * Why `aggregateStatus` gives what it gives: each cluster, settled or why not, and each malformed field.
   *
   * @param object - The template.
   * @param items - The members, in any order.
   * @param options - Which clusters count, and the suspension that may hold them back.
   * @throws InterpreterError `INVALID_ITEMS`, `INVALID_OPTIONS`; never for what a member reports.
   */
  explainStatus?<T extends KubernetesObject>(
    object: T,
    items: AggregatedStatusItems,
    options?: AggregateOptions,
  ): StatusExplanation;

  /**
   * An aggregator for members that report one by one; it holds none yet.
   *
   * @param object - The template.
   * @param options - Which clusters count, and the suspension that may hold them back.
   * @throws InterpreterError `INVALID_OPTIONS`.
   */
  createAggregator?<T extends KubernetesObject>(
    object: T,
    options?: AggregateOptions,
  ): StatusAggregator<WithStatus<T, Status>>;

  /**
   * What one aggregator over the members of several would give.
   *
   * @param object - The template.
   * @param partials - What each aggregator's `partial()` gave, in any order; no cluster may count in two of them.
   * @param options - Which clusters count. What an aggregator has counted cannot be taken out again, so that one
   * that hears of other clusters too needs the same.
   * @throws InterpreterError `INVALID_PARTIAL`, `INVALID_OPTIONS`.
   */
  mergePartials?<T extends KubernetesObject>(
    object: T,
    partials: readonly PartialAggregate[],
    options?: AggregateOptions,
  ): WithStatus<T, Status>;

  /**
   * What several aggregators hold as one partial aggregate, for a level between them and who merges it.
   *
   * @param reference - The kind, or any object of it.
   * @param partials - What each aggregator's `partial()` gave, or this function did, in any order and grouping.
   * @throws InterpreterError `INVALID_PARTIAL`.
   */
  combinePartials?(reference: KindReference, partials: readonly PartialAggregate[]): PartialAggregate;

  /**
   * InterpretHealth: whether the object is healthy, and if not, why not.
   *
   * @param object - The object as the member cluster has it.
   */
  interpretHealth?<T extends KubernetesObject>(object: T): Health;

  /**
   * InterpretDependency: what has to be propagated together with the object; sorted, without duplicates.
   *
   * @param object - The object.
   */
  getDependencies?<T extends KubernetesObject>(object: T): readonly DependentObjectReference[];
}
