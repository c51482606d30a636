// Aggregation on more than one machine, here by processes: `npx tsx examples/distributed/start.ts [REPORTS]`. It
// starts a NATS server, a hub and three workers and has a million reports published; half way it kills one worker
// and starts another. Then it compares what the hub has written with a batch over all members.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { type AggregatedStatusItem, createInterpreter, type KubernetesObject } from 'karmada-interpreter';
import { happening, MEMBERS, templateOf, workloads } from './fleet.js';
import { startNatsServer } from './nats-server.js';
import { throughKey } from './store.js';
import { type Engine, openEngine, partitions, streamOf } from './topology.js';

const reports = Number(process.argv[2] ?? 1_000_000);
const directory = await mkdtemp(join(tmpdir(), 'distributed-'));
const processes = new Set<ChildProcess>();
/** Ends everything: a process has ended that should not, or this one is to. */
let fail: (reason: Error) => void = () => {};
const failure = new Promise<never>((_, reject) => {
  fail = reject;
});
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => fail(new Error(signal)));
try {
  process.exitCode = (await Promise.race([run(), failure])) ? 0 : 1;
} finally {
  for (const each of processes) each.kill('SIGKILL');
  await rm(directory, { recursive: true, force: true });
}

async function run(): Promise<boolean> {
  const { address: server, process: nats } = await startNatsServer(directory);
  processes.add(nats);
  const engine = await openEngine(server);
  for (const [i] of workloads.entries()) await putTemplate(engine, i, 1);
  const hub = startPart('hub.ts', server);
  const workers = ['worker-1', 'worker-2', 'worker-3'].map((name) => startPart('worker.ts', server, name));
  const publisher = startPart('publisher.ts', server, '0', String(reports));
  const published = once(publisher, 'exit');

  await passed(publisher, reports / 2);
  workers.shift()?.kill('SIGKILL');
  workers.push(startPart('worker.ts', server, 'worker-4'));
  console.log('worker-1 is killed, worker-4 has come');
  for (const i of workloads.keys()) if (isRevised(i)) await putTemplate(engine, i, 2);

  await published;
  await caughtUp(engine);
  const result = await compare(engine);
  for (const each of [hub, ...workers]) {
    each.kill('SIGTERM');
    await once(each, 'exit');
  }
  await engine.connection.close();
  return result;
}

/** Starts a file of this folder as a process of its own. */
function startPart(file: string, ...args: readonly string[]): ChildProcess {
  const path = join(import.meta.dirname, file);
  const part = spawn(process.execPath, ['--import', 'tsx', path, ...args], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  processes.add(part);
  part.once('exit', (code) => {
    processes.delete(part);
    if (code) fail(new Error(`${file} has failed`));
  });
  return part;
}

/** Waits until the publisher says that it has published so many reports. */
async function passed(publisher: ChildProcess, count: number): Promise<void> {
  for (;;) {
    const [published] = await once(publisher, 'message');
    if (published >= count) return;
  }
}

/** Every tenth workload gets a second version of its template half way. */
function isRevised(workload: number): boolean {
  return workload % 10 === 0;
}

async function putTemplate({ templates }: Engine, i: number, generation: number): Promise<void> {
  await templates.put(workloads[i] as string, JSON.stringify(templateOf(i, generation)));
}

/** Waits until the hub has everything that is in the streams. */
async function caughtUp({ manager, federated }: Engine): Promise<void> {
  for (const partition of partitions) {
    const { state } = await manager.streams.info(streamOf(partition));
    while (Number((await federated.get(throughKey(partition)))?.string() ?? 0) < state.last_seq)
      await setTimeout(100);
  }
}

/** Compares what the hub has written with a batch over the last report of each member. */
async function compare({ manager, federated }: Engine): Promise<boolean> {
  let stored = 0;
  for (const partition of partitions)
    stored += (await manager.streams.info(streamOf(partition))).state.last_seq;
  const interpreter = createInterpreter();
  const items = lastItems();
  let alike = 0;
  for (const [i, workload] of workloads.entries()) {
    const template = templateOf(i, isRevised(i) ? 2 : 1);
    const expected = interpreter.aggregateStatus(template, items.get(workload) ?? []);
    const got = (await federated.get(workload))?.json<KubernetesObject>();
    if (isDeepStrictEqual(got, JSON.parse(JSON.stringify(expected)))) alike += 1;
  }
  console.log(`${stored} reports of ${MEMBERS} members are stored`);
  console.log(`${alike} of ${workloads.length} workloads are what a batch over their members gives`);
  return stored === reports && alike === workloads.length;
}

/** The last report of each member, by workload, of those that have not left. */
function lastItems(): ReadonlyMap<string, readonly AggregatedStatusItem[]> {
  const items = new Map<string, AggregatedStatusItem[]>();
  for (let i = Math.max(0, reports - MEMBERS); i < reports; i++) {
    const { workload, report } = happening(i);
    if (report.item) items.set(workload, [...(items.get(workload) ?? []), report.item]);
  }
  return items;
}
