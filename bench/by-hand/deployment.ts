import type { AggregatedStatusItem, KubernetesObject } from 'karmada-interpreter';
import {
  areSound,
  type ConditionsJob,
  conditionOf,
  fold,
  foldCondition,
  foldUnobserved,
  isUsable,
  sameConditions,
  transitionTime,
} from './conditions.js';
import {
  byName,
  type Fields,
  type Items,
  int32,
  isFields,
  isSettled,
  MAX_INT32,
  readTemplate,
} from './fields.js';

const AVAILABLE = 'Available';
const PROGRESSING = 'Progressing';
const FAILURE = 'ReplicaFailure';
const AVAILABLE_REASON = 'MinimumReplicasAvailable';
const COMPLETE = 'NewReplicaSetAvailable';
const UPDATED = 'ReplicaSetUpdated';

/** Aggregates a Deployment. */
export function aggregateDeployment<T extends KubernetesObject>(object: T, items: Items): T {
  const [generation, previous, stored] = readTemplate(object);
  let replicas = 0;
  let updatedReplicas = 0;
  let readyReplicas = 0;
  let availableReplicas = 0;
  let unavailableReplicas = 0;
  let terminatingReplicas = 0;
  const jobs: ConditionsJob[] = [];
  let settled = true;
  const members = byName(items);
  for (let i = 0; i < members.length; i++) {
    const { clusterName, status } = members[i] as AggregatedStatusItem;
    if (!isFields(status)) {
      settled = false;
      foldUnsettled(jobs, undefined, undefined, clusterName);
      continue;
    }
    const all = int32(status.replicas);
    const updated = int32(status.updatedReplicas);
    const ready = int32(status.readyReplicas);
    const available = int32(status.availableReplicas);
    const unavailable = int32(status.unavailableReplicas);
    const terminating = int32(status.terminatingReplicas);
    if (all > 0) replicas += all;
    if (updated > 0) updatedReplicas += updated;
    if (ready > 0) readyReplicas += ready;
    if (available > 0) availableReplicas += available;
    if (unavailable > 0) unavailableReplicas += unavailable;
    if (terminating > 0) terminatingReplicas += terminating;
    const { conditions } = status;
    const own = find(conditions, AVAILABLE);
    const progressing = find(conditions, PROGRESSING);
    const malformed =
      all < 0 || updated < 0 || ready < 0 || available < 0 || unavailable < 0 || terminating < 0;
    if (malformed || !isSettled(status, generation) || !areSound(conditions)) {
      settled = false;
      foldUnsettled(jobs, own, progressing, clusterName);
      continue;
    }
    if (own) foldOwn(jobs, own, 0, clusterName);
    else fold(jobs, AVAILABLE, 'True', 0, AVAILABLE_REASON, '', '', false, 0, '');
    const complete = all === updated && available >= updated && unavailable === 0;
    if (progressing) foldOwn(jobs, progressing, 1, clusterName);
    else
      fold(jobs, PROGRESSING, 'True', complete ? 0 : 1, complete ? COMPLETE : UPDATED, '', '', false, 1, '');
    const failure = find(conditions, FAILURE, 'True');
    if (failure) foldOwn(jobs, failure, 2, clusterName);
  }
  replicas = Math.min(replicas, MAX_INT32);
  updatedReplicas = Math.min(updatedReplicas, MAX_INT32);
  readyReplicas = Math.min(readyReplicas, MAX_INT32);
  availableReplicas = Math.min(availableReplicas, MAX_INT32);
  unavailableReplicas = Math.min(unavailableReplicas, MAX_INT32);
  terminatingReplicas = Math.min(terminatingReplicas, MAX_INT32);
  const observedGeneration = settled ? generation : stored;
  const conditions = finish(object, previous, jobs, observedGeneration, availableReplicas, updatedReplicas);
  if (
    (previous.observedGeneration ?? 0) === observedGeneration &&
    (previous.replicas ?? 0) === replicas &&
    (previous.updatedReplicas ?? 0) === updatedReplicas &&
    (previous.readyReplicas ?? 0) === readyReplicas &&
    (previous.availableReplicas ?? 0) === availableReplicas &&
    (previous.unavailableReplicas ?? 0) === unavailableReplicas &&
    (previous.terminatingReplicas ?? 0) === terminatingReplicas &&
    sameConditions(previous.conditions, conditions)
  ) {
    return object;
  }
  const status = {
    ...previous,
    ...{ observedGeneration, replicas, updatedReplicas, readyReplicas, availableReplicas },
    ...{ unavailableReplicas, terminatingReplicas, conditions },
  };
  return { ...object, status };
}

/** The first usable condition of a type, of any status or that one. */
function find(conditions: unknown, name: string, wanted?: string): Fields | undefined {
  if (!Array.isArray(conditions)) return undefined;
  for (const condition of conditions) {
    if (!isUsable(condition) || condition.type !== name) continue;
    if (wanted === undefined || condition.status === wanted) return condition;
  }
  return undefined;
}

function rankOf({ type, status, reason }: { type?: unknown; status?: unknown; reason?: unknown }): number {
  if (status === 'Unknown') return 2;
  if (type === PROGRESSING)
    return status === 'True'
      ? Number(reason !== COMPLETE)
      : 4 + Number(reason === 'ProgressDeadlineExceeded');
  return (status === 'True') === (type === FAILURE) ? 4 : 0;
}

/** Folds in a member's own condition; those that are not bad are not listed. */
function foldOwn(jobs: ConditionsJob[], condition: Fields, at: number, clusterName: string): void {
  const rank = rankOf(condition);
  foldCondition(jobs, condition, rank, at, rank > 3 ? clusterName : '', true);
}

/** Folds in what is left of what a member says of another template. */
function foldUnsettled(
  jobs: ConditionsJob[],
  available: Fields | undefined,
  progressing: Fields | undefined,
  clusterName: string,
): void {
  if (available?.status === 'False') foldCondition(jobs, available, 4, 0, clusterName, false);
  else foldUnobserved(jobs, AVAILABLE, 'Unknown', 2, available, 0, '');
  foldUnobserved(jobs, PROGRESSING, 'Unknown', 2, progressing, 1, '');
}

/** The federation's conditions: those of the members, or those of the sums where these are worse. */
function finish(
  object: KubernetesObject,
  previous: Fields,
  jobs: ConditionsJob[],
  observedGeneration: number,
  available: number,
  updated: number,
): object[] {
  const { replicas, strategy } = (object.spec ?? {}) as Fields;
  const wanted = typeof replicas === 'number' && int32(replicas) >= 0 ? replicas : 1;
  const isAvailable = available >= wanted - maxUnavailable((strategy ?? {}) as Fields, wanted);
  const sums = [
    {
      type: AVAILABLE,
      status: isAvailable ? 'True' : 'False',
      reason: isAvailable ? AVAILABLE_REASON : 'MinimumReplicasUnavailable',
      message: `${available} of ${wanted} replicas are available`,
    },
    {
      type: PROGRESSING,
      status: 'True',
      reason: updated >= wanted ? COMPLETE : UPDATED,
      message: `${updated} of ${wanted} replicas have been updated`,
    },
  ];
  const conditions = sums.map((sum) => {
    const job = jobs.find(({ type }) => type === sum.type);
    if (job && job.rank >= rankOf(sum)) return merged(object, previous, job, observedGeneration);
    const same = job?.status === sum.status ? job : undefined;
    const time = transitionTime(object, previous.conditions, sum.type, sum.status, same);
    return { ...sum, ...(time !== '' && { lastTransitionTime: time, lastUpdateTime: time }) };
  });
  const failure = jobs.find(({ type }) => type === FAILURE);
  return failure ? [...conditions, merged(object, previous, failure, observedGeneration)] : conditions;
}

/** A condition of the members, with words of its own where none of them is listed. */
function merged(
  object: KubernetesObject,
  previous: Fields,
  job: ConditionsJob,
  observedGeneration: number,
): object {
  const condition = conditionOf(object, previous.conditions, job, observedGeneration);
  if (condition.message === '') condition.message = wordsOf(job);
  const { lastTransitionTime } = condition;
  return lastTransitionTime === undefined ? condition : { ...condition, lastUpdateTime: lastTransitionTime };
}

function wordsOf({ type, status, reason }: ConditionsJob): string {
  if (status === 'Unknown') return 'the present template has not been observed in every cluster';
  if (type === AVAILABLE) return 'every cluster has minimum availability';
  return reason === COMPLETE
    ? 'every cluster has rolled the present template out'
    : 'the present template is being rolled out';
}

/** How many replicas may be unavailable while the version changes. */
function maxUnavailable({ type, rollingUpdate }: Fields, wanted: number): number {
  if (type === 'Recreate' || wanted === 0) return 0;
  const { maxUnavailable: most, maxSurge } = (rollingUpdate ?? {}) as Fields;
  const unavailable = share(most, wanted, Math.floor);
  const surge = share(maxSurge, wanted, Math.ceil);
  return Math.min(unavailable === 0 && surge === 0 ? 1 : unavailable, wanted);
}

function share(given: unknown, wanted: number, round: (share: number) => number): number {
  if (typeof given === 'number') return Math.max(int32(given), 0);
  const percent = /^(\d{1,9})%$/.exec(`${given ?? '25%'}`);
  return percent ? round((wanted * Number(percent[1])) / 100) : 0;
}
