import type { AggregatedStatusItem, ScheduledClusters } from '../../generation/items.js';
import { asJson } from '../../kubernetes/json.js';
import { isAbsent, isFields } from '../../kubernetes/object.js';
import type { Chosen } from '../../reducers/choice.js';
import { accumulation, addMember } from '../add-member.js';
import type { CompiledStatus } from '../compiled-status.js';
import type { Template } from '../template.js';

/** What a member reports. */
export interface ReadMember {
  /** Its counts. */
  readonly totals: ArrayLike<number>;
  /** What is kept of its other fields, as JSON that may be its own; `undefined` for nothing. */
  readonly values: readonly unknown[];
  /** The generation of the template that it has processed. */
  readonly processed: number;
}

/** Of a member that is gone: it does not count, and so nobody waits for it. */
export const NOTHING: ReadMember = { totals: [], values: [], processed: Number.POSITIVE_INFINITY };

/** Reads what a member reports, without touching anything. */
export function readMember(
  compiled: CompiledStatus,
  { generation, format }: Template,
  item: AggregatedStatusItem,
  scheduled: ScheduledClusters | undefined,
): ReadMember {
  const { folded, reducers, texts } = compiled;
  const { totals, states, values } = accumulation(compiled, generation);
  reducers.forEach((reducer, r) => {
    // A part that is kept has to be right of every generation.
    if (reducer.keep === undefined) states[r] = reducer.start();
  });
  const ready = scheduled?.get(item.clusterName) !== false;
  const processed = addMember(compiled, format, { totals, states, values }, item, ready);
  const told = isFields(item.status);
  const kept = reducers.map((reducer, r) => {
    if (reducer.keep === undefined) return asJson(reducer.part(states[r]));
    if (!told) return undefined;
    const value = r < texts ? textOf(states[r]) : r < folded.length ? values[r] : item.status;
    // An absent field is something else than no report.
    return isAbsent(value) ? null : (reducer.keep(value) ?? null);
  });
  return { totals, values: kept, processed };
}

function textOf(state: unknown): string | undefined {
  return (state as Chosen<string>).value;
}
