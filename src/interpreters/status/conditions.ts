import type { Report } from '../../generation/explain.js';
import { A_GENERATION, generationOf } from '../../generation/settled.js';
import { type Fields, isFields } from '../../objects.js';
import { instantOf, isTime } from '../../time.js';
import type { ReducedTemplate, Reducer } from './reducers.js';

/** The longest message that the API server takes: `metav1.Condition` has `maxLength: 32768`. */
const LONGEST_MESSAGE = 32768;

/** Condition types of Flux where `True` is the bad state. */
const BAD_WHEN_TRUE: readonly string[] = [
  'Stalled',
  'Reconciling',
  'FetchFailed',
  'StorageOperationFailed',
  'ArtifactOutdated',
  'IncludeUnavailable',
];

/** A condition as the federation reports it. */
export interface MergedCondition {
  readonly type: string;
  readonly status: 'True' | 'False' | 'Unknown';
  readonly observedGeneration?: number;
  readonly lastTransitionTime?: string;
  readonly reason?: string;
  readonly message: string;
  /** Only where the kind's conditions have it. */
  readonly lastUpdateTime?: string;
}

/** How the conditions of a kind differ from those of most. */
export interface ConditionsOptions {
  /** Condition types, besides those of Flux, where `True` is the bad state. */
  readonly badWhenTrue?: readonly string[];
  /** Whether each condition has to have a `lastUpdateTime`: it is that of its last transition. */
  readonly lastUpdateTime?: boolean;
}

/** What is known of one condition type while members are taken in. */
interface Merging {
  severity: number;
  status: MergedCondition['status'];
  reason: string;
  /** `cluster=message` of the members that have the worst status. */
  members: string[];
  lastCluster: string;
  /** The times of those members: all of the members, as long as the worst status is the best. */
  earliest: Moment | undefined;
  latest: Moment | undefined;
  hasGeneration: boolean;
}

interface Moment {
  text: string;
  instant: number;
}

/**
 * The members' conditions, merged to one per type: the worst status reported wins, with the first such member's
 * reason and the messages of all of them.
 *
 * `False` is worse than `Unknown` and `Unknown` worse than `True`, but for the types of Flux where `True` is the
 * bad state (`Stalled`, `Reconciling`, `FetchFailed`, …).
 *
 * @param options - The kind's own bad states, and the fields that it asks for besides.
 * @see https://github.com/kubernetes/apimachinery/blob/v0.31.0/pkg/apis/meta/v1/types.go#L1500-L1547
 */
// @__NO_SIDE_EFFECTS__
export function conditions(options: ConditionsOptions = {}): Reducer<Map<string, Merging>> {
  const { badWhenTrue = [], lastUpdateTime = false } = options;
  const bad = new Set([...BAD_WHEN_TRUE, ...badWhenTrue]);
  return {
    start: () => new Map(),
    add: (merged, value, clusterName) => addConditions(merged, value, clusterName, bad),
    finish: (merged, template) => mergedConditions(merged, template, lastUpdateTime),
    check: checkConditions,
  };
}

function addConditions(
  merged: Map<string, Merging>,
  value: unknown,
  clusterName: string,
  bad: ReadonlySet<string>,
): boolean {
  if (!Array.isArray(value)) return false;
  let wellFormed = true;
  for (const condition of value) {
    if (!checkCondition(condition, '', undefined)) wellFormed = false;
    if (isFields(condition)) addCondition(merged, condition, clusterName, bad);
  }
  return wellFormed;
}

/** Takes in a condition whose type and status can be used; what else is malformed in it counts as absent. */
function addCondition(
  merged: Map<string, Merging>,
  condition: Fields,
  clusterName: string,
  bad: ReadonlySet<string>,
): void {
  const { type, status, lastTransitionTime } = condition;
  if (!isName(type) || !isStatus(status)) return;
  const severity = status === 'Unknown' ? 1 : (status === 'True') === bad.has(type) ? 2 : 0;
  let merging = merged.get(type);
  if (merging === undefined || severity > merging.severity) {
    merging = {
      severity,
      status,
      reason: '',
      members: [],
      lastCluster: '',
      earliest: undefined,
      latest: undefined,
      hasGeneration: false,
    };
    // A type keeps the place where it was first met.
    merged.set(type, merging);
  }
  // A list that has a type twice still has one cluster to name.
  if (severity < merging.severity || clusterName === merging.lastCluster) return;
  merging.lastCluster = clusterName;
  // The API asks for a reason: the first that a member gives.
  merging.reason ||= textOf(condition.reason) ?? '';
  const message = textOf(condition.message);
  merging.members.push(message ? `${clusterName}=${message}` : clusterName);
  const instant = instantOf(lastTransitionTime);
  if (instant !== undefined) {
    const moment = { text: lastTransitionTime as string, instant };
    if (merging.earliest === undefined || instant < merging.earliest.instant) merging.earliest = moment;
    if (merging.latest === undefined || instant > merging.latest.instant) merging.latest = moment;
  }
  if (generationOf(condition.observedGeneration ?? Number.NaN) !== undefined) merging.hasGeneration = true;
}

function isName(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

function isStatus(value: unknown): value is MergedCondition['status'] {
  return value === 'True' || value === 'False' || value === 'Unknown';
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function mergedConditions(
  merged: Map<string, Merging>,
  { previous, observedGeneration }: ReducedTemplate,
  lastUpdateTime: boolean,
): readonly MergedCondition[] | undefined {
  if (merged.size === 0) return undefined;
  // By type and status: what Karmada itself has written may have one type twice.
  const times = new Map<string, string>();
  for (const condition of Array.isArray(previous) ? previous : []) {
    if (!isFields(condition)) continue;
    const { type, status, lastTransitionTime: time } = condition;
    if (isName(type) && isStatus(status) && isTime(time)) times.set(`${status} ${type}`, time);
  }
  const result: MergedCondition[] = [];
  for (const [type, merging] of merged) {
    const { severity, status, reason, members, hasGeneration } = merging;
    const moment = severity === 0 ? merging.latest : merging.earliest;
    const time = times.get(`${status} ${type}`) ?? moment?.text;
    result.push({
      type,
      status,
      ...(hasGeneration && { observedGeneration }),
      ...(time !== undefined && { lastTransitionTime: time }),
      ...(reason && { reason }),
      message: listMembers(members),
      ...(lastUpdateTime && time !== undefined && { lastUpdateTime: time }),
    });
  }
  return result;
}

/** The members' messages, as many as the API server takes, and how many clusters are left out. */
function listMembers(members: readonly string[]): string {
  let whole = (members.length - 1) * 2;
  for (const member of members) whole += member.length;
  // Not joined before it is known to be short: no engine has texts of any length.
  if (whole <= LONGEST_MESSAGE) return members.join(', ');
  const most = LONGEST_MESSAGE - `, and ${members.length} more clusters`.length;
  let length = 0;
  let count = 0;
  for (const member of members) {
    length += (count === 0 ? 0 : 2) + member.length;
    if (length > most) break;
    count += 1;
  }
  if (count === 0) {
    // Half of a surrogate pair would not survive the API server.
    const begin = (members[0] as string).slice(0, most - 1).replace(/[\uD800-\uDBFF]$/, '');
    return rest(`${begin}…`, members.length - 1);
  }
  return rest(members.slice(0, count).join(', '), members.length - count);
}

function rest(listed: string, count: number): string {
  return count === 0 ? listed : `${listed}, and ${count} more cluster${count === 1 ? '' : 's'}`;
}

function checkConditions(value: unknown, path: string, report: Report): void {
  if (!Array.isArray(value)) {
    report(path, value, 'a list');
    return;
  }
  for (let i = 0; i < value.length; i++) checkCondition(value[i], `${path}[${i}]`, report);
}

/** Whether a condition is well-formed; reports each field of it that is not, where somebody listens. */
function checkCondition(condition: unknown, path: string, report: Report | undefined): boolean {
  if (!isFields(condition)) {
    report?.(path, condition, 'an object');
    return false;
  }
  const { type, status, reason, message, lastTransitionTime: time, observedGeneration } = condition;
  let wellFormed = true;
  const expect = (fits: boolean, field: string, expected: string): void => {
    if (fits) return;
    wellFormed = false;
    report?.(`${path}.${field}`, condition[field], expected);
  };
  expect(isName(type), 'type', 'a name');
  expect(isStatus(status), 'status', 'True, False or Unknown');
  expect(typeof (reason ?? '') === 'string', 'reason', 'a string');
  expect(typeof (message ?? '') === 'string', 'message', 'a string');
  expect((time ?? undefined) === undefined || isTime(time), 'lastTransitionTime', 'an RFC 3339 time');
  expect(generationOf(observedGeneration) !== undefined, 'observedGeneration', A_GENERATION);
  return wellFormed;
}
