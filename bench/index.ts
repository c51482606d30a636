// Prints what aggregation costs, by kind and number of members.
import { do_not_optimize, measure } from 'mitata';
import { batch, byHand, FULL, setAndAggregate, warmUp } from './figures.js';
import { parsed, workloadOf } from './fixtures.js';
import { aggregateDeployment, aggregateHelmRelease } from './handwritten.js';
import { benchKinds, deployment, helmRelease } from './kinds.js';
import type { Job } from './measure.js';

/** The median time of one run, in nanoseconds, once the engine has warmed to it. */
async function nanoseconds(job: Job): Promise<number> {
  const { p50 } = await measure(() => do_not_optimize(job()));
  return p50;
}

const three = (value: number): string => String(Number(value.toPrecision(3)));

function row(...cells: readonly string[]): void {
  console.log(`| ${cells.map((cell, i) => (i === 0 ? cell.padEnd(26) : cell.padStart(16))).join(' | ')} |`);
}

function head(...cells: readonly string[]): void {
  row(...cells);
  row(...cells.map((_, i) => (i === 0 ? '-'.repeat(26) : `${'-'.repeat(15)}:`)));
}

warmUp(FULL);
head('kind', 'members', 'batch, ns/member', 'batch, µs', 'one change, µs', 'batch / change');
for (const kind of benchKinds) {
  for (const members of [100, 1000, 10_000]) {
    const whole = await nanoseconds(batch(workloadOf(kind, members)));
    const change = await nanoseconds(setAndAggregate(kind, members));
    const micros = [three(whole / 1000), three(change / 1000)];
    row(kind.name, String(members), three(whole / members), ...micros, three(whole / change));
  }
}

console.log('');
head('1,000 members', 'library, µs', 'by hand, µs', 'library / hand');
for (const [kind, write] of [
  [deployment, aggregateDeployment],
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
