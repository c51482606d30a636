import {
  type AggregatedStatusItem,
  type AggregatedStatusItems,
  type AggregateOptions,
  areScheduled,
  inOrder,
  listItems,
  type ScheduledClusters,
  scheduledClusters,
} from '../generation/items.js';
import { type GenerationFormat, NEVER } from '../generation/processed-generation.js';
import { isEmpty, sameJson } from '../kubernetes/json.js';
import { type Fields, isAbsent, type KubernetesObject, setField } from '../kubernetes/object.js';
import type { Federation, Reducer } from '../reducers/reducer.js';
import { type Accumulation, accumulation, addMember } from './add-member.js';
import type { CompiledStatus } from './compiled-status.js';
import { addFilled, countsOf, replicaTargetsOf, type Targets } from './per-cluster.js';
import { type Template, templateOf } from './template.js';

/** What all members come to. */
export interface Aggregate {
  /** The sum of each count. */
  readonly totals: ArrayLike<number>;
  /** What each reducer has accumulated. */
  readonly parts: readonly unknown[];
  /** How many members count, whether they have reported or not. */
  readonly members: number;
  /** Whether every one of them is settled. */
  readonly settled: boolean;
}

/** Adds the members' statuses up to the template's: `object` itself where that changes nothing. */
export function aggregateStatus<T extends KubernetesObject>(
  compiled: CompiledStatus,
  object: T,
  items: AggregatedStatusItems,
  options: AggregateOptions | undefined,
): T {
  const template = templateOf(compiled, object);
  const state = accumulation(compiled, template.generation);
  const targets = replicaTargetsOf(compiled, object, options);
  const filled = targets && new Float64Array(targets.length);
  const scheduled = areScheduled(items, options?.clusters) ? undefined : scheduledClusters(options);
  const counted = addMembers(compiled, template, state, items, scheduled, targets, filled);
  const { reducers, texts } = compiled;
  // The state of a text is its part.
  const parts = reducers.map((reducer, r) => (r < texts ? state.states[r] : reducer.part(state.states[r])));
  const totals =
    targets && filled ? countsOf(compiled, targets, counted.members, state.totals, filled) : state.totals;
  return withStatus(compiled, object, template, { totals, parts, ...counted });
}

/** Adds every member that counts, and says how many there are and whether all of them are settled. */
function addMembers(
  compiled: CompiledStatus,
  { generation, format }: Template,
  state: Accumulation,
  items: AggregatedStatusItems,
  scheduled: ScheduledClusters | undefined,
  targets: Targets | undefined,
  filled: Float64Array | undefined,
): Pick<Aggregate, 'members' | 'settled'> {
  const listed = withSilent(compiled, listItems(items), scheduled);
  const members = inOrder(listed);
  const silent = scheduled && new Set(scheduled.keys());
  let counted = 0;
  let waiting = 0;
  for (let i = 0; i < members.length; i++) {
    const item = members[i] as AggregatedStatusItem;
    if (scheduled !== undefined) {
      if (!scheduled.has(item.clusterName)) continue;
      silent?.delete(item.clusterName);
    }
    counted++;
    const before = targets && state.totals.slice();
    const ready = scheduled?.get(item.clusterName) !== false;
    const processed = addMember(compiled, format, state, item, ready);
    if (processed === NEVER || processed < generation) waiting++;
    if (before && targets && filled) {
      for (let at = 0; at < before.length; at++)
        before[at] = (state.totals[at] as number) - (before[at] as number);
      addFilled(filled, targets, before, 0);
    }
  }
  const left = silent?.size ?? 0;
  return { members: counted + left, settled: waiting + left === 0 };
}

/** The items, and where a reducer has to be told of them also the clusters of which there is none. */
function withSilent(
  { reducers }: CompiledStatus,
  items: readonly AggregatedStatusItem[],
  scheduled: ScheduledClusters | undefined,
): readonly AggregatedStatusItem[] {
  if (scheduled === undefined || !reducers.some(({ unreported }) => unreported)) return items;
  const silent = new Set(scheduled.keys());
  for (const item of items) silent.delete(item?.clusterName);
  return [...items, ...Array.from(silent, (clusterName) => ({ clusterName }))];
}

/** The template with what its members come to: `object` itself where that changes nothing. */
export function withStatus<T extends KubernetesObject>(
  compiled: CompiledStatus,
  object: T,
  template: Template,
  { totals, parts, members, settled }: Aggregate,
): T {
  const { counted, limits, folded, reducers, declared } = compiled;
  const { status, format, generation } = template;
  if (declared.isFinal?.(object)) return object;
  const reached = settled ? generation : template.observedGeneration;
  const observedGeneration = format === 'none' ? undefined : reached;
  const next: Record<string, unknown> = declared.declaredOnly ? {} : copyOf(status);
  const dropped: string[] = [];
  let changed = false;
  const put = (field: string, value: unknown): void => {
    // To delete it here would make the object a dictionary, which is slow and large.
    if (value !== undefined) next[field] = value;
    else if (Object.hasOwn(next, field)) dropped.push(field);
    // Each look at a field whose name is not written out takes as long as many of the others.
    if (changed) return;
    const previous = status[field];
    if (previous === value) return;
    // The API server drops a 0, and an empty text, list or object, of its own accord.
    changed = isNothing(previous) ? !isNothing(value) : !sameJson(previous, value);
  };
  if (observedGeneration !== undefined) {
    const stored = status.observedGeneration;
    const value = written(observedGeneration, format);
    next.observedGeneration = value;
    // An absent generation equals 0, as an absent count does.
    if (stored !== value && !(observedGeneration === 0 && (isAbsent(stored) || stored === '')))
      changed = true;
  }
  for (let i = 0; i < limits.length; i++) {
    const field = counted[i] as string;
    const total = Math.min(totals[i] as number, limits[i] as number);
    changed ||= (status[field] ?? 0) !== total;
    next[field] = total;
  }
  const federation = {
    object,
    previous: undefined as unknown,
    generation,
    observedGeneration,
    settled,
    counts: next as Federation['counts'],
    members,
  };
  for (let r = 0; r < reducers.length; r++) {
    const field = folded[r];
    federation.previous = field === undefined ? status : status[field];
    const value = (reducers[r] as Reducer).finish(parts[r], federation);
    if (field !== undefined) put(field, value);
    else for (const name in value as Fields | undefined) put(name, (value as Fields)[name]);
  }
  if (
    declared.declaredOnly &&
    Object.keys(status).some((field) => !(field in next) && !isNothing(status[field]))
  )
    changed = true;
  if (!changed) return object;
  const whole = copyOf(object as unknown as Fields);
  whole.status = dropped.length === 0 ? next : copyOf(next, dropped);
  return whole as T;
}

/** An `observedGeneration` as the format has it. */
function written(generation: number, format: GenerationFormat): number | string {
  return format === 'text' ? String(generation) : generation;
}

/** Whether a value says nothing that the API server would keep. */
function isNothing(value: unknown): boolean {
  return value === 0 || isEmpty(value);
}

/** A copy without some fields; V8 makes it of objects of many shapes no faster by a spread. */
function copyOf(fields: Fields, dropped: readonly string[] = []): Record<string, unknown> {
  const copy: Record<string, unknown> = {};
  for (const field in fields) if (!dropped.includes(field)) setField(copy, field, fields[field]);
  return copy;
}
