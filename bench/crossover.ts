import { batch, byHand, setAndAggregate } from './figures.js';
import { bindingText, workloadOf } from './fixtures.js';
import type { BenchKind } from './kinds.js';
import { compareJobs, type Effort, timeJob } from './measure.js';

/** From how many members on an aggregator is ahead, and by how much. */
export interface Crossover {
  readonly name: string;
  /** From how many members on one change costs at most what a batch does; `undefined` where none of those measured. */
  readonly members: number | undefined;
  /** What a batch costs, in changes of a member, by number of members. */
  readonly ratios: ReadonlyMap<number, number>;
}

/** Looks for the number of members from which on an aggregator is ahead, and measures it at others. */
export function crossoverOf(
  kind: BenchKind,
  candidates: readonly number[],
  others: readonly number[],
  effort: Effort,
): Crossover {
  const ratioAt = (members: number) =>
    compareJobs(batch(workloadOf(kind, members)), setAndAggregate(kind, members), effort).ratio;
  const ahead = candidates.map((count) => ratioAt(count) >= 1);
  // A single turn can go wrong: from there on, every number has to be ahead.
  const members = candidates[ahead.lastIndexOf(false) + 1];
  return { name: kind.name, members, ratios: new Map(others.map((count) => [count, ratioAt(count)])) };
}

/** The crossovers as a table, in Markdown. */
export function crossoverTable(crossovers: readonly Crossover[]): string {
  const counts = [...(crossovers[0]?.ratios.keys() ?? [])];
  const heads = counts.map((count) => `batch of ${count.toLocaleString('en')} in changes`);
  const rows = crossovers.map(({ name, members, ratios }) => [
    name,
    members === undefined ? 'none measured' : String(members),
    ...counts.map((count) => String(Number((ratios.get(count) ?? 0).toPrecision(2)))),
  ]);
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [
    line(['kind', 'an aggregator from', ...heads]),
    line(['---', ...Array(counts.length + 1).fill('---:')]),
    ...rows.map(line),
  ].join('\n');
}

/** What something costs by number of members, in nanoseconds. */
export interface Curve {
  readonly name: string;
  readonly points: readonly (readonly [members: number, nanoseconds: number])[];
}

/** What one kind costs by number of members: by batch, by one change, by hand, and parsing its binding. */
export function curvesOf(
  kind: BenchKind,
  write: Parameters<typeof byHand>[0],
  members: readonly number[],
  effort: Effort,
): readonly Curve[] {
  const jobs = {
    'JSON.parse of the binding': (count: number) => {
      const text = bindingText(workloadOf(kind, count));
      return () => JSON.parse(text);
    },
    batch: (count: number) => batch(workloadOf(kind, count)),
    'batch by hand': (count: number) => byHand(write, workloadOf(kind, count)),
    'one change, aggregator': (count: number) => setAndAggregate(kind, count),
  };
  return Object.entries(jobs).map(([name, job]) => ({
    name,
    points: members.map((count) => [count, timeJob(job(count), effort)] as const),
  }));
}
