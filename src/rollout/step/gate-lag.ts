import { aggregateGeneration } from '../../generation/aggregate-generation.js';
import type { AggregatedStatusItem } from '../../generation/items.js';
import { isSettled } from '../../generation/processed-generation.js';
import { at } from '../../kubernetes/object.js';
import type { ClusterSuspension } from '../../suspension/suspension.js';
import type { PlannedGate } from '../strategy/plan-rollout.js';
import { isInRange } from '../strategy/semantic-version.js';
import type { Member, Version } from './member.js';
import { revisionAt } from './revision-at.js';
import { type RolloutItem, reportsGeneration } from './rollout-item.js';
import type { ClusterReason } from './rollout-status.js';

/** Why a cluster is not updated, and a sentence that says so. */
export type Lag = readonly [reason: ClusterReason, message: string];

/** What keeps a released cluster from counting as updated; `undefined` where nothing does. */
export function lagOf(
  { name, item, by, ready, stage: { gate } }: Member,
  { generation, revision }: Version,
): Lag | undefined {
  const settled = isSettled(item?.status, generation);
  if (!ready && (settled || by === undefined)) {
    return ['Unreachable', `${name} is not ready, and what it last reported does not count`];
  }
  if (!settled) return unsettled(name, item, generation, by);
  if (revision !== undefined && item?.revision !== revision) return revisionLag(name, item, revision, by);
  return gateLag(name, item, gate);
}

/** Why a member does not have the revision that is rolled out. */
function revisionLag(
  name: string,
  item: RolloutItem | undefined,
  revision: string,
  by: ClusterSuspension['by'],
): Lag {
  const stands = item?.revision ? `has revision ${item.revision}` : 'has no revision that is known';
  if (by === undefined) return ['RevisionBehind', `${name} ${stands}; ${revision} is rolled out`];
  return [
    'Suspended',
    `${name} ${stands}; dispatching revision ${revision} to it is suspended by spec.suspension.${by}`,
  ];
}

/** What a gate finds missing in a member that has settled. */
function gateLag(name: string, item: AggregatedStatusItem | undefined, gate: PlannedGate): Lag | undefined {
  const { requireHealthy, requiredConditions, requiredRevision } = gate;
  if (requireHealthy && item?.health !== 'Healthy') {
    return ['Unhealthy', `${name} has settled, but its health is ${item?.health ?? 'not reported'}`];
  }
  if (requiredConditions.length > 0) {
    const conditions = conditionsOf(item);
    for (const { type, status } of requiredConditions) {
      const found = conditions.get(type);
      if (found === status) continue;
      const stands = found === undefined ? 'is not reported' : `is ${found}`;
      return ['ConditionMissing', `${name} has settled, but its condition ${type} ${stands}, not ${status}`];
    }
  }
  if (requiredRevision) {
    const { path, range } = requiredRevision;
    const revision = revisionAt(item, path);
    if (revision === undefined || !isInRange(revision, range)) {
      const stands = revision === undefined ? 'is not reported' : `is ${revision}`;
      return ['RevisionOutside', `${name} has settled, but its revision ${stands}, not in ${range}`];
    }
  }
  return undefined;
}

/** Why a member has not settled, in the words of the explanation of its generations. */
function unsettled(
  name: string,
  item: AggregatedStatusItem | undefined,
  generation: number,
  by: ClusterSuspension['by'],
): Lag {
  if (by === undefined && item?.status && item.applied !== false && !reportsGeneration(item)) {
    const message = `${name} does not tell its template generation: its item needs a resourceTemplateGeneration, or the rollout a revision`;
    return ['TemplateBehind', message];
  }
  // Only the part of the user's suspension that concerns this cluster: the whole may name thousands.
  const suspension = {
    dispatching: by === 'dispatching',
    dispatchingOnClusters: { clusterNames: by === 'dispatchingOnClusters' ? [name] : [] },
    rollout: { suspendedClusters: by === 'rollout' ? [name] : [] },
  };
  const [cluster] = aggregateGeneration({ generation }, item ? [item] : [], {
    clusters: [name],
    suspension,
  }).clusters;
  return [cluster?.reason ?? 'NotReported', cluster?.message ?? `${name} has not reported a status`];
}

/** The status of each condition of a member; of a type that stands twice, the first. */
export function conditionsOf(item: AggregatedStatusItem | undefined): ReadonlyMap<unknown, unknown> {
  const conditions = at(item?.status, 'conditions');
  const found = new Map<unknown, unknown>();
  if (!Array.isArray(conditions)) return found;
  for (const condition of conditions) {
    const type = at(condition, 'type');
    if (!found.has(type)) found.set(type, at(condition, 'status'));
  }
  return found;
}
