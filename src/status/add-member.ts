import type { AggregatedStatusItem } from '../generation/items.js';
import {
  type GenerationFormat,
  isUnobserved,
  NEVER,
  processedGeneration,
} from '../generation/processed-generation.js';
import { type Fields, isAbsent, isCount, isFields } from '../kubernetes/object.js';
import type { Chosen } from '../reducers/choice.js';
import { addLastText } from '../reducers/last-text.js';
import type { Reducer } from '../reducers/reducer.js';
import { type CompiledStatus, generationIn } from './compiled-status.js';

/** Where members are accumulated. */
export interface Accumulation {
  /** The sum of each count. */
  readonly totals: number[];
  /** The state of each reducer. */
  readonly states: unknown[];
  /** What one member's status is read into. */
  readonly values: unknown[];
  /** Whether the last member's values, but for its generations, were well-formed. */
  sound: boolean;
}

/** An accumulation of no members yet, of a template of that generation or of any. */
export function accumulation({ limits, reducers }: CompiledStatus, generation?: number): Accumulation {
  return {
    totals: limits.map(() => 0),
    states: reducers.map((reducer) => reducer.start(generation)),
    values: [],
    sound: true,
  };
}

/**
 * Adds what one member reports.
 *
 * @param ready - Whether what it reports can be relied on: else it vouches for nothing.
 * @returns The generation of the template that it has processed, {@link NEVER} for none: also where something that
 * it reports is malformed.
 */
export function addMember(
  compiled: CompiledStatus,
  format: GenerationFormat,
  accumulated: Accumulation,
  item: AggregatedStatusItem,
  ready = true,
): number {
  const { folded, reducers, texts, early } = compiled;
  const { states, values } = accumulated;
  const { clusterName } = item;
  const status: unknown = item.status;
  if (!isFields(status)) {
    for (let r = early; r < reducers.length; r++) {
      const reducer = reducers[r] as Reducer;
      if (reducer.unreported) reducer.add(states[r], undefined, clusterName, NEVER);
    }
    return ready ? unreportedGeneration(format, item) : NEVER;
  }
  let sound = readFields(compiled, status, clusterName, accumulated);
  for (let r = texts; r < early; r++) {
    const value = values[r];
    if (isAbsent(value)) continue;
    if (!(reducers[r] as Reducer).add(states[r], value, clusterName, NEVER)) sound = false;
  }
  const at = folded.length;
  const observed = generationIn(format, values[at]);
  const processed =
    sound && ready ? processedGeneration(item, format, observed, values[at + 1], values[at + 2]) : NEVER;
  for (let r = early; r < reducers.length; r++) {
    const reducer = reducers[r] as Reducer;
    // The summary is handed the whole status.
    const value = r < at ? (values[r] ?? undefined) : status;
    if (value === undefined && !reducer.unreported) continue;
    if (!reducer.add(states[r], value, clusterName, processed)) sound = false;
  }
  accumulated.sound = sound;
  return sound ? processed : NEVER;
}

/** The generation that a member has processed of which there is no status: of some kinds none has any. */
function unreportedGeneration(format: GenerationFormat, item: AggregatedStatusItem): number {
  if (!isAbsent(item.status)) return NEVER;
  return isUnobserved(format) ? processedGeneration(item, format, undefined, undefined, undefined) : NEVER;
}

/** Adds counts and texts, and puts the other fields' values in their places; `false` where one of those is malformed. */
function readFields(
  { names, limits, texts }: CompiledStatus,
  status: Fields,
  clusterName: string,
  { totals, states, values }: Accumulation,
): boolean {
  const counts = limits.length;
  const others = counts + texts;
  for (let i = names.length - counts - 1; i >= texts; i--) values[i] = undefined;
  let sound = true;
  let next = 0;
  // V8 reads a field under the key that `for…in` is at without looking it up, whatever shape the object has.
  // Statuses list their fields in much the same order, so the next name is the first guess.
  for (const key in status) {
    let at = next;
    if (names[at] !== key) {
      at = placeOf(names, key, next);
      if (at < 0) continue;
    }
    next = at + 1;
    const value = status[key];
    if (at >= others) values[at - counts] = value;
    else if (at >= counts) {
      if (typeof value === 'string') {
        if (value !== '') (states[at - counts] as Chosen<string>).value = value;
      } else if (!addLastText(states[at - counts] as Chosen<string>, value, clusterName)) sound = false;
    } else if (typeof value === 'number' && (value | 0) === value && value >= 0)
      (totals[at] as number) += value;
    else if (isCount(value, limits[at] as number)) (totals[at] as number) += value;
    else if (!isAbsent(value)) sound = false;
  }
  return sound;
}

/** Where a name stands, looked for from a place on: fields that are missing stand between two that are not. */
function placeOf(names: readonly string[], name: string, from: number): number {
  for (let at = from; at < names.length; at++) if (names[at] === name) return at;
  for (let at = 0; at < from; at++) if (names[at] === name) return at;
  return -1;
}
