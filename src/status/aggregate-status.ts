import { invalid } from '../errors.js';
import { templateGeneration } from '../generation/aggregate-generation.js';
import {
  type AggregatedStatusItem,
  type AggregatedStatusItems,
  type AggregateOptions,
  inOrder,
  isItem,
  listItems,
  refuseItem,
  scheduledClusters,
} from '../generation/items.js';
import { generationOf } from '../generation/settled.js';
import { isEmpty, sameJson } from '../kubernetes/json.js';
import {
  type Fields,
  isAbsent,
  isCount,
  isFields,
  type KubernetesObject,
  objectAt,
} from '../kubernetes/object.js';
import type { Reducer } from '../reducers/reducers.js';
import { generationIn, numbered, type StatusShape } from './status-shape.js';

/** What an aggregation needs to know of the template. */
export interface Template {
  readonly generation: number;
  readonly observedGeneration: number;
  readonly status: Fields;
}

const NO_STATUS: Fields = {};

/** Reads the template; what is malformed within its status is about to be written anew. */
export function templateOf(shape: StatusShape, object: KubernetesObject): Template {
  if (!isFields(object)) throw invalid('INVALID_OBJECT', 'object', object, 'an object');
  const metadata = objectAt(object.metadata, 'metadata');
  const status = objectAt(object.status, 'status') ?? NO_STATUS;
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
  const totals = new Float64Array(shape.limits.length);
  const states = shape.reducers.map((reducer) => reducer.start());
  const settled = addMembers(shape, totals, states, template.generation, items, scheduledClusters(options));
  const parts = shape.reducers.map((reducer, r) => reducer.part(states[r]));
  return withStatus(shape, object, template, settled, totals, parts);
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
  const values: unknown[] = [];
  const listed = listItems(numbered(shape, items));
  // Totals have no order; whoever folds needs that of the clusters' names.
  const members = states.length === 0 ? listed : inOrder(listed);
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
    const settled =
      isFields(status) && addMember(shape, totals, states, generation, status, clusterName, values) === 1;
    if (!settled) waiting++;
  }
  return waiting === 0 && (scheduled === undefined || reported.size === scheduled.size);
}

/**
 * Takes one member's status in, and says whether it is settled: its spec observed, and that of this generation of the
 * template or a later one. What is read goes through `values`, which is nobody else's.
 *
 * @returns 1 where it is settled, 0 where it is not, and -1 where a field is malformed.
 */
export function addMember(
  { add, names, limits, reducers }: StatusShape,
  totals: Float64Array,
  states: readonly unknown[],
  generation: number,
  status: Fields,
  clusterName: string,
  values: unknown[],
): -1 | 0 | 1 {
  const verdict = add === undefined ? -1 : add(totals, status, generation);
  if (verdict >= 0) return verdict;
  readFields(names, status, values);
  let sound = true;
  let at = 0;
  for (; at < limits.length; at++) {
    const value = values[at];
    if (isCount(value, limits[at] as number)) totals[at] = (totals[at] as number) + value;
    else if (!isAbsent(value)) sound = false;
  }
  for (let r = 0; r < reducers.length; r++, at++) {
    const value = values[at];
    if (!isAbsent(value) && !(reducers[r] as Reducer).add(states[r], value, clusterName)) sound = false;
  }
  const observed = generationOf(values[at]);
  const own = generationOf(values[at + 1]);
  const template = generationOf(values[at + 2]);
  if (!sound || observed === undefined || own === undefined || template === undefined) return -1;
  return observed >= own && template >= generation ? 1 : 0;
}

/** Puts the values of the fields of these names in their places. */
function readFields(names: readonly string[], status: Fields, values: unknown[]): void {
  for (let i = 0; i < names.length; i++) values[i] = undefined;
  let next = 0;
  // V8 reads a field under the key that `for…in` is at without looking it up, whatever shape the object has.
  // Statuses list their fields in much the same order, so the next name is the first guess.
  for (const key in status) {
    const at = names[next] === key ? next : names.indexOf(key);
    if (at < 0) continue;
    next = at + 1;
    values[at] = status[key];
  }
}

/** A copy, made twice as fast as a spread makes it of objects of many shapes. */
function copyOf(status: Fields): Record<string, unknown> {
  // Which alone makes a field of this name, and does not set a prototype.
  return Object.hasOwn(status, '__proto__') ? { ...status } : Object.assign({}, status);
}

/** The template with what its members come to: `object` itself where that changes nothing. */
export function withStatus<T extends KubernetesObject>(
  { counted, limits, folded, reducers, generationFormat }: StatusShape,
  object: T,
  template: Template,
  settled: boolean,
  totals: ArrayLike<number>,
  parts: readonly unknown[],
): T {
  const { status } = template;
  const observedGeneration = settled ? template.generation : template.observedGeneration;
  const written = generationFormat === 'text' ? String(observedGeneration) : observedGeneration;
  const next: Record<string, unknown> = copyOf(status);
  next.observedGeneration = written;
  const stored = status.observedGeneration;
  // An absent generation equals 0, as an absent count does.
  let changed = stored !== written && !(isEmpty(stored) && observedGeneration === 0);
  for (let i = 0; i < limits.length; i++) {
    const field = counted[i] as string;
    const total = Math.min(totals[i] as number, limits[i] as number);
    if ((status[field] ?? 0) !== total) changed = true;
    next[field] = total;
  }
  for (let r = 0; r < reducers.length; r++) {
    const field = folded[r] as string;
    const previous = status[field];
    const value = (reducers[r] as Reducer).finish(parts[r], { previous, observedGeneration });
    if (value === undefined) delete next[field];
    else next[field] = value;
    // The API server drops a 0, and an empty text, list or object, of its own accord.
    const nothing = isEmpty(previous) && (isEmpty(value) || value === 0);
    if (!nothing && !sameJson(previous, value)) changed = true;
  }
  return changed ? { ...object, status: next } : object;
}
