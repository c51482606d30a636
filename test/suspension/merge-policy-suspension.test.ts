import fc from 'fast-check';
import { evaluateSuspension, mergePolicySuspension, type Suspension } from 'karmada-interpreter/suspension';
import { describe, expect, it } from 'vitest';
import {
  anySuspension,
  clusterName,
  codeOf,
  deepFreeze,
  policySuspension,
  suspension,
  untyped,
} from './helpers.js';

const a: Suspension = { dispatchingOnClusters: { clusterNames: ['a'] } };
const all: Suspension = { dispatching: true };
const held: Suspension = { rollout: { currentCluster: 'b', suspendedClusters: ['c'] } };
const nobody: Suspension = { rollout: { suspendedClusters: [] } };

type Given = Suspension | null | undefined;

describe('mergePolicySuspension', () => {
  it.each<[string, Given, Given, Suspension | undefined]>([
    ['nothing and nothing', undefined, undefined, undefined],
    ['an empty policy', undefined, {}, undefined],
    ['a policy and no binding', undefined, all, all],
    ['one field in place of the other', all, a, a],
    ['names in place of names', { dispatchingOnClusters: { clusterNames: ['b', 'a'] } }, a, a],
    ['scheduling stays', { scheduling: true, ...a }, all, { scheduling: true, ...all }],
    ['scheduling: false stays', { scheduling: false }, undefined, { scheduling: false }],
    ['a policy without suspension clears', { ...a, scheduling: true }, undefined, { scheduling: true }],
    ['cleared to nothing', all, undefined, undefined],
    ['an empty binding', {}, undefined, undefined],
    ['dispatching: false is kept', all, { dispatching: false }, { dispatching: false }],
    ['empty names', undefined, { dispatchingOnClusters: { clusterNames: [] } }, undefined],
    ['empty names on both', { dispatchingOnClusters: {} }, { dispatchingOnClusters: {} }, undefined],
    ['scheduling on the policy', undefined, { ...all, scheduling: true }, all],
    ['scheduling on both', { scheduling: true }, { scheduling: false }, { scheduling: true }],
    ['a rollout stays', { ...a, ...held }, all, { ...held, ...all }],
    ['a rollout stays where the policy clears', { ...a, ...held }, undefined, held],
    ['a rollout that holds nobody stays', nobody, a, { ...nobody, ...a }],
    ['a rollout on the policy', undefined, { ...all, ...held }, all],
    ['null fields', { scheduling: null, dispatching: null, rollout: null }, null, undefined],
    ['no binding suspension', null, all, all],
    ['undefined fields', { scheduling: undefined }, { dispatching: undefined }, undefined],
    ['a field of a later version', untyped({ later: 1 }), all, untyped({ later: 1, ...all })],
  ])('%s', (_, binding, policy, expected) => {
    const given = structuredClone([binding, policy]);
    expect(mergePolicySuspension(deepFreeze(binding), deepFreeze(policy))).toStrictEqual(expected);
    expect([binding, policy]).toStrictEqual(given);
  });

  it.each<[Suspension, Suspension | undefined]>([
    [{ scheduling: true }, undefined],
    [{ ...a, ...held }, a],
    [{ scheduling: true }, {}],
    [{ dispatching: true, scheduling: false }, { dispatching: true }],
    [{ dispatching: true, scheduling: undefined }, { dispatching: true }],
    [a, { dispatchingOnClusters: { clusterNames: ['a'] } }],
  ])('returns the reference of %j where %j changes nothing', (binding, policy) => {
    expect(mergePolicySuspension(deepFreeze(binding), deepFreeze(policy))).toBe(binding);
  });

  it.each([
    ['bindingSuspension', 'text', undefined],
    ['bindingSuspension', [], {}],
    ['bindingSuspension.scheduling', { scheduling: Number.NaN }, {}],
    ['bindingSuspension', { kind: 'ResourceBinding', spec: {} }, {}],
    ['bindingSuspension.rollout', { rollout: 'x' }, {}],
    ['bindingSuspension.rollout.suspendedClusters[0]', { rollout: { suspendedClusters: [1] } }, {}],
    ['policySuspension', {}, { kind: 'PropagationPolicy', spec: {} }],
    ['policySuspension', {}, { suspension: {} }],
    ['policySuspension', undefined, true],
    ['policySuspension', {}, [all]],
    ['policySuspension.dispatching', {}, { dispatching: 'true' }],
    ['policySuspension.dispatchingOnClusters', {}, { dispatchingOnClusters: 'a' }],
    [
      'policySuspension.dispatchingOnClusters.clusterNames',
      {},
      { dispatchingOnClusters: { clusterNames: 'a' } },
    ],
    [
      'policySuspension.dispatchingOnClusters.clusterNames[1]',
      {},
      { dispatchingOnClusters: { clusterNames: ['a', null] } },
    ],
  ])('refuses a malformed %s', (path, binding, policy) => {
    const run = () => mergePolicySuspension(untyped(binding), untyped(policy));
    expect(codeOf(run)).toBe('INVALID_SUSPENSION');
    expect(run).toThrow(`${path} is `);
  });

  it('refuses a misspelt field of a policy, which would read as the order to resume', () => {
    const policy = untyped<Suspension>({ dispatchingOnClusters: { clusterName: ['a'] } });
    expect(codeOf(() => mergePolicySuspension(a, policy))).toBe('INVALID_SUSPENSION');
    expect(() => mergePolicySuspension(a, policy)).toThrow(
      'policySuspension.dispatchingOnClusters.clusterName is an unknown field: did you mean clusterNames?',
    );
  });

  it('merging a policy twice is merging it once, to the same reference', () => {
    fc.assert(
      fc.property(suspension, policySuspension, (binding, policy) => {
        const once = mergePolicySuspension(binding, policy);
        expect(mergePolicySuspension(deepFreeze(once), policy)).toBe(once);
      }),
    );
  });

  it('only the last policy counts', () => {
    fc.assert(
      fc.property(suspension, policySuspension, policySuspension, (binding, earlier, later) => {
        const merged = mergePolicySuspension(mergePolicySuspension(binding, earlier), later);
        expect(merged).toEqual(mergePolicySuspension(binding, later));
      }),
    );
  });

  it('holds back the clusters of the policy, and the scheduling and the rollout of the binding', () => {
    fc.assert(
      fc.property(suspension, policySuspension, clusterName, (binding, policy, name) => {
        const merged = mergePolicySuspension(binding, policy);
        const own = evaluateSuspension(policy, name);
        const rollout = evaluateSuspension({ rollout: binding.rollout }, name);
        expect(evaluateSuspension(merged, name)).toStrictEqual(own.suspended ? own : rollout);
        expect(merged?.scheduling).toBe(binding.scheduling);
        // What is empty is left out.
        const told = Object.keys(binding.rollout ?? {}).length > 0;
        expect(merged?.rollout).toStrictEqual(told ? binding.rollout : undefined);
      }),
    );
  });

  it('returns JSON with nothing empty in it, or refuses by a code', () => {
    fc.assert(
      fc.property(anySuspension, anySuspension, (binding, policy) => {
        let merged: Suspension | undefined;
        const code = codeOf(() => {
          merged = mergePolicySuspension(untyped(binding), untyped(policy));
        });
        expect([undefined, 'INVALID_SUSPENSION']).toContain(code);
        if (merged === undefined) return;
        expect(JSON.parse(JSON.stringify(merged))).toEqual(merged);
        expect(Object.keys(merged)).not.toHaveLength(0);
        expect(merged.dispatchingOnClusters?.clusterNames).not.toStrictEqual([]);
      }),
    );
  });

  it('writes no prototype', () => {
    const binding = deepFreeze(JSON.parse('{"__proto__":{"dispatching":true},"constructor":1}'));
    const merged = mergePolicySuspension(binding, all);
    expect(Object.getPrototypeOf(merged)).toBe(Object.prototype);
    expect(Object.keys(merged ?? {}).sort()).toStrictEqual(['__proto__', 'constructor', 'dispatching']);
    expect(untyped<Suspension>({}).dispatching).toBeUndefined();
  });
});
