// What the jobs by hand check of a template and of its members, as the library does.
import type { AggregatedStatusItem, KubernetesObject } from 'karmada-interpreter';

export type Fields = { readonly [field: string]: unknown };
export type Items = readonly AggregatedStatusItem[];

export const MAX_INT32 = 2147483647;

/** An int32 that is no less than 0; 0 where it is absent, -1 where it is something else. */
export function int32(value: unknown): number {
  if (typeof value === 'number' && (value | 0) === value && value >= 0) return value;
  return value === undefined || value === null ? 0 : -1;
}

/** The same for an int64, as far as a JSON number holds one. */
export function int64(value: unknown): number {
  if (typeof value === 'number' && value >= 0 && Number.isSafeInteger(value)) return value;
  return value === undefined || value === null ? 0 : -1;
}

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether a text is absent or one. */
export function isText(value: unknown): boolean {
  return value === undefined || value === null || typeof value === 'string';
}

/** The template's generation, which a caller may not get wrong, its status, and the generation in that. */
export function readTemplate({ metadata, status = {} }: KubernetesObject): [number, Fields, number] {
  const generation = int64(metadata?.generation);
  if (generation < 0) throw new TypeError('metadata.generation is no generation');
  if (!isFields(status)) throw new TypeError('status is no object');
  return [generation, status, Math.max(int64(status.observedGeneration), 0)];
}

/** The items by name: what the first and the last of them say is that of a cluster, whatever order they come in. */
export function byName(items: Items): Items {
  let ordered = true;
  let previous = '';
  for (let i = 0; i < items.length; i++) {
    const item = items[i] as AggregatedStatusItem;
    if (typeof item !== 'object' || item === null) throw new TypeError(`items[${i}] is no item`);
    const { clusterName } = item;
    if (typeof clusterName !== 'string' || clusterName === '') throw new TypeError(`items[${i}] is no item`);
    if (clusterName <= previous) ordered = false;
    previous = clusterName;
  }
  return ordered ? items : [...items].sort((a, b) => (a.clusterName < b.clusterName ? -1 : 1));
}

/** Whether a member has processed that generation of the template. */
export function isSettled(status: Fields, generation: number): boolean {
  const observed = int64(status.observedGeneration);
  const own = int64(status.generation);
  const template = int64(status.resourceTemplateGeneration);
  return observed >= 0 && own >= 0 && observed >= own && template >= generation;
}

/** The same of a kind whose API has no `observedGeneration`: by the stamp, and without one by what has been applied. */
export function isStamped({ applied }: AggregatedStatusItem, status: Fields, generation: number): boolean {
  const stamp = status.resourceTemplateGeneration;
  if (int64(status.generation) < 0) return false;
  return stamp === undefined || stamp === null ? applied === true : int64(stamp) >= generation;
}

/** Writes a value, or takes away what nobody reports any more. */
export function put(status: Record<string, unknown>, field: string, value: unknown): void {
  if (value === undefined) delete status[field];
  else status[field] = value;
}
