import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evaluateBinding, evaluateSuspension, type SuspensionTargets } from '../../src/suspension/index.js';
import { anySuspension, clusterName, codeOf, deepFreeze, suspension, untyped } from './helpers.js';

describe('evaluateSuspension', () => {
  it.each([
    ['no suspension', undefined, { suspended: false }],
    ['null', untyped<undefined>(null), { suspended: false }],
    ['nothing in it', {}, { suspended: false }],
    ['all clusters', { dispatching: true }, { suspended: true, by: 'dispatching' }],
    ['dispatching: false', { dispatching: false }, { suspended: false }],
    ['named', on('b', 'a'), { suspended: true, by: 'dispatchingOnClusters' }],
    ['another one named', on('b'), { suspended: false }],
    ['no names', on(), { suspended: false }],
    ['names absent', { dispatchingOnClusters: {} }, { suspended: false }],
    ['both fields', { dispatching: true, ...on('a') }, { suspended: true, by: 'dispatching' }],
    ['false and named', { dispatching: false, ...on('a') }, { suspended: true, by: 'dispatchingOnClusters' }],
    ['scheduling only', { scheduling: true }, { suspended: false }],
  ])('%s', (_, given, expected) => {
    expect(evaluateSuspension(deepFreeze(given), 'a')).toStrictEqual(expected);
  });

  it.each([
    ['dispatching', { dispatching: 'true' }],
    ['dispatchingOnClusters', { dispatchingOnClusters: ['a'] }],
    ['clusterNames', { dispatchingOnClusters: { clusterNames: 'a' } }],
    ['clusterNames as an object', { dispatchingOnClusters: { clusterNames: { 0: 'a', length: 1 } } }],
    ['a name', { dispatchingOnClusters: { clusterNames: [['a'], { name: 'a' }, null, 1] } }],
  ])('holds nothing back by a %s of the wrong type', (_, given) => {
    expect(evaluateSuspension(untyped(given), 'a')).toStrictEqual({ suspended: false });
  });

  it('still matches the names that are strings', () => {
    expect(evaluateSuspension(untyped(on(untyped(7), 'a')), 'a').suspended).toBe(true);
  });

  it.each(['text', 1, true, [], [{ dispatching: true }]])('refuses %j as a suspension', (given) => {
    expect(codeOf(() => evaluateSuspension(untyped(given), 'a'))).toBe('INVALID_SUSPENSION');
  });

  it.each([undefined, null, 1, {}])('refuses %j as a cluster name', (name) => {
    expect(codeOf(() => evaluateSuspension({}, untyped(name)))).toBe('INVALID_OPTIONS');
  });

  it('finds no cluster that only an object prototype names', () => {
    for (const name of ['__proto__', 'constructor', 'toString', 'length', '0']) {
      expect(evaluateSuspension(on('a'), name)).toStrictEqual({ suspended: false });
      expect(evaluateSuspension(on(name), name).suspended).toBe(true);
    }
  });

  it('is deterministic and does not depend on the order of names', () => {
    fc.assert(
      fc.property(fc.array(clusterName), clusterName, (names, name) => {
        const answer = evaluateSuspension(on(...names), name);
        expect(evaluateSuspension(on(...names), name)).toStrictEqual(answer);
        expect(evaluateSuspension(on(...[...names].reverse()), name)).toStrictEqual(answer);
        expect(answer.suspended).toBe(names.includes(name));
      }),
    );
  });

  it('answers or refuses any JSON by a code', () => {
    fc.assert(
      fc.property(anySuspension, clusterName, (given, name) => {
        expect([undefined, 'INVALID_SUSPENSION']).toContain(
          codeOf(() => evaluateSuspension(untyped(given), name)),
        );
      }),
    );
  });
});

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
        suspension: on('c', 'd'),
      },
    });
    expect(evaluateBinding(binding).clusters).toStrictEqual([
      { name: 'a', suspended: false },
      { name: 'b', suspended: false },
      { name: 'c', suspended: true, by: 'dispatchingOnClusters' },
    ]);
  });

  it.each<SuspensionTargets>([
    {},
    { spec: undefined },
    { spec: {} },
    { spec: { clusters: [] } },
    { spec: untyped({ clusters: null, requiredBy: null, suspension: null }) },
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

  it('takes time that grows with the number of clusters only', () => {
    const binding = (size: number) => {
      const names = Array.from({ length: size }, (_, index) => `member${index}`);
      return { spec: { clusters: names.map((name) => ({ name })), suspension: on(...names) } };
    };
    // Looking each of 100,000 names up in a list of as many would take minutes.
    const { clusters } = evaluateBinding(binding(100_000));
    expect(clusters.every((cluster) => cluster.suspended)).toBe(true);
  }, 5_000);
});

function on(...clusterNames: readonly string[]) {
  return { dispatchingOnClusters: { clusterNames } };
}
