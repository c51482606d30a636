import { explainReports, type StatusExplanation } from '../../generation/explanation.js';
import {
  type AggregatedStatusItem,
  type AggregateOptions,
  isItem,
  refuseItem,
  type ScheduledClusters,
  scheduledClusters,
} from '../../generation/items.js';
import { NEVER } from '../../generation/processed-generation.js';
import type { MemberReport } from '../../generation/report-of.js';
import { asJson } from '../../kubernetes/json.js';
import type { KubernetesObject } from '../../kubernetes/object.js';
import { own } from '../../reducers/choice.js';
import { withStatus } from '../aggregate-status.js';
import type { CompiledStatus } from '../compiled-status.js';
import { perClusterTotals, replicaTargetsOf, type Targets } from '../per-cluster.js';
import { type Template, templateOf } from '../template.js';
import { type ExactTotals, exactTotals, moveTotal, valuesOf } from './exact-totals.js';
import { isPlain, isSilent, NOTES, noteSilent, readNotes, reportBeside, writeNotes } from './member-notes.js';
import { addRow, type MemberTable, memberTable, processedOf } from './member-table.js';
import {
  forEachMember,
  insertMember,
  type MemberTree,
  markAll,
  memberTree,
  partOf,
  partOfMembers,
  putValues,
  removeMember,
  rowOf,
} from './member-tree.js';
import { type KindName, noPartial, type PartialAggregate, partialOf } from './partial-aggregate.js';
import { NOTHING, type ReadMember, readMember } from './read-member.js';
import type { StatusAggregator } from './status-aggregator.js';

/** A class, whose methods are made once: a fleet has an aggregator for each workload, most of them of few members. */
export class MemberAggregator<T extends KubernetesObject> implements StatusAggregator<T> {
  readonly #compiled: CompiledStatus;
  readonly #kind: KindName;
  readonly #check: (object: KubernetesObject) => void;
  readonly #options: AggregateOptions | undefined;
  readonly #scheduled: ScheduledClusters | undefined;
  /** A row: the counts, what an explanation says, and the template's generation that is processed. */
  readonly #table: MemberTable;
  readonly #totals: ExactTotals;
  /** The members in their order, and what they report in the fields that are not counts. */
  readonly #tree: MemberTree;
  /** What members report that their rows do not tell. */
  #reports: Map<string, MemberReport> | undefined;
  /** Clusters that report and do not count. */
  #others: Set<string> | undefined;
  /** The items, of a kind whose members are settled by what its template says. */
  readonly #items: Map<string, AggregatedStatusItem> | undefined;
  #object: T;
  #template: Template;
  #targets: Targets | undefined;
  /** How many clusters are scheduled and have not reported. */
  #silent = 0;
  /** How many members have not processed the template's generation. */
  #waiting = 0;
  /** What the members came to, and whether something has changed since. */
  #last: T;
  #stale = true;

  constructor(
    compiled: CompiledStatus,
    kind: KindName,
    object: T,
    options: AggregateOptions | undefined,
    check: (object: KubernetesObject) => void,
  ) {
    this.#compiled = compiled;
    this.#kind = kind;
    this.#check = check;
    this.#options = options;
    this.#scheduled = scheduledClusters(options);
    this.#object = object;
    this.#last = object;
    this.#template = templateOf(compiled, object);
    this.#targets = replicaTargetsOf(compiled, object, options);
    this.#table = memberTable(compiled.limits.length + NOTES + 1);
    this.#totals = exactTotals(compiled.limits.length);
    this.#tree = memberTree(compiled, this.#table);
    this.#items = typeof compiled.declared.observedGeneration === 'function' ? new Map() : undefined;
    for (const clusterName of this.#scheduled?.keys() ?? []) this.#setSilent(clusterName);
  }

  set(item: AggregatedStatusItem): this {
    if (!isItem(item)) refuseItem(item, 'item');
    const { clusterName } = item;
    if (this.#scheduled?.has(clusterName) === false) {
      this.#others ??= new Set();
      this.#others.add(clusterName);
      return this;
    }
    const { format } = this.#template;
    // All that may throw comes before anything is touched.
    const read = readMember(this.#compiled, this.#template, item, this.#scheduled);
    const report = reportBeside(this.#compiled, format, item, read.processed);
    const kept = this.#items && own({ ...(asJson(item) as object), clusterName });
    const present = rowOf(this.#tree, clusterName);
    const row = present ?? this.#addRow(clusterName);
    const notes = this.#notesOf(row);
    if (present !== undefined && isSilent(this.#table.cells, notes)) this.#silent -= 1;
    this.#replace(clusterName, row, read);
    if (report !== undefined && !isPlain(item, report)) {
      this.#reports ??= new Map();
      this.#reports.set(clusterName, report);
    } else this.#reports?.delete(clusterName);
    writeNotes(this.#table.cells, notes, format, item, report);
    if (kept) this.#items?.set(clusterName, kept);
    return this;
  }

  delete(clusterName: string): boolean {
    const row = rowOf(this.#tree, clusterName);
    if (row === undefined) return this.#others?.delete(clusterName) ?? false;
    if (isSilent(this.#table.cells, this.#notesOf(row))) return false;
    this.#reports?.delete(clusterName);
    this.#items?.delete(clusterName);
    if (this.#scheduled !== undefined) {
      this.#setSilent(clusterName);
      return true;
    }
    this.#replace(clusterName, row, NOTHING);
    removeMember(this.#tree, clusterName, row);
    this.#stale = true;
    return true;
  }

  update(next: T): this {
    this.#check(next);
    const { generation, status, format } = this.#template;
    this.#template = templateOf(this.#compiled, next);
    this.#targets = replicaTargetsOf(this.#compiled, next, this.#options);
    this.#stale ||= next !== this.#object || this.#template.status !== status;
    this.#object = next;
    if (this.#template.format !== format) for (const item of this.#items?.values() ?? []) this.set(item);
    if (this.#template.generation === generation) return this;
    this.#waiting = 0;
    forEachMember(this.#tree, (_, row) => {
      if (this.#isWaiting(processedOf(this.#table, row))) this.#waiting += 1;
    });
    markAll(this.#tree);
    this.#stale = true;
    return this;
  }

  get size(): number {
    return this.#tree.size - this.#silent + (this.#others?.size ?? 0);
  }

  aggregate(): T {
    if (this.#stale) this.#refresh();
    return this.#last;
  }

  explain(): StatusExplanation {
    const { cells } = this.#table;
    const all: MemberReport[] = [];
    for (const clusterName of this.#others ?? []) all.push({ clusterName, processed: NEVER, problems: [] });
    forEachMember(this.#tree, (clusterName, row) => {
      const notes = this.#notesOf(row);
      if (isSilent(cells, notes)) return;
      const report = this.#reports?.get(clusterName);
      all.push(report ?? readNotes(cells, notes, clusterName, processedOf(this.#table, row)));
    });
    return explainReports(this.#template, all, this.#scheduled, this.#options);
  }

  partial(): PartialAggregate {
    if (this.#targets !== undefined)
      throw noPartial(
        'sums do not tell how far single clusters fall short, which replicas: perCluster asks for',
      );
    const { cells } = this.#table;
    const clusters = new Map<string, number | null>();
    const names: string[] = [];
    const rows: number[] = [];
    forEachMember(this.#tree, (name, row) => {
      const silent = isSilent(cells, this.#notesOf(row));
      clusters.set(name, silent ? null : processedOf(this.#table, row));
      if (silent) return;
      names.push(name);
      rows.push(row);
    });
    const parts = this.#compiled.reducers.map((_, r) => partOfMembers(this.#tree, names, rows, r));
    return partialOf(this.#compiled, this.#kind, clusters, valuesOf(this.#totals), parts);
  }

  /** Puts what has been read in the place of what a row holds. */
  #replace(clusterName: string, row: number, { totals, values, processed }: ReadMember): void {
    const { width, cells } = this.#table;
    for (let i = 0; i < this.#compiled.limits.length; i++) {
      const cell = row * width + i;
      const before = cells[cell] as number;
      const after = totals[i] ?? 0;
      if (before === after) continue;
      moveTotal(this.#totals, i, before, after);
      cells[cell] = after;
      this.#stale = true;
    }
    const before = processedOf(this.#table, row);
    if (before !== processed) {
      if (this.#isWaiting(before)) this.#waiting -= 1;
      if (this.#isWaiting(processed)) this.#waiting += 1;
      cells[(row + 1) * width - 1] = processed;
      this.#stale = true;
    }
    if (putValues(this.#tree, clusterName, row, values, before !== processed)) this.#stale = true;
  }

  /** A row for a cluster, which counts from now on. */
  #addRow(clusterName: string): number {
    const row = addRow(this.#table, NOTHING.processed);
    insertMember(this.#tree, clusterName, row);
    this.#stale = true;
    return row;
  }

  /** A cluster that is scheduled and of which nothing has been reported. */
  #setSilent(clusterName: string): void {
    const read = readMember(this.#compiled, this.#template, { clusterName }, this.#scheduled);
    const row = rowOf(this.#tree, clusterName) ?? this.#addRow(clusterName);
    this.#replace(clusterName, row, read);
    noteSilent(this.#table.cells, this.#notesOf(row));
    this.#silent += 1;
  }

  #refresh(): void {
    const tree = this.#tree;
    const { generation } = this.#template;
    const parts = this.#compiled.reducers.map((_, r) => partOf(tree, r, generation));
    const totals = perClusterTotals(this.#compiled, this.#targets, valuesOf(this.#totals), tree);
    this.#last = withStatus(this.#compiled, this.#object, this.#template, {
      ...{ totals, parts, members: tree.size, settled: this.#waiting === 0 },
    });
    this.#stale = false;
  }

  #notesOf(row: number): number {
    return row * this.#table.width + this.#compiled.limits.length;
  }

  #isWaiting(processed: number): boolean {
    return processed === NEVER || processed < this.#template.generation;
  }
}
