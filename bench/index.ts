// Prints what aggregation costs, by kind and number of members.
import { do_not_optimize, measure } from 'mitata';
import { aggregateCloneSet } from './by-hand/clone-set.js';
import { aggregateDeployment } from './by-hand/deployment.js';
import { aggregateHelmRelease } from './by-hand/helm-release.js';
import { batch, byHand, FULL, setAndAggregate, warmUp } from './figures.js';
import { parsed, workloadOf } from './fixtures.js';
import { benchKinds, cloneSet, deployment, helmRelease } from './kinds.js';
import type { Job } from './measure.js';

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
