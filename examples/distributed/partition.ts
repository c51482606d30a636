// Reads one partition: an aggregator for each workload that has members in it.
import type { JsMsg } from '@nats-io/jetstream';
import { DeliverPolicy } from '@nats-io/jetstream';
import { createInterpreter, type KubernetesObject, type StatusAggregator } from 'karmada-interpreter';
import { partialKey, readTemplate, type StoredPartial, storeIfNewer, throughKey } from './store.js';
import { type Engine, type Report, readSubject, streamOf } from './topology.js';

const interpreter = createInterpreter();

/** A workload, as far as the partition has its members. */
interface Part {
  readonly aggregator: StatusAggregator;
  generation: number;
  /** The last message of the stream that is in it. */
  through: number;
  /** Whether that is stored. */
  stored: boolean;
  revision?: number;
}

/** A partition that is being read. */
export interface Partition {
  /** How many reports have been taken. */
  readonly taken: number;
  /** The last message of the stream that has been taken. */
  readonly through: number;
  /** Takes another version of a workload's template. */
  update(workload: string, template: KubernetesObject): void;
  /** Stores the partial aggregates that have changed, and then how far they go. */
  commit(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Starts to read a partition.
 *
 * It starts with the last report of each member, and goes on with what is new. So its state is always that of the
 * stream up to some message, whoever has read the partition before, and wherever that one was killed.
 */
export async function readPartition(
  engine: Engine,
  templates: ReadonlyMap<string, KubernetesObject>,
  partition: number,
): Promise<Partition> {
  const parts = new Map<string, Part>();
  let taken = 0;
  let through = 0;
  /** How far the stream went when reading began: until then, members are missing, and nothing is stored. */
  let start: number | undefined;

  const consumer = await engine.client.consumers.get(streamOf(partition), {
    deliver_policy: DeliverPolicy.LastPerSubject,
    filter_subjects: `partition.${partition}.>`,
  });
  const messages = await consumer.consume({ max_messages: 2000 });
  const reading = readAll();

  async function readAll(): Promise<void> {
    for await (const message of messages) {
      start ??= (await engine.manager.streams.info(streamOf(partition))).state.last_seq;
      await take(message);
    }
  }

  async function take(message: JsMsg): Promise<void> {
    const { workload, cluster } = readSubject(message.subject);
    const part = parts.get(workload) ?? (await open(workload));
    const { item } = message.json<Report>();
    if (item) part?.aggregator.set(item);
    else part?.aggregator.delete(cluster);
    if (part) Object.assign(part, { through: message.seq, stored: false });
    through = message.seq;
    taken += 1;
  }

  /**
   * A template is stored before the first report, but can be heard of after it. A workload without one has been
   * deleted.
   */
  async function open(workload: string): Promise<Part | undefined> {
    const stored = templates.has(workload) ? undefined : await readTemplate(engine.templates, workload);
    const template = templates.get(workload) ?? stored;
    if (template === undefined) return undefined;
    const part = { ...versionOf(template), aggregator: interpreter.createAggregator(template), through: 0 };
    parts.set(workload, part);
    return part;
  }

  async function store(workload: string, part: Part): Promise<void> {
    const { aggregator, generation, through } = part;
    part.stored = true;
    const value: StoredPartial = { generation, through, partial: aggregator.partial() };
    part.revision = await storeIfNewer(
      engine.partials,
      partialKey(workload, partition),
      value,
      part.revision,
    );
  }

  return {
    get taken() {
      return taken;
    },
    get through() {
      return through;
    },
    update(workload, template) {
      const part = parts.get(workload);
      part?.aggregator.update(template);
      if (part) Object.assign(part, versionOf(template));
    },
    async commit() {
      if (start === undefined || through < start) return;
      const until = { generation: 0, through };
      const changed = [...parts].filter(([, part]) => !part.stored);
      await Promise.all(changed.map(([workload, part]) => store(workload, part)));
      await storeIfNewer(engine.partials, throughKey(partition), until);
    },
    async stop() {
      await messages.close();
      await reading;
    },
  };
}

function versionOf(template: KubernetesObject): Pick<Part, 'generation' | 'stored'> {
  return { generation: template.metadata?.generation ?? 0, stored: false };
}
