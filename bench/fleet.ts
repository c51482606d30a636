// A fleet of 1,000 clusters by 1,000 workloads: what each report of a member costs, incremental beside batch.
// With `--soak`, ten million events, members that leave and come back among them; it fails where the aggregators
// then differ from the batch, or where memory has grown.
import { do_not_optimize } from 'mitata';
import { interpreter, parsed } from './fixtures.js';
import { memoryKept } from './measure.js';
import { randomFrom } from './random.js';
import { apply, differences, fleetOf, nextEvent, workloadNow } from './simulation.js';

const CLUSTERS = 1000;
const WORKLOADS = 1000;
const EVENTS = 1_000_000;
const SAMPLE = 2000;
const SOAK = 10_000_000;

const megabytes = (bytes: number): string => `${Math.round(bytes / 1e6)} MB`;
const thousands = (count: number): string => Math.round(count).toLocaleString('en');

function summary(name: string, times: Float64Array): void {
  let total = 0;
  for (const time of times) total += time;
  times.sort();
  const at = (share: number): string =>
    `${((times[Math.floor(times.length * share)] as number) * 1000).toFixed(1)} µs`.padStart(12);
  const rate = thousands((times.length / total) * 1000);
  console.log(`${name.padEnd(14)}${rate.padStart(12)}${at(0.5)}${at(0.99)}${at(0.999)}`);
}

const empty = memoryKept();
const fleet = fleetOf(CLUSTERS, WORKLOADS);
const filled = memoryKept() - empty;
const random = randomFrom(11);
const members = CLUSTERS * WORKLOADS;
console.log(
  `${thousands(CLUSTERS)} clusters, ${thousands(WORKLOADS)} workloads, ${thousands(members)} members`,
);

if (process.argv.includes('--soak')) soak();
else measureEvents();

function measureEvents(): void {
  const incremental = new Float64Array(EVENTS);
  for (let i = 0; i < EVENTS; i++) {
    const event = nextEvent(fleet, random, false);
    const start = performance.now();
    do_not_optimize(apply(event));
    incremental[i] = performance.now() - start;
  }
  const batch = new Float64Array(SAMPLE);
  for (let i = 0; i < SAMPLE; i++) {
    // The items are at hand for a batch: making them is not what is measured.
    const { object, items } = workloadNow(fleet, nextEvent(fleet, random, false).workload);
    const start = performance.now();
    do_not_optimize(interpreter.aggregateStatus(object, items));
    batch[i] = performance.now() - start;
  }
  console.log(
    `\n${''.padEnd(14)}${'events/s'.padStart(12)}${['p50', 'p99', 'p99.9'].map((p) => p.padStart(12)).join('')}`,
  );
  summary('incremental', incremental);
  summary('batch', batch);
  console.log(
    `\nmemory a member: ${Math.round(filled / members)} bytes in aggregators, ${itemBytes()} as the items of a batch`,
  );
  console.log(`events: ${thousands(EVENTS)} incremental, and ${thousands(SAMPLE)} more by batch`);
}

/** What a member takes as an item that has been parsed from JSON, over workloads in the fleet's mix. */
function itemBytes(): number {
  const before = memoryKept();
  const kept = fleet.workloads.slice(0, 10).map((workload) => parsed(workloadNow(fleet, workload).items));
  const bytes = memoryKept() - before;
  return Math.round(bytes / kept.reduce((sum, items) => sum + items.length, 0));
}

function soak(): void {
  // The first tenth lets tables and lists reach the size that they keep.
  let early = 0;
  let kept = filled;
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
  process.exitCode = differ === 0 && flat ? 0 : 1;
}
