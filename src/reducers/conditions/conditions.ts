import type { Reducer } from '../reducers.js';
import { addConditions, type ConditionFold, conditionFold, partsOf } from './condition-fold.js';
import { areConditionParts, type ConditionPart, mergeConditions } from './condition-part.js';
import { readCondition } from './member-condition.js';
import { finishConditions } from './merged-condition.js';

/** Condition types of Flux where `True` is the bad state. */
const BAD_WHEN_TRUE: readonly string[] = [
  'Stalled',
  'Reconciling',
  'FetchFailed',
  'StorageOperationFailed',
  'ArtifactOutdated',
  'IncludeUnavailable',
];

/** How the conditions of a kind differ from those of most. */
export interface ConditionsOptions {
  /** Condition types, besides those of Flux, where `True` is the bad state. */
  readonly badWhenTrue?: readonly string[];
  /** Whether each condition has to have a `lastUpdateTime`: it is that of its last transition. */
  readonly lastUpdateTime?: boolean;
}

/**
 * The members' conditions, merged to one per type: the worst status reported wins, with the first such member's
 * reason and the messages of all of them.
 *
 * `False` is worse than `Unknown` and `Unknown` worse than `True`, but for the types of Flux where `True` is the
 * bad state (`Stalled`, `Reconciling`, `FetchFailed`, …).
 *
 * @param options - The kind's own bad states, and the fields that it asks for besides.
 * @returns What a kind declares of the field.
 * @example
 * status: { conditions: conditions({ badWhenTrue: ['Stalled'] }) }
 * @see https://github.com/kubernetes/apimachinery/blob/v0.31.0/pkg/apis/meta/v1/types.go#L1500-L1547
 */
// @__NO_SIDE_EFFECTS__
export function conditions(
  options: ConditionsOptions = {},
): Reducer<readonly ConditionPart[], ConditionFold> {
  const { badWhenTrue = [], lastUpdateTime = false } = options;
  const bad = new Set([...BAD_WHEN_TRUE, ...badWhenTrue]);
  return {
    start: conditionFold,
    add: (fold, value, clusterName) => addConditions(fold, value, clusterName, bad),
    part: partsOf,
    merge: (parts) => mergeConditions(parts, bad),
    finish: (parts, template) => parts && finishConditions(parts, template, lastUpdateTime),
    check(value, path, report) {
      if (!Array.isArray(value)) report(path, value, 'a list');
      else {
        for (let i = 0; i < value.length; i++) {
          readCondition(value[i], (field, found, expected) =>
            report(`${path}[${i}]${field}`, found, expected),
          );
        }
      }
    },
    isPart: areConditionParts,
  };
}
