import { compare } from '../../compare.js';
import {
  explainReports,
  type MemberReport,
  problemAt,
  type Report,
  type StatusProblem,
} from '../../generation/explain.js';
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
import { exactTotals } from './exact.js';
import { checkNumbers, type StatusExplanation } from './explain.js';
import { memberTable } from './members.js';
import type { KindName, PartialAggregate } from './partial.js';
import { readyCounts } from './ready.js';
import type { ReducerIndex } from './reducers.js';
import { numberedItem, type StatusShape } from './shape.js';

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

/** Bits of what is known of a member beside its numbers. */
const READY = 1;
const NOT_APPLIED = 2;
const REPORTED = 4;

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
  // A row: the counts, the generations (NaN where absent), the bits.
  const generationsAt = counts.length;
  const bitsAt = generationsAt + GENERATION_FIELDS.length;
  const table = memberTable(bitsAt + 1);
  const totals = exactTotals(counts);
  const ready = readyCounts();
  const indexes: readonly ReducerIndex<unknown, unknown>[] = reducers.map((reducer) => reducer.index());
  const contributions = indexes.map(() => new Map<string, unknown>());
  const places = folded.map((field) => `status.${field}`);
  /** Only of members that have any, or whose template could not be applied. */
  const problems = new Map<string, readonly StatusProblem[]>();
  const appliedMessages = new Map<string, string>();
  /** How many of the members that count are held. */
  let counting = 0;

  let object = template;
  let current = templateOf(shape, object);
  let last = object;
  let lastGeneration = Number.NaN;
  let countsChanged = true;
  const fieldsChanged = reducers.map(() => true);
  const values: unknown[] = reducers.map(() => undefined);

  const scratch = new Float64Array(counts.length);
  let found: StatusProblem[] = [];
  let reporting = '';
  const report: Report = (path, value, expected) => {
    found.push(problemAt(reporting, path, value, expected));
  };

  /** Reads a status into `scratch`, and says whether it settles at generation 0: well-formed and observed. */
  const readNumbers = (status: AggregatedStatusItem['status']): boolean => {
    scratch.fill(0);
    if (!isFields(status)) return false;
    let settled: number = shape.add(scratch, status, 0);
    if (settled < 0) settled = shape.addClosely(scratch, status, 0);
    if (settled === 1) return true;
    checkNumbers(shape, status, report);
    return false;
  };

  /** Puts a member's values into the indexes; `null` takes it out of them. */
  const replaceValues = (clusterName: string, status: AggregatedStatusItem['status']): void => {
    for (let r = 0; r < indexes.length; r++) {
      const all = contributions[r] as Map<string, unknown>;
      const value = isFields(status) ? (status[folded[r] as string] ?? undefined) : undefined;
      if (value !== undefined) reducers[r]?.check(value, places[r] as string, report);
      const present = all.get(clusterName);
      const next = (indexes[r] as ReducerIndex<unknown, unknown>).replace(present, value, clusterName);
      if (next === present) continue;
      fieldsChanged[r] = true;
      if (next === undefined) all.delete(clusterName);
      else all.set(clusterName, next);
    }
  };

  /** Moves a member's numbers from what they were to those in `scratch`. */
  const replaceCounts = (row: number): void => {
    for (let i = 0; i < scratch.length; i++) {
      const before = table.get(row, i);
      const after = scratch[i] as number;
      if (before === after) continue;
      totals.move(i, before, after);
      table.set(row, i, after);
      countsChanged = true;
    }
  };

  const setReady = (row: number, bits: number, resourceTemplate: number): void => {
    const at = generationsAt + 2;
    if (table.get(row, bitsAt) & READY) ready.delete(table.get(row, at) || 0);
    if (bits & READY) ready.add(resourceTemplate || 0);
    table.set(row, at, resourceTemplate);
    table.set(row, bitsAt, bits);
  };

  const aggregator: StatusAggregator<T> = {
    set(given) {
      if (!isItem(given)) refuseItem(given, 'item');
      const item = numberedItem(shape, given);
      const { clusterName, status, applied, appliedMessage } = item;
      const counts = scheduled === undefined || scheduled.has(clusterName);
      const known = table.rows.has(clusterName);
      const row = table.rowOf(clusterName);
      if (!counts) return aggregator;
      if (!known) counting += 1;
      found = [];
      reporting = clusterName;
      const settles = readNumbers(status);
      replaceCounts(row);
      replaceValues(clusterName, status);
      const fields = isFields(status) ? status : undefined;
      if (fields === undefined && !isAbsent(status)) report('status', status, 'an object');
      if (found.length > 0) problems.set(clusterName, found);
      else problems.delete(clusterName);
      const unapplied = applied === false;
      if (unapplied && typeof appliedMessage === 'string') appliedMessages.set(clusterName, appliedMessage);
      else appliedMessages.delete(clusterName);
      for (let g = 0; g < 2; g++) table.set(row, generationsAt + g, generationIn(fields, g));
      const bits =
        (settles && found.length === 0 ? READY : 0) |
        (unapplied ? NOT_APPLIED : 0) |
        (fields === undefined ? 0 : REPORTED);
      setReady(row, bits, generationIn(fields, 2));
      return aggregator;
    },

    delete(clusterName) {
      const row = table.rows.get(clusterName);
      if (row === undefined) return false;
      if (scheduled === undefined || scheduled.has(clusterName)) {
        counting -= 1;
        scratch.fill(0);
        replaceCounts(row);
        replaceValues(clusterName, undefined);
        setReady(row, 0, Number.NaN);
        problems.delete(clusterName);
        appliedMessages.delete(clusterName);
      }
      table.release(clusterName);
      return true;
    },

    update(next) {
      check(next);
      current = templateOf(shape, next);
      object = next;
      countsChanged = true;
      fieldsChanged.fill(true);
      return aggregator;
    },

    get size() {
      return table.rows.size;
    },

    aggregate() {
      const settled =
        ready.from(current.generation) === counting &&
        (scheduled === undefined || scheduled.size === counting);
      const observedGeneration = settled ? current.generation : current.observedGeneration;
      if (!countsChanged && observedGeneration === lastGeneration && !fieldsChanged.includes(true))
        return last;
      for (let r = 0; r < indexes.length; r++) {
        if (!fieldsChanged[r] && observedGeneration === lastGeneration) continue;
        values[r] = finish(shape, r, indexes[r]?.part(), current, observedGeneration);
        fieldsChanged[r] = false;
      }
      countsChanged = false;
      lastGeneration = observedGeneration;
      last = withStatus(shape, object, current, observedGeneration, totals.values, values);
      return last;
    },

    explain() {
      const reports = [...table.rows].map(([clusterName, row]): MemberReport => {
        const bits = table.get(row, bitsAt);
        return {
          clusterName,
          applied: (bits & NOT_APPLIED) === 0,
          appliedMessage: appliedMessages.get(clusterName),
          generations: bits & REPORTED ? generationsIn(row) : undefined,
          problems: problems.get(clusterName) ?? [],
        };
      });
      reports.sort((a, b) => compare(a.clusterName, b.clusterName));
      const { generation } = current;
      const { settled, ...explained } = explainReports(generation, reports, scheduled, options);
      const observedGeneration = settled ? generation : current.observedGeneration;
      return { generation, observedGeneration, settled: observedGeneration >= generation, ...explained };
    },

    partial: () => ({
      ...kind,
      members: counting,
      scheduled: scheduled === undefined ? null : scheduled.size,
      ready: ready.entries(),
      counts: Object.fromEntries(counted.map((field, i) => [field, totals.values[i] as number])),
      fields: Object.fromEntries(
        folded.flatMap((field, r) => {
          const part = indexes[r]?.part();
          return part === undefined ? [] : [[field, part]];
        }),
      ),
    }),
  };

  const generationsIn = (row: number): NonNullable<MemberReport['generations']> => {
    const numbers: { [F in (typeof GENERATION_FIELDS)[number]]?: number } = {};
    GENERATION_FIELDS.forEach((field, g) => {
      const value = table.get(row, generationsAt + g);
      if (!Number.isNaN(value)) numbers[field] = value;
    });
    return numbers;
  };
  return aggregator;
}

/** The `g`th generation of a status, `NaN` where it is absent or malformed. */
function generationIn(status: { readonly [field: string]: unknown } | undefined, g: number): number {
  const value = status?.[GENERATION_FIELDS[g] as string];
  return isAbsent(value) ? Number.NaN : (generationOf(value) ?? Number.NaN);
}
