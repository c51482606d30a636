// How conditions are merged to one of each type by hand.
import type { KubernetesObject } from 'karmada-interpreter';
import { type Fields, int64, isFields, isText } from './fields.js';

/** The members' conditions of one type, as far as they have come. */
export interface ConditionsJob {
  readonly type: string;
  status: string;
  /** How bad it is: 0 or 1 for what is good, 2 for what nobody knows, 4 or 5 for what is bad. */
  rank: number;
  /** The first member that has the type, and where in its list. */
  readonly first: string;
  readonly at: number;
  /** The last member that has the status, so that none is listed twice. */
  cluster: string;
  /** The members' messages, until they are longer than the API server takes, and how long they are. */
  listed: string[];
  length: number;
  members: number;
  reason: string;
  time: string;
  /** The latest time of a condition of the type, whatever its status. */
  latest: string;
  observed: boolean;
}

const LONGEST_MESSAGE = 32768;

export const NOT_OBSERVED = 'TemplateNotObserved';
const NOT_OBSERVED_MESSAGE = 'the present template has not been observed';

const TIME =
  /^(?:\d{4}-(?!02-29|02-3|0[469]-31|11-31)(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])|(?:\d\d(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)T(?:[01]\d|2[0-3])(?::[0-5]\d){2}(?:\.\d+)?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/;

export const isTime = (value: unknown): value is string => typeof value === 'string' && TIME.test(value);

/** A text that says something of a time, empty where it does not. */
const timeOf = (value: unknown): string => (isTime(value) ? value : '');

export function isBefore(a: string, b: string): boolean {
  // Whole seconds in UTC order as texts.
  if (a.length === 20 && b.length === 20) return a < b;
  const difference = Date.parse(a) - Date.parse(b);
  return difference === 0 ? a < b : difference < 0;
}

/** Whether all of a member's conditions are well-formed. */
export function areSound(conditions: unknown): boolean {
  if (conditions === undefined || conditions === null) return true;
  if (!Array.isArray(conditions)) return false;
  for (let i = 0; i < conditions.length; i++) {
    const condition = conditions[i] as Fields;
    if (!isUsable(condition) || !isText(condition.reason) || !isText(condition.message)) return false;
    const { lastTransitionTime: time, observedGeneration } = condition;
    if (time !== undefined && time !== null && !isTime(time)) return false;
    if (observedGeneration !== -1 && int64(observedGeneration) < 0) return false;
  }
  return true;
}

/** Whether a condition says which it is, and what. */
export function isUsable(condition: unknown): condition is Fields {
  if (!isFields(condition)) return false;
  const { type, status } = condition;
  if (typeof type !== 'string' || type === '') return false;
  return status === 'True' || status === 'False' || status === 'Unknown';
}

/** Folds one of a member's conditions in, whose type and status are well-formed. */
export function foldCondition(
  jobs: ConditionsJob[],
  condition: Fields,
  rank: number,
  at: number,
  clusterName: string,
  sound: boolean,
): void {
  const { type, status, reason, message, lastTransitionTime: time, observedGeneration } = condition;
  fold(
    jobs,
    type as string,
    status as string,
    rank,
    typeof reason === 'string' ? reason : '',
    typeof message === 'string' ? message : '',
    sound ? ((time as string | undefined | null) ?? '') : timeOf(time),
    observedGeneration === -1 || (typeof observedGeneration === 'number' && int64(observedGeneration) >= 0),
    at,
    clusterName,
  );
}

/** Folds in what stands in the place of a member's condition that speaks of another template. */
export function foldUnobserved(
  jobs: ConditionsJob[],
  type: string,
  status: string,
  rank: number,
  own: Fields | undefined,
  at: number,
  clusterName: string,
): void {
  const time = timeOf(own?.lastTransitionTime);
  fold(jobs, type, status, rank, NOT_OBSERVED, NOT_OBSERVED_MESSAGE, time, false, at, clusterName);
}

/** Folds one condition in; members whose name is empty are counted and not listed. */
export function fold(
  jobs: ConditionsJob[],
  type: string,
  status: string,
  rank: number,
  reason: string,
  message: string,
  time: string,
  observed: boolean,
  at: number,
  clusterName: string,
): void {
  let job: ConditionsJob | undefined;
  for (let i = 0; i < jobs.length; i++) if (jobs[i]?.type === type) job = jobs[i];
  if (job === undefined) {
    job = {
      type,
      status,
      rank,
      first: clusterName,
      at,
      cluster: '',
      listed: [],
      length: 0,
      members: 0,
      reason: '',
      time: '',
      latest: time,
      observed: false,
    };
    jobs.push(job);
  } else {
    if (time !== '' && (job.latest === '' || isBefore(job.latest, time))) job.latest = time;
    if (rank < job.rank || (rank === job.rank && job.cluster === clusterName && clusterName !== '')) return;
    if (rank > job.rank) {
      job.status = status;
      job.rank = rank;
      job.cluster = job.reason = job.time = '';
      job.listed = [];
      job.length = job.members = 0;
      job.observed = false;
    }
  }
  job.cluster = clusterName;
  job.members += 1;
  if (clusterName !== '' && job.length <= LONGEST_MESSAGE) {
    const text = message === '' ? clusterName : `${clusterName}=${message}`;
    job.listed.push(text);
    job.length += text.length + 2;
  }
  // Of members that are not listed nobody knows who comes first.
  if (job.reason === '' || (clusterName === '' && reason !== '' && reason < job.reason)) job.reason = reason;
  if (time !== '' && (job.time === '' || (rank <= 1 ? isBefore(job.time, time) : isBefore(time, job.time))))
    job.time = time;
  if (observed) job.observed = true;
}

/** When a condition got into its status: as the template has it, or else as its members do. */
export function transitionTime(
  { metadata }: KubernetesObject,
  previous: unknown,
  type: string,
  status: string,
  job: ConditionsJob | undefined,
): string {
  let kept = '';
  for (const condition of Array.isArray(previous) ? previous : []) {
    if (condition?.type !== type || condition.status !== status) continue;
    kept = timeOf(condition.lastTransitionTime) || kept;
  }
  const made = (metadata as Fields | undefined)?.creationTimestamp;
  return kept || job?.time || job?.latest || timeOf(made);
}

/** A federated condition as it is written. */
export function conditionOf(
  object: KubernetesObject,
  previous: unknown,
  job: ConditionsJob,
  observedGeneration: number,
): Record<string, unknown> {
  const condition: Record<string, unknown> = { type: job.type, status: job.status };
  const time = transitionTime(object, previous, job.type, job.status, job);
  if (job.observed) condition.observedGeneration = observedGeneration;
  if (time !== '') condition.lastTransitionTime = time;
  if (job.reason !== '') condition.reason = job.reason;
  condition.message = messageOf(job);
  return condition;
}

/** The types in the order in which they were met. */
export function inOrderOfTypes(jobs: ConditionsJob[]): ConditionsJob[] {
  return jobs.sort((a, b) => (a.first === b.first ? a.at - b.at : a.first < b.first ? -1 : 1));
}

function messageOf({ listed, length, members }: ConditionsJob): string {
  if (length - 2 <= LONGEST_MESSAGE) return listed.join(', ');
  const most = LONGEST_MESSAGE - `, and ${members} more clusters`.length;
  let used = -2;
  let count = 0;
  while (count < listed.length && used + 2 + (listed[count] as string).length <= most) {
    used += 2 + (listed[count] as string).length;
    count += 1;
  }
  const left = members - Math.max(count, 1);
  const begin =
    count > 0
      ? listed.slice(0, count).join(', ')
      : `${(listed[0] as string).slice(0, most - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
  return left === 0 ? begin : `${begin}, and ${left} more cluster${left === 1 ? '' : 's'}`;
}

/** Whether the template has these conditions already; none equals an empty list of them. */
export function sameConditions(previous: unknown, conditions: object[] | undefined): boolean {
  if (conditions === undefined)
    return previous === undefined || previous === null || (Array.isArray(previous) && previous.length === 0);
  if (!Array.isArray(previous) || previous.length !== conditions.length) return false;
  return conditions.every((condition, i) => isSame(previous[i], condition as Fields));
}

function isSame(previous: unknown, condition: Fields): boolean {
  if (!isFields(previous)) return false;
  for (const field in condition) if (previous[field] !== condition[field]) return false;
  for (const field in previous) if (!(field in condition)) return false;
  return true;
}
