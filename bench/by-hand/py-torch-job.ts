import type { AggregatedStatusItem, KubernetesObject } from 'karmada-interpreter';
import { sameConditions } from './conditions.js';
import {
  byName,
  type Fields,
  type Items,
  int32,
  isFields,
  isStamped,
  MAX_INT32,
  put,
  readTemplate,
} from './fields.js';
import { earlier, isSound, later, ownTimes, timeIn } from './times.js';

interface Replicas {
  active: number;
  succeeded: number;
  failed: number;
}

const TIMES = ['lastUpdateTime', 'lastTransitionTime'];

/** Aggregates a PyTorchJob, and tells of the members that are not settled, which its status does not show. */
export function aggregatePyTorchJob<T extends KubernetesObject>(
  object: T,
  items: Items,
  unsettled?: (clusterName: string) => void,
): T {
  const [generation, previous] = readTemplate(object);
  const roles = new Map<string, Replicas>();
  let startTime = '';
  let lastReconcileTime = '';
  let completion = '';
  let ended = '';
  let finished = 0;
  const failedIn: string[] = [];
  let isCreated = false;
  let createdAt = '';
  let runs = false;
  let isStopped = false;
  let runningAt = '';
  let stoppedAt = '';
  const restartingIn: string[] = [];
  let restartingAt = '';
  const suspendedIn: string[] = [];
  let suspendedAt = '';
  const members = byName(items);
  for (let i = 0; i < members.length; i++) {
    const member = members[i] as AggregatedStatusItem;
    const { clusterName, status } = member;
    if (!isFields(status)) {
      unsettled?.(clusterName);
      continue;
    }
    const started = timeIn(status.startTime);
    const reconciled = timeIn(status.lastReconcileTime);
    const completed = timeIn(status.completionTime);
    startTime = earlier(startTime, started);
    lastReconcileTime = later(lastReconcileTime, reconciled);
    completion = later(completion, completed);
    let sound =
      addReplicas(roles, status.replicaStatuses) &&
      isSound(status.startTime, started) &&
      isSound(status.lastReconcileTime, reconciled) &&
      isSound(status.completionTime, completed);
    const { conditions } = status;
    const list: readonly unknown[] = Array.isArray(conditions) ? conditions : [];
    if (conditions !== undefined && conditions !== null && list !== conditions) sound = false;
    let end: Fields | undefined;
    let endedAt = '';
    for (let at = 0; at < list.length; at++) {
      const condition = list[at];
      if (!isFields(condition)) {
        sound = false;
        continue;
      }
      const { type, status: value, lastTransitionTime, lastUpdateTime } = condition;
      const isTrue = value === 'True';
      if ((!isTrue && value !== 'False' && value !== 'Unknown') || typeof type !== 'string' || type === '') {
        sound = false;
        continue;
      }
      const given = lastTransitionTime ?? lastUpdateTime;
      const time = timeIn(given);
      if (time === '' && given !== undefined && given !== null) sound = false;
      if (type === 'Created' && isTrue) {
        isCreated = true;
        createdAt = later(createdAt, time);
      } else if (type === 'Running') {
        if (isTrue) {
          runs = true;
          runningAt = later(runningAt, time);
        } else {
          isStopped = true;
          if (value === 'False') stoppedAt = later(stoppedAt, time);
        }
      } else if (type === 'Restarting' && isTrue) {
        if (restartingIn.at(-1) !== clusterName) restartingIn.push(clusterName);
        restartingAt = later(restartingAt, time);
      } else if (type === 'Suspended' && isTrue) {
        if (suspendedIn.at(-1) !== clusterName) suspendedIn.push(clusterName);
        suspendedAt = later(suspendedAt, time);
      } else if (isTrue && (type === 'Failed' || (type === 'Succeeded' && end === undefined))) {
        if (end?.type === 'Failed') continue;
        end = condition;
        endedAt = time || timeIn(lastUpdateTime);
      }
    }
    if (!sound || !isStamped(member, status, generation)) unsettled?.(clusterName);
    if (end === undefined) continue;
    finished += 1;
    if (end.type === 'Failed') failedIn.push(clusterName);
    ended = later(ended, completed || endedAt);
  }

  const isFinished = members.length > 0 && finished >= members.length;
  const conditions: object[] = [];
  const add = (type: string, status: string, says: string, time: string): void => {
    const at = ownTimes(previous.conditions, type, status, TIMES) ?? [time, time];
    const condition: Record<string, unknown> = { type, status, reason: `PyTorchJob${type}` };
    condition.message = `PyTorchJob ${says}`;
    TIMES.forEach((field, t) => {
      if (at[t]) condition[field] = at[t];
    });
    conditions.push(condition);
  };
  if (isCreated) add('Created', 'True', 'is created.', createdAt);
  if (runs || isStopped) {
    const isTrue = runs && !isFinished;
    const time = isFinished ? ended : isTrue ? runningAt : stoppedAt;
    add('Running', isTrue ? 'True' : 'False', 'is running.', time);
  }
  if (!isFinished && restartingIn.length > 0)
    add('Restarting', 'True', `is restarting in member clusters: ${restartingIn.join(', ')}`, restartingAt);
  if (!isFinished && suspendedIn.length > 0)
    add('Suspended', 'True', `is suspended in member clusters: ${suspendedIn.join(', ')}`, suspendedAt);
  if (isFinished && failedIn.length > 0)
    add('Failed', 'True', `executed failed in member clusters: ${failedIn.join(', ')}`, ended);
  else if (isFinished) add('Succeeded', 'True', 'is successfully completed.', ended);

  const replicaStatuses = roles.size === 0 ? undefined : sortedReplicas(roles);
  const completionTime = isFinished ? completion : '';
  if (
    (previous.startTime ?? '') === startTime &&
    (previous.lastReconcileTime ?? '') === lastReconcileTime &&
    (previous.completionTime ?? '') === completionTime &&
    isSame(previous.replicaStatuses, replicaStatuses) &&
    sameConditions(previous.conditions ?? [], conditions)
  ) {
    return object;
  }
  const status: Record<string, unknown> = { ...previous };
  put(status, 'replicaStatuses', replicaStatuses);
  put(status, 'startTime', startTime || undefined);
  put(status, 'lastReconcileTime', lastReconcileTime || undefined);
  put(status, 'conditions', conditions.length === 0 ? undefined : conditions);
  put(status, 'completionTime', completionTime || undefined);
  return { ...object, status };
}

/** Adds a member's counts; `false` where something in them is malformed. */
function addReplicas(roles: Map<string, Replicas>, statuses: unknown): boolean {
  if (!isFields(statuses)) return statuses === undefined || statuses === null || statuses === '';
  let sound = true;
  for (const role in statuses) {
    const own = statuses[role];
    if (!isFields(own)) {
      if (own !== undefined && own !== null && own !== '') sound = false;
      continue;
    }
    let sums = roles.get(role);
    if (sums === undefined) {
      sums = { active: 0, succeeded: 0, failed: 0 };
      roles.set(role, sums);
    }
    const active = int32(own.active);
    const succeeded = int32(own.succeeded);
    const failed = int32(own.failed);
    if (active > 0) sums.active += active;
    if (succeeded > 0) sums.succeeded += succeeded;
    if (failed > 0) sums.failed += failed;
    if (active < 0 || succeeded < 0 || failed < 0) sound = false;
  }
  return sound;
}

function sortedReplicas(roles: ReadonlyMap<string, Replicas>): Fields {
  const sorted: Record<string, unknown> = {};
  for (const role of [...roles.keys()].sort()) {
    const { active, succeeded, failed } = roles.get(role) as Replicas;
    sorted[role] = {
      active: Math.min(active, MAX_INT32),
      succeeded: Math.min(succeeded, MAX_INT32),
      failed: Math.min(failed, MAX_INT32),
    };
  }
  return sorted;
}

/** Whether the template has these sums already. */
function isSame(previous: unknown, sums: Fields | undefined): boolean {
  if (sums === undefined || !isFields(previous)) return sums === undefined && !isFields(previous);
  const own = Object.keys(previous);
  return (
    own.length === Object.keys(sums).length &&
    own.every((role) => {
      const [theirs, ours] = [previous[role], sums[role]];
      return (
        isFields(theirs) && isFields(ours) && Object.keys(ours).every((key) => theirs[key] === ours[key])
      );
    })
  );
}
