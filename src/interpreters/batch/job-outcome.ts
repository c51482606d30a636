import { at, type Fields, isAbsent, isFields } from '../../kubernetes/object.js';
import { compareInstants, timeText } from '../../kubernetes/time.js';
import { clustersWhere } from '../../reducers/clusters-where.js';
import { combine, field, select } from '../../reducers/combine.js';
import { type ConditionsReducer, conditions } from '../../reducers/conditions/conditions.js';
import { type MadeCondition, madeConditions } from '../../reducers/conditions/made-conditions.js';
import { areConditions } from '../../reducers/conditions/member-condition.js';
import type { Reducer } from '../../reducers/reducer.js';
import { sum } from '../../reducers/sum.js';
import { earliest, latest } from '../../reducers/times.js';

const FAILURE_TARGET = 'FailureTarget';
const CRITERIA_MET = 'SuccessCriteriaMet';

/** The first condition of a Job's status that is True and of one of these types. */
export function firstTrueCondition(status: unknown, ...types: readonly string[]): Fields | undefined {
  const given = at(status, 'conditions');
  if (!Array.isArray(given)) return undefined;
  return given.find((one) => isFields(one) && one.status === 'True' && types.includes(one.type as string));
}

/** What a member's status says of its start and its end; times as they are given. */
function courseOf(status: Fields): Fields {
  const end = firstTrueCondition(status, 'Complete', 'Failed');
  const endedAt = end?.lastTransitionTime;
  const hasFailed = end?.type === 'Failed';
  return {
    started: timeText(status.startTime) === undefined ? 0 : 1,
    finished: end === undefined ? 0 : 1,
    hasFailed,
    endedAt: end && (isAbsent(endedAt) ? status.completionTime : endedAt),
    failedAt: hasFailed ? endedAt : undefined,
    criteriaMetAt: firstTrueCondition(status, CRITERIA_MET)?.lastTransitionTime,
  };
}

/**
 * What decides the end of a federated Job: its conditions and times, each as the API server's validation of a Job's
 * status accepts it after the template's own.
 *
 * @returns What Job declares as its summary.
 * @see https://github.com/kubernetes/kubernetes/blob/v1.34.0/pkg/apis/batch/validation/validation.go
 * @see https://github.com/kubernetes/kubernetes/blob/v1.34.0/pkg/registry/batch/job/strategy.go
 */
// @__NO_SIDE_EFFECTS__
export function jobOutcome(): Reducer<object> {
  const course = {
    started: field('started', sum('int64')),
    finished: field('finished', sum('int64')),
    failed: clustersWhere(({ hasFailed }) => hasFailed === true),
    lastEnd: field('endedAt', latest()),
    failedAt: field('failedAt', latest()),
    criteriaMetAt: field('criteriaMetAt', latest()),
  };
  const known = {
    course: unheard(
      select(
        courseOf,
        combine(course, (found) => found),
      ),
    ),
    suspended: field('conditions', suspendedCondition()),
    start: field('startTime', earliest()),
    completion: field('completionTime', latest()),
  };
  return combine(known, ({ course, suspended = [], start, completion }, federation) => {
    const { started = 0, finished = 0, failed = [], lastEnd, failedAt, criteriaMetAt } = course ?? {};
    const { members, previous, object } = federation;
    const isFinished = members > 0 && finished >= members;
    const target = firstTrueCondition(previous, FAILURE_TARGET);
    const criteria = firstTrueCondition(previous, CRITERIA_MET);
    // Neither may be switched off again, and the two exclude each other.
    const fails = criteria === undefined && (target !== undefined || failed.length > 0);
    const isComplete = isFinished && !fails;

    const message =
      failed.length > 0
        ? `Job executed failed in member clusters ${failed.join(',')}`
        : (target?.message as string);
    const held: readonly (MadeCondition | false)[] = [
      fails && isTrue(FAILURE_TARGET, target?.reason ?? 'JobFailed', message, failedAt),
      (isComplete || criteria !== undefined) &&
        isTrue(
          CRITERIA_MET,
          criteria?.reason ?? 'CompletionsReached',
          failed.length === 0 && criteria
            ? criteria.message
            : 'All member clusters have met success criteria',
          criteriaMetAt ?? lastEnd,
        ),
      isFinished &&
        fails &&
        isTrue('Failed', failed.length > 0 ? 'JobFailed' : target?.reason, message, lastEnd),
      isComplete && isTrue('Complete', 'Completed', 'Job completed', lastEnd),
    ];

    // A finished Job has to have both times, also where its members leave them out.
    const own = at(previous, 'startTime');
    const made = timeText(at(object, 'metadata', 'creationTimestamp'));
    const startTime = isFinished ? (start ?? made ?? lastEnd) : started >= members ? start : undefined;
    const startedAt = timeText(own) ?? startTime;
    const completedAt = timeText(at(previous, 'completionTime')) ?? completion ?? lastEnd;
    return {
      conditions: [...suspended, ...withTimes(held, at(previous, 'conditions'))],
      startTime: timeText(own) === undefined ? startTime : own,
      completionTime: isComplete ? notBefore(completedAt, startedAt) : undefined,
      // Nothing of a finished Job is active, whatever a member still counts.
      ...(isFinished && { active: 0 }),
    };
  });
}

/** A reducer that reports nothing: what it reads is read by others too, where it stands. */
function unheard<Value, Part, State>(reducer: Reducer<Value, Part, State>): Reducer<Value, Part, State> {
  return { ...reducer, add: (state, value, name, processed) => reducer.add(state, value, name, processed) };
}

function isTrue(type: string, reason: unknown, message: unknown, time: string | undefined): MadeCondition {
  return { type, status: 'True', reason: reason as string, message: message as string, time };
}

/** The conditions with their times; of a Job, all that are made are probed when they change. */
function withTimes(made: readonly (MadeCondition | false)[], previous: unknown): readonly object[] {
  return madeConditions(
    made.filter((condition) => condition !== false),
    previous,
  ).map((condition: { readonly lastTransitionTime?: unknown }) => {
    const { lastTransitionTime } = condition;
    return isAbsent(lastTransitionTime) ? condition : { ...condition, lastProbeTime: lastTransitionTime };
  });
}

/** The later of two times, any of which may be unknown. */
function notBefore(time: string | undefined, start: string | undefined): string | undefined {
  if (time === undefined || start === undefined) return time ?? start;
  return compareInstants(time, start) < 0 ? start : time;
}

/** The condition `Suspended` of the members' own, merged; the others are made. */
function suspendedCondition(): ConditionsReducer {
  const merged = conditions({ badWhenTrue: ['Suspended'] });
  return {
    ...merged,
    add(fold, value, clusterName, processed, report) {
      const own = Array.isArray(value) ? value.filter((one) => at(one, 'type') === 'Suspended') : value;
      merged.add(fold, own, clusterName, processed);
      return areConditions(value, report);
    },
  };
}
