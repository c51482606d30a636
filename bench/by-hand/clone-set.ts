import type { AggregatedStatusItem, KubernetesObject } from 'karmada-interpreter';
import {
  byName,
  type Items,
  int32,
  isFields,
  isSettled,
  isText,
  MAX_INT32,
  put,
  readTemplate,
} from './fields.js';

/** Aggregates a CloneSet. */
export function aggregateCloneSet<T extends KubernetesObject>(object: T, items: Items): T {
  const [generation, previous, stored] = readTemplate(object);
  let replicas = 0;
  let updatedReplicas = 0;
  let readyReplicas = 0;
  let availableReplicas = 0;
  let updatedReadyReplicas = 0;
  let updatedAvailableReplicas = 0;
  let expectedUpdatedReplicas = 0;
  let updateRevision: string | undefined;
  let currentRevision: string | undefined;
  let labelSelector: string | undefined;
  let settled = true;
  const members = byName(items);
  for (let i = 0; i < members.length; i++) {
    const { status } = members[i] as AggregatedStatusItem;
    if (!isFields(status)) {
      settled = false;
      continue;
    }
    const all = int32(status.replicas);
    const updated = int32(status.updatedReplicas);
    const ready = int32(status.readyReplicas);
    const available = int32(status.availableReplicas);
    const updatedReady = int32(status.updatedReadyReplicas);
    const updatedAvailable = int32(status.updatedAvailableReplicas);
    const expected = int32(status.expectedUpdatedReplicas);
    if (all > 0) replicas += all;
    if (updated > 0) updatedReplicas += updated;
    if (ready > 0) readyReplicas += ready;
    if (available > 0) availableReplicas += available;
    if (updatedReady > 0) updatedReadyReplicas += updatedReady;
    if (updatedAvailable > 0) updatedAvailableReplicas += updatedAvailable;
    if (expected > 0) expectedUpdatedReplicas += expected;
    if (all < 0 || updated < 0 || ready < 0 || available < 0) settled = false;
    if (updatedReady < 0 || updatedAvailable < 0 || expected < 0) settled = false;
    const update = status.updateRevision;
    const current = status.currentRevision;
    const selector = status.labelSelector;
    if (update && typeof update === 'string') updateRevision = update;
    if (current && typeof current === 'string') currentRevision = current;
    if (selector && typeof selector === 'string') labelSelector = selector;
    if (!isText(update) || !isText(current) || !isText(selector)) settled = false;
    if (!isSettled(status, generation)) settled = false;
  }
  replicas = Math.min(replicas, MAX_INT32);
  updatedReplicas = Math.min(updatedReplicas, MAX_INT32);
  readyReplicas = Math.min(readyReplicas, MAX_INT32);
  availableReplicas = Math.min(availableReplicas, MAX_INT32);
  updatedReadyReplicas = Math.min(updatedReadyReplicas, MAX_INT32);
  updatedAvailableReplicas = Math.min(updatedAvailableReplicas, MAX_INT32);
  expectedUpdatedReplicas = Math.min(expectedUpdatedReplicas, MAX_INT32);
  const observedGeneration = settled ? generation : stored;
  if (
    (previous.observedGeneration ?? 0) === observedGeneration &&
    (previous.replicas ?? 0) === replicas &&
    (previous.updatedReplicas ?? 0) === updatedReplicas &&
    (previous.readyReplicas ?? 0) === readyReplicas &&
    (previous.availableReplicas ?? 0) === availableReplicas &&
    (previous.updatedReadyReplicas ?? 0) === updatedReadyReplicas &&
    (previous.updatedAvailableReplicas ?? 0) === updatedAvailableReplicas &&
    (previous.expectedUpdatedReplicas ?? 0) === expectedUpdatedReplicas &&
    (previous.updateRevision || undefined) === updateRevision &&
    (previous.currentRevision || undefined) === currentRevision &&
    (previous.labelSelector || undefined) === labelSelector
  ) {
    return object;
  }
  const status: Record<string, unknown> = {
    ...previous,
    ...{ observedGeneration, replicas, updatedReplicas, readyReplicas, availableReplicas },
    ...{ updatedReadyReplicas, updatedAvailableReplicas, expectedUpdatedReplicas },
  };
  put(status, 'updateRevision', updateRevision);
  put(status, 'currentRevision', currentRevision);
  put(status, 'labelSelector', labelSelector);
  return { ...object, status };
}
