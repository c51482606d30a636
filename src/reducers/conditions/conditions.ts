import { invalid } from '../../errors.js';
import { isName } from '../../kubernetes/object.js';
import type { ReadingReducer } from '../by-settled.js';
import { addConditions, type ConditionFold, partsOf } from './condition-fold.js';
import { areConditionParts, type ConditionPart, mergeConditions } from './condition-part.js';
import { type ConditionRules, conditionRules } from './condition-rules.js';
import { type MemberCondition, readConditions } from './member-condition.js';
import { finishConditions, type MergedCondition } from './merged-condition.js';

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
export type ConditionsReducer = ReadingReducer<
  readonly MergedCondition[],
  readonly ConditionPart[],
  ConditionFold,
  readonly MemberCondition[]
>;

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
 * status: { conditions: conditions({ badWhenTrue: ['Stalled'] }) }
 * @see https://github.com/kubernetes/apimachinery/blob/v0.31.0/pkg/apis/meta/v1/types.go#L1500-L1547
 */
// @__NO_SIDE_EFFECTS__
export function conditions(options: ConditionsOptions = {}): ConditionsReducer {
  const { badWhenTrue = [], lastUpdateTime = false, required = [] } = options;
  for (const [option, types] of Object.entries({ badWhenTrue, required })) {
    if (!Array.isArray(types) || !types.every(isName))
      throw invalid('INVALID_DECLARATION', `${option} of conditions()`, types, 'a list of condition types');
  }
  const rules = conditionRules(new Set([...BAD_WHEN_TRUE, ...badWhenTrue]));
  return reduceConditions(rules, lastUpdateTime, [...new Set(required)]);
}

/** The reducer of conditions by their rules. */
// @__NO_SIDE_EFFECTS__
export function reduceConditions(
  rules: ConditionRules,
  lastUpdateTime: boolean,
  required: readonly string[] = [],
): ConditionsReducer {
  const read: ConditionsReducer['read'] = (value, report) => {
    const { usable, sound } = readConditions(value, report);
    return { usable: withRequired(usable, required), sound };
  };
  return {
    ...(required.length > 0 && { unreported: true }),
    start: () => new Map(),
    read,
    addRead: (fold, usable, clusterName) => addConditions(fold, usable, clusterName, rules),
    add(fold, value, clusterName, _processed, report) {
      const { usable, sound } = read(value, report);
      addConditions(fold, usable, clusterName, rules);
      return sound;
    },
    part: partsOf,
    merge: (parts) => mergeConditions(parts, rules),
    finish: (parts, federation) => parts && finishConditions(parts, federation, lastUpdateTime),
    isPart: areConditionParts,
  };
}

/** A member's conditions, with an unknown one for each required type that it lacks. */
function withRequired(
  own: readonly MemberCondition[],
  required: readonly string[],
): readonly MemberCondition[] {
  const missing = required.filter((name) => !own.some(({ type }) => type === name));
  if (missing.length === 0) return own;
  const unknown = missing.map(
    (type, i): MemberCondition => ({
      ...{ type, status: 'Unknown', reason: 'NotReported', message: 'the condition is not reported' },
      ...{ time: '', observed: false, at: own.length + i },
    }),
  );
  return [...own, ...unknown];
}
