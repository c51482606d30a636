import { at, type Fields, isFields } from '../../kubernetes/object.js';
import { bySettled } from '../../reducers/by-settled.js';
import { addCondition, addOnce, type ConditionFold } from '../../reducers/conditions/condition-fold.js';
import type { ConditionPart } from '../../reducers/conditions/condition-part.js';
import { type ConditionRules, rankOf } from '../../reducers/conditions/condition-rules.js';
import { reduceConditions } from '../../reducers/conditions/conditions.js';
import { keptConditions, unpackConditions } from '../../reducers/conditions/kept-conditions.js';
import {
  type ConditionReading,
  type ConditionStatus,
  type MemberCondition,
  readInto,
  reading,
} from '../../reducers/conditions/member-condition.js';
import {
  finishCondition,
  type MergedCondition,
  transitionTimes,
  type WrittenAs,
} from '../../reducers/conditions/merged-condition.js';
import { notObservedYet } from '../../reducers/conditions/not-observed-yet.js';
import {
  type Federation,
  type KeptValue,
  type Reducer,
  type Report,
  reportBelow,
} from '../../reducers/reducer.js';
import { maxUnavailable, wantedReplicas } from './deployment-strategy.js';

const AVAILABLE = 'Available';
const PROGRESSING = 'Progressing';
const REPLICA_FAILURE = 'ReplicaFailure';
const COMPLETE = 'NewReplicaSetAvailable';
const UPDATED = 'ReplicaSetUpdated';

/** The conditions of a Deployment, in the order in which they are written. */
const ORDER: readonly string[] = [AVAILABLE, PROGRESSING, REPLICA_FAILURE];

/** What is kept of a member whose conditions nobody collected. */
const KEPT_COMPLETE: Kept = /* @__PURE__ */ Object.freeze({ conditions: undefined, unavailableReplicas: 0 });
const KEPT_INCOMPLETE: Kept = /* @__PURE__ */ Object.freeze({
  conditions: undefined,
  unavailableReplicas: 1,
});

/** What is kept of a member: its conditions, and counts that tell no more than whether it is complete. */
interface Kept {
  readonly conditions: readonly unknown[] | undefined;
  readonly unavailableReplicas: number;
}

const WRITTEN_AS: WrittenAs = { lastUpdateTime: true, wordsOf };

/** What is read of a member: its conditions, and the status for its counts. */
interface DeploymentReading {
  readonly read: ConditionReading;
  status: unknown;
}

/** What is kept of a member, itself where that is the same as before. */
function keptOf(own: ConditionReading, unavailableReplicas: number, before?: Kept, beside?: Kept): Kept {
  if (own.count === 0) return unavailableReplicas === 0 ? KEPT_COMPLETE : KEPT_INCOMPLETE;
  const conditions = keptConditions(own, before?.conditions, beside?.conditions);
  const isSame = before?.conditions === conditions && before.unavailableReplicas === unavailableReplicas;
  return isSame ? before : { conditions, unavailableReplicas };
}

/** Readers look for two reasons: of members with the same status those count whose reason is the worse. */
function gradeOf(type: string, status: ConditionStatus, reason: string): 0 | 1 {
  if (type !== PROGRESSING) return 0;
  const isWorse = status === 'True' ? reason !== COMPLETE : reason === 'ProgressDeadlineExceeded';
  return isWorse ? 1 : 0;
}

/**
 * The conditions that one controller would have written of the template: of the members' own where these are collected,
 * of their counts where they are not, and of the sums where these are worse.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/v1.31.0/pkg/controller/deployment/progress.go
 */
// @__NO_SIDE_EFFECTS__
export function deploymentConditions(): Reducer<{ readonly conditions: readonly MergedCondition[] }> {
  const rules: ConditionRules = {
    isBad: (type) => type === REPLICA_FAILURE,
    grade: gradeOf,
    // Neither those that are well, nor those that nobody knows of.
    listed: 4,
  };
  const rank = (type: string, status: ConditionStatus, reason = ''): number =>
    rankOf(rules, rules.isBad(type), type, status, reason);
  const viewing = {
    ...reduceConditions(rules, WRITTEN_AS),
    reading: (): DeploymentReading => ({ read: reading(), status: undefined }),
    read(into: DeploymentReading, status: unknown, report: Report | undefined) {
      into.status = status;
      return readInto(into.read, conditionsIn(status), reportBelow(report, 'conditions'));
    },
    // What nobody collected is said by the counts.
    addSettled(fold: ConditionFold, { read, status }: DeploymentReading, clusterName: string) {
      const { told } = fold;
      // All that counts could say has been said.
      if (read.count === 0 && told.includes(IS_UPDATED) && told.includes(IS_AVAILABLE)) return;
      const available = conditionIn(read, AVAILABLE);
      if (available === undefined) addOnce(fold, IS_AVAILABLE, rules);
      else addCondition(fold, available, clusterName, rules);
      const progressing = conditionIn(read, PROGRESSING);
      if (progressing !== undefined) addCondition(fold, progressing, clusterName, rules);
      // Where one member is being updated, it is of no account whether another is.
      else if (!told.includes(IS_UPDATED))
        addOnce(fold, isComplete(status as Fields) ? IS_COMPLETE : IS_UPDATED, rules);
      const failure = conditionIn(read, REPLICA_FAILURE, 'True');
      if (failure !== undefined) addCondition(fold, failure, clusterName, rules);
    },
    // What a member says that speaks of another template than the present one.
    addUnsettled(fold: ConditionFold, { read }: DeploymentReading, clusterName: string) {
      const available = conditionIn(read, AVAILABLE);
      if (available?.status === 'False') addCondition(fold, available, clusterName, rules);
      else addUnknown(fold, available, IS_AVAILABLE_UNKNOWN, clusterName, rules);
      addUnknown(fold, conditionIn(read, PROGRESSING), IS_PROGRESSING_UNKNOWN, clusterName, rules);
    },
    keep(place: KeptValue, status: unknown) {
      const read = reading();
      const sound = readInto(read, conditionsIn(status), undefined);
      const own: ConditionReading = { conditions: [], count: 0 };
      for (const type of ORDER) {
        const one = conditionIn(read, type, type === REPLICA_FAILURE ? 'True' : undefined);
        if (one !== undefined) own.conditions.push(one);
      }
      own.count = own.conditions.length;
      const { unavailableReplicas } = isComplete(status as Fields) ? KEPT_COMPLETE : KEPT_INCOMPLETE;
      place.value = keptOf(own, unavailableReplicas, place.before as Kept, place.beside as Kept);
      place.isOwn = true;
      return sound;
    },
    unpack(into: DeploymentReading, kept: unknown) {
      unpackConditions(into.read, conditionsIn(kept));
      into.status = kept;
    },
    finish(parts: readonly ConditionPart[] = [], federation: Federation) {
      const timeOf = transitionTimes(federation.object, at(federation.previous, 'conditions'));
      const merged = (part: ConditionPart): MergedCondition =>
        finishCondition(part, federation.observedGeneration, timeOf, WRITTEN_AS);
      const wanted = wantedReplicas(federation.object);
      const conditions = judge(federation, wanted).map(([type, status, reason, count, what]) => {
        const part = parts.find((one) => one.type === type);
        if (part && rank(type, part.status, part.reason?.[1]) >= rank(type, status, reason))
          return merged(part);
        const time = timeOf(type, status, part?.status === status ? part : undefined);
        const sum = { type, status, reason, message: `${count} of ${wanted} replicas ${what}` };
        return time === '' ? sum : { ...sum, lastTransitionTime: time, lastUpdateTime: time };
      });
      const failure = parts.find(({ type }) => type === REPLICA_FAILURE);
      if (failure !== undefined) conditions.push(merged(failure));
      return { conditions };
    },
  };
  return bySettled(viewing);
}

const condition = (type: string, reason: string): MemberCondition => ({
  ...{ type, status: 'True', reason, message: '', time: '', observed: false, at: ORDER.indexOf(type) },
});
const IS_AVAILABLE = /* @__PURE__ */ condition(AVAILABLE, 'MinimumReplicasAvailable');
const IS_COMPLETE = /* @__PURE__ */ condition(PROGRESSING, COMPLETE);
const IS_UPDATED = /* @__PURE__ */ condition(PROGRESSING, UPDATED);
const IS_AVAILABLE_UNKNOWN = /* @__PURE__ */ notObservedYet(AVAILABLE, 'Unknown', '', 0);
const IS_PROGRESSING_UNKNOWN = /* @__PURE__ */ notObservedYet(PROGRESSING, 'Unknown', '', 1);

/** A member's list of conditions. */
function conditionsIn(status: unknown): unknown {
  return isFields(status) ? status.conditions : undefined;
}

/** The first condition of a type, of any status or of that one, in the place that the type has among all. */
function conditionIn(
  { conditions, count }: ConditionReading,
  type: string,
  status?: ConditionStatus,
): ConditionReading['conditions'][number] | undefined {
  for (let at = 0; at < count; at++) {
    const condition = conditions[at] as ConditionReading['conditions'][number];
    if (condition.type !== type || (status !== undefined && condition.status !== status)) continue;
    condition.at = ORDER.indexOf(type);
    return condition;
  }
  return undefined;
}

/** Adds that nobody knows, since when the member has its own condition, or once for all members that have none. */
function addUnknown(
  fold: ConditionFold,
  own: MemberCondition | undefined,
  unknown: MemberCondition,
  clusterName: string,
  rules: ConditionRules,
): void {
  if (own === undefined) addOnce(fold, unknown, rules);
  else addCondition(fold, { ...unknown, time: own.time }, clusterName, rules);
}

/** Whether all pods of a settled member, whose counts are well-formed, are of the new version and available. */
function isComplete(status: Fields): boolean {
  const { replicas, updatedReplicas, availableReplicas, unavailableReplicas } = status;
  const updated = countIn(updatedReplicas);
  return (
    countIn(replicas) === updated &&
    countIn(availableReplicas) >= updated &&
    countIn(unavailableReplicas) === 0
  );
}

function countIn(value: unknown): number {
  return typeof value === 'number' ? value : 0;
}

/** What one controller would say of the sums, of how many of the wanted replicas, and what of them. */
type Judgement = readonly [
  type: string,
  status: ConditionStatus,
  reason: string,
  count: number,
  what: string,
];

/** What one controller would say of the sums; the text of it is made of those that are written. */
function judge({ object, counts }: Federation, wanted: number): readonly Judgement[] {
  const { availableReplicas = 0, updatedReplicas = 0 } = counts;
  const isAvailable =
    availableReplicas >= wanted || availableReplicas >= wanted - maxUnavailable(object, wanted);
  const available: Judgement = isAvailable
    ? [AVAILABLE, 'True', 'MinimumReplicasAvailable', availableReplicas, 'are available']
    : [AVAILABLE, 'False', 'MinimumReplicasUnavailable', availableReplicas, 'are available'];
  const reason = updatedReplicas >= wanted ? COMPLETE : UPDATED;
  return [available, [PROGRESSING, 'True', reason, updatedReplicas, 'have been updated']];
}

/** The message of a condition whose members are not listed. */
function wordsOf(type: string, status: ConditionStatus, reason: string): string {
  if (status === 'Unknown') return 'the present template has not been observed in every cluster';
  if (type === AVAILABLE) return 'every cluster has minimum availability';
  return reason === COMPLETE
    ? 'every cluster has rolled the present template out'
    : 'the present template is being rolled out';
}
