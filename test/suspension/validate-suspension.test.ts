import fc from 'fast-check';
import {
  evaluateSuspension,
  mergePolicySuspension,
  type Suspension,
  validateSuspension,
} from 'karmada-interpreter/suspension';
import { describe, expect, it } from 'vitest';
import { exponentOf } from '../support/work.js';
import { anySuspension, clusterName, codeOf, deepFreeze, suspension, untyped } from './helpers.js';

const ROOT = 'spec.suspension';
const NAMES = `${ROOT}.dispatchingOnClusters.clusterNames`;
const HELD = `${ROOT}.rollout.suspendedClusters`;

describe('validateSuspension', () => {
  it.each([
    undefined,
    null,
    {},
    { dispatching: true },
    { dispatching: false },
    { dispatching: true, dispatchingOnClusters: { clusterNames: [] } },
    { dispatching: false, dispatchingOnClusters: { clusterNames: ['a'] } },
    { dispatching: null, dispatchingOnClusters: null, scheduling: null },
    { dispatchingOnClusters: { clusterNames: null } },
    { scheduling: true },
    { rollout: null },
    { rollout: { currentCluster: null, suspendedClusters: null } },
    { rollout: { currentCluster: '', suspendedClusters: [] } },
    { dispatching: true, rollout: { currentCluster: 'a', suspendedClusters: ['b'] } },
  ])('finds no fault in %j', (given) => {
    expect(validateSuspension(deepFreeze(given))).toStrictEqual([]);
  });

  it.each<[string, unknown, string, 'error' | 'warning', string]>([
    ['text', 'yes', ROOT, 'error', 'must be an object, not "yes"'],
    ['a list', [1], ROOT, 'error', 'must be an object, not a list of 1'],
    [
      'dispatching',
      { dispatching: 'true' },
      `${ROOT}.dispatching`,
      'error',
      'must be true or false, not "true"',
    ],
    ['scheduling', { scheduling: 1 }, `${ROOT}.scheduling`, 'error', 'must be true or false, not 1'],
    [
      'dispatchingOnClusters',
      { dispatchingOnClusters: ['a'] },
      `${ROOT}.dispatchingOnClusters`,
      'error',
      'must be an object, not a list of 1',
    ],
    ['clusterNames', on('a'), NAMES, 'error', 'must be a list, not "a"'],
    ['a name', on(['a', 7]), `${NAMES}[1]`, 'error', 'must be a string, not 7'],
    ['a null name', on([null]), `${NAMES}[0]`, 'error', 'must be a string, not null'],
    ['an empty name', on(['a', 'b', '']), `${NAMES}[2]`, 'error', 'must not be empty'],
    ['a repeated name', on(['a', 'b', 'a']), `${NAMES}[2]`, 'warning', '"a" is repeated'],
    [
      'both fields',
      { dispatching: true, ...on(['a']) },
      ROOT,
      'error',
      'must not have both dispatching: true and dispatchingOnClusters.clusterNames',
    ],
    [
      'a misspelt field',
      { dispatch: true },
      `${ROOT}.dispatch`,
      'error',
      'is an unknown field: did you mean dispatching?',
    ],
    [
      'a misspelt field inside',
      { dispatchingOnClusters: { clusterName: ['a'] } },
      `${ROOT}.dispatchingOnClusters.clusterName`,
      'error',
      'is an unknown field: did you mean clusterNames?',
    ],
    [
      'a misspelt field of a rollout',
      { rollout: { suspendedCluster: ['a'] } },
      `${ROOT}.rollout.suspendedCluster`,
      'error',
      'is an unknown field: did you mean suspendedClusters?',
    ],
    [
      'a field in the wrong place',
      { clusterNames: ['a'] },
      `${ROOT}.clusterNames`,
      'error',
      'is an unknown field: the fields here are dispatching, dispatchingOnClusters, rollout, scheduling',
    ],
    ['rollout', { rollout: [] }, `${ROOT}.rollout`, 'error', 'must be an object, not a list of 0'],
    [
      'currentCluster',
      { rollout: { currentCluster: 1 } },
      `${ROOT}.rollout.currentCluster`,
      'error',
      'must be a string, not 1',
    ],
    [
      'suspendedClusters',
      { rollout: { suspendedClusters: 'a' } },
      `${ROOT}.rollout.suspendedClusters`,
      'error',
      'must be a list, not "a"',
    ],
    ['a name in it', held('a', 7), `${HELD}[1]`, 'error', 'must be a string, not 7'],
    ['an empty name in it', held(''), `${HELD}[0]`, 'error', 'must not be empty'],
    ['a repeated name in it', held('a', 'a'), `${HELD}[1]`, 'warning', '"a" is repeated'],
    [
      'a whole policy',
      { kind: 'PropagationPolicy', spec: { suspension: {} } },
      ROOT,
      'error',
      'is a whole object of kind "PropagationPolicy", not its spec.suspension',
    ],
  ])('reports %s', (_, given, path, severity, message) => {
    expect(validateSuspension(deepFreeze(given))).toStrictEqual([{ path, severity, message }]);
  });

  it.each([
    ['scheduling', true],
    ['scheduling', false],
    ['rollout', {}],
    ['rollout', { suspendedClusters: ['a'] }],
  ])('reports %s on a policy, even as %j', (field, value) => {
    const given = { [field]: value };
    expect(validateSuspension(given, { on: 'policy' })).toStrictEqual([
      { path: `${ROOT}.${field}`, severity: 'error', message: 'is for bindings, not for policies' },
    ]);
    expect(validateSuspension(given, { on: 'binding' })).toStrictEqual([]);
    expect(validateSuspension(given)).toStrictEqual([]);
    expect(validateSuspension({ [field]: null }, { on: 'policy' })).toStrictEqual([]);
  });

  it('reports no field of a policy on a policy', () => {
    expect(validateSuspension({ dispatching: true }, { on: 'policy' })).toStrictEqual([]);
    expect(validateSuspension(on(['a']), { on: 'policy' })).toStrictEqual([]);
    // What only bindings have is not proposed either.
    expect(validateSuspension({ schedulin: true }, { on: 'policy' })[0]?.message).toBe(
      'is an unknown field: the fields here are dispatching, dispatchingOnClusters',
    );
    expect(validateSuspension({ schedulin: true })[0]?.message).toBe(
      'is an unknown field: did you mean scheduling?',
    );
  });

  it('warns of a name that no target cluster has, once', () => {
    const given = deepFreeze(on(['a', 'x', 'x', '__proto__', 'constructor']));
    expect(validateSuspension(given, deepFreeze({ clusters: ['a', 'b', 'constructor'] }))).toStrictEqual([
      { path: `${NAMES}[1]`, severity: 'warning', message: '"x" is no target cluster' },
      { path: `${NAMES}[2]`, severity: 'warning', message: '"x" is repeated' },
      { path: `${NAMES}[3]`, severity: 'warning', message: '"__proto__" is no target cluster' },
    ]);
    expect(validateSuspension(on(['a']), { clusters: [] })).toHaveLength(1);
    expect(validateSuspension(on(['a']), { clusters: undefined })).toStrictEqual([]);
  });

  it('warns of what a rollout names and no target cluster has', () => {
    const given = deepFreeze({ rollout: { currentCluster: 'x', suspendedClusters: ['a', 'y'] } });
    expect(validateSuspension(given, { clusters: ['a'] })).toStrictEqual([
      { path: `${HELD}[1]`, severity: 'warning', message: '"y" is no target cluster' },
      { path: `${ROOT}.rollout.currentCluster`, severity: 'warning', message: '"x" is no target cluster' },
    ]);
    // A cluster may be named by the user and by the rollout.
    expect(validateSuspension({ ...on(['a']), ...held('a') }, { clusters: ['a'] })).toStrictEqual([]);
  });

  it('points at every repetition of the first', () => {
    expect(validateSuspension(on(['a', 'a', 'a']))).toStrictEqual([
      { path: `${NAMES}[1]`, severity: 'warning', message: '"a" is repeated' },
      { path: `${NAMES}[2]`, severity: 'warning', message: '"a" is repeated' },
    ]);
  });

  it('reports every fault at once', () => {
    const given = deepFreeze({
      dispatching: true,
      dispatchingOnClusters: { clusterNames: ['a', '', 'a', 3], names: [] },
      scheduling: 'yes',
      until: 'tomorrow',
    });
    const faults = validateSuspension(given, { on: 'policy', clusters: ['b'] });
    expect(faults.map(({ path, severity }) => `${severity} ${path}`).sort()).toStrictEqual(
      [
        `error ${ROOT}`,
        `error ${ROOT}.scheduling`,
        `error ${ROOT}.scheduling`,
        `error ${NAMES}[1]`,
        `error ${NAMES}[3]`,
        `warning ${NAMES}[0]`,
        `warning ${NAMES}[2]`,
        `error ${ROOT}.dispatchingOnClusters.names`,
        `error ${ROOT}.until`,
      ].sort(),
    );
  });

  it('sees a field named __proto__', () => {
    const given = JSON.parse('{"__proto__":{"dispatching":true}}');
    expect(validateSuspension(given).map(({ path }) => path)).toStrictEqual([`${ROOT}.__proto__`]);
  });

  it.each(['a', 5, {}])('refuses %j as target clusters', (clusters) => {
    const run = () => validateSuspension({}, { clusters: untyped(clusters) });
    expect(codeOf(run)).toBe('INVALID_OPTIONS');
    expect(run).toThrow('options.clusters is ');
  });

  it('never throws for what stands in the suspension, and answers the same twice', () => {
    fc.assert(
      fc.property(anySuspension, fc.constantFrom('policy', 'binding', undefined), (given, kind) => {
        const faults = validateSuspension(given, { on: kind, clusters: ['a'] });
        expect(validateSuspension(given, { on: kind, clusters: ['a'] })).toStrictEqual(faults);
        for (const { path, severity, message } of faults) {
          expect(path.startsWith(ROOT)).toBe(true);
          expect(['error', 'warning']).toContain(severity);
          expect(message).not.toBe('');
        }
      }),
    );
    for (const odd of [Number.NaN, 3n, Symbol('s'), () => {}, new Map(), new Date(0)]) {
      expect(() => validateSuspension(odd)).not.toThrow();
      expect(() => validateSuspension({ dispatching: odd })).not.toThrow();
    }
  });

  it('finds an error wherever another function would refuse or ignore the value', () => {
    fc.assert(
      fc.property(anySuspension, clusterName, (given, name) => {
        if (validateSuspension(given).some(({ severity }) => severity === 'error')) return;
        const valid = untyped<Suspension | undefined>(given);
        const named = valid?.dispatchingOnClusters?.clusterNames?.includes(name) ?? false;
        const whole = valid?.dispatching === true;
        expect(whole && named).toBe(false);
        const held = valid?.rollout?.suspendedClusters?.includes(name) ?? false;
        expect(evaluateSuspension(valid, name).suspended).toBe(whole || named || held);
        expect(codeOf(() => mergePolicySuspension(valid, valid))).toBeUndefined();
      }),
    );
  });

  it('reports the same faults, apart from their places, in whatever order the names stand', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(clusterName, fc.constant(''), fc.integer())), (names) => {
        const kinds = (list: readonly unknown[]) =>
          validateSuspension(on(list), { clusters: ['a', 'b'] })
            .map(({ severity, message }) => severity + message)
            .sort();
        expect(kinds([...names].reverse())).toStrictEqual(kinds(names));
      }),
    );
  });

  it('finds no error in a well-formed suspension of one field', () => {
    fc.assert(
      fc.property(suspension, (given) => {
        const both =
          given.dispatching === true && (given.dispatchingOnClusters?.clusterNames ?? []).length > 0;
        const errors = validateSuspension(given).filter(({ severity }) => severity === 'error');
        expect(errors).toHaveLength(both ? 1 : 0);
      }),
    );
  });

  it('costs in proportion to the number of names', () => {
    const names = (size: number) => Array.from({ length: size }, (_, index) => `member${index % (size / 2)}`);
    const inputs = (size: number) => [
      { ...on(names(size)), ...held(...names(size)) },
      { clusters: names(size) },
    ];
    expect(exponentOf(inputs, validateSuspension)).toBeLessThan(1.2);
  });
});

function on(clusterNames: unknown) {
  return { dispatchingOnClusters: { clusterNames } };
}

function held(...suspendedClusters: readonly unknown[]) {
  return { rollout: { suspendedClusters } };
}
