// What the benchmarks measure the library against: the jobs of two kinds, written out by hand for that kind
// alone, with the same checks and the same result.
import type { AggregatedStatusItem, KubernetesObject } from 'karmada-interpreter';
import {
  type ConditionsJob,
  finishConditions,
  foldConditions,
  sameConditions,
} from './handwritten-conditions.js';

type Fields = { readonly [field: string]: unknown };
type Items = readonly AggregatedStatusItem[];

const MAX_INT32 = 2147483647;

/** An int32 that is no less than 0; 0 where it is absent, -1 where it is something else. */
function int32(value: unknown): number {
  if (typeof value === 'number' && (value | 0) === value && value >= 0) return value;
  return value === undefined || value === null ? 0 : -1;
}

/** The same for an int64, as far as a JSON number holds one. */
function int64(value: unknown): number {
  if (typeof value === 'number' && value >= 0 && Number.isSafeInteger(value)) return value;
  return value === undefined || value === null ? 0 : -1;
}

function isItem(item: unknown): boolean {
  if (typeof item !== 'object' || item === null) return false;
  const { clusterName } = item as AggregatedStatusItem;
  return typeof clusterName === 'string' && clusterName !== '';
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The template's generation, which a caller may not get wrong, and its status. */
function readTemplate({ metadata, status = {} }: KubernetesObject): [number, Fields, number] {
  const generation = int64(metadata?.generation);
  if (generation < 0) throw new TypeError('metadata.generation is no generation');
  if (!isFields(status)) throw new TypeError('status is no object');
  return [generation, status, Math.max(int64(status.observedGeneration), 0)];
}

/** Aggregates a Deployment. */
export function aggregateDeployment<T extends KubernetesObject>(object: T, items: Items): T {
  const [generation, previous, stored] = readTemplate(object);
  let replicas = 0;
  let updatedReplicas = 0;
  let readyReplicas = 0;
  let availableReplicas = 0;
  let unavailableReplicas = 0;
  let settled = true;
  for (let i = 0; i < items.length; i++) {
    const item = items[i] as AggregatedStatusItem;
    if (!isItem(item)) throw new TypeError(`items[${i}] is no item`);
    const { status } = item;
    if (!isFields(status)) {
      settled = false;
      continue;
    }
    const all = int32(status.replicas);
    const updated = int32(status.updatedReplicas);
    const ready = int32(status.readyReplicas);
    const available = int32(status.availableReplicas);
    const unavailable = int32(status.unavailableReplicas);
    const observed = int64(status.observedGeneration);
    const own = int64(status.generation);
    const template = int64(status.resourceTemplateGeneration);
    if (all > 0) replicas += all;
    if (updated > 0) updatedReplicas += updated;
    if (ready > 0) readyReplicas += ready;
    if (available > 0) availableReplicas += available;
    if (unavailable > 0) unavailableReplicas += unavailable;
    if (all < 0 || updated < 0 || ready < 0 || available < 0 || unavailable < 0) settled = false;
    if (observed < 0 || own < 0 || template < 0 || observed < own || template < generation) settled = false;
  }
  replicas = Math.min(replicas, MAX_INT32);
  updatedReplicas = Math.min(updatedReplicas, MAX_INT32);
  readyReplicas = Math.min(readyReplicas, MAX_INT32);
  availableReplicas = Math.min(availableReplicas, MAX_INT32);
  unavailableReplicas = Math.min(unavailableReplicas, MAX_INT32);
  const observedGeneration = settled ? generation : stored;
  if (
    (previous.observedGeneration ?? 0) === observedGeneration &&
    (previous.replicas ?? 0) === replicas &&
    (previous.updatedReplicas ?? 0) === updatedReplicas &&
    (previous.readyReplicas ?? 0) === readyReplicas &&
    (previous.availableReplicas ?? 0) === availableReplicas &&
    (previous.unavailableReplicas ?? 0) === unavailableReplicas
  ) {
    return object;
  }
  const status = {
    ...previous,
    observedGeneration,
    replicas,
    updatedReplicas,
    readyReplicas,
    availableReplicas,
    unavailableReplicas,
  };
  return { ...object, status };
}

/** The items by name: Flux's last revision is that of the last cluster, whatever order they come in. */
function byName(items: Items): Items {
  let ordered = true;
  let previous = '';
  for (let i = 0; i < items.length; i++) {
    const item = items[i] as AggregatedStatusItem;
    if (!isItem(item)) throw new TypeError(`items[${i}] is no item`);
    if (item.clusterName <= previous) ordered = false;
    previous = item.clusterName;
  }
  return ordered ? items : [...items].sort((a, b) => (a.clusterName < b.clusterName ? -1 : 1));
}

/** Whether a text is absent or one. */
function isText(value: unknown): boolean {
  return value === undefined || value === null || typeof value === 'string';
}

/** Aggregates a HelmRelease. */
export function aggregateHelmRelease<T extends KubernetesObject>(object: T, items: Items): T {
  const [generation, previous, stored] = readTemplate(object);
  let failures = 0;
  let upgradeFailures = 0;
  let installFailures = 0;
  let lastAttemptedRevision: unknown;
  let lastAppliedRevision: unknown;
  let lastAttemptedValuesChecksum: unknown;
  let helmChart: unknown;
  let lastReleaseRevision: unknown;
  const merged = new Map<string, ConditionsJob>();
  let settled = true;
  const members = byName(items);
  for (let i = 0; i < members.length; i++) {
    const { clusterName, status } = members[i] as AggregatedStatusItem;
    if (!isFields(status)) {
      settled = false;
      continue;
    }
    const all = int64(status.failures);
    const upgrades = int64(status.upgradeFailures);
    const installs = int64(status.installFailures);
    if (all > 0) failures += all;
    if (upgrades > 0) upgradeFailures += upgrades;
    if (installs > 0) installFailures += installs;
    if (all < 0 || upgrades < 0 || installs < 0) settled = false;
    const attempted = status.lastAttemptedRevision;
    const applied = status.lastAppliedRevision;
    const checksum = status.lastAttemptedValuesChecksum;
    const chart = status.helmChart;
    const release = status.lastReleaseRevision;
    if (attempted && typeof attempted === 'string') lastAttemptedRevision = attempted;
    if (applied && typeof applied === 'string') lastAppliedRevision = applied;
    if (checksum && typeof checksum === 'string') lastAttemptedValuesChecksum = checksum;
    if (chart && typeof chart === 'string') helmChart = chart;
    if (!isText(attempted) || !isText(applied) || !isText(checksum) || !isText(chart)) settled = false;
    if (release !== undefined && release !== null && release !== '') {
      const revision = int64(release);
      if (revision < 0) settled = false;
      else lastReleaseRevision = revision;
    }
    const { conditions } = status;
    if (conditions !== undefined && conditions !== null) {
      if (!foldConditions(merged, conditions, clusterName)) settled = false;
    }
    const observed = int64(status.observedGeneration);
    const own = int64(status.generation);
    const template = int64(status.resourceTemplateGeneration);
    if (observed < 0 || own < 0 || template < 0 || observed < own || template < generation) settled = false;
  }
  failures = Math.min(failures, Number.MAX_SAFE_INTEGER);
  upgradeFailures = Math.min(upgradeFailures, Number.MAX_SAFE_INTEGER);
  installFailures = Math.min(installFailures, Number.MAX_SAFE_INTEGER);
  const observedGeneration = settled ? generation : stored;
  const conditions = finishConditions(merged, previous.conditions, observedGeneration);
  if (
    (previous.observedGeneration ?? 0) === observedGeneration &&
    (previous.failures ?? 0) === failures &&
    (previous.upgradeFailures ?? 0) === upgradeFailures &&
    (previous.installFailures ?? 0) === installFailures &&
    (previous.lastAttemptedRevision || undefined) === lastAttemptedRevision &&
    (previous.lastAppliedRevision || undefined) === lastAppliedRevision &&
    (previous.lastAttemptedValuesChecksum || undefined) === lastAttemptedValuesChecksum &&
    (previous.helmChart || undefined) === helmChart &&
    (previous.lastReleaseRevision ?? undefined) === lastReleaseRevision &&
    sameConditions(previous.conditions, conditions)
  ) {
    return object;
  }
  const status: Record<string, unknown> = { ...previous, observedGeneration };
  status.failures = failures;
  status.upgradeFailures = upgradeFailures;
  status.installFailures = installFailures;
  put(status, 'lastAttemptedRevision', lastAttemptedRevision);
  put(status, 'lastAppliedRevision', lastAppliedRevision);
  put(status, 'lastAttemptedValuesChecksum', lastAttemptedValuesChecksum);
  put(status, 'helmChart', helmChart);
  put(status, 'lastReleaseRevision', lastReleaseRevision);
  put(status, 'conditions', conditions);
  return { ...object, status };
}

/** Writes a value, or takes away what nobody reports any more. */
function put(status: Record<string, unknown>, field: string, value: unknown): void {
  if (value === undefined) delete status[field];
  else status[field] = value;
}
