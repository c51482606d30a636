import { invalid } from '../../errors.js';
import { templateGeneration } from '../../generation/aggregate.js';
import {
  type AggregatedStatusItem,
  type AggregatedStatusItems,
  type AggregateOptions,
  inOrder,
  isItem,
  listItems,
  refuseItem,
  scheduledClusters,
} from '../../generation/items.js';
import { generationOf } from '../../generation/settled.js';
import { isEmpty, sameJson } from '../../json.js';
import { type Fields, isAbsent, isFields, type KubernetesObject, objectAt } from '../../objects.js';
import type { Reducer, Sum } from './reducers.js';
import { generationIn, numbered, type StatusShape } from './shape.js';

/** What an aggregation needs to know of the template. */
export interface Template {
  readonly generation: number;
  readonly observedGeneration: number;
  readonly status: Fields;
}

/** Reads the template; what is malformed within its status is about to be written anew. */
export function templateOf(shape: StatusShape, object: KubernetesObject): Template {
  if (!isFields(object)) throw invalid('INVALID_OBJECT', 'object', object, 'an object');
  const metadata = objectAt(object.metadata, 'metadata');
  const status = objectAt(object.status, 'status') ?? {};
  return {
    generation: templateGeneration(metadata?.generation, 'metadata.generation'),
    observedGeneration: generationOf(generationIn(shape, status.observedGeneration)) ?? 0,
    status,
  };
}

/** Adds the members' statuses up to the template's: `object` itself where that changes nothing. */
export function aggregateStatus<T extends KubernetesObject>(
  shape: StatusShape,
  object: T,
  items: AggregatedStatusItems,
  options: AggregateOptions | undefined,
): T {
  const template = templateOf(shape, object);
  const totals = new Float64Array(shape.counts.length);
  const states = shape.reducers.map((reducer) => reducer.start());
  const settled = addMembers(shape, totals, states, template.generation, items, scheduledClusters(options));
  const observedGeneration = settled ? template.generation : template.observedGeneration;
  const values = shape.reducers.map((reducer, i) =>
    finish(shape, i, reducer.part(states[i]), template, observedGeneration),
  );
  return withStatus(shape, object, template, observedGeneration, totals, values);
}

/** Takes every member that counts in, and says whether all of them are settled. */
function addMembers(
  shape: StatusShape,
  totals: Float64Array,
  states: readonly unknown[],
  generation: number,
  items: AggregatedStatusItems,
  scheduled: ReadonlySet<string> | undefined,
): boolean {
  const { add, addClosely, reducers, folded } = shape;
  const listed = listItems(numbered(shape, items));
  // Totals have no order; whoever folds needs that of the clusters' names.
  const members = reducers.length === 0 ? listed : inOrder(listed);
  const reported = new Set<string>();
  let waiting = 0;
  for (let i = 0; i < members.length; i++) {
    const item = members[i] as AggregatedStatusItem;
    if (!isItem(item)) refuseItem(item, `items[${i}]`);
    const { clusterName, status } = item;
    if (scheduled !== undefined) {
      if (!scheduled.has(clusterName)) continue;
      reported.add(clusterName);
    }
    if (!isFields(status)) {
      waiting++;
      continue;
    }
    let settled: number = add(totals, status, generation);
    if (settled < 0) settled = addClosely(totals, status, generation);
    for (let r = 0; r < reducers.length; r++) {
      const value = status[folded[r] as string];
      if (isAbsent(value)) continue;
      if (!(reducers[r] as Reducer).add(states[r], value, clusterName)) settled = 0;
    }
    if (settled === 0) waiting++;
  }
  return waiting === 0 && (scheduled === undefined || reported.size === scheduled.size);
}

/** The federation's value of the field that the `i`th reducer folds. */
function finish(
  { reducers, folded }: StatusShape,
  i: number,
  part: unknown,
  { status }: Template,
  observedGeneration: number,
): unknown {
  return reducers[i]?.finish(part, { previous: status[folded[i] as string], observedGeneration });
}

/** The template with what its members come to: `object` itself where that changes nothing. */
function withStatus<T extends KubernetesObject>(
  { counted, counts, folded, generationFormat }: StatusShape,
  object: T,
  { status }: Template,
  observedGeneration: number,
  totals: ArrayLike<number>,
  values: readonly unknown[],
): T {
  const written = generationFormat === 'text' ? String(observedGeneration) : observedGeneration;
  const next: Record<string, unknown> = { ...status, observedGeneration: written };
  const stored = status.observedGeneration;
  // An absent generation equals 0, as an absent count does.
  let changed = stored !== written && !(isEmpty(stored) && observedGeneration === 0);
  for (let i = 0; i < counts.length; i++) {
    const field = counted[i] as string;
    const total = Math.min(totals[i] as number, (counts[i] as Sum).limit);
    if ((status[field] ?? 0) !== total) changed = true;
    next[field] = total;
  }
  for (let i = 0; i < folded.length; i++) {
    const field = folded[i] as string;
    const value = values[i];
    if (value === undefined) delete next[field];
    else next[field] = value;
    // The API server drops a 0, and an empty text, list or object, of its own accord.
    const nothing = isEmpty(status[field]) && (isEmpty(value) || value === 0);
    if (!nothing && !sameJson(status[field], value)) changed = true;
  }
  return changed ? { ...object, status: next } : object;
}
