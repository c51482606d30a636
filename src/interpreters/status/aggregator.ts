import { compare } from '../../compare.js';
import { explainReports, type Generations, type MemberReport, reportOf } from '../../generation/explain.js';
import {
  type AggregatedStatusItem,
  type AggregateOptions,
  isItem,
  refuseItem,
  scheduledClusters,
} from '../../generation/items.js';
import { GENERATION_FIELDS, generationOf } from '../../generation/settled.js';
import { isAbsent, isFields, type KubernetesObject } from '../../objects.js';
import { finish, templateOf, withStatus } from './aggregate.js';
import { checkStatus, type StatusExplanation } from './explain.js';
import { freeze } from './freeze.js';
import { memberTable } from './members.js';
import type { KindName, PartialAggregate } from './partial.js';
import { readyCounts } from './ready.js';
import { numberedItem, type StatusShape } from './shape.js';
import { exactTotals } from './totals.js';

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

/** An aggregator that holds no member yet. */
export function createAggregator<T extends KubernetesObject>(
  shape: StatusShape,
  kind: KindName,
  template: T,
  options: AggregateOptions | undefined,
  check: (object: KubernetesObject) => void,
): StatusAggregator<T> {
  const { counts, counted, reducers, folded } = shape;
  const scheduled = scheduledClusters(options);
  const counting = (clusterName: string): boolean => scheduled === undefined || scheduled.has(clusterName);
  // A row: the counts, the generations, and the template generation at which the member is ready; NaN where absent.
  const generationsAt = counts.length;
  const readyAt = generationsAt + GENERATION_FIELDS.length;
  const table = memberTable(readyAt + 1);
  const totals = exactTotals(counts);
  const ready = readyCounts();
  /** What members report that are not just well-formed, applied and observed. */
  const reports = new Map<string, MemberReport>();
  const fields = reducers.map((reducer) => ({
    index: reducer.index(),
    contributions: new Map<string, unknown>(),
    changed: true,
    value: undefined as unknown,
  }));
  const scratch = new Float64Array(counts.length);
  let members = 0;
  let countsChanged = true;
  let object = template;
  let current = templateOf(shape, object);
  let lastGeneration = Number.NaN;
  let last = object;

  /** Puts a status in the place of a member's present one, and says whether it settles at some generation. */
  const replace = (row: number, clusterName: string, status: unknown): boolean => {
    scratch.fill(0);
    let settles = 0;
    if (isFields(status)) {
      settles = shape.add(scratch, status, 0);
      if (settles < 0) settles = shape.addClosely(scratch, status, 0);
    }
    for (let i = 0; i < scratch.length; i++) {
      const before = table.get(row, i);
      const after = scratch[i] as number;
      if (before === after) continue;
      totals.move(i, before, after);
      table.set(row, i, after);
      countsChanged = true;
    }
    fields.forEach((field, r) => {
      const value = isFields(status) ? status[folded[r] as string] : undefined;
      const present = field.contributions.get(clusterName);
      const next = field.index.replace(present, value ?? undefined, clusterName);
      if (next === present) return;
      field.changed = true;
      if (next === undefined) field.contributions.delete(clusterName);
      else field.contributions.set(clusterName, next);
    });
    return settles === 1;
  };

  const setReady = (row: number, generation: number): void => {
    const before = table.get(row, readyAt);
    if (!Number.isNaN(before)) ready.move(before, -1);
    if (!Number.isNaN(generation)) ready.move(generation, 1);
    table.set(row, readyAt, generation);
  };

  const reportIn = (clusterName: string, row: number): MemberReport => {
    const generations: { -readonly [F in keyof Generations]: Generations[F] } = {};
    GENERATION_FIELDS.forEach((field, g) => {
      const value = table.get(row, generationsAt + g);
      if (!Number.isNaN(value)) generations[field] = value;
    });
    return { clusterName, generations, problems: [] };
  };

  const settledGeneration = (): number => {
    const all = ready.from(current.generation) === members && (scheduled?.size ?? members) === members;
    return all ? current.generation : current.observedGeneration;
  };

  const aggregator: StatusAggregator<T> = {
    set(given) {
      if (!isItem(given)) refuseItem(given, 'item');
      const item = numberedItem(shape, given);
      const { clusterName, status, applied } = item;
      const known = table.rows.has(clusterName);
      const row = table.rowOf(clusterName);
      if (!counting(clusterName)) return aggregator;
      if (!known) {
        members += 1;
        table.set(row, readyAt, Number.NaN);
      }
      const settles = replace(row, clusterName, status);
      // Only a check finds out what is wrong with values that are not counts.
      const report =
        settles && applied !== false && fields.length === 0
          ? undefined
          : reportOf(item, (reported, problem) => checkStatus(shape, reported, problem));
      const sound = settles && (report === undefined || report.problems.length === 0);
      if (report === undefined || (sound && applied !== false)) reports.delete(clusterName);
      else reports.set(clusterName, report);
      GENERATION_FIELDS.forEach((field, g) => {
        const value = isFields(status) ? status[field] : undefined;
        table.set(row, generationsAt + g, isAbsent(value) ? Number.NaN : (generationOf(value) ?? Number.NaN));
      });
      setReady(row, sound ? table.get(row, readyAt - 1) || 0 : Number.NaN);
      return aggregator;
    },

    delete(clusterName) {
      const row = table.rows.get(clusterName);
      if (row === undefined) return false;
      if (counting(clusterName)) {
        members -= 1;
        replace(row, clusterName, undefined);
        setReady(row, Number.NaN);
        reports.delete(clusterName);
      }
      table.release(clusterName);
      return true;
    },

    update(next) {
      check(next);
      current = templateOf(shape, next);
      object = next;
      countsChanged = true;
      for (const field of fields) field.changed = true;
      return aggregator;
    },

    get size() {
      return table.rows.size;
    },

    aggregate() {
      const generation = settledGeneration();
      let changed = countsChanged || generation !== lastGeneration;
      for (let r = 0; r < fields.length; r++) {
        const field = fields[r] as (typeof fields)[number];
        // What a reducer gives may depend on the generation.
        if (!field.changed && generation === lastGeneration) continue;
        field.value = freeze(finish(shape, r, field.index.part(), current, generation));
        field.changed = false;
        changed = true;
      }
      if (!changed) return last;
      countsChanged = false;
      lastGeneration = generation;
      const values = fields.map(({ value }) => value);
      last = withStatus(shape, object, current, generation, totals.values, values);
      return last;
    },

    explain() {
      const all = [...table.rows].map(([name, row]) => reports.get(name) ?? reportIn(name, row));
      all.sort((a, b) => compare(a.clusterName, b.clusterName));
      const { generation } = current;
      const { clusters, problems } = explainReports(generation, all, scheduled, options);
      const observedGeneration = settledGeneration();
      return {
        generation,
        observedGeneration,
        settled: observedGeneration >= generation,
        clusters,
        problems,
      };
    },

    partial() {
      const sums = counted.map((field, i) => [field, totals.values[i] as number] as const);
      const parts = folded.map((field, r) => [field, fields[r]?.index.part()] as const);
      return {
        ...kind,
        members,
        scheduled: scheduled?.size ?? null,
        ready: ready.entries(),
        counts: Object.fromEntries(sums),
        fields: Object.fromEntries(parts.filter(([, part]) => part !== undefined)),
      };
    },
  };
  return aggregator;
}
