// A worker: `npx tsx examples/distributed/worker.ts SERVER NAME`. Start as many as it takes; end them as you like.
import { setTimeout } from 'node:timers/promises';
import { type Partition, readPartition } from './partition.js';
import { followTemplates } from './store.js';
import { openEngine, ownerOf, partitions } from './topology.js';

/** How often it says that it is alive and stores what has changed, in milliseconds. */
const INTERVAL = 2000;

const [server = '', name = ''] = process.argv.slice(2);
const engine = await openEngine(server);
const mine = new Map<number, Partition>();
const templates = await followTemplates(engine.templates, (workload, template) => {
  for (const partition of mine.values()) partition.update(workload, template);
});
let taken = 0;
let stopped = false;
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    stopped = true;
  });
}

while (!stopped) {
  await engine.workers.put(name, '');
  await takePartitions(await alive());
  await commit();
  await setTimeout(INTERVAL);
}
await engine.workers.delete(name);
await commit();
await takePartitions([]);
console.log(`${name} has taken ${taken} reports`);
await engine.connection.close();

async function alive(): Promise<string[]> {
  const names: string[] = [];
  for await (const worker of await engine.workers.keys()) names.push(worker);
  return names;
}

/**
 * Reads the partitions that fall to this worker, and no others. Two workers can for a moment have different views of
 * who is alive, and read the same partition: that costs time, and changes nothing.
 */
async function takePartitions(workers: readonly string[]): Promise<void> {
  for (const partition of partitions) {
    const reading = mine.get(partition);
    const own = ownerOf(partition, workers) === name;
    if (own && !reading) mine.set(partition, await readPartition(engine, templates, partition));
    if (!own && reading) {
      mine.delete(partition);
      await reading.stop();
      taken += reading.taken;
    }
  }
}

async function commit(): Promise<void> {
  await Promise.all([...mine.values()].map((partition) => partition.commit()));
}
