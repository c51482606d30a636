import { bySettled } from '../../reducers/by-settled.js';
import { conditions } from '../../reducers/conditions/conditions.js';
import type { MemberCondition } from '../../reducers/conditions/member-condition.js';
import type { MergedCondition } from '../../reducers/conditions/merged-condition.js';
import { notObservedYet } from '../../reducers/conditions/not-observed-yet.js';
import type { Reducer } from '../../reducers/reducer.js';

/**
 * The conditions of Flux' kinds. A member that has not processed the present template does not vouch for it: whether it
 * is ready is not known, and it is being reconciled.
 *
 * @see https://github.com/fluxcd/pkg/blob/apis/meta/v1.6.0/apis/meta/conditions.go#L19-L75
 */
// @__NO_SIDE_EFFECTS__
export function fluxConditions(): Reducer<readonly MergedCondition[]> {
  const reducer = bySettled(conditions(), unsettled);
  const finish: typeof reducer.finish = (parts, federation) => {
    const merged = reducer.finish(parts, federation);
    return merged && stalledFirst(merged);
  };
  return { ...reducer, finish };
}

/** What a member says that speaks of another template than the present one. */
function unsettled(own: readonly MemberCondition[]): readonly MemberCondition[] {
  const ready = own.find(({ type }) => type === 'Ready');
  const viewed: MemberCondition[] = own.map((condition) =>
    condition === ready && ready.status === 'True' ? notObservedYet('Ready', 'Unknown', ready) : condition,
  );
  if (ready === undefined) viewed.push(notObservedYet('Ready', 'Unknown', undefined, own.length));
  const isTrue = (name: string): boolean =>
    own.some(({ type, status }) => type === name && status === 'True');
  if (ready?.status === 'False' || isTrue('Reconciling') || isTrue('Stalled')) return viewed;
  const reconciling = notObservedYet('Reconciling', 'True', ready, own.length + 1);
  const place = viewed.findIndex(({ type }) => type === 'Reconciling');
  if (place < 0) viewed.push(reconciling);
  else viewed[place] = { ...reconciling, at: (viewed[place] as MemberCondition).at };
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
