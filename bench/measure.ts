import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { do_not_optimize } from 'mitata';

/** A piece of work: what it gives is consumed, so that no engine leaves it out. */
export type Job = () => unknown;

/** How long to measure. */
export interface Effort {
  /** How often the two sides take turns. */
  readonly rounds: number;
  /** How long each turn takes, in milliseconds. */
  readonly turn: number;
}

/** Two jobs beside each other: the medians of their times for one run, in nanoseconds, and of their ratios. */
export interface Comparison {
  readonly a: number;
  readonly b: number;
  readonly ratio: number;
}

/**
 * Runs two jobs by turns and compares each turn with the one beside it: whatever slows the machine down for a
 * while slows down both.
 */
export function compareJobs(a: Job, b: Job, { rounds, turn }: Effort): Comparison {
  const runsA = calibrate(a, turn);
  const runsB = calibrate(b, turn);
  const timesA: number[] = [];
  const timesB: number[] = [];
  for (let round = 0; round < rounds; round++) {
    // Who goes first alternates too.
    if (round % 2 === 0) timesA.push(time(a, runsA));
    timesB.push(time(b, runsB));
    if (round % 2 === 1) timesA.push(time(a, runsA));
  }
  const ratios = timesA.map((taken, round) => taken / (timesB[round] as number));
  return { a: median(timesA), b: median(timesB), ratio: median(ratios) };
}

/** How long one run of a job takes, in nanoseconds. */
export function timeJob(job: Job, { rounds, turn }: Effort): number {
  const runs = calibrate(job, turn);
  return median(Array.from({ length: rounds }, () => time(job, runs)));
}

/**
 * What one run takes at its quickest, beyond the loop around it: for what has nothing beside it to be compared
 * with. The turns are short, so that some of them fall between whatever else the machine does.
 */
export function leastTime(job: Job, { rounds, turn }: Effort): number {
  const nothing: Job = () => nothing;
  // As many as the clock needs to tell them from none.
  let runs = 1;
  while (clock(job, runs) * runs < (turn / 20) * 1e6) runs *= 2;
  let least = Number.POSITIVE_INFINITY;
  let loop = Number.POSITIVE_INFINITY;
  for (let round = 0; round < rounds * 20; round++) {
    least = Math.min(least, clock(job, runs));
    loop = Math.min(loop, clock(nothing, runs));
  }
  return Math.max(least - loop, 0);
}

/** How many runs make up a turn; finding it out warms the job up. */
function calibrate(job: Job, turn: number): number {
  let runs = 1;
  for (;;) {
    const taken = (time(job, runs) * runs) / 1e6;
    if (taken >= turn / 2) return Math.max(1, Math.round((runs * turn) / taken));
    runs *= 2;
  }
}

/**
 * The processor's time for one run, in nanoseconds: unlike the clock's, it stands still while another process has
 * the processor.
 */
function time(job: Job, runs: number): number {
  const start = process.cpuUsage();
  for (let run = 0; run < runs; run++) do_not_optimize(job());
  const { user, system } = process.cpuUsage(start);
  return ((user + system) * 1000) / runs;
}

/** The same by the clock, which is finer: for the least of many short turns. */
function clock(job: Job, runs: number): number {
  const start = performance.now();
  for (let run = 0; run < runs; run++) do_not_optimize(job());
  return ((performance.now() - start) * 1e6) / runs;
}

function median(numbers: readonly number[]): number {
  const sorted = Float64Array.from(numbers).sort();
  return sorted[sorted.length >> 1] as number;
}

let collect: (() => void) | undefined;

/** Has the garbage collected, also in a process that was not started for it. */
function collectGarbage(): void {
  if (collect === undefined) {
    setFlagsFromString('--expose-gc');
    collect = runInNewContext('gc') as () => void;
  }
  collect();
  collect();
}

/** What is kept, in bytes: on the heap, and of typed arrays beside it. */
export function memoryKept(): number {
  collectGarbage();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

/** How many bytes one run of a job leaves behind as garbage: the least of several tries. */
export function bytesAllocated(job: Job, runs: number): number {
  let least = Number.POSITIVE_INFINITY;
  for (let attempt = 0; attempt < 5; attempt++) {
    const nothing = heapGrowth(() => undefined, runs);
    least = Math.min(least, Math.max(0, heapGrowth(job, runs) - nothing) / runs);
  }
  return least;
}

function heapGrowth(job: Job, runs: number): number {
  collectGarbage();
  const before = process.memoryUsage().heapUsed;
  for (let run = 0; run < runs; run++) do_not_optimize(job());
  return process.memoryUsage().heapUsed - before;
}
