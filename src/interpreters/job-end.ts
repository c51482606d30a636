import { type Fields, isAbsent, isFields } from '../kubernetes/object.js';
import { timeText } from '../kubernetes/time.js';
import { clustersWhere } from '../reducers/clusters-where.js';
import { type CombinedParts, type CombinedState, combine } from '../reducers/combine.js';
import { type HeldCondition, heldConditions } from '../reducers/conditions/held-conditions.js';
import { timeIn } from '../reducers/conditions/member-condition.js';
import { type Federation, type Reducer, reportBelow } from '../reducers/reducer.js';
import { sum } from '../reducers/sum.js';
import { keepLater, latest } from '../reducers/times.js';

/** How a job fares whose conditions say when it has ended. */
export interface JobEnds {
  /** Whether there are members and each of them is finished. */
  readonly finished: boolean;
  /** The clusters in which it failed. */
  readonly failed: readonly string[];
  /** The latest end. */
  readonly ended: string | undefined;
  /** The latest `completionTime`. */
  readonly completed: string | undefined;
  /** The conditions that members have. */
  readonly held: readonly HeldCondition[];
}

/**
 * Reduces the `conditions` and `completionTime` of a job, which together say how it ends.
 *
 * @param complete - The condition that says that it is finished and did not fail.
 * @param named - The conditions whose members are named where their status is True.
 * @param write - The federation's value, from what is known.
 * @returns A reducer of whole statuses; each member's conditions are gone through here and nowhere else.
 */
// @__NO_SIDE_EFFECTS__
export function jobEnds<Value>(
  complete: string,
  named: readonly string[],
  write: (ends: JobEnds, federation: Federation) => Value,
): Reducer<Value, CombinedParts, CombinedState> {
  const [times, held, names] = [latest(), heldConditions(named), clustersWhere(() => true)];
  const whole = combine(
    { count: sum('int64'), failed: names, ended: times, completed: times, held },
    ({ count = 0, failed = [], held = [], ...known }, federation) => {
      const { members } = federation;
      return write({ ...known, finished: members > 0 && count >= members, failed, held }, federation);
    },
  );
  return {
    ...whole,
    add(state, status, clusterName, processed, report) {
      if (!isFields(status)) return true;
      state.reported = true;
      // By their places: taking a list apart costs more than the rest of it.
      const states = state.states as States;
      const completionTime = status.completionTime;
      const given = status.conditions;
      const told = reportBelow(report, 'completionTime');
      const isDated = times.add(states[3], completionTime, clusterName, processed, told);
      const isSound =
        isAbsent(given) ||
        held.add(states[4], given, clusterName, processed, reportBelow(report, 'conditions'));
      const end = endCondition(given, complete);
      if (end !== undefined) {
        states[0].total += 1;
        if (end.type === 'Failed') names.add(states[1], status, clusterName, processed);
        // A text has been looked at above.
        const completed =
          isDated && typeof completionTime === 'string' ? completionTime : timeIn(completionTime);
        keepLater(states[2], completed || timeOf(end), clusterName);
      }
      return isDated && isSound;
    },
  };
}

/** What is accumulated, in the order in which it is declared above. */
type States = readonly [
  count: { total: number },
  failed: string[],
  ended: ReturnType<ReturnType<typeof latest>['start']>,
  completed: ReturnType<ReturnType<typeof latest>['start']>,
  conditions: ReturnType<ReturnType<typeof heldConditions>['start']>,
];

/** The condition that says of a job that it is finished: that it failed, or else that it is complete. */
function endCondition(conditions: unknown, complete: string): Fields | undefined {
  if (!Array.isArray(conditions)) return undefined;
  let end: Fields | undefined;
  for (let i = 0; i < conditions.length; i++) {
    const condition: unknown = conditions[i];
    if (!isFields(condition) || condition.status !== 'True') continue;
    if (condition.type === 'Failed') return condition;
    if (condition.type === complete) end ??= condition;
  }
  return end;
}

function timeOf({ lastTransitionTime, lastUpdateTime }: Fields): string {
  return timeText(lastTransitionTime) ?? timeText(lastUpdateTime) ?? '';
}
