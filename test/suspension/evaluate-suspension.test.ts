import fc from 'fast-check';
import { evaluateSuspension } from 'karmada-interpreter/suspension';
import { describe, expect, it } from 'vitest';
import { anySuspension, clusterName, codeOf, deepFreeze, untyped } from './helpers.js';

describe('evaluateSuspension', () => {
  it.each([
    ['no suspension', undefined, { suspended: false }],
    ['null', null, { suspended: false }],
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
    ['held by a rollout', held('b', 'a'), { suspended: true, by: 'rollout' }],
    ['the turn of a rollout', { rollout: { currentCluster: 'a' } }, { suspended: false }],
    ['all three', { dispatching: true, ...on('a'), ...held('a') }, { suspended: true, by: 'dispatching' }],
    ['both lists', { ...on('a'), ...held('a') }, { suspended: true, by: 'dispatchingOnClusters' }],
    ['one list each', { ...on('b'), ...held('a') }, { suspended: true, by: 'rollout' }],
    ['empty keys', { dispatching: null, dispatchingOnClusters: null, rollout: null }, { suspended: false }],
    [
      'empty keys below',
      { dispatchingOnClusters: { clusterNames: null }, rollout: { suspendedClusters: null } },
      { suspended: false },
    ],
  ])('%s', (_, given, expected) => {
    expect(evaluateSuspension(deepFreeze(given), 'a')).toStrictEqual(expected);
  });

  it.each([
    ['dispatching', { dispatching: 'true' }],
    ['dispatchingOnClusters', { dispatchingOnClusters: ['a'] }],
    ['clusterNames', { dispatchingOnClusters: { clusterNames: 'a' } }],
    ['clusterNames as an object', { dispatchingOnClusters: { clusterNames: { 0: 'a', length: 1 } } }],
    ['rollout', { rollout: ['a'] }],
    ['suspendedClusters', { rollout: { suspendedClusters: { 0: 'a', length: 1 } } }],
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

  it.each([
    [{ apiVersion: 'policy.karmada.io/v1alpha1', kind: 'PropagationPolicy', spec: {} }, ''],
    [{ kind: 'ClusterPropagationPolicy', spec: { suspension: { dispatching: true } } }, ''],
    [{ kind: 'ResourceBinding', metadata: {} }, '; evaluateBinding takes a whole binding'],
    [{ kind: 'ClusterResourceBinding' }, '; evaluateBinding takes a whole binding'],
    [{ kind: Symbol('s') }, '; evaluateBinding takes a whole binding'],
  ])('refuses the whole object %j', (object, hint) => {
    const run = () => evaluateSuspension(untyped(object), 'a');
    expect(codeOf(run)).toBe('INVALID_SUSPENSION');
    const kind = typeof object.kind === 'string' ? `"${object.kind}"` : 'Symbol(s)';
    expect(run).toThrow(`suspension is a whole object of kind ${kind}, not its spec.suspension${hint}`);
  });

  it.each([{ metadata: {} }, { apiVersion: 'work.karmada.io/v1alpha2' }, { spec: {} }])(
    'refuses %j, which says no kind',
    (object) => {
      const message =
        'suspension is a whole object, not its spec.suspension; evaluateBinding takes a whole binding';
      expect(() => evaluateSuspension(untyped(object), 'a')).toThrow(message);
    },
  );

  it('refuses the spec of an object', () => {
    const run = () => evaluateSuspension(untyped({ suspension: {}, clusters: [] }), 'a');
    expect(codeOf(run)).toBe('INVALID_SUSPENSION');
    expect(run).toThrow('suspension is a whole spec, not the suspension in it');
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

function on(...clusterNames: readonly string[]) {
  return { dispatchingOnClusters: { clusterNames } };
}

function held(...suspendedClusters: readonly string[]) {
  return { rollout: { suspendedClusters } };
}
