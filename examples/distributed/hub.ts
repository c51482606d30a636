// The hub: `npx tsx examples/distributed/hub.ts SERVER`. It merges the partial aggregates of each workload, and never
// sees a member. It has no state of its own: after a start it reads what the bucket has.
import { setTimeout } from 'node:timers/promises';
import { createInterpreter } from 'karmada-interpreter';
import { followTemplates, readKey, type StoredPartial, throughKey } from './store.js';
import { openEngine } from './topology.js';

/** How often it writes what has changed, in milliseconds. */
const INTERVAL = 2000;

const [server = ''] = process.argv.slice(2);
const engine = await openEngine(server);
const interpreter = createInterpreter();
const partials = new Map<string, Map<number, StoredPartial>>();
const through = new Map<number, number>();
const changed = new Set<string>();
const templates = await followTemplates(engine.templates, (workload) => changed.add(workload));
let stopped = false;
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    stopped = true;
  });
}

void followPartials();
while (!stopped) {
  await write();
  await setTimeout(INTERVAL);
}
await engine.connection.close();

async function followPartials(): Promise<void> {
  for await (const entry of await engine.partials.watch()) {
    const { partition, workload } = readKey(entry.key);
    if (workload === undefined) {
      through.set(partition, entry.json<StoredPartial>().through);
      continue;
    }
    const parts = partials.get(workload) ?? new Map<number, StoredPartial>();
    partials.set(workload, parts.set(partition, entry.json()));
    changed.add(workload);
  }
}

/** Writes what the changed workloads come to, where a controller would write the status of their templates. */
async function write(): Promise<void> {
  const until = [...through];
  const now = [...changed];
  changed.clear();
  await Promise.all(now.map(merge));
  await Promise.all(until.map(([partition, at]) => engine.federated.put(throughKey(partition), String(at))));
}

async function merge(workload: string): Promise<void> {
  const template = templates.get(workload);
  const parts = [...(partials.get(workload)?.values() ?? [])];
  if (template === undefined || parts.length === 0) return;
  const federated = interpreter.mergePartials(
    template,
    parts.map(({ partial }) => partial),
  );
  await engine.federated.put(workload.replaceAll('.', '='), JSON.stringify(federated));
}
