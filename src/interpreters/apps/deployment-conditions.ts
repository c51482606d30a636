import { at, type Fields, isFields } from '../../kubernetes/object.js';
import { bySettled } from '../../reducers/by-settled.js';
import { addRaw, addRead, type ConditionFold } from '../../reducers/conditions/condition-fold.js';
import type { ConditionPart } from '../../reducers/conditions/condition-part.js';
import { conditionRules } from '../../reducers/conditions/condition-rules.js';
import { reduceConditions } from '../../reducers/conditions/conditions.js';
import {
  areConditions,
  type ConditionStatus,
  isUsable,
  type MemberCondition,
  timeIn,
} from '../../reducers/conditions/member-condition.js';
import { type MergedCondition, transitionTimes } from '../../reducers/conditions/merged-condition.js';
import { notObservedYet } from '../../reducers/conditions/not-observed-yet.js';
import { type Federation, type Reducer, type Report, reportBelow } from '../../reducers/reducer.js';
import { numberAt } from '../health/number-at.js';
import { maxUnavailable, wantedReplicas } from './deployment-strategy.js';

const AVAILABLE = 'Available';
const PROGRESSING = 'Progressing';
const REPLICA_FAILURE = 'ReplicaFailure';
const COMPLETE = 'NewReplicaSetAvailable';
const UPDATED = 'ReplicaSetUpdated';

/** The conditions of a Deployment, in the order in which they are written. */
const ORDER: readonly string[] = [AVAILABLE, PROGRESSING, REPLICA_FAILURE];

/** The worst rank of which no member is listed: neither those that are well, nor those that nobody knows of. */
const UNLISTED = 3;

/**
 * The conditions that one controller would have written of the template: of the members' own where these are collected,
 * of their counts where they are not, and of the sums where these are worse.
 *
 * @see https://github.com/kubernetes/kubernetes/blob/v1.31.0/pkg/controller/deployment/progress.go
 */
// @__NO_SIDE_EFFECTS__
export function deploymentConditions(): Reducer<{ readonly conditions: readonly MergedCondition[] }> {
  const rules = conditionRules(
    new Set([REPLICA_FAILURE]),
    // Readers look for these two reasons: of members with the same status those count whose reason is the worse.
    (type, status, reason) => {
      if (type !== PROGRESSING) return 0;
      return status === 'True'
        ? reason === COMPLETE
          ? 0
          : 1
        : reason === 'ProgressDeadlineExceeded'
          ? 1
          : 0;
    },
    (rank) => rank > UNLISTED,
  );
  const merged = reduceConditions(rules, true);
  const viewing = {
    ...merged,
    isSound: (status: unknown, report: Report | undefined) =>
      areConditions(conditionsIn(status), reportBelow(report, 'conditions')),
    // What nobody collected is said by the counts.
    addSettled(fold: ConditionFold, status: unknown, clusterName: string) {
      const list = conditionsIn(status);
      const available = conditionIn(list, AVAILABLE);
      if (available === undefined) addRead(fold, IS_AVAILABLE, clusterName, rules);
      else addRaw(fold, available, 0, clusterName, rules, true);
      const progressing = conditionIn(list, PROGRESSING);
      if (progressing !== undefined) addRaw(fold, progressing, 1, clusterName, rules, true);
      else addRead(fold, isComplete(status as Fields) ? IS_COMPLETE : IS_UPDATED, clusterName, rules);
      const failure = conditionIn(list, REPLICA_FAILURE, 'True');
      if (failure !== undefined) addRaw(fold, failure, 2, clusterName, rules, true);
    },
    // What a member says that speaks of another template than the present one.
    addUnsettled(fold: ConditionFold, status: unknown, clusterName: string) {
      const list = conditionsIn(status);
      const available = conditionIn(list, AVAILABLE);
      if (available?.status === 'False') addRaw(fold, available, 0, clusterName, rules, false);
      else addRead(fold, notObservedYet(AVAILABLE, 'Unknown', timeOf(available), 0), clusterName, rules);
      const time = timeOf(conditionIn(list, PROGRESSING));
      addRead(fold, notObservedYet(PROGRESSING, 'Unknown', time, 1), clusterName, rules);
    },
    finish(parts: readonly ConditionPart[] = [], federation: Federation) {
      const previous = at(federation.previous, 'conditions');
      const conditions = merged.finish(parts, { ...federation, previous }) ?? [];
      const timeOf = transitionTimes({ ...federation, previous });
      const judged = judge(federation).map((sum): MergedCondition => {
        const { type, status, reason } = sum;
        const own = conditions.find((condition) => condition.type === type);
        if (own && rules.rank(type, own.status, own.reason ?? '') >= rules.rank(type, status, reason))
          return own.message === '' ? { ...own, message: wordsOf(own) } : own;
        const time = timeOf(
          type,
          status,
          parts.find((part) => part.type === type && part.status === status),
        );
        return { ...sum, ...(time !== '' && { lastTransitionTime: time, lastUpdateTime: time }) };
      });
      return {
        conditions: [
          ...judged,
          ...conditions.filter(({ type }) => type !== AVAILABLE && type !== PROGRESSING),
        ],
      };
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

/** A member's list of conditions. */
function conditionsIn(status: unknown): unknown {
  return isFields(status) ? status.conditions : undefined;
}

/** The first usable condition of a type in a list, of any status or of that one. */
function conditionIn(list: unknown, type: string, status?: ConditionStatus): Fields | undefined {
  if (!Array.isArray(list)) return undefined;
  for (let at = 0; at < list.length; at++) {
    const condition: unknown = list[at];
    if (!isUsable(condition) || condition.type !== type) continue;
    if (status === undefined || condition.status === status) return condition;
  }
  return undefined;
}

/** The time of a member's own condition, empty where it has none. */
function timeOf(own: Fields | undefined): string {
  return timeIn(own?.lastTransitionTime, false);
}

/** Whether all pods of a member are of the new version and available. */
function isComplete(status: Fields): boolean {
  const updated = status.updatedReplicas ?? 0;
  return (
    (status.replicas ?? 0) === updated &&
    numberAt(status, ['availableReplicas']) >= (updated as number) &&
    numberAt(status, ['unavailableReplicas']) === 0
  );
}

/** What one controller would say of the sums. */
function judge({ object, counts }: Federation): readonly (MergedCondition & { readonly reason: string })[] {
  const wanted = wantedReplicas(object);
  const { availableReplicas = 0, updatedReplicas = 0 } = counts;
  const make = (type: string, status: ConditionStatus, reason: string, message: string) => {
    return { type, status, reason, message };
  };
  const isAvailable = availableReplicas >= wanted - maxUnavailable(object, wanted);
  const available = `${availableReplicas} of ${wanted} replicas are available`;
  const updated = `${updatedReplicas} of ${wanted} replicas have been updated`;
  return [
    isAvailable
      ? make(AVAILABLE, 'True', 'MinimumReplicasAvailable', available)
      : make(AVAILABLE, 'False', 'MinimumReplicasUnavailable', available),
    make(PROGRESSING, 'True', updatedReplicas >= wanted ? COMPLETE : UPDATED, updated),
  ];
}

/** The message of a condition whose members are not listed. */
function wordsOf({ type, status, reason }: MergedCondition): string {
  if (status === 'Unknown') return 'the present template has not been observed in every cluster';
  if (type === AVAILABLE) return 'every cluster has minimum availability';
  return reason === COMPLETE
    ? 'every cluster has rolled the present template out'
    : 'the present template is being rolled out';
}
