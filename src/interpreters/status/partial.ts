import { InterpreterError, invalid } from '../../errors.js';
import { type AggregateOptions, scheduledClusters } from '../../generation/items.js';
import { MAX_GENERATION } from '../../generation/settled.js';
import { isCount, isFields, type KubernetesObject } from '../../objects.js';
import { finish, templateOf, withStatus } from './aggregate.js';
import type { Reducer } from './reducers.js';
import type { StatusShape } from './shape.js';

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
  /** How many members it stands for. */
  readonly members: number;
  /** How many clusters the workload is scheduled to, where the aggregator was told; else `null`. */
  readonly scheduled: number | null;
  /** How many members are well-formed and observed, by the template generation that they run. */
  readonly ready: readonly (readonly [generation: number, members: number])[];
  /** The sum of each count. */
  readonly counts: { readonly [field: string]: number };
  /** What the reducer of each other field has come to. */
  readonly fields: { readonly [field: string]: unknown };
}

/** What any number of partial aggregates, of different members, come to. */
export function combinePartials(
  { counted, folded, reducers }: StatusShape,
  kind: KindName,
  partials: readonly PartialAggregate[],
): PartialAggregate {
  checkPartials(kind, partials);
  const ready = new Map<number, number>();
  for (const partial of partials) {
    for (const [generation, members] of partial.ready) {
      ready.set(generation, (ready.get(generation) ?? 0) + members);
    }
  }
  const counts = counted.map((field) => {
    let total = 0;
    for (const partial of partials) total += partial.counts[field] ?? 0;
    return [field, Math.min(total, Number.MAX_SAFE_INTEGER)] as const;
  });
  const fields = folded.flatMap((field, r) => {
    const parts = partials.map((partial) => partial.fields[field]).filter((part) => part !== undefined);
    const part = parts.length === 0 ? undefined : guarded(field, () => (reducers[r] as Reducer).merge(parts));
    return part === undefined ? [] : [[field, part] as const];
  });
  return {
    ...kind,
    members: partials.reduce((sum, { members }) => sum + members, 0),
    scheduled: partials[0]?.scheduled ?? null,
    ready: [...ready].sort(([a], [b]) => a - b),
    counts: Object.fromEntries(counts),
    fields: Object.fromEntries(fields),
  };
}

function guarded(field: string, read: () => unknown): unknown {
  try {
    return read();
  } catch (cause) {
    // Only the reducer knows its parts, and it was not made to be told others.
    throw new InterpreterError('INVALID_PARTIAL', `the parts of ${field} are not what its reducer gives`, {
      cause,
    });
  }
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
  const { members, ready, counts, fields } = combinePartials(shape, kind, partials);
  const scheduled = scheduledClusters(options);
  partials.forEach((partial, i) => {
    // Who counts was decided where the members are known: it must be what is asked for here.
    if (partial.scheduled === (scheduled?.size ?? null)) return;
    const expected = 'what options.clusters says: each aggregator needs the same';
    throw invalid('INVALID_OPTIONS', `partials[${i}].scheduled`, partial.scheduled, expected);
  });
  let settled = 0;
  for (const [generation, count] of ready) if (generation >= template.generation) settled += count;
  const all = settled === members && (scheduled === undefined || scheduled.size === members);
  const observedGeneration = all ? template.generation : template.observedGeneration;
  const totals = shape.counted.map((field) => counts[field] as number);
  const values = shape.folded.map((field, r) =>
    guarded(field, () => finish(shape, r, fields[field], template, observedGeneration)),
  );
  return withStatus(shape, object, template, observedGeneration, totals, values);
}

/** Refuses what did not come from an aggregator of the kind; what a reducer has come to it knows itself. */
function checkPartials(name: KindName, partials: readonly PartialAggregate[]): void {
  if (!Array.isArray(partials)) throw invalid('INVALID_PARTIAL', 'partials', partials, 'a list');
  // Unlike `forEach`, this does not pass over holes.
  Array.from(partials, (partial: unknown, i) => {
    const { apiVersion, kind, members, scheduled, ready, counts, fields } = isFields(partial) ? partial : {};
    const sound =
      apiVersion === name.apiVersion &&
      kind === name.kind &&
      isCount(members, MAX_GENERATION) &&
      (scheduled === null || isCount(scheduled, MAX_GENERATION)) &&
      isFields(fields) &&
      isFields(counts) &&
      areCounts(Object.values(counts)) &&
      Array.isArray(ready) &&
      ready.every((pair) => Array.isArray(pair) && pair.length === 2 && areCounts(pair));
    if (!sound) {
      throw invalid(
        'INVALID_PARTIAL',
        `partials[${i}]`,
        partial,
        `a partial aggregate of ${name.apiVersion} ${name.kind}`,
      );
    }
    const first = (partials[0] as PartialAggregate).scheduled;
    if (scheduled !== first) {
      const expected = `${first} as in partials[0]: each aggregator needs the same options.clusters`;
      throw invalid('INVALID_OPTIONS', `partials[${i}].scheduled`, scheduled, expected);
    }
  });
}

function areCounts(values: readonly unknown[]): boolean {
  return values.every((value) => isCount(value, MAX_GENERATION));
}
