import { InterpreterError, invalid } from '../../errors.js';
import { type AggregateOptions, scheduledClusters } from '../../generation/items.js';
import { NEVER } from '../../generation/processed-generation.js';
import { compare } from '../../kubernetes/compare.js';
import { type Fields, isCount, isFields, type KubernetesObject, MAX_SAFE } from '../../kubernetes/object.js';
import { mergeParts, type Reducer } from '../../reducers/reducer.js';
import { accumulation, addMember } from '../add-member.js';
import { withStatus } from '../aggregate-status.js';
import type { CompiledStatus } from '../compiled-status.js';
import { templateOf } from '../template.js';

/** The kind that a partial aggregate is of, by the first of its API versions. */
export interface KindName {
  readonly apiVersion: string;
  readonly kind: string;
}

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
  /** The same of the fields that are decided together. */
  readonly summary?: unknown;
}

/** What any number of partial aggregates, of different members, come to. */
export function combinePartials(
  compiled: CompiledStatus,
  kind: KindName,
  partials: readonly PartialAggregate[],
): PartialAggregate {
  if (!Array.isArray(partials)) throw invalid('INVALID_PARTIAL', 'partials', partials, 'a list');
  const clusters = new Map<string, number | null>();
  // Unlike `forEach`, this does not pass over holes.
  for (const [i, partial] of (partials as readonly PartialAggregate[]).entries()) {
    const path = `partials[${i}]`;
    checkPartial(compiled, kind, partial, path);
    for (const [name, generation] of Object.entries(partial.clusters)) {
      const present = clusters.get(name) ?? null;
      if (present !== null && generation !== null)
        throw invalid('INVALID_PARTIAL', `${path}.clusters`, name, 'a cluster of this one alone');
      clusters.set(name, present ?? generation);
    }
  }
  const totals = compiled.counted.map((field) =>
    partials.reduce((total, { fields }) => Math.min(total + (fields[field] as number), MAX_SAFE), 0),
  );
  const parts = compiled.reducers.map((reducer, r) =>
    mergeParts(
      reducer,
      partials.map((partial) => partIn(compiled, partial, r)),
    ),
  );
  return partialOf(compiled, kind, clusters, totals, parts);
}

/** A partial aggregate, as plain JSON that shares nothing with what it is made of. */
export function partialOf(
  { counted, folded }: CompiledStatus,
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
      summary: parts[folded.length],
    }),
  );
}

/** What one aggregator over the members of all partial aggregates would say. */
export function mergePartials<T extends KubernetesObject>(
  compiled: CompiledStatus,
  kind: KindName,
  object: T,
  partials: readonly PartialAggregate[],
  options: AggregateOptions | undefined,
): T {
  const template = templateOf(compiled, object);
  const scheduled = scheduledClusters(options);
  if (options?.replicas === 'perCluster')
    throw invalid(
      'INVALID_OPTIONS',
      'options.replicas',
      options.replicas,
      '"total": partial aggregates hold sums',
    );
  const missing = new Set(scheduled?.keys());
  const combined = combinePartials(compiled, kind, partials);
  const silent: string[] = [];
  let settled = true;
  let members = 0;
  for (const [name, generation] of Object.entries(combined.clusters)) {
    if (scheduled && !missing.delete(name)) {
      if (generation === null) continue;
      // What a member has added cannot be told apart any more: its aggregator needs the same options.
      throw invalid('INVALID_OPTIONS', 'a cluster of partials', name, 'one of options.clusters');
    }
    members += 1;
    if (generation === null) silent.push(name);
    if (generation === null || generation === NEVER || generation < template.generation) settled = false;
  }
  // Whoever has reported nothing is in no partial aggregate: it may have reported to another.
  const unreported = accumulation(compiled);
  for (const clusterName of [...silent, ...missing])
    addMember(compiled, template.format, unreported, { clusterName });
  const parts = compiled.reducers.map((reducer: Reducer, r) =>
    mergeParts(reducer, [partIn(compiled, combined, r), reducer.part(unreported.states[r])]),
  );
  return withStatus(compiled, object, template, {
    totals: compiled.counted.map((field) => combined.fields[field] as number),
    parts,
    members: members + missing.size,
    settled: settled && missing.size === 0,
  });
}

/** What a reducer has come to; every object inherits a `constructor`. */
function partIn({ folded }: CompiledStatus, { fields, summary }: PartialAggregate, r: number): unknown {
  const field = folded[r];
  if (field === undefined) return summary;
  return Object.hasOwn(fields, field) ? fields[field] : undefined;
}

/** Refuses what did not come from an aggregator of the kind. */
function checkPartial(
  { counted, folded, reducers, declared }: CompiledStatus,
  { apiVersion, kind }: KindName,
  partial: unknown,
  path: string,
): void {
  const what = `that of a partial ${kind} of ${apiVersion}`;
  if (!isFields(partial)) throw invalid('INVALID_PARTIAL', path, partial, what);
  const { clusters, fields, summary } = partial;
  const sound = {
    apiVersion: partial.apiVersion === apiVersion,
    kind: partial.kind === kind,
    clusters: isFields(clusters) && Object.values(clusters).every(isProcessed),
    fields:
      isFields(fields) &&
      counted.every((field) => isCount(fields[field], MAX_SAFE)) &&
      folded.every((field, r) => !Object.hasOwn(fields, field) || reducers[r]?.isPart(fields[field])),
    summary: summary === undefined || declared.summary?.isPart(summary) === true,
  };
  for (const [field, is] of Object.entries(sound))
    if (!is) throw invalid('INVALID_PARTIAL', `${path}.${field}`, (partial as Fields)[field], what);
}

/** Whether a value is the generation that a cluster has processed. */
function isProcessed(value: unknown): boolean {
  return value === null || value === NEVER || isCount(value, MAX_SAFE);
}

/** The error of whoever cannot give a partial aggregate, and why. */
export function noPartial(why: string): InterpreterError {
  return new InterpreterError('UNSUPPORTED_OPERATION', `partial(): ${why}`);
}
