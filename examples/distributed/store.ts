// How the buckets are written and read: what is newer stays, whoever writes it.
import { JetStreamApiCodes, JetStreamApiError } from '@nats-io/jetstream';
import { type KV, KvWatchInclude } from '@nats-io/kv';
import type { KubernetesObject, PartialAggregate } from 'karmada-interpreter';

/** What the members of one workload come to, of those that one partition has. */
export interface StoredPartial {
  /** The version of the template that it was made with. */
  readonly generation: number;
  /** The last message of the partition's stream that is in it. */
  readonly through: number;
  readonly partial: PartialAggregate;
}

/** The key of a partial aggregate. */
export function partialKey(workload: string, partition: number): string {
  return `partial.${partition}.${workload.replaceAll('.', '=')}`;
}

/** The key under which it stands how far a partition's partial aggregates go: it is written after them. */
export function throughKey(partition: number): string {
  return `through.${partition}`;
}

/** What a key of the bucket is of. */
export function readKey(key: string): { readonly partition: number; readonly workload: string | undefined } {
  const [, partition, workload] = key.split('.');
  return { partition: Number(partition), workload: workload?.replaceAll('=', '.') };
}

/** A version of something that is stored: of two, that of the later template, and then the one that goes further. */
type Version = Pick<StoredPartial, 'generation' | 'through'>;

/**
 * Stores a value unless what is stored is as new. So a worker that has lost a partition and does not know it yet can
 * write as it likes: it takes nothing back.
 *
 * @param revision - The revision that the key had when it was last written or read from here.
 * @returns The revision that it has now.
 */
export async function storeIfNewer(kv: KV, key: string, value: Version, revision = 0): Promise<number> {
  for (let known = revision; ; ) {
    try {
      return await kv.put(key, JSON.stringify(value), { previousSeq: known });
    } catch (error) {
      if (!(error instanceof JetStreamApiError && error.code === JetStreamApiCodes.StreamWrongLastSequence))
        throw error;
    }
    const stored = await kv.get(key);
    known = stored?.revision ?? 0;
    if (stored && !isNewer(value, stored.json<Version>())) return known;
  }
}

/** Whether one version is newer than another. */
export function isNewer(a: Version, b: Version): boolean {
  return a.generation === b.generation ? a.through > b.through : a.generation > b.generation;
}

/** A workload's resource template, as the bucket has it. */
export async function readTemplate(templates: KV, workload: string): Promise<KubernetesObject | undefined> {
  const entry = await templates.get(workload.replaceAll('.', '='));
  return entry?.operation === 'PUT' ? entry.json<KubernetesObject>() : undefined;
}

/**
 * Keeps the resource templates at hand.
 *
 * @param changed - Is called when a template has another version, and not for those that are there at first.
 * @returns The templates by workload, all that there are by now, and kept up to date.
 */
export async function followTemplates(
  kv: KV,
  changed: (workload: string, template: KubernetesObject) => void,
): Promise<Map<string, KubernetesObject>> {
  const templates = new Map<string, KubernetesObject>();
  // Whatever changes while the templates are being read comes a second time, behind.
  const updates = await kv.watch({ include: KvWatchInclude.UpdatesOnly });
  for await (const key of await kv.keys()) {
    const template = await readTemplate(kv, key);
    if (template) templates.set(key.replaceAll('=', '.'), template);
  }
  void (async () => {
    for await (const { key, operation, value } of updates) {
      const workload = key.replaceAll('=', '.');
      if (operation !== 'PUT') templates.delete(workload);
      else {
        const template = JSON.parse(new TextDecoder().decode(value));
        templates.set(workload, template);
        changed(workload, template);
      }
    }
  })();
  return templates;
}
