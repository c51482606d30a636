import { invalid } from '../../errors.js';
import { templateGeneration } from '../../generation/aggregate.js';
import {
  type AggregatedStatusItem,
  type AggregatedStatusItems,
  type AggregateOptions,
  checkItem,
  inOrder,
  listItems,
  scheduledClusters,
} from '../../generation/items.js';
import { generationOf } from '../../generation/settled.js';
import { isEmpty, sameJson } from '../../json.js';
import { type Fields, isCount, isFields, type KubernetesObject, objectAt } from '../../objects.js';
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
  const tally = tallyOf(shape);
  const settled = addMembers(shape, tally, template.generation, items, scheduledClusters(options));
  const observedGeneration = settled ? template.generation : template.observedGeneration;
  const changes = changesOf(shape, tally, template.status, observedGeneration);
  return changes === undefined ? object : { ...object, status: changes };
}

/** What the members add up to so far. */
interface Tally {
  /** One total for each count of the shape. */
  readonly totals: number[];
  /** One state for each reducer of the shape. */
  readonly states: unknown[];
}

function tallyOf({ counts, reducers }: StatusShape): Tally {
  return { totals: counts.map(() => 0), states: reducers.map((reducer) => reducer.start()) };
}

/** Takes every member that counts into the tally, and says whether all of them are settled. */
function addMembers(
  shape: StatusShape,
  tally: Tally,
  generation: number,
  items: AggregatedStatusItems,
  scheduled: ReadonlySet<string> | undefined,
): boolean {
  const listed = listItems(numbered(shape, items));
  // Totals have no order; whoever folds needs that of the clusters' names.
  const members = shape.reducers.length === 0 ? listed : inOrder(listed);
  const reported = new Set<string>();
  let waiting = 0;
  for (let i = 0; i < members.length; i++) {
    const item = members[i] as AggregatedStatusItem;
    checkItem(item, i);
    if (scheduled !== undefined) {
      if (!scheduled.has(item.clusterName)) continue;
      reported.add(item.clusterName);
    }
    if (!isFields(item.status) || !addMember(shape, tally, generation, item.status, item.clusterName))
      waiting++;
  }
  return waiting === 0 && (scheduled === undefined || reported.size === scheduled.size);
}

/**
 * Takes one member's status in, and says whether it is settled: well-formed, and at this generation.
 *
 * The loop runs over the fields that the status has, not over those that the kind declares: V8 reads a field
 * under the key that `for…in` is at without looking it up, whatever shape the object has. Statuses list their
 * fields in much the same order, so the next declared field is the first guess.
 */
function addMember(
  shape: StatusShape,
  { totals, states }: Tally,
  generation: number,
  status: Fields,
  clusterName: string,
): boolean {
  const { fields, limits, reducers } = shape;
  const observedAt = totals.length;
  let wellFormed = true;
  let observed = 0;
  let own = 0;
  let resourceTemplate = 0;
  let next = 0;
  for (const key in status) {
    let at = next;
    if (fields[at] !== key) {
      at = fields.indexOf(key);
      if (at < 0) continue;
    }
    next = at + 1;
    const value = status[key];
    if (value === undefined || value === null) continue;
    if (at >= limits.length) {
      const r = at - limits.length;
      if (!reducers[r]?.add(states[r], value, clusterName)) wellFormed = false;
    } else if (!isCount(value, limits[at] as number)) wellFormed = false;
    else if (at < observedAt) totals[at] = (totals[at] as number) + value;
    else if (at === observedAt) observed = value;
    else if (at === observedAt + 1) own = value;
    else resourceTemplate = value;
  }
  return wellFormed && observed >= own && resourceTemplate >= generation;
}

/** The template's status with what has changed in it, or `undefined` where nothing has. */
function changesOf(
  { fields, counts, reducers, folded, generationFormat }: StatusShape,
  { totals, states }: Tally,
  status: Fields,
  observedGeneration: number,
): Fields | undefined {
  const written = generationFormat === 'text' ? String(observedGeneration) : observedGeneration;
  const next: Record<string, unknown> = { ...status, observedGeneration: written };
  // An absent generation equals 0, as an absent count does.
  const stored = status.observedGeneration;
  let changed = stored !== written && !(isEmpty(stored) && observedGeneration === 0);
  for (let i = 0; i < counts.length; i++) {
    const field = fields[i] as string;
    const total = Math.min(totals[i] as number, counts[i]?.limit as number);
    if ((status[field] ?? 0) !== total) changed = true;
    next[field] = total;
  }
  for (let i = 0; i < reducers.length; i++) {
    const field = folded[i] as string;
    const previous = status[field];
    const value = reducers[i]?.finish(states[i], { previous, observedGeneration });
    if (value === undefined) delete next[field];
    else next[field] = value;
    if (!sameJson(previous, value) && !(isEmpty(previous) && isEmpty(value))) changed = true;
  }
  return changed ? next : undefined;
}
