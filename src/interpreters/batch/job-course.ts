import { isEmpty } from '../../kubernetes/json.js';
import { at, type Fields, isAbsent, isFields } from '../../kubernetes/object.js';
import type { Chosen } from '../../reducers/choice.js';
import { clustersWhere } from '../../reducers/clusters-where.js';
import { field } from '../../reducers/combine.js';
import { conditions } from '../../reducers/conditions/conditions.js';
import { areConditions, timeIn } from '../../reducers/conditions/member-condition.js';
import { type Report, reportBelow } from '../../reducers/reducer.js';
import { sum } from '../../reducers/sum.js';
import { earliest, keepLater, latest } from '../../reducers/times.js';

const SUSPENDED = 'Suspended';
export const CRITERIA_MET = 'SuccessCriteriaMet';

type Count = { total: number };
type Time = Chosen<string>;

/** The first condition of a Job's status that is True and of one of these types. */
export function firstTrueCondition(status: unknown, ...types: readonly string[]): Fields | undefined {
  const given = at(status, 'conditions');
  if (!Array.isArray(given)) return undefined;
  return given.find((one) => isFields(one) && one.status === 'True' && types.includes(one.type as string));
}

/** What is known of the members' Jobs, and what of a member is added to which: a Job has many members. */
// @__NO_SIDE_EFFECTS__
export function jobCourse() {
  const count = sum('int64');
  const names = clustersWhere(() => true);
  const [first, last] = [earliest(), latest()];
  const merged = conditions({ badWhenTrue: [SUSPENDED] });
  return {
    known: {
      ...{ started: count, finished: count, failed: names },
      ...{ lastEnd: last, failedAt: last, criteriaMetAt: last },
      ...{ start: first, completion: last, suspended: field('conditions', merged) },
    },
    add(
      states: readonly unknown[],
      status: Fields,
      clusterName: string,
      processed: number,
      report?: Report,
    ): boolean {
      const { conditions: given, startTime, completionTime } = status;
      const [started, finished, failed, lastEnd, failedAt, criteriaMetAt, start, completion, suspended] =
        states as [Count, Count, string[], Time, Time, Time, Time, Time, ReturnType<typeof merged.start>];
      let sound = areConditions(given, report && reportBelow(report, 'conditions'));
      const isDated = first.add(
        start,
        startTime,
        clusterName,
        processed,
        report && reportBelow(report, 'startTime'),
      );
      if (isDated && !isEmpty(startTime)) started.total += 1;
      const told = report && reportBelow(report, 'completionTime');
      const isOver = last.add(completion, completionTime, clusterName, processed, told);
      if (!isDated || !isOver) sound = false;
      if (!Array.isArray(given)) return sound;
      const held: Fields[] = [];
      let end: Fields | undefined;
      let criteria: Fields | undefined;
      for (let i = 0; i < given.length; i++) {
        const one: unknown = given[i];
        if (!isFields(one)) continue;
        const { type, status: value } = one;
        if (type === SUSPENDED) held.push(one);
        if (value !== 'True') continue;
        if (type === CRITERIA_MET) criteria ??= one;
        else if (type === 'Complete' || type === 'Failed') end ??= one;
      }
      if (held.length > 0) merged.add(suspended, held, clusterName, processed);
      if (criteria) keepLater(criteriaMetAt, timeIn(criteria.lastTransitionTime), clusterName);
      if (end === undefined) return sound;
      finished.total += 1;
      const endedAt = timeIn(end.lastTransitionTime);
      const ended = isAbsent(end.lastTransitionTime) ? timeIn(completionTime) : endedAt;
      keepLater(lastEnd, ended, clusterName);
      if (end.type !== 'Failed') return sound;
      names.add(failed, status, clusterName, processed);
      keepLater(failedAt, endedAt, clusterName);
      return sound;
    },
  };
}
