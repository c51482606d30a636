import { fullyAppliedCondition } from 'karmada-interpreter/binding';
import { describe, expect, it } from 'vitest';
import { deepFreeze } from '../support/freeze.js';

const now = '2026-10-05T08:00:00Z';
const before = '2026-10-04T08:00:00Z';
const applied = (...names: string[]) => names.map((clusterName) => ({ clusterName, applied: true }));

function bindingOf(spec: object, conditions: object[] = []): object {
  return deepFreeze({ kind: 'ResourceBinding', spec, status: { conditions } });
}
const two = { clusters: [{ name: 'a' }, { name: 'b' }] };
const leaving = (task: object) => ({
  clusters: [{ name: 'a' }],
  gracefulEvictionTasks: [{ fromCluster: 'b', ...task }],
});

describe('fullyAppliedCondition', () => {
  it.each<[string, object, { clusterName: string; applied?: boolean }[], string]>([
    ['all are applied', two, applied('a', 'b'), 'True'],
    ['there is no target', { clusters: [] }, [], 'False'],
    ['one has not reported', two, applied('a'), 'False'],
    ['one is not applied', two, [...applied('a'), { clusterName: 'b' }], 'False'],
    ['a leftover reports', two, applied('a', 'b', 'c'), 'False'],
    ['one reports twice', two, applied('a', 'b', 'b'), 'False'],
    ['another one reports', two, applied('a', 'c'), 'False'],
    ['a cluster that requires it is applied', { requiredBy: [two] }, applied('a', 'b'), 'True'],
    ['one that is being left is applied', leaving({}), applied('a', 'b'), 'True'],
    ['one that is being left is not', leaving({ suppressDeletion: true }), applied('a'), 'False'],
    ['one that is purged directly does not count', leaving({ purgeMode: 'Directly' }), applied('a'), 'True'],
    [
      'one that is purged directly still reports',
      leaving({ purgeMode: 'Directly' }),
      applied('a', 'b'),
      'False',
    ],
  ])('where %s', (_, spec, items, status) => {
    expect(fullyAppliedCondition(bindingOf(spec), deepFreeze(items), { now }).status).toBe(status);
  });

  it('moves its time when its status flips, and else comes back itself', () => {
    const was = fullyAppliedCondition(bindingOf(two), applied('a', 'b'), { now: before });
    expect(was.lastTransitionTime).toBe(before);
    expect(fullyAppliedCondition(bindingOf(two, [was]), applied('a', 'b'), { now })).toBe(was);
    expect(fullyAppliedCondition(bindingOf(two), applied('a', 'b'), { now, previous: was })).toBe(was);
    const is = fullyAppliedCondition(bindingOf(two, [was]), applied('a'), { now });
    expect([is.status, is.lastTransitionTime]).toEqual(['False', now]);
    const other = { ...was, message: 'in other words' };
    expect(fullyAppliedCondition(bindingOf(two, [other]), applied('a', 'b'), { now })).toEqual(was);
  });

  it.each<[string, () => unknown, string]>([
    [
      'a time that is none',
      () => fullyAppliedCondition(bindingOf(two), [], { now: 'now' }),
      'INVALID_OPTIONS',
    ],
    [
      'a condition of another type',
      () => fullyAppliedCondition(bindingOf(two), [], { now, previous: { type: 'Applied' } as never }),
      'INVALID_OPTIONS',
    ],
    [
      'items that are none',
      () => fullyAppliedCondition(bindingOf(two), [{}] as never, { now }),
      'INVALID_ITEMS',
    ],
    [
      'a cluster without a name',
      () => fullyAppliedCondition(bindingOf({ clusters: [{}] }), [], { now }),
      'INVALID_OBJECT',
    ],
    ['what is no binding', () => fullyAppliedCondition({}, [], { now }), 'INVALID_OBJECT'],
  ])('refuses %s', (_, run, code) => {
    expect(run).toThrow(expect.objectContaining({ code }));
  });
});
