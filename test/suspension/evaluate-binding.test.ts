import fc from 'fast-check';
import { evaluateBinding, evaluateSuspension, type SuspensionTargets } from 'karmada-interpreter/suspension';
import { describe, expect, it } from 'vitest';
import { exponentOf } from '../support/work.js';
import { clusterName, codeOf, deepFreeze, suspension, untyped } from './helpers.js';

describe('evaluateBinding', () => {
  it('tells of every target cluster once, sorted by name', () => {
    const binding = deepFreeze({
      spec: {
        clusters: [{ name: 'b', replicas: 2 }, { name: 'a' }, { name: 'b' }, { name: 'B' }],
        suspension: { ...on('b'), scheduling: true },
      },
    });
    expect(evaluateBinding(binding)).toStrictEqual({
      scheduling: { suspended: true },
      clusters: [
        { name: 'B', suspended: false },
        { name: 'a', suspended: false },
        { name: 'b', suspended: true, by: 'dispatchingOnClusters' },
      ],
    });
  });

  it('includes the clusters of the bindings that require it, not those being evicted', () => {
    const binding = deepFreeze({
      spec: {
        clusters: [{ name: 'a' }],
        requiredBy: [{ clusters: [{ name: 'c' }, { name: 'a' }] }, {}, { clusters: [{ name: 'b' }] }],
        gracefulEvictionTasks: [{ fromCluster: 'd' }],
        suspension: { ...on('c', 'd'), rollout: { currentCluster: 'b', suspendedClusters: ['a', 'c'] } },
      },
    });
    expect(evaluateBinding(binding).clusters).toStrictEqual([
      { name: 'a', suspended: true, by: 'rollout' },
      { name: 'b', suspended: false },
      { name: 'c', suspended: true, by: 'dispatchingOnClusters' },
    ]);
  });

  it.each<SuspensionTargets>([
    {},
    { spec: undefined },
    { spec: {} },
    { spec: null },
    { spec: { clusters: [] } },
    { spec: { clusters: null, requiredBy: null, suspension: null } },
    { spec: { requiredBy: [{ clusters: null }] } },
    { kind: 'ResourceBinding' },
    { kind: 'ClusterResourceBinding', spec: {} },
  ])('knows no cluster in %j', (binding) => {
    expect(evaluateBinding(binding)).toStrictEqual({ scheduling: { suspended: false }, clusters: [] });
  });

  it.each([
    ['scheduling: false', false],
    ['a string', 'true'],
    ['a number', 1],
  ])('does not take %s for suspended scheduling', (_, scheduling) => {
    const binding = { spec: { suspension: untyped<object>({ scheduling }) } };
    expect(evaluateBinding(binding).scheduling).toStrictEqual({ suspended: false });
  });

  it.each([
    ['binding', undefined, 'INVALID_OBJECT'],
    ['binding', null, 'INVALID_OBJECT'],
    ['binding', [], 'INVALID_OBJECT'],
    ['binding', 'text', 'INVALID_OBJECT'],
    ['kind', { kind: 'PropagationPolicy', spec: {} }, 'INVALID_OBJECT'],
    ['kind', { kind: 'ResourceBindingList', items: [] }, 'INVALID_OBJECT'],
    ['kind', { kind: Symbol('s') }, 'INVALID_OBJECT'],
    ['binding', { clusters: [{ name: 'a' }] }, 'INVALID_OBJECT'],
    ['binding', { suspension: { dispatching: true } }, 'INVALID_OBJECT'],
    ['spec', { spec: 1 }, 'INVALID_OBJECT'],
    ['spec.clusters', { spec: { clusters: {} } }, 'INVALID_OBJECT'],
    ['spec.clusters[0]', { spec: { clusters: ['a'] } }, 'INVALID_OBJECT'],
    ['spec.clusters[1].name', { spec: { clusters: [{ name: 'a' }, {}] } }, 'INVALID_OBJECT'],
    ['spec.clusters[0].name', { spec: { clusters: [{ name: '' }] } }, 'INVALID_OBJECT'],
    ['spec.requiredBy', { spec: { requiredBy: 'b' } }, 'INVALID_OBJECT'],
    ['spec.requiredBy[0]', { spec: { requiredBy: [3] } }, 'INVALID_OBJECT'],
    ['spec.requiredBy[0].clusters', { spec: { requiredBy: [{ clusters: 3 }] } }, 'INVALID_OBJECT'],
    [
      'spec.requiredBy[0].clusters[0].name',
      { spec: { requiredBy: [{ clusters: [null] }] } },
      'INVALID_OBJECT',
    ],
    ['spec.suspension', { spec: { suspension: [] } }, 'INVALID_SUSPENSION'],
  ])('refuses a malformed %s', (path, binding, code) => {
    expect(codeOf(() => evaluateBinding(untyped(binding)))).toBe(code);
    expect(() => evaluateBinding(untyped(binding))).toThrow(`${path} is `);
  });

  it('points to the function for policies', () => {
    const policy = untyped<SuspensionTargets>({ kind: 'ClusterPropagationPolicy', spec: { suspension: {} } });
    expect(() => evaluateBinding(policy)).toThrow("evaluateSuspension takes a policy's spec.suspension");
  });

  it('agrees with evaluateSuspension on every cluster', () => {
    fc.assert(
      fc.property(suspension, fc.array(clusterName), fc.array(clusterName), (given, names, required) => {
        const toTargets = (list: readonly string[]) => list.map((name) => ({ name }));
        const binding = deepFreeze({
          spec: {
            clusters: toTargets(names),
            requiredBy: [{ clusters: toTargets(required) }],
            suspension: given,
          },
        });
        const { clusters } = evaluateBinding(binding);
        expect(clusters.map(({ name }) => name)).toStrictEqual([...new Set([...names, ...required])].sort());
        for (const { name, ...rest } of clusters) {
          expect(rest).toStrictEqual(evaluateSuspension(given, name));
        }
      }),
    );
  });

  it('costs in proportion to the number of clusters and names', () => {
    const inputs = (size: number) => {
      const names = Array.from({ length: size }, (_, index) => `member${index}`);
      const suspension = { ...on(...names), rollout: { suspendedClusters: [...names] } };
      return [{ spec: { clusters: names.map((name) => ({ name })), suspension } }];
    };
    expect(exponentOf(inputs, evaluateBinding)).toBeLessThan(1.2);
  });
});

function on(...clusterNames: readonly string[]) {
  return { dispatchingOnClusters: { clusterNames } };
}
