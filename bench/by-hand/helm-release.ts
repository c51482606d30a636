import type { AggregatedStatusItem, KubernetesObject } from 'karmada-interpreter';
import {
  areSound,
  type ConditionsJob,
  conditionOf,
  foldCondition,
  foldUnobserved,
  inOrderOfTypes,
  isUsable,
  NOT_OBSERVED,
  sameConditions,
} from './conditions.js';
import {
  byName,
  type Fields,
  type Items,
  int64,
  isFields,
  isSettled,
  isText,
  put,
  readTemplate,
} from './fields.js';

const BAD_WHEN_TRUE = new Set([
  'Stalled',
  'Reconciling',
  'FetchFailed',
  'StorageOperationFailed',
  'ArtifactOutdated',
  'IncludeUnavailable',
  'BuildFailed',
]);

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
  const jobs: ConditionsJob[] = [];
  let settled = true;
  const members = byName(items);
  for (let i = 0; i < members.length; i++) {
    const { clusterName, status } = members[i] as AggregatedStatusItem;
    if (!isFields(status)) {
      settled = false;
      foldUnsettled(jobs, [], clusterName);
      continue;
    }
    const all = int64(status.failures);
    const upgrades = int64(status.upgradeFailures);
    const installs = int64(status.installFailures);
    if (all > 0) failures += all;
    if (upgrades > 0) upgradeFailures += upgrades;
    if (installs > 0) installFailures += installs;
    let sound = all >= 0 && upgrades >= 0 && installs >= 0;
    const attempted = status.lastAttemptedRevision;
    const applied = status.lastAppliedRevision;
    const checksum = status.lastAttemptedValuesChecksum;
    const chart = status.helmChart;
    const release = status.lastReleaseRevision;
    if (attempted && typeof attempted === 'string') lastAttemptedRevision = attempted;
    if (applied && typeof applied === 'string') lastAppliedRevision = applied;
    if (checksum && typeof checksum === 'string') lastAttemptedValuesChecksum = checksum;
    if (chart && typeof chart === 'string') helmChart = chart;
    if (!isText(attempted) || !isText(applied) || !isText(checksum) || !isText(chart)) sound = false;
    if (release !== undefined && release !== null && release !== '') {
      const revision = int64(release);
      if (revision < 0) sound = false;
      else lastReleaseRevision = revision;
    }
    const { conditions } = status;
    const soundConditions = areSound(conditions);
    const list: readonly unknown[] = Array.isArray(conditions) ? conditions : [];
    if (sound && soundConditions && isSettled(status, generation)) foldSettled(jobs, list, clusterName);
    else {
      settled = false;
      foldUnsettled(jobs, list, clusterName);
    }
  }
  failures = Math.min(failures, Number.MAX_SAFE_INTEGER);
  upgradeFailures = Math.min(upgradeFailures, Number.MAX_SAFE_INTEGER);
  installFailures = Math.min(installFailures, Number.MAX_SAFE_INTEGER);
  const observedGeneration = settled ? generation : stored;
  const conditions = finish(object, previous, jobs, observedGeneration);
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

function rankOf(type: string, status: string): number {
  if (status === 'Unknown') return 2;
  return (status === 'True') === BAD_WHEN_TRUE.has(type) ? 4 : 0;
}

/** Folds in what a member says of the present template. */
function foldSettled(jobs: ConditionsJob[], list: readonly unknown[], clusterName: string): void {
  for (let at = 0; at < list.length; at++) {
    const condition = list[at] as Fields;
    foldCondition(
      jobs,
      condition,
      rankOf(condition.type as string, condition.status as string),
      at,
      clusterName,
      true,
    );
  }
}

/** Folds in what is left of what a member says of another one. */
function foldUnsettled(jobs: ConditionsJob[], list: readonly unknown[], clusterName: string): void {
  let usable = 0;
  let ready: Fields | undefined;
  let reconciling: Fields | undefined;
  let told = false;
  for (const condition of list) {
    if (!isUsable(condition)) continue;
    usable += 1;
    const { type, status } = condition;
    if (type === 'Ready') ready ??= condition;
    if (type === 'Reconciling') reconciling ??= condition;
    if (status === 'True' && (type === 'Reconciling' || type === 'Stalled')) told = true;
  }
  const makes = !told && ready?.status !== 'False';
  for (let at = 0; at < list.length; at++) {
    const condition = list[at];
    if (!isUsable(condition)) continue;
    if (condition === ready && ready.status === 'True')
      foldUnobserved(jobs, 'Ready', 'Unknown', 2, ready, at, clusterName);
    else if (condition === reconciling && makes)
      foldUnobserved(jobs, 'Reconciling', 'True', 4, ready, at, clusterName);
    else {
      const { type, status } = condition;
      foldCondition(jobs, condition, rankOf(type as string, status as string), at, clusterName, false);
    }
  }
  if (ready === undefined) foldUnobserved(jobs, 'Ready', 'Unknown', 2, undefined, usable, clusterName);
  if (makes && reconciling === undefined)
    foldUnobserved(jobs, 'Reconciling', 'True', 4, ready, usable + 1, clusterName);
}

/** The federation's conditions, `Stalled` right before `Reconciling`. */
function finish(
  object: KubernetesObject,
  previous: Fields,
  jobs: ConditionsJob[],
  observedGeneration: number,
): object[] | undefined {
  if (jobs.length === 0) return undefined;
  if (previous.observedGeneration === -1 && jobs.every(({ reason }) => reason === NOT_OBSERVED))
    return undefined;
  const ordered = inOrderOfTypes(jobs);
  const stalled = ordered.findIndex(({ type }) => type === 'Stalled');
  if (stalled >= 0) {
    const [job] = ordered.splice(stalled, 1) as [ConditionsJob];
    const reconciling = ordered.findIndex(({ type }) => type === 'Reconciling');
    ordered.splice(reconciling < 0 ? stalled : reconciling, 0, job);
  }
  return ordered.map((job) => conditionOf(object, previous.conditions, job, observedGeneration));
}
