import { isDeepStrictEqual } from 'node:util';

type Fields = { readonly [field: string]: unknown };

/** The members' conditions of one type, as far as they have come. */
export interface ConditionsJob {
  status: string;
  severity: number;
  /** The last member that has the status, so that none is listed twice. */
  cluster: string;
  /** The members' messages, until they are longer than the API server takes, and how long they are. */
  listed: string[];
  length: number;
  members: number;
  reason: string;
  earliest: string;
  latest: string;
  observed: boolean;
}

const LONGEST_MESSAGE = 32768;

const BAD_WHEN_TRUE = new Set([
  'Stalled',
  'Reconciling',
  'FetchFailed',
  'StorageOperationFailed',
  'ArtifactOutdated',
  'IncludeUnavailable',
]);

const TIME =
  /^(?:\d{4}-(?!02-29|02-3|0[469]-31|11-31)(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])|(?:\d\d(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)T(?:[01]\d|2[0-3])(?::[0-5]\d){2}(?:\.\d+)?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/;

function isBefore(a: string, b: string): boolean {
  // Whole seconds in UTC order as texts.
  if (a.length === 20 && b.length === 20) return a < b;
  const difference = Date.parse(a) - Date.parse(b);
  return difference === 0 ? a < b : difference < 0;
}

/** Folds one member's conditions in, and says whether all of them are well-formed. */
export function foldConditions(
  merged: Map<string, ConditionsJob>,
  conditions: unknown,
  clusterName: string,
): boolean {
  if (!Array.isArray(conditions)) return false;
  let wellFormed = true;
  for (let i = 0; i < conditions.length; i++) {
    const condition = conditions[i] as Fields;
    if (typeof condition !== 'object' || condition === null || Array.isArray(condition)) {
      wellFormed = false;
      continue;
    }
    const { type, status } = condition;
    let { reason, message, lastTransitionTime: time } = condition;
    if (reason === undefined || reason === null) reason = '';
    if (message === undefined || message === null) message = '';
    if (typeof reason !== 'string' || typeof message !== 'string') wellFormed = false;
    if (time === undefined || time === null) time = '';
    else if (typeof time !== 'string' || !TIME.test(time)) {
      wellFormed = false;
      time = '';
    }
    const generation = condition.observedGeneration;
    let observed = false;
    if (generation !== undefined && generation !== null) {
      if (typeof generation === 'number' && generation >= 0 && Number.isSafeInteger(generation))
        observed = true;
      else wellFormed = false;
    }
    if (typeof type !== 'string' || type === '') {
      wellFormed = false;
      continue;
    }
    if (status !== 'True' && status !== 'False' && status !== 'Unknown') {
      wellFormed = false;
      continue;
    }
    const severity = status === 'Unknown' ? 1 : (status === 'True') === BAD_WHEN_TRUE.has(type) ? 2 : 0;
    let job = merged.get(type);
    if (job === undefined) {
      job = start(status, severity);
      merged.set(type, job);
    } else if (severity > job.severity) {
      Object.assign(job, start(status, severity));
    } else if (severity < job.severity || job.cluster === clusterName) continue;
    job.cluster = clusterName;
    job.members += 1;
    if (job.length <= LONGEST_MESSAGE) {
      const text = message ? `${clusterName}=${message}` : clusterName;
      job.listed.push(text);
      job.length += text.length + 2;
    }
    if (job.reason === '' && typeof reason === 'string') job.reason = reason;
    if (typeof time === 'string' && time !== '') {
      if (job.earliest === '' || isBefore(time, job.earliest)) job.earliest = time;
      if (job.latest === '' || isBefore(job.latest, time)) job.latest = time;
    }
    if (observed) job.observed = true;
  }
  return wellFormed;
}

function start(status: string, severity: number): ConditionsJob {
  return {
    status,
    severity,
    cluster: '',
    listed: [],
    length: 0,
    members: 0,
    reason: '',
    earliest: '',
    latest: '',
    observed: false,
  };
}

/** The federation's conditions, with the times that it had before where the status has not changed. */
export function finishConditions(
  merged: Map<string, ConditionsJob>,
  previous: unknown,
  observedGeneration: number,
): object[] | undefined {
  if (merged.size === 0) return undefined;
  const written: object[] = [];
  for (const [type, job] of merged) {
    let time = job.severity === 0 ? job.latest : job.earliest;
    for (const condition of Array.isArray(previous) ? previous : []) {
      if (condition?.type !== type || condition.status !== job.status) continue;
      if (typeof condition.lastTransitionTime === 'string' && TIME.test(condition.lastTransitionTime)) {
        time = condition.lastTransitionTime;
      }
    }
    const condition: Record<string, unknown> = { type, status: job.status };
    if (job.observed) condition.observedGeneration = observedGeneration;
    if (time !== '') condition.lastTransitionTime = time;
    if (job.reason !== '') condition.reason = job.reason;
    condition.message = messageOf(job);
    written.push(condition);
  }
  return written;
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
  if (conditions !== undefined) return isDeepStrictEqual(previous, conditions);
  return previous === undefined || previous === null || (Array.isArray(previous) && previous.length === 0);
}
