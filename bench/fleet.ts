// Fleets of the shapes that people have: what each report of a member costs, incremental beside batch, and what is
// kept of a workload. With `--soak`, ten million events, members that leave and come back among them; it fails where
// the aggregators then differ from the batch, or where memory has grown.
import { fileURLToPath } from 'node:url';
import { do_not_optimize } from 'mitata';
import { interpreter, parsed } from './fixtures.js';
import { memoryKept } from './measure.js';
import { randomFrom } from './random.js';
import { apply, differences, type Fleet, fleetOf, nextEvent, workloadNow } from './simulation.js';

/** How many workloads there are, and in how many clusters each runs. */
export interface Shape {
  readonly workloads: number;
  readonly clusters: number;
}

const SHAPES: readonly Shape[] = [
  { workloads: 30_000, clusters: 3 },
  { workloads: 5000, clusters: 20 },
  { workloads: 200, clusters: 100 },
  { workloads: 1000, clusters: 1000 },
];
const LARGEST: Shape = { workloads: 1000, clusters: 1000 };
const EVENTS = 200_000;
const SAMPLE = 1000;
const SOAK = 10_000_000;

const megabytes = (bytes: number): string => `${Math.round(bytes / 1e6)} MB`;
const thousands = (count: number): string => Math.round(count).toLocaleString('en');

/** How long each of several events took by the clock, in milliseconds, and all of them by the processor's time. */
interface Times {
  readonly each: Float64Array;
  readonly all: number;
}

/** What was measured of a shape: what its events take, and what is kept. */
export interface Measured {
  readonly incremental: Times;
  readonly batch: Times;
  /** Bytes that the aggregators keep for a workload. */
  readonly kept: number;
  /** Bytes that the items of a workload take where they are kept for a batch. */
  readonly items: number;
}

/** Measures a fleet of one shape by so many events, and so many of them again by batch. */
export function measureShape({ workloads, clusters }: Shape, events: number, sample: number): Measured {
  const empty = memoryKept();
  const fleet = fleetOf(clusters, workloads);
  const kept = (memoryKept() - empty) / workloads;
  const random = randomFrom(11);
  const incremental = timesOf(events, () => {
    const event = nextEvent(fleet, random, false);
    return () => apply(event);
  });
  const batch = timesOf(sample, () => {
    const { object, items } = workloadNow(fleet, nextEvent(fleet, random, false).workload);
    return () => interpreter.aggregateStatus(object, items);
  });
  return { incremental, batch, kept, items: itemBytes(fleet) };
}

/** How many events are made before they are measured: making them is not what is measured. */
const AT_ONCE = 20;

function timesOf(count: number, next: () => () => unknown): Times {
  const each = new Float64Array(count);
  let all = 0;
  for (let done = 0; done < count; ) {
    const jobs = Array.from({ length: Math.min(AT_ONCE, count - done) }, next);
    const before = process.cpuUsage();
    for (const job of jobs) {
      const start = performance.now();
      do_not_optimize(job());
      each[done++] = performance.now() - start;
    }
    const { user, system } = process.cpuUsage(before);
    all += (user + system) / 1000;
  }
  return { each, all };
}

/** What a workload takes as items that have been parsed from JSON, over the fleet's mix of kinds. */
function itemBytes(fleet: Fleet): number {
  const some = fleet.workloads.slice(0, Math.ceil(20_000 / fleet.clusters.length / 10) * 10);
  const before = memoryKept();
  const kept = some.map((workload) => parsed(workloadNow(fleet, workload).items));
  return (memoryKept() - before) / kept.length;
}

/** The head of the table that {@link rowsOf} makes rows of, in Markdown. */
export const FLEET_HEAD = `| workloads | members each | aggregated by | events/s | p50 µs | p99 µs | p99.9 µs | bytes a workload |
| ---: | ---: | --- | ---: | ---: | ---: | ---: | ---: |`;

/** What was measured of a shape, as two rows of a table. */
export function rowsOf({ workloads, clusters }: Shape, measured: Measured): string {
  const row = (name: string, { each, all }: Times, bytes: number): string => {
    const sorted = each.slice().sort();
    const at = (share: number) => ((sorted[Math.floor(sorted.length * share)] as number) * 1000).toFixed(1);
    const cells = [thousands(workloads), thousands(clusters), name, thousands((each.length / all) * 1000)];
    return `| ${[...cells, at(0.5), at(0.99), at(0.999), thousands(bytes)].join(' | ')} |`;
  };
  return [
    row('an aggregator', measured.incremental, measured.kept),
    row('batch', measured.batch, measured.items),
  ].join('\n');
}

function soak({ workloads, clusters }: Shape): boolean {
  const empty = memoryKept();
  const fleet = fleetOf(clusters, workloads);
  const random = randomFrom(11);
  // The first tenth lets tables and lists reach the size that they keep.
  let early = 0;
  let kept = 0;
  for (let done = 1; done <= SOAK; done++) {
    do_not_optimize(apply(nextEvent(fleet, random, true)));
    if (done % (SOAK / 10) !== 0) continue;
    kept = memoryKept() - empty;
    if (early === 0) early = kept;
    console.log(`${thousands(done).padStart(12)} events  ${megabytes(kept)}`);
  }
  const differ = differences(fleet);
  const flat = kept <= early * 1.05;
  console.log(
    differ === 0 ? 'Every workload is what the batch gives.' : `${differ} workloads differ from the batch.`,
  );
  console.log(flat ? 'Memory is flat.' : `Memory has grown from ${megabytes(early)} to ${megabytes(kept)}.`);
  return differ === 0 && flat;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  if (process.argv.includes('--soak')) process.exitCode = soak(LARGEST) ? 0 : 1;
  else {
    console.log(FLEET_HEAD);
    for (const shape of SHAPES) console.log(rowsOf(shape, measureShape(shape, EVENTS, SAMPLE)));
  }
}
