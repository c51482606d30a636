// What is where in NATS: the subjects, a stream a partition, and the buckets.
import { createHash } from 'node:crypto';
import { type JetStreamClient, type JetStreamManager, jetstream } from '@nats-io/jetstream';
import { type KV, Kvm } from '@nats-io/kv';
import { connect, type NatsConnection } from '@nats-io/transport-node';
import type { AggregatedStatusItem } from 'karmada-interpreter';

/** As many as `nats.conf` has. There can be no more workers than partitions. */
const PARTITIONS = 16;

export const partitions: readonly number[] = Array.from({ length: PARTITIONS }, (_, i) => i);

/** How many reports of one member its stream keeps: the last is its state, the others give readers time. */
const HISTORY = 16;

/** What a member cluster reports of a workload; without an item, the workload has gone from there. */
export interface Report {
  readonly sequence: number;
  readonly item?: AggregatedStatusItem;
}

/** The subject that a report is published to. */
export function reportSubject(workload: string, region: string, cluster: string): string {
  return `report.${token(workload)}.${token(region)}.${token(cluster)}`;
}

/** Names of Kubernetes may have dots, which part the tokens of a subject, and have no equals signs. */
function token(name: string): string {
  return name.replaceAll('.', '=');
}

/** The stream of a partition. */
export function streamOf(partition: number): string {
  return `REPORTS_${partition}`;
}

/** The workload and the cluster that a message of a partition's stream is of. */
export function readSubject(subject: string): { readonly workload: string; readonly cluster: string } {
  const [, , workload = '', , cluster = ''] = subject.split('.').map((name) => name.replaceAll('=', '.'));
  return { workload, cluster };
}

/**
 * Who reads a partition: of the workers that are alive, the one whose hash with it is the highest. When a worker
 * goes, only its own partitions move; when one comes, it takes its share and nothing else moves.
 */
export function ownerOf(partition: number, workers: readonly string[]): string | undefined {
  const weight = (worker: string) => createHash('sha256').update(`${worker}/${partition}`).digest('hex');
  return [...workers].sort((a, b) => (weight(a) < weight(b) ? 1 : -1))[0];
}

/** The connection and the buckets, as every process has them. */
export interface Engine {
  readonly connection: NatsConnection;
  readonly client: JetStreamClient;
  readonly manager: JetStreamManager;
  /** The resource template of each workload. */
  readonly templates: KV;
  /** Which workers are alive: a key vanishes when its worker does not renew it. */
  readonly workers: KV;
  /** The partial aggregates, and how far each partition has been read. */
  readonly partials: KV;
  /** What the members of each workload come to. */
  readonly federated: KV;
}

/** How long a worker may be silent before others take its partitions over, in milliseconds. */
const SILENCE = 10_000;

/** How long to wait for an answer, in milliseconds: a busy server is slow, and not gone. */
const PATIENCE = 60_000;

/**
 * Connects, and makes the streams and buckets that are not there yet.
 *
 * The client would note for each request where it was made, which takes twice the time of the request.
 */
export async function openEngine(servers: string): Promise<Engine> {
  const connection = await connect({ servers, noAsyncTraces: true });
  const client = jetstream(connection, { timeout: PATIENCE });
  const manager = await client.jetstreamManager();
  for (const partition of partitions) {
    await manager.streams.add({
      name: streamOf(partition),
      subjects: [`partition.${partition}.>`],
      max_msgs_per_subject: HISTORY,
    });
  }
  const buckets = new Kvm(client);
  return {
    connection,
    client,
    manager,
    templates: await buckets.create('templates'),
    workers: await buckets.create('workers', { ttl: SILENCE }),
    partials: await buckets.create('partials'),
    federated: await buckets.create('federated'),
  };
}
