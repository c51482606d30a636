import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import fc from 'fast-check';
import { createInterpreter } from 'karmada-interpreter';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { happening, templateOf, workloads } from '../../examples/distributed/fleet.js';
import { type NatsServer, startNatsServer } from '../../examples/distributed/nats-server.js';
import { type Partition, readPartition } from '../../examples/distributed/partition.js';
import {
  followTemplates,
  isNewer,
  partialKey,
  readKey,
  type StoredPartial,
  storeIfNewer,
  throughKey,
} from '../../examples/distributed/store.js';
import {
  type Engine,
  openEngine,
  ownerOf,
  partitions,
  readSubject,
  reportSubject,
  streamOf,
} from '../../examples/distributed/topology.js';

let directory: string;
let server: NatsServer;
let engine: Engine;
let templates: Awaited<ReturnType<typeof followTemplates>>;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'distributed-'));
  server = await startNatsServer(directory);
  engine = await openEngine(server.address);
  for (const [i, workload] of workloads.entries())
    await engine.templates.put(workload, JSON.stringify(templateOf(i, 1)));
  templates = await followTemplates(engine.templates, () => {});
});

afterAll(async () => {
  await engine.connection.close();
  server.process.kill('SIGKILL');
  await rm(directory, { recursive: true, force: true });
});

const names = fc.uniqueArray(fc.string({ minLength: 1 }), { minLength: 1, maxLength: 8 });

it('a worker that goes leaves the partitions of the others where they are', () => {
  fc.assert(
    fc.property(names, (workers) => {
      for (const partition of partitions) {
        const owner = ownerOf(partition, workers);
        expect(workers).toContain(owner);
        expect(ownerOf(partition, [...workers].reverse())).toBe(owner);
        for (const gone of workers.filter((worker) => worker !== owner)) {
          const left = workers.filter((worker) => worker !== gone);
          expect(ownerOf(partition, left)).toBe(owner);
        }
      }
    }),
    { numRuns: 20 },
  );
  expect(ownerOf(0, [])).toBeUndefined();
});

it('a subject says which member a report is of, whatever its name', () => {
  const [, ...tokens] = reportSubject('Deployment/shop/web.v2', 'eu.west', 'eu-1.example.org').split('.');
  expect(tokens).toHaveLength(3);
  expect(readSubject(['partition', '3', ...tokens].join('.'))).toEqual({
    workload: 'Deployment/shop/web.v2',
    cluster: 'eu-1.example.org',
  });
  expect(readKey(partialKey('Deployment/shop/web.v2', 3))).toEqual({
    partition: 3,
    workload: 'Deployment/shop/web.v2',
  });
  expect(readKey(throughKey(3))).toEqual({ partition: 3, workload: undefined });
});

it('of two versions the one of the later template is the newer, and then the one that goes further', () => {
  const version = (generation: number, through: number) => ({ generation, through });
  expect(isNewer(version(1, 2), version(1, 1))).toBe(true);
  expect(isNewer(version(1, 1), version(1, 1))).toBe(false);
  expect(isNewer(version(1, 1), version(1, 2))).toBe(false);
  expect(isNewer(version(2, 1), version(1, 2))).toBe(true);
  expect(isNewer(version(1, 2), version(2, 1))).toBe(false);
});

it('whoever writes late takes nothing back', async () => {
  const read = async () => (await engine.partials.get('late'))?.json();
  const revision = await storeIfNewer(engine.partials, 'late', { generation: 1, through: 5 });
  // Another worker goes on from there.
  await storeIfNewer(engine.partials, 'late', { generation: 1, through: 9 });
  const known = await storeIfNewer(engine.partials, 'late', { generation: 1, through: 7 }, revision);
  expect(await read()).toEqual({ generation: 1, through: 9 });
  await storeIfNewer(engine.partials, 'late', { generation: 1, through: 9 }, revision);
  expect(known).toBe((await engine.partials.get('late'))?.revision);
  await storeIfNewer(engine.partials, 'late', { generation: 1, through: 10 }, revision);
  expect(await read()).toEqual({ generation: 1, through: 10 });
});

/** Publishes, and says into which stream. */
async function publish(i: number): Promise<string> {
  const { workload, region, cluster, report } = happening(i);
  const msgID = `${workload}/${cluster}/${report.sequence}`;
  const subject = reportSubject(workload, region, cluster);
  return (await engine.client.publish(subject, JSON.stringify(report), { msgID })).stream;
}

async function lengthOf(stream: string): Promise<number> {
  return (await engine.manager.streams.info(stream)).state.last_seq;
}

it('a report that is sent twice is stored once, and all of one member in the same stream', async () => {
  const stream = await publish(3);
  const before = await lengthOf(stream);
  expect(await publish(3)).toBe(stream);
  expect(await lengthOf(stream)).toBe(before);
  // The next two of the same member.
  expect([await publish(20_003), await publish(40_003)]).toEqual([stream, stream]);
  expect(await lengthOf(stream)).toBe(before + 2);
});

/** Waits until a partition has everything that is in its stream. */
async function catchUp(partition: Partition, number: number): Promise<void> {
  const length = await lengthOf(streamOf(number));
  await vi.waitUntil(() => partition.through === length, { timeout: 600_000 });
}

it('a worker that takes over comes to what the one before it had, and a template to all', async () => {
  const interpreter = createInterpreter();
  const workload = workloads[1] as string;
  const all = Array.from({ length: 100 }, (_, place) => happening(1 + place * workloads.length));
  for (let place = 0; place < all.length; place++) await publish(1 + place * workloads.length);
  const items = all.flatMap(({ report }) => report.item ?? []);

  /** Reads all partitions, and says what the workload comes to. */
  const federated = async (generation: number) => {
    const partials: StoredPartial[] = [];
    for (const number of partitions) {
      if ((await lengthOf(streamOf(number))) === 0) continue;
      const partition = await readPartition(engine, templates, number);
      await partition.commit();
      await catchUp(partition, number);
      partition.update(workload, templateOf(1, generation));
      await partition.commit();
      await partition.stop();
      const stored = await engine.partials.get(partialKey(workload, number));
      if (stored) partials.push(stored.json());
    }
    expect(partials.map(({ generation }) => generation)).toEqual(partials.map(() => generation));
    expect(partials.length).toBeGreaterThan(1);
    return interpreter.mergePartials(
      templateOf(1, generation),
      partials.map(({ partial }) => partial),
    );
  };

  const first = await federated(1);
  expect(first).toEqual(interpreter.aggregateStatus(templateOf(1, 1), items));
  expect(await federated(1)).toEqual(first);
  expect(await federated(2)).toEqual(interpreter.aggregateStatus(templateOf(1, 2), items));
});

it('what is stored never lacks a member while a partition is being taken over', async () => {
  // More than are asked for at once, so that some are stored while others are still to come.
  const MEMBERS = 5000;
  const workload = workloads[2] as string;
  const report = async (i: number, sequence: number) => {
    const item = { clusterName: `c-${i}`, status: { replicas: sequence } };
    const subject = reportSubject(workload, 'eu', item.clusterName);
    return (await engine.client.publish(subject, JSON.stringify({ sequence, item }))).stream;
  };
  const all = (sequence: number) =>
    Promise.all(Array.from({ length: MEMBERS }, (_, i) => report(i, sequence)));
  const [stream = ''] = await all(1);
  const number = Number(stream.replace('REPORTS_', ''));
  const key = partialKey(workload, number);
  const sizes: number[] = [];
  const watched = await engine.partials.watch({ key });
  const watching = (async () => {
    for await (const entry of watched)
      sizes.push(Object.keys(entry.json<StoredPartial>().partial.clusters).length);
  })();

  // The first worker stores what it has; all members report anew; another takes over, and stores whenever it can.
  for (const sequence of [2, 3]) {
    const partition = await readPartition(engine, templates, number);
    const end = await lengthOf(stream);
    while (partition.through < end) {
      await partition.commit();
      await setImmediate();
    }
    await partition.commit();
    await partition.stop();
    await all(sequence);
  }
  const stored = (await engine.partials.get(key))?.json<StoredPartial>();
  expect(stored?.partial.fields).toMatchObject({ replicas: 2 * MEMBERS });
  watched.stop();
  await watching;
  expect(sizes.length).toBeGreaterThan(1);
  expect(new Set(sizes)).toEqual(new Set([MEMBERS]));
});
