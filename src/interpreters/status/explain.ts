import {
  type ClusterExplanation,
  checkGenerations,
  explainMembers,
  type Report,
  type StatusProblem,
} from '../../generation/explain.js';
import type { AggregatedStatusItems, AggregateOptions } from '../../generation/items.js';
import { type Fields, isCount, type KubernetesObject } from '../../objects.js';
import { templateOf } from './aggregate.js';
import { expectedCount } from './reducers.js';
import { numbered, type StatusShape } from './shape.js';

/** Why a federated status is what it is. */
export interface StatusExplanation {
  /** The template's `metadata.generation`. */
  readonly generation: number;
  /** The `observedGeneration` that `aggregateStatus` gives. */
  readonly observedGeneration: number;
  /** Whether `observedGeneration` has reached `generation`. */
  readonly settled: boolean;
  /** Each cluster, by name: settled or why not. */
  readonly clusters: readonly ClusterExplanation[];
  /**
   * Each malformed field of a member's status, which counts as absent and keeps its member from settling; and each
   * cluster that is reported more than once, every report of which counts.
   */
  readonly problems: readonly StatusProblem[];
}

/** Explains what `aggregateStatus` gives for the same arguments. */
export function explainStatus(
  shape: StatusShape,
  object: KubernetesObject,
  items: AggregatedStatusItems,
  options: AggregateOptions | undefined,
): StatusExplanation {
  const { generation, observedGeneration: stored } = templateOf(shape, object);
  const explained = explainMembers(generation, numbered(shape, items), options, (status, report) =>
    checkStatus(shape, status, report),
  );
  const observedGeneration = explained.settled ? generation : stored;
  const { clusters, problems } = explained;
  return { generation, observedGeneration, settled: observedGeneration >= generation, clusters, problems };
}

/** Reports each malformed field of a status, the generations first. */
function checkStatus(shape: StatusShape, status: Fields, report: Report): void {
  const { counted, counts, reducers, folded } = shape;
  checkGenerations(status, report);
  counts.forEach((count, i) => {
    const field = counted[i] as string;
    const value = status[field] ?? 0;
    if (!isCount(value, count.limit)) report(`status.${field}`, value, expectedCount(count));
  });
  reducers.forEach((reducer, i) => {
    const field = folded[i] as string;
    const value = status[field] ?? undefined;
    if (value !== undefined) reducer.check(value, `status.${field}`, report);
  });
}
