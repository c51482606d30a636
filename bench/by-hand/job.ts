import type { AggregatedStatusItem, KubernetesObject } from 'karmada-interpreter';
import {
  areSound,
  type ConditionsJob,
  conditionOf,
  foldCondition,
  isBefore,
  isUsable,
  sameConditions,
} from './conditions.js';
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

const SUSPENDED = 'Suspended';
const FAILURE_TARGET = 'FailureTarget';
const CRITERIA_MET = 'SuccessCriteriaMet';
const FIELDS = new Set(['active', 'succeeded', 'failed', 'conditions', 'startTime', 'completionTime']);

/** Aggregates a Job, and tells of the members that are not settled, which its status does not show. */
export function aggregateJob<T extends KubernetesObject>(
  object: T,
  items: Items,
  unsettled?: (clusterName: string) => void,
): T {
  const [generation, previous] = readTemplate(object);
  let active = 0;
  let succeeded = 0;
  let failed = 0;
  let startedIn = 0;
  let finished = 0;
  const failedIn: string[] = [];
  let start = '';
  let completion = '';
  let lastEnd = '';
  let failedAt = '';
  let criteriaMetAt = '';
  const jobs: ConditionsJob[] = [];
  const members = byName(items);
  for (let i = 0; i < members.length; i++) {
    const member = members[i] as AggregatedStatusItem;
    const { clusterName, status } = member;
    if (!isFields(status)) {
      unsettled?.(clusterName);
      continue;
    }
    const running = int32(status.active);
    const done = int32(status.succeeded);
    const lost = int32(status.failed);
    if (running > 0) active += running;
    if (done > 0) succeeded += done;
    if (lost > 0) failed += lost;
    const { conditions, startTime, completionTime } = status;
    const started = timeIn(startTime);
    const completed = timeIn(completionTime);
    if (started !== '') startedIn += 1;
    start = earlier(start, started);
    completion = later(completion, completed);
    const sound = areSound(conditions);
    const isCounted = running >= 0 && done >= 0 && lost >= 0;
    const isDated = isSound(startTime, started) && isSound(completionTime, completed);
    if (!sound || !isCounted || !isDated || !isStamped(member, status, generation)) unsettled?.(clusterName);
    if (!Array.isArray(conditions)) continue;
    const timeOf = ({ lastTransitionTime: time }: Fields): string =>
      sound ? ((time as string | undefined | null) ?? '') : timeIn(time);
    let end: Fields | undefined;
    let criteria: Fields | undefined;
    for (let at = 0; at < conditions.length; at++) {
      const condition = conditions[at];
      if (!isFields(condition)) continue;
      const { type } = condition;
      if (type === SUSPENDED && isUsable(condition)) {
        const rank = condition.status === 'True' ? 4 : condition.status === 'False' ? 0 : 2;
        foldCondition(jobs, condition, rank, at, clusterName, sound);
      }
      if (condition.status !== 'True') continue;
      if (type === 'Complete' || type === 'Failed') end ??= condition;
      else if (type === CRITERIA_MET) criteria ??= condition;
    }
    if (criteria !== undefined) criteriaMetAt = later(criteriaMetAt, timeOf(criteria));
    if (end === undefined) continue;
    finished += 1;
    const endedAt = timeOf(end);
    lastEnd = later(lastEnd, end.lastTransitionTime === undefined ? completed : endedAt);
    if (end.type !== 'Failed') continue;
    failedIn.push(clusterName);
    failedAt = later(failedAt, endedAt);
  }
  if (trueIn(previous, 'Complete') || trueIn(previous, 'Failed')) return object;

  const isFinished = members.length > 0 && finished >= members.length;
  active = isFinished ? 0 : Math.min(active, MAX_INT32);
  if (!isScaledByIndex(object)) succeeded = Math.max(succeeded, int32(previous.succeeded));
  succeeded = Math.min(succeeded, MAX_INT32);
  failed = Math.min(Math.max(failed, int32(previous.failed)), MAX_INT32);

  const target = trueIn(previous, FAILURE_TARGET);
  const criteria = trueIn(previous, CRITERIA_MET);
  const fails = criteria === undefined && (target !== undefined || failedIn.length > 0);
  const isComplete = isFinished && !fails;
  const message =
    failedIn.length > 0 ? `Job executed failed in member clusters ${failedIn.join(',')}` : target?.message;
  const conditions: object[] = [];
  const add = (type: string, reason: unknown, text: unknown, time: string): void => {
    const [own] = ownTimes(previous.conditions, type, 'True', ['lastTransitionTime']) ?? [];
    const at = own ?? time;
    const made = { type, status: 'True', reason, message: text };
    conditions.push(at === '' ? made : { ...made, lastTransitionTime: at, lastProbeTime: at });
  };
  for (const suspended of jobs) {
    // No generation is observed of a Job.
    suspended.observed = false;
    conditions.push(conditionOf(object, previous.conditions, suspended, 0));
  }
  if (fails) add(FAILURE_TARGET, target?.reason ?? 'JobFailed', message, failedAt);
  if (isComplete || criteria !== undefined) {
    const met = 'All member clusters have met success criteria';
    const text = failedIn.length === 0 && criteria ? criteria.message : met;
    add(CRITERIA_MET, criteria?.reason ?? 'CompletionsReached', text, criteriaMetAt || lastEnd);
  }
  if (isFinished && fails)
    add('Failed', failedIn.length > 0 ? 'JobFailed' : target?.reason, message, lastEnd);
  if (isComplete) add('Complete', 'Completed', 'Job completed', lastEnd);

  const made = timeIn((object.metadata as Fields | undefined)?.creationTimestamp);
  const found = isFinished ? start || made || lastEnd : startedIn >= members.length ? start : '';
  const startTime = timeIn(previous.startTime) || found || undefined;
  const completionTime = isComplete
    ? notBefore(timeIn(previous.completionTime) || completion || lastEnd, startTime ?? '') || undefined
    : undefined;
  if (
    (previous.active ?? 0) === active &&
    (previous.succeeded ?? 0) === succeeded &&
    (previous.failed ?? 0) === failed &&
    (previous.startTime || undefined) === startTime &&
    (previous.completionTime || undefined) === completionTime &&
    sameConditions(previous.conditions ?? [], conditions) &&
    Object.keys(previous).every((field) => FIELDS.has(field))
  ) {
    return object;
  }
  const status: Record<string, unknown> = { active, succeeded, failed, conditions };
  put(status, 'startTime', startTime);
  put(status, 'completionTime', completionTime);
  return { ...object, status };
}

/** The template's own condition of a type, where it is True. */
function trueIn({ conditions }: Fields, type: string): Fields | undefined {
  if (!Array.isArray(conditions)) return undefined;
  return conditions.find((one) => one?.type === type && one.status === 'True');
}

/** Whether a Job may be scaled down, and its count of succeeded pods with it. */
function isScaledByIndex(object: KubernetesObject): boolean {
  const { completionMode, completions, parallelism = 1 } = (object.spec ?? {}) as Fields;
  return completionMode === 'Indexed' && completions === parallelism;
}

function notBefore(time: string, start: string): string {
  if (time === '' || start === '') return time || start;
  return isBefore(time, start) ? start : time;
}
