import { invalid } from '../../errors.js';
import { isName } from '../../kubernetes/object.js';
import type { Reducer } from '../reducer.js';

import {
  addCondition,
  addConditions,
  type ConditionFold,
  conditionFold,
  mergeConditions,
  partsOf,
} from './condition-fold.js';
import { areConditionParts, type ConditionPart } from './condition-part.js';

import type { ConditionRules } from './condition-rules.js';
import { keepConditions, unpackConditions } from './kept-conditions.js';
import { type ConditionReading, placeBehind, readInto, reading } from './member-condition.js';
import { finishConditions, type MergedCondition, type WrittenAs } from './merged-condition.js';

/** Abnormal-true condition types of Flux: `True` is the bad state. */
const BAD_WHEN_TRUE: readonly string[] = [
  'Stalled',
  'Reconciling',
  'FetchFailed',
  'StorageOperationFailed',
  'ArtifactOutdated',
  'IncludeUnavailable',
  'BuildFailed',
];

/** How the conditions of a kind differ from those of most. */
export interface ConditionsOptions {
  /** Abnormal-true condition types, where `True` is the bad state, besides those of Flux. */
  readonly badWhenTrue?: readonly string[];
  /** Whether each condition has to have a `lastUpdateTime`: it is that of its last transition. */
  readonly lastUpdateTime?: boolean;
  /** Types that every member has to have: one that lacks it, or has reported nothing, counts as `Unknown`. */
  readonly required?: readonly string[];
}

/** The reducer of a list of conditions. */
export type ConditionsReducer = Reducer<readonly MergedCondition[], readonly ConditionPart[], ConditionFold>;

/**
 * The members' conditions, merged to one per type: the worst status reported wins, with the first such member's
 * reason and the messages of all of them.
 *
 * `False` is worse than `Unknown` and `Unknown` worse than `True`, but for the abnormal-true types of Flux
 * (`Stalled`, `Reconciling`, `FetchFailed`, …).
 *
 * @param options - The kind's own abnormal-true types, and the fields that it asks for besides.
 * @returns What a kind declares of the field.
 * @throws InterpreterError `INVALID_DECLARATION` where an option is not what it has to be.
 * @example
 * const status = { conditions: conditions({ badWhenTrue: ['Stalled'] }) };
 * @see https://github.com/kubernetes/apimachinery/blob/v0.31.0/pkg/apis/meta/v1/types.go#L1500-L1547
 */
// @__NO_SIDE_EFFECTS__
export function conditions(options: ConditionsOptions = {}): ConditionsReducer {
  return reduceConditions(
    rulesOf(options),
    { lastUpdateTime: options.lastUpdateTime === true },
    options.required,
  );
}

/** The rules of conditions as a kind declares them. */
// @__NO_SIDE_EFFECTS__
export function rulesOf({ badWhenTrue = [], required = [] }: ConditionsOptions): ConditionRules {
  for (const [option, types] of Object.entries({ badWhenTrue, required })) {
    if (!Array.isArray(types) || !types.every(isName))
      throw invalid('INVALID_DECLARATION', `${option} of conditions()`, types, 'a list of condition types');
  }
  const bad = new Set([...BAD_WHEN_TRUE, ...badWhenTrue]);
  return { isBad: (type) => bad.has(type), grade: undefined, listed: 0 };
}

/** The reducer of conditions by their rules, and by how they are written. */
// @__NO_SIDE_EFFECTS__
export function reduceConditions(
  rules: ConditionRules,
  as: WrittenAs,
  required: readonly string[] = [],
): ConditionsReducer {
  const addWhole = (fold: ConditionFold, read: ConditionReading, clusterName: string): void => {
    addConditions(fold, read, clusterName, rules);
    if (required.length > 0) addMissing(fold, read, clusterName, rules, required);
  };
  return {
    ...(required.length > 0 && { unreported: true }),
    start: conditionFold,
    add(fold, value, clusterName, _processed, report) {
      fold.read ??= reading();
      const sound = readInto(fold.read, value, report);
      addWhole(fold, fold.read, clusterName);
      return sound;
    },
    addKept(fold, kept, clusterName) {
      fold.read ??= reading();
      unpackConditions(fold.read, kept);
      addWhole(fold, fold.read, clusterName);
    },
    part: partsOf,
    keep: keepConditions,
    merge: (parts) => mergeConditions(parts, rules),
    finish: (parts, federation) => parts && finishConditions(parts, federation, as),
    isPart: areConditionParts,
  };
}

/** How many conditions are made up of a member that has not processed the template: `Ready` and `Reconciling`. */
const MADE_UP = 2;

/** Adds an unknown condition for each type of these that a member's conditions lack, behind all that it has. */
export function addMissing(
  fold: ConditionFold,
  { conditions, count }: ConditionReading,
  clusterName: string,
  rules: ConditionRules,
  required: readonly string[],
): void {
  const own = new Set(conditions.slice(0, count).map(({ type }) => type));
  const missing = [...new Set(required)].filter((type) => !own.has(type));
  missing.forEach((type, i) => {
    const said = { reason: 'NotReported', message: 'the condition is not reported', time: '' };
    const at = placeBehind(conditions, count) + MADE_UP + i;
    addCondition(fold, { type, status: 'Unknown', ...said, observed: false, at }, clusterName, rules);
  });
}
