import { aggregateGeneration } from '../generation/aggregate-generation.js';
import type { AggregatedStatusItem } from '../generation/items.js';
import { isSettled } from '../generation/processed-generation.js';
import { at } from '../kubernetes/object.js';
import type { ClusterSuspension } from '../suspension/suspension.js';
import type { PlannedGate } from './plan.js';
import { revisionAt } from './revision.js';
import type { ClusterReason } from './status.js';
import { isInRange } from './version.js';

/** Why a cluster is not updated, and a sentence that says so. */
export type Lag = readonly [reason: ClusterReason, message: string];

/** What keeps a released cluster from counting as updated; `undefined` where nothing does. */
export function lagOf(
  clusterName: string,
  item: AggregatedStatusItem | undefined,
  generation: number,
  gate: PlannedGate,
  by: ClusterSuspension['by'],
): Lag | undefined {
  if (!isSettled(item?.status, generation)) return unsettled(clusterName, item, generation, by);
  const { requireHealthy, requiredConditions, requiredRevision } = gate;
  if (requireHealthy && item?.health !== 'Healthy') {
    return ['Unhealthy', `${clusterName} has settled, but its health is ${item?.health ?? 'not reported'}`];
  }
  for (const { type, status } of requiredConditions) {
    const found = conditionOf(item, type);
    if (found === status) continue;
    const stands = found === undefined ? 'is not reported' : `is ${found}`;
    return [
      'ConditionMissing',
      `${clusterName} has settled, but its condition ${type} ${stands}, not ${status}`,
    ];
  }
  if (requiredRevision) {
    const { path, range } = requiredRevision;
    const revision = revisionAt(item, path);
    if (revision === undefined || !isInRange(revision, range)) {
      const stands = revision === undefined ? 'is not reported' : `is ${revision}`;
      return ['RevisionOutside', `${clusterName} has settled, but its revision ${stands}, not in ${range}`];
    }
  }
  return undefined;
}

/** Why a member has not settled, in the words of the explanation of its generations. */
function unsettled(
  clusterName: string,
  item: AggregatedStatusItem | undefined,
  generation: number,
  by: ClusterSuspension['by'],
): Lag {
  // Of the user's suspension only what concerns this cluster: it may name thousands.
  const suspension = {
    dispatching: by === 'dispatching',
    dispatchingOnClusters: { clusterNames: by === 'dispatchingOnClusters' ? [clusterName] : [] },
    rollout: { suspendedClusters: by === 'rollout' ? [clusterName] : [] },
  };
  const [cluster] = aggregateGeneration({ generation }, item ? [item] : [], {
    clusters: [clusterName],
    suspension,
  }).clusters;
  return [cluster?.reason ?? 'NotReported', cluster?.message ?? `${clusterName} has not reported a status`];
}

/** The status of a member's condition. */
function conditionOf(item: AggregatedStatusItem | undefined, type: string): unknown {
  const conditions = at(item?.status, 'conditions');
  const found = Array.isArray(conditions) && conditions.find((condition) => at(condition, 'type') === type);
  return at(found, 'status');
}
