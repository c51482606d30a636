import { compare } from '../../kubernetes/compare.js';
import { type Fields, isAbsent, isFields, isName } from '../../kubernetes/object.js';
import { compareInstants, isLater, isTime, timeText } from '../../kubernetes/time.js';
import type { Reducer } from '../reducer.js';
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

/** What is known of a type in a status: the latest time and who says so, and the members that are asked for. */
interface HeldPart {
  readonly type: string;
  readonly status: ConditionStatus;
  readonly time: readonly [clusterName: string, time: string] | null;
  readonly clusters: readonly string[];
}

interface HeldFold extends HeldPart {
  time: HeldPart['time'];
  readonly clusters: string[];
  /** Whether the members are asked for. */
  readonly isNamed: boolean;
}

const NOTHING: Fields = {};

/** The folds of each type, one for a status. */
type HeldFolds = Map<string, HeldFold[]>;

/**
 * Each condition type in each status that a member has it in: what the conditions of a federation are made of where
 * these are not its members' own. The time of a condition is its `lastTransitionTime`, or else its `lastUpdateTime`.
 *
 * @param named - The types whose members are named where their status is True.
 * @returns A reducer of lists of conditions, for {@link combine}; its value is sorted by type and status.
 * @example
 * combine({ held: field('conditions', heldConditions(['Failed'])) }, ({ held = [] }) => held.length);
 */
// @__NO_SIDE_EFFECTS__
export function heldConditions(
  named: readonly string[],
): Reducer<readonly HeldCondition[], readonly HeldPart[], HeldFolds> {
  return {
    start: () => new Map(),
    add(folds, value, clusterName, _processed, report) {
      if (!Array.isArray(value)) {
        report?.('', value, 'a list');
        return false;
      }
      let sound = true;
      for (let at = 0; at < value.length; at++) {
        const condition: unknown = value[at];
        const { type, status, lastTransitionTime } = isFields(condition) ? condition : NOTHING;
        if (!isName(type) || !isStatus(status)) {
          sound = false;
          report?.(`[${at}]`, condition, 'a condition with a type and a status');
          continue;
        }
        const fold = foldOf(folds, type, status, named);
        if (fold.isNamed && fold.clusters.at(-1) !== clusterName) fold.clusters.push(clusterName);
        const given = isAbsent(lastTransitionTime)
          ? (condition as Fields).lastUpdateTime
          : lastTransitionTime;
        // Much the same times come again and again.
        if (isAbsent(given) || given === fold.time?.[1]) continue;
        const time = timeText(given);
        if (time !== undefined) {
          if (fold.time === null || isLater(time, fold.time[1])) fold.time = [clusterName, time];
        } else {
          sound = false;
          const field = isAbsent(lastTransitionTime) ? 'lastUpdateTime' : 'lastTransitionTime';
          report?.(`[${at}].${field}`, given, 'an RFC 3339 time');
        }
      }
      return sound;
    },
    part: (folds) => (folds.size === 0 ? undefined : [...folds.values()].flat().map(partOf)),
    merge(all) {
      const folds: HeldFolds = new Map();
      for (const parts of all) {
        for (const { type, status, time, clusters } of parts) {
          const fold = foldOf(folds, type, status, []);
          fold.time = later(fold.time, time);
          // Not spread: there may be more clusters than a call takes arguments.
          for (const name of clusters) fold.clusters.push(name);
        }
      }
      return [...folds.values()].flat().map(partOf);
    },
    finish: (parts) =>
      parts &&
      [...parts]
        .sort((a, b) => compare(a.type, b.type) || compare(a.status, b.status))
        .map(({ type, status, time, clusters }) => ({
          ...{ type, status, time: time?.[1], clusters: [...clusters].sort(compare) },
        })),
    isPart: (value) =>
      Array.isArray(value) &&
      value.length > 0 &&
      value.every(isHeldPart) &&
      new Set(value.map(({ type, status }) => `${status} ${type}`)).size === value.length,
  };
}

function partOf({ type, status, time, clusters }: HeldFold): HeldPart {
  return { type, status, time, clusters: [...clusters] };
}

function foldOf(folds: HeldFolds, type: string, status: ConditionStatus, named: readonly string[]): HeldFold {
  let ofType = folds.get(type);
  if (ofType === undefined) {
    ofType = [];
    folds.set(type, ofType);
  }
  for (let i = 0; i < ofType.length; i++) {
    const known = ofType[i] as HeldFold;
    if (known.status === status) return known;
  }
  const isNamed = status === 'True' && named.includes(type);
  const fold = { type, status, time: null, clusters: [], isNamed };
  ofType.push(fold);
  return fold;
}

/** The later of two times; of equal instants, that of the first cluster. */
function later(a: HeldPart['time'], b: HeldPart['time']): HeldPart['time'] {
  if (a === null || b === null) return a ?? b;
  return (compareInstants(a[1], b[1]) || compare(b[0], a[0])) < 0 ? b : a;
}

function isHeldPart(value: unknown): value is HeldPart {
  if (!isFields(value) || !isName(value.type) || !isStatus(value.status)) return false;
  const { time, clusters } = value;
  const isDated = time === null || (Array.isArray(time) && isName(time[0]) && isTime(time[1]));
  return isDated && Array.isArray(clusters) && clusters.every(isName);
}
