import { at } from '../../kubernetes/object.js';
import { bySettled } from '../by-settled.js';
import type { Reducer } from '../reducer.js';
import { addCondition, addConditions } from './condition-fold.js';
import { addMissing, type ConditionsOptions, reduceConditions, rulesOf } from './conditions.js';
import { unpackConditions } from './kept-conditions.js';
import { type MemberCondition, placeBehind, readInto, reading } from './member-condition.js';
import type { MergedCondition } from './merged-condition.js';
import { notObservedYet, TEMPLATE_NOT_OBSERVED } from './not-observed-yet.js';

/**
 * The members' conditions as {@link conditions} merges them, of which only those vouch for the present template whose
 * member has processed it: of any other it is not known whether it is ready, and it is being reconciled. So programs
 * that know nothing of federations, such as kstatus and Flux' own `wait`, do not take an old version for the new one.
 *
 * @param options - The kind's own abnormal-true types, and the fields that it asks for besides.
 * @returns What a kind declares of the field.
 * @see https://github.com/kubernetes-sigs/cli-utils/blob/master/pkg/kstatus/README.md
 * @example
 * const status = { conditions: vouchedConditions() };
 */
// @__NO_SIDE_EFFECTS__
export function vouchedConditions(options: ConditionsOptions = {}): Reducer<readonly MergedCondition[]> {
  const rules = rulesOf(options);
  const { required = [] } = options;
  const merged = reduceConditions(rules, { lastUpdateTime: options.lastUpdateTime === true });
  const reducer = bySettled({
    ...merged,
    reading,
    read: readInto,
    unpack: unpackConditions,
    addSettled(fold, read, clusterName) {
      addConditions(fold, read, clusterName, rules);
      if (required.length > 0) addMissing(fold, read, clusterName, rules, required);
    },
    addUnsettled(fold, read, clusterName) {
      const own = read.conditions.slice(0, read.count);
      for (const condition of unsettled(own)) addCondition(fold, condition, clusterName, rules);
      // What it is not ready for has been said.
      const others = required.filter((type) => type !== 'Ready' && type !== 'Reconciling');
      if (others.length > 0) addMissing(fold, read, clusterName, rules, others);
    },
  });
  const finish: typeof reducer.finish = (parts, federation) => {
    const merged = reducer.finish(parts, federation);
    // The default of Flux' API, which says by itself that nothing has been observed: nothing needs to be made up.
    const isNew = at(federation.object, 'status', 'observedGeneration') === -1;
    if (isNew && merged?.every(({ reason }) => reason === TEMPLATE_NOT_OBSERVED)) return undefined;
    return merged && stalledFirst(merged);
  };
  return { ...reducer, finish };
}

/** What a member says that speaks of another template than the present one. */
function unsettled(own: readonly MemberCondition[]): readonly MemberCondition[] {
  const ready = own.find(({ type }) => type === 'Ready');
  const viewed: MemberCondition[] = own.map((condition) =>
    condition === ready && ready.status === 'True'
      ? notObservedYet('Ready', 'Unknown', ready.time, ready.at)
      : condition,
  );
  if (ready === undefined) viewed.push(notObservedYet('Ready', 'Unknown', '', placeBehind(own)));
  const isTrue = (name: string): boolean =>
    own.some(({ type, status }) => type === name && status === 'True');
  if (ready?.status === 'False' || isTrue('Reconciling') || isTrue('Stalled')) return viewed;
  // It outranks one of its own, whose time still counts where no other is known.
  viewed.push(notObservedYet('Reconciling', 'True', ready?.time ?? '', placeBehind(own) + 1));
  return viewed;
}

/** Puts `Stalled` right before `Reconciling`: kstatus believes the first of the two. */
function stalledFirst(merged: readonly MergedCondition[]): readonly MergedCondition[] {
  const stalled = merged.find(({ type }) => type === 'Stalled');
  const others = merged.filter((condition) => condition !== stalled);
  const place = others.findIndex(({ type }) => type === 'Reconciling');
  return stalled === undefined || place < 0
    ? merged
    : [...others.slice(0, place), stalled, ...others.slice(place)];
}
