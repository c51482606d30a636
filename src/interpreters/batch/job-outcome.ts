import { at, isAbsent, isFields } from '../../kubernetes/object.js';
import { compareInstants, timeText } from '../../kubernetes/time.js';
import { type CombinedParts, type CombinedState, combine } from '../../reducers/combine.js';
import { type MadeCondition, madeConditions } from '../../reducers/conditions/made-conditions.js';
import type { Reducer } from '../../reducers/reducer.js';
import { CRITERIA_MET, firstTrueCondition, jobCourse } from './job-course.js';

const FAILURE_TARGET = 'FailureTarget';

/**
 * What decides the end of a federated Job: its conditions and times, each as the API server's validation of a Job's
 * status accepts it after the template's own.
 *
 * @returns What Job declares as its summary.
 * @see https://github.com/kubernetes/kubernetes/blob/v1.34.0/pkg/apis/batch/validation/validation.go
 * @see https://github.com/kubernetes/kubernetes/blob/v1.34.0/pkg/registry/batch/job/strategy.go
 */
// @__NO_SIDE_EFFECTS__
export function jobOutcome(): Reducer<object, CombinedParts, CombinedState> {
  const course = jobCourse();
  const whole = combine(course.known, (known, { members, previous, object }) => {
    const { started = 0, finished = 0, failed = [], lastEnd, failedAt, criteriaMetAt } = known;
    const { suspended = [], start, completion } = known;
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
  return {
    ...whole,
    add(state, status, clusterName, processed, report) {
      if (!isFields(status)) return true;
      state.reported = true;
      return course.add(state.states, status, clusterName, processed, report);
    },
  };
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
