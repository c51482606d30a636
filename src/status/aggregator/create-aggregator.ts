import { explainReports } from '../../generation/explanation.js';
import {
  type AggregatedStatusItem,
  type AggregateOptions,
  isItem,
  refuseItem,
  scheduledClusters,
} from '../../generation/items.js';
import { NEVER } from '../../generation/processed-generation.js';
import type { MemberReport } from '../../generation/report-of.js';
import { asJson } from '../../kubernetes/json.js';
import type { KubernetesObject } from '../../kubernetes/object.js';
import { own } from '../../reducers/choice.js';
import { mergeParts, type Reducer } from '../../reducers/reducer.js';
import { accumulation, addMember } from '../add-member.js';
import { withStatus } from '../aggregate-status.js';
import type { CompiledStatus } from '../compiled-status.js';
import { perClusterTotals, replicaTargetsOf } from '../per-cluster.js';
import { templateOf } from '../template.js';
import { exactTotals } from './exact-totals.js';
import { isPlain, isSilent, NOTES, noteSilent, readNotes, reportBeside, writeNotes } from './member-notes.js';
import { memberTable } from './member-table.js';
import { partTree } from './part-tree.js';
import { type KindName, noPartial, partialOf } from './partial-aggregate.js';
import type { StatusAggregator } from './status-aggregator.js';

/** In the place of the generation that a member has processed: it does not count, and so nobody waits for it. */
const GONE = Number.POSITIVE_INFINITY;

/** An aggregator that holds no member yet. */
export function createAggregator<T extends KubernetesObject>(
  compiled: CompiledStatus,
  kind: KindName,
  template: T,
  options: AggregateOptions | undefined,
  check: (object: KubernetesObject) => void,
): StatusAggregator<T> {
  const { limits, reducers } = compiled;
  const scheduled = scheduledClusters(options);
  // A row: the counts, what an explanation says, and the template's generation that is processed.
  const notesAt = limits.length;
  const processedAt = notesAt + NOTES;
  const width = processedAt + 1;
  const table = memberTable(width);
  const totals = exactTotals(limits.length);
  const trees = reducers.map(partTree);
  /** What members report that their rows do not tell. */
  const reports = new Map<string, MemberReport>();
  /** Clusters that report and do not count. */
  const others = new Set<string>();
  /** How many clusters are scheduled and have not reported. */
  let silent = 0;
  /** The items, of a kind whose members are settled by what its template says. */
  const items =
    typeof compiled.declared.observedGeneration === 'function'
      ? new Map<string, AggregatedStatusItem>()
      : undefined;
  /** What one member is added to, and what all come to. */
  const member = accumulation(compiled);
  const parts: unknown[] = [];

  let object = template;
  let current = templateOf(compiled, object);
  let targets = replicaTargetsOf(compiled, object, options);
  /** How many members have not processed the template's generation. */
  let waiting = 0;
  /** What the members came to, and whether something has changed since. */
  let last = object;
  let stale = true;

  /** Reads a member's report, `undefined` for none, into the accumulation of one; nothing else is touched. */
  const read = (item: AggregatedStatusItem | undefined): number => {
    member.totals.fill(0);
    for (let r = 0; r < reducers.length; r++) member.states[r] = (reducers[r] as Reducer).start();
    const ready = item !== undefined && scheduled?.get(item.clusterName) !== false;
    const processed = item === undefined ? GONE : addMember(compiled, current.format, member, item, ready);
    // What has been read is the item's, not the aggregator's.
    member.values.fill(undefined);
    for (let r = 0; r < reducers.length; r++) member.states[r] = reducers[r]?.part(member.states[r]);
    return processed;
  };

  /** Puts what has been read in the place of what a row holds. */
  const replace = (row: number, processed: number): void => {
    for (let i = 0; i < limits.length; i++) {
      const cell = row * width + i;
      const before = table.cells[cell] as number;
      const after = member.totals[i] as number;
      if (before === after) continue;
      totals.move(i, before, after);
      table.cells[cell] = after;
      stale = true;
    }
    for (let r = 0; r < reducers.length; r++) {
      if (trees[r]?.set(row, member.states[r])) stale = true;
      member.states[r] = undefined;
    }
    setProcessed(row, processed);
  };

  const isWaiting = (processed: number): boolean => processed === NEVER || processed < current.generation;

  const setProcessed = (row: number, processed: number): void => {
    const cell = row * width + processedAt;
    const before = table.cells[cell] as number;
    if (before === processed) return;
    if (isWaiting(before)) waiting -= 1;
    if (isWaiting(processed)) waiting += 1;
    table.cells[cell] = processed;
    stale = true;
  };

  /** The row of a cluster, which counts from now on. */
  const rowOf = (clusterName: string): number => {
    if (!table.rows.has(clusterName)) stale = true;
    return table.rowOf(clusterName, GONE);
  };

  /** A cluster that is scheduled and of which nothing has been reported. */
  const setSilent = (clusterName: string): void => {
    const processed = read({ clusterName });
    const row = rowOf(clusterName);
    replace(row, processed);
    noteSilent(table.cells, row * width + notesAt);
    silent += 1;
  };

  const isSilentRow = (row: number): boolean => isSilent(table.cells, row * width + notesAt);

  const partsNow = (): readonly unknown[] => {
    for (let r = 0; r < trees.length; r++) parts[r] = trees[r]?.part();
    return parts;
  };

  /** The parts of the members that have reported. */
  const reportedParts = (): readonly unknown[] => {
    if (silent === 0) return partsNow();
    const rows = [...table.rows.values()].filter((row) => !isSilentRow(row));
    return reducers.map((reducer, r) =>
      reducer.unreported
        ? mergeParts(
            reducer,
            rows.map((row) => trees[r]?.leaf(row)),
          )
        : trees[r]?.part(),
    );
  };

  const refresh = (): void => {
    const members = table.rows.size;
    const counts = perClusterTotals(compiled, targets, totals.values, table, width);
    last = withStatus(compiled, object, current, {
      ...{ totals: counts, parts: partsNow(), members, settled: waiting === 0 },
    });
    stale = false;
  };

  const aggregator: StatusAggregator<T> = {
    set(item) {
      if (!isItem(item)) refuseItem(item, 'item');
      const { clusterName } = item;
      if (scheduled?.has(clusterName) === false) {
        others.add(clusterName);
        return aggregator;
      }
      // All that may throw comes before anything is touched.
      const processed = read(item);
      const report = reportBeside(compiled, current.format, item, processed);
      const kept = items && own({ ...(asJson(item) as object), clusterName });
      const present = table.rows.get(clusterName);
      if (present !== undefined && isSilentRow(present)) silent -= 1;
      const row = rowOf(clusterName);
      replace(row, processed);
      if (report !== undefined && !isPlain(item, report)) reports.set(clusterName, report);
      else reports.delete(clusterName);
      writeNotes(table.cells, row * width + notesAt, current.format, item, report);
      if (kept) items?.set(clusterName, kept);
      return aggregator;
    },

    delete(clusterName) {
      const row = table.rows.get(clusterName);
      if (row === undefined) return others.delete(clusterName);
      if (isSilentRow(row)) return false;
      reports.delete(clusterName);
      items?.delete(clusterName);
      if (scheduled === undefined) {
        replace(row, read(undefined));
        table.release(clusterName);
        stale = true;
      } else setSilent(clusterName);
      return true;
    },

    update(next) {
      check(next);
      const { generation, status, format } = current;
      current = templateOf(compiled, next);
      targets = replicaTargetsOf(compiled, next, options);
      stale ||= next !== object || current.status !== status;
      object = next;
      if (current.format !== format) for (const item of items?.values() ?? []) aggregator.set(item);
      if (current.generation === generation) return aggregator;
      waiting = 0;
      for (const row of table.rows.values())
        if (isWaiting(table.cells[row * width + processedAt] as number)) waiting += 1;
      stale = true;
      return aggregator;
    },

    get size() {
      return table.rows.size - silent + others.size;
    },

    aggregate() {
      if (stale) refresh();
      return last;
    },

    explain() {
      const all = Array.from(others, (clusterName): MemberReport => {
        return { clusterName, processed: NEVER, problems: [] };
      });
      for (const [clusterName, row] of table.rows) {
        if (isSilentRow(row)) continue;
        const processed = table.cells[row * width + processedAt] as number;
        all.push(
          reports.get(clusterName) ?? readNotes(table.cells, row * width + notesAt, clusterName, processed),
        );
      }
      return explainReports(current, all, scheduled, options);
    },

    partial() {
      if (targets !== undefined)
        throw noPartial(
          'sums do not tell how far single clusters fall short, which replicas: perCluster asks for',
        );
      const clusters = new Map<string, number | null>();
      for (const [name, row] of table.rows) {
        clusters.set(name, isSilentRow(row) ? null : (table.cells[row * width + processedAt] as number));
      }
      return partialOf(compiled, kind, clusters, totals.values, reportedParts());
    },
  };

  for (const clusterName of scheduled?.keys() ?? []) setSilent(clusterName);
  return aggregator;
}
