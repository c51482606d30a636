import { invalid } from '../../errors.js';
import { isCount, isFields, isName, MAX_SAFE } from '../../kubernetes/object.js';
import { compareInstants, isTime } from '../../kubernetes/time.js';
import type { Reducer } from '../reducer.js';
import { type ConditionTime, madeConditions } from './made-conditions.js';
import { areConditions, readConditions } from './member-condition.js';

/** A condition of the whole, by how many members have it. */
export interface RollupCondition {
  readonly type: string;
  /** Whether every member has to have it, or any. */
  readonly when: 'all' | 'any';
  readonly reason: string;
  readonly message: string;
}

/** What is known of one condition: how many members have it, and since when the last of them does. */
interface RollupPart {
  readonly [type: string]: { readonly members: number; readonly time: string };
}

type RollupState = Map<string, { members: number; time: string; last: string }>;

/**
 * Conditions of the whole, each `True` where as many members have it as it asks for, and left out where not.
 *
 * @param conditions - The conditions, in their order.
 * @param times - In which fields the API has their time.
 * @returns What a kind declares of the field.
 * @throws InterpreterError `INVALID_DECLARATION` for what is no list of such conditions.
 * @example
 * const status = {
 *   conditions: rollup([
 *     { type: 'Complete', when: 'all', reason: 'Completed', message: 'complete in every cluster' },
 *     { type: 'Failed', when: 'any', reason: 'JobFailed', message: 'failed in a cluster' },
 *   ]),
 * };
 */
// @__NO_SIDE_EFFECTS__
export function rollup(
  conditions: readonly RollupCondition[],
  times?: readonly ConditionTime[],
): Reducer<readonly object[], RollupPart, RollupState> {
  const declared = Array.isArray(conditions) && conditions.every((one) => isFields(one) && isName(one.type));
  if (!declared) throw invalid('INVALID_DECLARATION', 'rollup()', conditions, 'a list of conditions');
  const types = new Set(conditions.map(({ type }) => type));
  const later = (a: string, b: string): string =>
    a === '' || (b !== '' && compareInstants(b, a) > 0) ? b : a;
  return {
    start: () => new Map(),
    add(state, value, clusterName, _processed, report) {
      for (const { type, status, time } of readConditions(value)) {
        if (status !== 'True' || !types.has(type)) continue;
        const known = state.get(type);
        if (known === undefined) state.set(type, { members: 1, time, last: clusterName });
        else if (known.last !== clusterName) {
          known.members += 1;
          known.time = later(known.time, time);
          known.last = clusterName;
        }
      }
      return areConditions(value, report);
    },
    part: (state) =>
      state.size === 0
        ? undefined
        : Object.fromEntries(Array.from(state, ([type, { members, time }]) => [type, { members, time }])),
    merge: (parts) =>
      Object.fromEntries(
        [...types].flatMap((type) => {
          const known = parts.flatMap((part) => (Object.hasOwn(part, type) ? [part[type]] : []));
          const members = known.reduce((sum, one) => Math.min(sum + (one?.members ?? 0), MAX_SAFE), 0);
          const time = known.reduce((latest, one) => later(latest, one?.time ?? ''), '');
          return known.length === 0 ? [] : [[type, { members, time }]];
        }),
      ),
    finish(part = {}, { members, previous }) {
      const made = conditions.flatMap(({ type, when, reason, message }) => {
        const known = Object.hasOwn(part, type) ? part[type] : undefined;
        const holds = known !== undefined && (when === 'any' || known.members >= members);
        return holds
          ? [{ type, status: 'True' as const, reason, message, time: known.time || undefined }]
          : [];
      });
      return made.length === 0 ? undefined : madeConditions(made, previous, times);
    },
    isPart: (value) =>
      isFields(value) &&
      Object.entries(value).every(
        ([type, one]) =>
          types.has(type) &&
          isFields(one) &&
          isCount(one.members, MAX_SAFE) &&
          (one.time === '' || isTime(one.time)),
      ),
  };
}
