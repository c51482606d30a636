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
import type { KubernetesObject } from '../../kubernetes/object.js';
import { withStatus } from '../aggregate-status.js';
import { replicaTargetsOf, type Targets } from '../per-cluster.js';
import { type Template, templateOf } from '../template.js';
import { type ExactTotals, moveTotal, valuesOf } from './exact-totals.js';
import { readNotes } from './member-notes.js';
import {
  emptyTree,
  forEachLeaf,
  forgetParts,
  leafFor,
  markChanged,
  type Node,
  placeIn,
  withMember,
  withoutMember,
  writeMember,
} from './member-tree.js';
import { partOfTree } from './node-parts.js';
import { noPartial, type PartialAggregate } from './partial-aggregate.js';
import {
  type AggregatedKind,
  forEachTold,
  isSilent,
  noteSilent,
  readMember,
  type Told,
} from './read-member.js';
import type { StatusAggregator } from './status-aggregator.js';
import { perClusterCounts, sumsOf, totalsOf } from './tree-counts.js';
import { partialOfTree } from './tree-partial.js';

/** What few aggregators need: one whose options say something. */
interface Asked {
  readonly options: AggregateOptions | undefined;
  readonly scheduled: ScheduledClusters | undefined;
  /** Clusters that report and do not count. */
  readonly others: Set<string>;
  targets: Targets | undefined;
  /** How many clusters are scheduled and have not reported. */
  silent: number;
}

/**
 * A class, whose methods are made once: a fleet has an aggregator for each workload, most of them of few members. What
 * only some need stands in objects of its own.
 */
export class MemberAggregator<T extends KubernetesObject> implements StatusAggregator<T> {
  readonly #kind: AggregatedKind;
  readonly #asked: Asked | undefined;
  /** The members in their order: each with its numbers, and what it reports in the fields that are not counts. */
  #root: Node = emptyTree();
  /** The counts of all members, where they make more than one node. */
  #totals: ExactTotals | undefined;
  /** What else is known of members whose numbers do not tell all. */
  #told: Map<string, Told> | undefined;
  #members = 0;
  /** How many members have not processed the template's generation. */
  #waiting = 0;
  #object: T;
  #template: Template;
  /** What the members came to, where nothing has changed since. */
  #last: T | undefined;

  constructor(kind: AggregatedKind, object: T, options: AggregateOptions | undefined) {
    const { compiled } = kind;
    const scheduled = scheduledClusters(options);
    this.#kind = kind;
    this.#object = object;
    this.#template = templateOf(compiled, object);
    const targets = replicaTargetsOf(compiled, object, options);
    this.#asked = options && { options, scheduled, others: new Set(), targets, silent: 0 };
    for (const clusterName of scheduled?.keys() ?? []) this.#setSilent(clusterName);
  }

  set(item: AggregatedStatusItem): this {
    if (!isItem(item)) refuseItem(item, 'item');
    const { clusterName } = item;
    if (this.#asked?.scheduled?.has(clusterName) === false) {
      this.#asked.others.add(clusterName);
      return this;
    }
    this.#put(item, false);
    return this;
  }

  delete(clusterName: string): boolean {
    const leaf = leafFor(this.#root, clusterName);
    const at = placeIn(leaf, this.#kind.each, clusterName);
    if (leaf.entries[at * this.#kind.each] !== clusterName)
      return this.#asked?.others.delete(clusterName) ?? false;
    if (isSilent(this.#kind, leaf, at)) return false;
    this.#told?.delete(clusterName);
    if (this.#asked?.scheduled !== undefined) {
      this.#setSilent(clusterName);
      return true;
    }
    const { width, compiled } = this.#kind;
    for (let i = 0; i < compiled.limits.length; i++) this.#move(i, leaf.cells[at * width + i] as number, 0);
    if (this.#isWaiting(leaf.cells[(at + 1) * width - 1] as number)) this.#waiting -= 1;
    this.#root = withoutMember(this.#root, this.#kind.each, clusterName);
    this.#members -= 1;
    this.#last = undefined;
    return true;
  }

  update(next: T): this {
    const { compiled, check, width } = this.#kind;
    check(next);
    const { generation, status, format } = this.#template;
    this.#template = templateOf(compiled, next);
    if (this.#asked) this.#asked.targets = replicaTargetsOf(compiled, next, this.#asked.options);
    if (next !== this.#object || this.#template.status !== status) this.#last = undefined;
    this.#object = next;
    if (this.#template.format !== format)
      for (const { item } of [...(this.#told?.values() ?? [])]) if (item) this.set(item);
    if (this.#template.generation === generation) return this;
    this.#waiting = 0;
    forEachLeaf(this.#root, ({ cells }) => {
      for (let last = width - 1; last < cells.length; last += width)
        if (this.#isWaiting(cells[last] as number)) this.#waiting += 1;
    });
    forgetParts(this.#root);
    this.#last = undefined;
    return this;
  }

  get size(): number {
    const { others, silent } = this.#asked ?? { others: undefined, silent: 0 };
    return this.#members - silent + (others?.size ?? 0);
  }

  aggregate(): T {
    this.#last ??= this.#refreshed();
    return this.#last;
  }

  explain(): StatusExplanation {
    const { compiled, width } = this.#kind;
    const all: MemberReport[] = [];
    for (const clusterName of this.#asked?.others ?? [])
      all.push({ clusterName, processed: NEVER, problems: [] });
    forEachTold(this.#kind, this.#root, (clusterName, { cells }, at) => {
      const report = this.#told?.get(clusterName)?.report;
      const notes = at * width + compiled.limits.length;
      all.push(report ?? readNotes(cells, notes, clusterName, cells[(at + 1) * width - 1] as number));
    });
    return explainReports(this.#template, all, this.#asked?.scheduled, this.#asked?.options);
  }

  partial(): PartialAggregate {
    if (this.#asked?.targets !== undefined)
      throw noPartial(
        'sums do not tell how far single clusters fall short, which replicas: perCluster asks for',
      );
    return partialOfTree(this.#kind, this.#root, this.#counts());
  }

  /** Puts what an item says in the place of what its cluster said before. */
  #put(item: AggregatedStatusItem, silent: boolean): void {
    const { clusterName } = item;
    const kind = this.#kind;
    const { compiled, width, each } = kind;
    const counts = compiled.limits.length;
    const leaf = leafFor(this.#root, clusterName);
    const place = placeIn(leaf, each, clusterName);
    const at = leaf.entries[place * each] === clusterName ? place : -1;
    // All that may throw comes before anything is touched.
    const { read, entries, told } = readMember(kind, this.#template, item, this.#asked?.scheduled, leaf, at);
    const cells = read.totals;
    this.#told?.delete(clusterName);
    if (told && !silent) {
      this.#told ??= new Map();
      this.#told.set(clusterName, told);
    }
    if (silent) noteSilent(kind, cells);
    if (this.#asked) this.#asked.silent += Number(silent) - Number(at >= 0 && isSilent(kind, leaf, at));
    const processed = cells[width - 1] as number;
    if (this.#isWaiting(processed)) this.#waiting += 1;
    if (at < 0) {
      for (let i = 0; i < counts; i++) this.#move(i, 0, cells[i] as number);
      this.#root = withMember(this.#root, entries, cells);
      this.#members += 1;
      this.#last = undefined;
      if (this.#root.nodes) this.#totals ??= totalsOf(this.#root, width, counts);
      return;
    }
    const from = at * width;
    const before = leaf.cells[from + width - 1] as number;
    if (this.#isWaiting(before)) this.#waiting -= 1;
    for (let i = 0; i < counts; i++) this.#move(i, leaf.cells[from + i] as number, cells[i] as number);
    const early = processed === before ? each : compiled.early;
    // Of few members nothing is kept that could be out of date.
    const changed = this.#root.nodes && [];
    if (writeMember(leaf, at, entries, cells, early, changed) || processed !== before) this.#last = undefined;
    if (changed) markChanged(leaf, changed);
  }

  /** A cluster that is scheduled and of which nothing has been reported. */
  #setSilent(clusterName: string): void {
    this.#put({ clusterName }, true);
  }

  /** Has one member's count be another one. */
  #move(count: number, before: number, after: number): void {
    if (before === after) return;
    if (this.#totals) moveTotal(this.#totals, count, before, after);
    this.#last = undefined;
  }

  #refreshed(): T {
    const { compiled, width } = this.#kind;
    const { generation } = this.#template;
    const parts = compiled.reducers.map((_, r) => partOfTree(compiled, this.#root, r, generation));
    const totals = this.#counts();
    const targets = this.#asked?.targets;
    return withStatus(compiled, this.#object, this.#template, {
      totals: targets
        ? perClusterCounts(compiled, targets, this.#root, this.#members, totals, width)
        : totals,
      parts,
      members: this.#members,
      settled: this.#waiting === 0,
    });
  }

  #counts(): readonly number[] {
    const { compiled, width } = this.#kind;
    return this.#totals ? valuesOf(this.#totals) : sumsOf(this.#root.cells, width, compiled.limits.length);
  }

  #isWaiting(processed: number): boolean {
    return processed === NEVER || processed < this.#template.generation;
  }
}
