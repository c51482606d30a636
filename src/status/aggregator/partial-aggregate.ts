import { invalid } from '../../errors.js';
import { type AggregateOptions, scheduledClusters } from '../../generation/items.js';
import { compare } from '../../kubernetes/compare.js';
import { type Fields, isCount, isFields, type KubernetesObject, MAX_SAFE } from '../../kubernetes/object.js';
import type { Reducer } from '../../reducers/reducers.js';
import { templateOf, withStatus } from '../aggregate-status.js';
import type { StatusShape } from '../status-shape.js';
import { mergeParts } from './part-tree.js';

/** The kind that a partial aggregate is of, by the first of its API versions. */
export interface KindName {
  readonly apiVersion: string;
  readonly kind: string;
}

/** In the place of the template generation that a member has processed: none that it tells of. */
export const NEVER = -1;

/**
 * What the members of one aggregator come to, as plain JSON: it can go to another process and be merged there
 * with those of other members.
 */
export interface PartialAggregate extends KindName {
  /**
   * For each cluster the generation of the template that it has processed: -1 where it tells of none, and `null` where
   * the workload is scheduled there and nothing has been reported.
   */
  readonly clusters: { readonly [clusterName: string]: number | null };
  /** What each field has come to: the sum of a count, or a part of the field's reducer. */
  readonly fields: { readonly [field: string]: unknown };
}

/** What any number of partial aggregates, of different members, come to. */
export function combinePartials(
  shape: StatusShape,
  kind: KindName,
  partials: readonly PartialAggregate[],
): PartialAggregate {
  if (!Array.isArray(partials)) throw invalid('INVALID_PARTIAL', 'partials', partials, 'a list');
  const clusters = new Map<string, number | null>();
  // Unlike `forEach`, this does not pass over holes.
  for (const [i, partial] of (partials as readonly PartialAggregate[]).entries()) {
    const path = `partials[${i}]`;
    checkPartial(shape, kind, partial, path);
    for (const [name, generation] of Object.entries(partial.clusters)) {
      const present = clusters.get(name) ?? null;
      if (present !== null && generation !== null)
        throw invalid('INVALID_PARTIAL', `${path}.clusters`, name, 'a cluster of this one alone');
      clusters.set(name, present ?? generation);
    }
  }
  const fields = partials.map((partial) => partial.fields);
  const totals = shape.counted.map((field) =>
    fields.reduce((total, each) => Math.min(total + (each[field] as number), MAX_SAFE), 0),
  );
  const parts = shape.folded.map((field, r) =>
    mergeParts(
      shape.reducers[r] as Reducer,
      fields.map((each) => partIn(each, field)),
    ),
  );
  return partialOf(shape, kind, clusters, totals, parts);
}

/** A partial aggregate, as plain JSON that shares nothing with what it is made of. */
export function partialOf(
  { counted, folded }: StatusShape,
  kind: KindName,
  clusters: ReadonlyMap<string, number | null>,
  totals: Iterable<number>,
  parts: readonly unknown[],
): PartialAggregate {
  const values = [...totals, ...parts];
  return JSON.parse(
    JSON.stringify({
      ...kind,
      clusters: Object.fromEntries([...clusters].sort(([a], [b]) => compare(a, b))),
      fields: Object.fromEntries([...counted, ...folded].map((field, i) => [field, values[i]])),
    }),
  );
}

/** What one aggregator over the members of all partial aggregates would say. */
export function mergePartials<T extends KubernetesObject>(
  shape: StatusShape,
  kind: KindName,
  object: T,
  partials: readonly PartialAggregate[],
  options: AggregateOptions | undefined,
): T {
  const template = templateOf(shape, object);
  const scheduled = scheduledClusters(options);
  const missing = new Set(scheduled);
  const { clusters, fields } = combinePartials(shape, kind, partials);
  let settled = true;
  for (const [name, generation] of Object.entries(clusters)) {
    if (scheduled && !missing.delete(name)) {
      if (generation === null) continue;
      // What a member has added cannot be told apart any more: its aggregator needs the same options.
      throw invalid('INVALID_OPTIONS', 'a cluster of partials', name, 'one of options.clusters');
    }
    if ((generation ?? NEVER) < template.generation) settled = false;
  }
  const totals = shape.counted.map((field) => fields[field] as number);
  const parts = shape.folded.map((field) => partIn(fields, field));
  return withStatus(shape, object, template, settled && missing.size === 0, totals, parts);
}

/** What a reducer has come to; every object inherits a `constructor`. */
function partIn(fields: Fields, field: string): unknown {
  return Object.hasOwn(fields, field) ? fields[field] : undefined;
}

/** Refuses what did not come from an aggregator of the kind. */
function checkPartial(
  { counted, folded, reducers }: StatusShape,
  { apiVersion, kind }: KindName,
  partial: unknown,
  path: string,
): void {
  const what = `that of a partial ${kind} of ${apiVersion}`;
  if (!isFields(partial)) throw invalid('INVALID_PARTIAL', path, partial, what);
  const { clusters, fields } = partial;
  const sound = {
    apiVersion: partial.apiVersion === apiVersion,
    kind: partial.kind === kind,
    clusters: isFields(clusters) && Object.values(clusters).every(isProcessed),
    fields:
      isFields(fields) &&
      counted.every((field) => isCount(fields[field], MAX_SAFE)) &&
      folded.every((field, r) => !Object.hasOwn(fields, field) || reducers[r]?.isPart(fields[field])),
  };
  for (const [field, is] of Object.entries(sound))
    if (!is) throw invalid('INVALID_PARTIAL', `${path}.${field}`, partial[field], what);
}

/** Whether a value is the generation that a cluster has processed. */
function isProcessed(value: unknown): boolean {
  return value === null || value === NEVER || isCount(value, MAX_SAFE);
}
