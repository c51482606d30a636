// Prints what aggregation costs, by kind and number of members. With `--kind KIND` or `--declaration FILE` it measures
// one kind, by `--members N`; with `--sample FILE` its members are like an object that is given.
import { do_not_optimize, measure } from 'mitata';
import { aggregateCloneSet } from './by-hand/clone-set.js';
import { aggregateDeployment } from './by-hand/deployment.js';
import { aggregateHelmRelease } from './by-hand/helm-release.js';
import { batch, byHand, FULL, setAndAggregate, warmUp } from './figures.js';
import { parsed, workloadOf } from './fixtures.js';
import { benchKinds, cloneSet, deployment, helmRelease } from './kinds.js';
import type { Job } from './measure.js';
import { type OwnKindOptions, readOptions } from './options.js';
import { ownJobs, ownKind } from './own-kind.js';

/** The median time of one run, in nanoseconds, once the engine has warmed to it. */
async function nanoseconds(job: Job): Promise<number> {
  const { p50 } = await measure(() => do_not_optimize(job()));
  return p50;
}

const three = (value: number): string => String(Number(value.toPrecision(3)));

const WIDTHS = [22, 7, 10, 8, 10, 8];

function row(...cells: readonly string[]): void {
  const padded = cells.map((cell, i) =>
    i === 0 ? cell.padEnd(WIDTHS[0] ?? 0) : cell.padStart(WIDTHS[i] ?? 0),
  );
  console.log(`| ${padded.join(' | ')} |`);
}

function head(...cells: readonly string[]): void {
  row(...cells);
  row(
    ...cells.map((_, i) => (i === 0 ? '-'.repeat(WIDTHS[0] ?? 0) : `${'-'.repeat((WIDTHS[i] ?? 0) - 1)}:`)),
  );
}

/** Every kind that the benchmarks know, and those that are written by hand beside them. */
async function measureAll(): Promise<void> {
  warmUp(FULL);
  head('kind', 'members', 'ns/member', 'batch µs', 'change µs', 'ratio');
  for (const kind of benchKinds) {
    for (const members of [100, 1000, 10_000]) {
      const whole = await nanoseconds(batch(workloadOf(kind, members)));
      const change = await nanoseconds(setAndAggregate(kind, members));
      const micros = [three(whole / 1000), three(change / 1000)];
      row(kind.name, String(members), three(whole / members), ...micros, three(whole / change));
    }
  }

  console.log('');
  head('1,000 members', 'ours µs', 'by hand µs', 'ratio');
  for (const [kind, write] of [
    [deployment, aggregateDeployment],
    [cloneSet, aggregateCloneSet],
    [helmRelease, aggregateHelmRelease],
  ] as const) {
    const made = workloadOf(kind, 1000);
    for (const [name, workload] of [
      [kind.name, made],
      [`${kind.name}, from JSON`, parsed(made)],
    ] as const) {
      const ours = await nanoseconds(batch(workload));
      const theirs = await nanoseconds(byHand(write, workload));
      row(name, three(ours / 1000), three(theirs / 1000), three(ours / theirs));
    }
  }
}

/** One kind, with members of any number. */
async function measureOwn(options: OwnKindOptions): Promise<void> {
  const own = ownKind(options);
  const { object, items } = workloadOf(own.kind, 100);
  const { problems } = own.interpreter.explainStatus(object, items);
  if (problems.length > 0) console.error(`${own.kind.kind}: ${problems[0]?.message}`);
  head('kind', 'members', 'ns/member', 'batch µs', 'change µs', 'ratio');
  for (const members of options.members) {
    const jobs = ownJobs(own, members);
    const whole = await nanoseconds(jobs.batch);
    const change = await nanoseconds(jobs.change);
    const micros = [three(whole / 1000), three(change / 1000)];
    row(own.kind.name, String(members), three(whole / members), ...micros, three(whole / change));
  }
}

try {
  const options = readOptions(process.argv.slice(2));
  await (options ? measureOwn(options) : measureAll());
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
