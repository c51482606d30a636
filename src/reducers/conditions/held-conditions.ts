import { isAbsent, isFields, isName } from '../../kubernetes/object.js';
import { compareInstants } from '../../kubernetes/time.js';
import { clustersWhere } from '../clusters-where.js';
import { combine, field, select } from '../combine.js';
import { listOf } from '../list-of.js';
import type { Reducer } from '../reducer.js';
import { latest } from '../times.js';
import { first } from '../values.js';
import { type ConditionStatus, isStatus } from './member-condition.js';

/** A condition type in one status, and the members that have it so. */
export interface HeldCondition {
  readonly type: string;
  readonly status: ConditionStatus;
  /** When the last of the members got into it; `undefined` where none says. */
  readonly time: string | undefined;
  /** The members by name; none where their names are not asked for. */
  readonly clusters: readonly string[];
}

/**
 * Each condition type in each status that a member has it in: what the conditions of a federation are made of where
 * these are not its members' own. The time of a condition is its `lastTransitionTime`, or else its `lastUpdateTime`.
 *
 * @param named - The types whose members are named where their status is True.
 * @returns A reducer of lists of conditions, for {@link combine}.
 * @example
 * combine({ held: field('conditions', heldConditions(['Failed'])) }, ({ held = [] }) => …)
 */
// @__NO_SIDE_EFFECTS__
export function heldConditions(named: readonly string[]): Reducer<readonly HeldCondition[]> {
  const held = combine(
    {
      type: field('type', first()),
      status: field('status', first()),
      time: field('lastTransitionTime', latest()),
      updated: select(
        ({ lastTransitionTime, lastUpdateTime }) =>
          isAbsent(lastTransitionTime) ? lastUpdateTime : undefined,
        latest(),
      ),
      clusters: clustersWhere(({ type, status }) => status === 'True' && named.includes(type as string)),
    },
    ({ type, status, time, updated, clusters = [] }): HeldCondition => ({
      type: type as string,
      status: status as ConditionStatus,
      time: laterOf(time, updated),
      clusters,
    }),
  );
  return listOf(held, {
    by: (item) => {
      const { type, status } = isFields(item) ? item : {};
      return isName(type) && isStatus(status) ? `${status} ${type}` : undefined;
    },
    expected: 'a condition with a type and a status',
  }) as Reducer<readonly HeldCondition[]>;
}

/** The later of two times, any of which may be unknown. */
function laterOf(a: string | undefined, b: string | undefined): string | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return compareInstants(a, b) < 0 ? b : a;
}
