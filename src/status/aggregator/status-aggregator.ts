import {
  explainReports,
  type MemberReport,
  reportOf,
  type StatusExplanation,
} from '../../generation/explanation.js';
import {
  type AggregatedStatusItem,
  type AggregateOptions,
  isItem,
  refuseItem,
  scheduledClusters,
} from '../../generation/items.js';
import { GENERATION_FIELDS, generationsOf } from '../../generation/settled.js';
import { type Fields, isFields, type KubernetesObject } from '../../kubernetes/object.js';
import { addMember, templateOf, withStatus } from '../aggregate-status.js';
import { checkStatus } from '../explain-status.js';
import { numberedItem, type StatusShape } from '../status-shape.js';
import { exactTotals } from './exact-totals.js';
import { memberTable } from './member-table.js';
import { partTree } from './part-tree.js';
import { type KindName, NEVER, type PartialAggregate, partialOf } from './partial-aggregate.js';

/**
 * Aggregates a workload whose members report one by one, at a cost that does not grow with their number.
 *
 * It is the one thing here with a state. The state is its own: it keeps what it needs of an item and no reference
 * to the item's objects.
 */
export interface StatusAggregator<T extends KubernetesObject = KubernetesObject> {
  /**
   * Puts what a member reports in the place of what it reported before.
   *
   * @throws InterpreterError `INVALID_ITEMS` for an item without a cluster's name.
   */
  set(item: AggregatedStatusItem): this;
  /** Forgets a member, and says whether there was one of that name. */
  delete(clusterName: string): boolean;
  /** Goes on with another version of the template. */
  update(object: T): this;
  /** How many members it holds. */
  readonly size: number;
  /** What `aggregateStatus` gives for the members it holds; the same reference while nothing has changed. */
  aggregate(): T;
  /** What `explainStatus` gives for the members it holds. */
  explain(): StatusExplanation;
  /** What its members come to, as plain JSON, for `mergePartials`. */
  partial(): PartialAggregate;
}

/** In the place of the generation that a member has processed: it does not count, and so nobody waits for it. */
const GONE = Number.POSITIVE_INFINITY;

/** An aggregator that holds no member yet. */
export function createAggregator<T extends KubernetesObject>(
  shape: StatusShape,
  kind: KindName,
  template: T,
  options: AggregateOptions | undefined,
  check: (object: KubernetesObject) => void,
): StatusAggregator<T> {
  const { limits, reducers } = shape;
  const scheduled = scheduledClusters(options);
  // A row: the counts, the generations as they are reported (NaN where absent), and the template's that is processed.
  const generationsAt = limits.length;
  const processedAt = generationsAt + GENERATION_FIELDS.length;
  const width = processedAt + 1;
  const table = memberTable(width);
  const totals = exactTotals(limits.length);
  const trees = reducers.map(partTree);
  /** What members report that their rows do not tell: such a row begins its generations with `NEVER`. */
  const reports = new Map<string, MemberReport>();
  /** Clusters that report and do not count. */
  const others = new Set<string>();
  // What one status is read into, and what all come to.
  const added = new Float64Array(limits.length);
  const values: unknown[] = [];
  const states: unknown[] = [];
  const parts: unknown[] = [];

  let object = template;
  let current = templateOf(shape, object);
  /** How many members have not processed the template's generation. */
  let waiting = 0;
  /** What the members came to, and whether something has changed since. */
  let last = object;
  let stale = true;

  /** Puts a status in the place of a row's present one; what is said of it is what `addMember` says. */
  const replace = (row: number, clusterName: string, status: Fields | undefined): number => {
    added.fill(0);
    for (let r = 0; r < reducers.length; r++) states[r] = reducers[r]?.start();
    const verdict =
      status === undefined ? -1 : addMember(shape, added, states, 0, status, clusterName, values);
    for (let i = 0; i < added.length; i++) {
      const before = table.cells[row * width + i] as number;
      const after = added[i] as number;
      if (before === after) continue;
      totals.move(i, before, after);
      table.cells[row * width + i] = after;
      stale = true;
    }
    for (let r = 0; r < reducers.length; r++) {
      if (trees[r]?.set(row, reducers[r]?.part(states[r]))) stale = true;
      // What has been read is the item's, not the aggregator's.
      states[r] = undefined;
    }
    values.fill(undefined);
    return verdict;
  };

  const setProcessed = (row: number, generation: number): void => {
    const cell = row * width + processedAt;
    const before = table.cells[cell] as number;
    if (before === generation) return;
    if (before < current.generation) waiting -= 1;
    if (generation < current.generation) waiting += 1;
    table.cells[cell] = generation;
    stale = true;
  };

  const partsNow = (): readonly unknown[] => {
    for (let r = 0; r < trees.length; r++) parts[r] = trees[r]?.part();
    return parts;
  };

  const refresh = (): void => {
    const settled = waiting === 0 && (scheduled?.size ?? table.rows.size) === table.rows.size;
    last = withStatus(shape, object, current, settled, totals.values, partsNow());
    stale = false;
  };

  const aggregator: StatusAggregator<T> = {
    set(given) {
      if (!isItem(given)) refuseItem(given, 'item');
      const item = numberedItem(shape, given);
      const { clusterName, applied } = item;
      if (scheduled?.has(clusterName) === false) {
        others.add(clusterName);
        return aggregator;
      }
      const status = isFields(item.status) ? item.status : undefined;
      const row = table.rowOf(clusterName, GONE);
      const verdict = replace(row, clusterName, status);
      const { cells } = table;
      const start = row * width + generationsAt;
      if (cells[start] === NEVER) reports.delete(clusterName);
      const told = status !== undefined && verdict >= 0 && applied !== false;
      for (let g = 0; g < GENERATION_FIELDS.length; g++) {
        // Well-formed ones are numbers or absent.
        cells[start + g] = told ? ((status[GENERATION_FIELDS[g] as string] ?? Number.NaN) as number) : NEVER;
      }
      if (!told) {
        reports.set(
          clusterName,
          reportOf(item, (fields, report) => checkStatus(shape, fields, report)),
        );
      }
      setProcessed(row, verdict === 1 ? ((status?.resourceTemplateGeneration ?? 0) as number) : NEVER);
      return aggregator;
    },

    delete(clusterName) {
      const row = table.rows.get(clusterName);
      if (row === undefined) return others.delete(clusterName);
      replace(row, clusterName, undefined);
      setProcessed(row, GONE);
      reports.delete(clusterName);
      table.release(clusterName);
      return true;
    },

    update(next) {
      check(next);
      const { generation, status } = current;
      current = templateOf(shape, next);
      stale ||= next !== object || current.status !== status;
      object = next;
      if (current.generation === generation) return aggregator;
      waiting = 0;
      for (const row of table.rows.values())
        if ((table.cells[row * width + processedAt] as number) < current.generation) waiting += 1;
      stale = true;
      return aggregator;
    },

    get size() {
      return table.rows.size + others.size;
    },

    aggregate() {
      if (stale) refresh();
      return last;
    },

    explain() {
      const all = Array.from(others, (clusterName): MemberReport => ({ clusterName, problems: [] }));
      for (const [clusterName, row] of table.rows) {
        const [observedGeneration, generation, resourceTemplateGeneration] = table.cells.subarray(
          row * width + generationsAt,
        );
        const generations = generationsOf({ observedGeneration, generation, resourceTemplateGeneration });
        all.push(reports.get(clusterName) ?? { clusterName, generations, problems: [] });
      }
      return explainReports(current, all, scheduled, options);
    },

    partial() {
      const clusters = new Map<string, number | null>();
      for (const name of scheduled ?? []) clusters.set(name, null);
      for (const [name, row] of table.rows)
        clusters.set(name, table.cells[row * width + processedAt] as number);
      return partialOf(shape, kind, clusters, totals.values, partsNow());
    },
  };
  return aggregator;
}
