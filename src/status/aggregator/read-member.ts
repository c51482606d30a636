import type { AggregatedStatusItem, ScheduledClusters } from '../../generation/items.js';
import type { MemberReport } from '../../generation/report-of.js';
import { asJson } from '../../kubernetes/json.js';
import { isFields, type KubernetesObject } from '../../kubernetes/object.js';
import { ownText, sharedText } from '../../kubernetes/own-text.js';
import { own } from '../../reducers/choice.js';
import type { KeptValue, Reducer } from '../../reducers/reducer.js';
import { type Accumulation, accumulation, addMember } from '../add-member.js';
import type { CompiledStatus } from '../compiled-status.js';
import { memberReport } from '../explain-status.js';
import type { Template } from '../template.js';
import { isMarkedSilent, markSilent, NOTES, writeNotes } from './member-notes.js';
import { forEachLeaf, type Members, type Node } from './member-tree.js';
import type { KindName } from './partial-aggregate.js';
import { renewed } from './renewed.js';

/** A kind whose members are aggregated one by one. */
export interface AggregatedKind {
  readonly name: KindName;
  readonly compiled: CompiledStatus;
  /** How many numbers there are of a member: its counts, what an explanation says, and what it has processed. */
  readonly width: number;
  /** How many entries: its name, and a value for each reducer. */
  readonly each: number;
  /** The same kind with reducers that keep what one member reports. */
  readonly keeping: CompiledStatus;
  /** What the next member is read into; another one is made while it is in use. */
  spare: MemberReading | undefined;
  /** Refuses an object of another kind. */
  check(object: KubernetesObject): void;
}

/** What one member reports, good until the next one is read. */
export interface MemberReading {
  /** What accumulates it: its sums, the counts of the one member, are followed by its other numbers. */
  readonly read: Accumulation;
  /** Its name, and what is kept of its other fields: a value for each reducer, `undefined` where it reports nothing. */
  readonly entries: unknown[];
  told: Told | undefined;
}

/** What else is known of the few members whose numbers do not tell all. */
export interface Told {
  /** What an explanation says of it. */
  readonly report: MemberReport | undefined;
  /** The item, of a kind whose members are settled by what its template says. */
  readonly item: AggregatedStatusItem | undefined;
}

/** A kind as its aggregators know it. */
export function aggregatedKind(
  compiled: CompiledStatus,
  name: KindName,
  check: (object: KubernetesObject) => void,
): AggregatedKind {
  const keeping = { ...compiled, reducers: compiled.reducers.map(keeperOf) };
  const widths = { width: compiled.limits.length + NOTES + 1, each: compiled.reducers.length + 1 };
  return { name, compiled, ...widths, keeping, spare: undefined, check };
}

/** Where the loop itself adds a text, it says whose that is. */
interface Place extends KeptValue {
  clusterName: string;
}

/** A reducer of one member, whose state is the place of what is kept of it. */
function keeperOf(reducer: Reducer): Reducer {
  const { keep } = reducer;
  return {
    ...reducer,
    start: (): Place => ({
      clusterName: '',
      before: undefined,
      beside: undefined,
      value: undefined,
      isOwn: false,
    }),
    add(state, value, clusterName, processed) {
      const place = state as Place;
      if (keep !== undefined) return value === undefined || keep(place, value);
      // A part has to be right of every generation.
      const own = reducer.start();
      const sound = reducer.add(own, value, clusterName, processed);
      place.value = asJson(reducer.part(own));
      return sound;
    },
  };
}

/**
 * Reads what a member reports, without touching anything.
 *
 * @param leaf - Where it has its place, beside others that report much the same.
 * @param at - Its place there, -1 for one that is not there yet.
 */
export function readMember(
  kind: AggregatedKind,
  { format }: Template,
  item: AggregatedStatusItem,
  scheduled: ScheduledClusters | undefined,
  leaf: Node,
  at: number,
): MemberReading {
  const { compiled, keeping, each, width } = kind;
  const reading = kind.spare ?? { read: accumulation(keeping), entries: [], told: undefined };
  kind.spare = undefined;
  const { entries, read } = reading;
  const { states, values, totals: cells } = read;
  const counts = compiled.limits.length;
  for (let i = 0; i < counts; i++) cells[i] = 0;
  const told = isFields(item.status);
  const start = at * each;
  const beside = at > 0 ? start - each : start + each;
  const { texts, folded } = compiled;
  for (let r = texts; r < each - 1; r++) {
    const place = states[r] as Place;
    place.before = at < 0 ? undefined : leaf.entries[start + r + 1];
    place.beside = leaf.entries[beside + r + 1];
    // An absent field is something else than no report.
    place.value = told && (keeping.reducers[r] as Reducer).keep ? null : undefined;
    place.isOwn = false;
  }
  read.sound = true;
  const ready = scheduled?.get(item.clusterName) !== false;
  cells[width - 1] = addMember(keeping, format, read, item, ready);
  entries[0] = at < 0 ? ownText(item.clusterName) : leaf.entries[start];
  for (let r = 0; r < texts; r++) {
    const place = states[r] as Place;
    const { value = told ? null : undefined } = place;
    place.value = undefined;
    const before = at < 0 ? undefined : leaf.entries[start + r + 1];
    entries[r + 1] =
      typeof value === 'string' ? sharedText(value, before, leaf.entries[beside + r + 1]) : value;
  }
  for (let r = texts; r < each - 1; r++) {
    const place = states[r] as Place;
    entries[r + 1] = place.isOwn ? place.value : renewed(place.before, place.beside, place.value);
    place.value = undefined;
  }
  // Of a cluster that is not ready, numbers do not tell what it has processed.
  const isPlain = writeNotes(cells, counts, format, item, values, folded.length) && read.sound && ready;
  // Nothing of the item is to outlive this; where all of it is sound, generations are numbers.
  for (let i = texts; i < (isPlain ? folded.length : values.length); i++) values[i] = undefined;
  const report = isPlain ? undefined : memberReport(compiled, format, item);
  const keeps = typeof compiled.declared.observedGeneration === 'function';
  const copy = keeps ? own({ ...(asJson(item) as object), clusterName: item.clusterName }) : undefined;
  reading.told = report || copy ? { report, item: copy } : undefined;
  kind.spare = reading;
  return reading;
}

/** Takes down in its numbers that a cluster is scheduled and has not reported. */
export function noteSilent({ compiled }: AggregatedKind, cells: number[]): void {
  markSilent(cells, compiled.limits.length);
}

/** Whether a cluster is scheduled and has not reported. */
export function isSilent({ width, compiled }: AggregatedKind, { cells }: Members, at: number): boolean {
  return isMarkedSilent(cells, at * width + compiled.limits.length);
}

/** Calls back for each member that has reported, in the order of their names. */
export function forEachTold(
  kind: AggregatedKind,
  root: Node,
  visit: (clusterName: string, members: Members, at: number) => void,
): void {
  forEachLeaf(root, (leaf) => {
    for (let at = 0; at * kind.each < leaf.entries.length; at++)
      if (!isSilent(kind, leaf, at)) visit(leaf.entries[at * kind.each] as string, leaf, at);
  });
}
