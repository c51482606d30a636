import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  evaluateSuspension,
  mergePolicySuspension,
  type Suspension,
  validateSuspension,
} from '../../src/suspension/index.js';
import { anySuspension, clusterName, codeOf, deepFreeze, suspension, untyped } from './helpers.js';

const ROOT = 'spec.suspension';
const NAMES = `${ROOT}.dispatchingOnClusters.clusterNames`;

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
    ['an unknown field', { dispatch: true }, `${ROOT}.dispatch`, 'warning', 'is no field that Karmada knows'],
    [
      'an unknown field inside',
      { dispatchingOnClusters: { 'cluster names': ['a'] } },
      `${ROOT}.dispatchingOnClusters.cluster names`,
      'warning',
      'is no field that Karmada knows',
    ],
  ])('reports %s', (_, given, path, severity, message) => {
    expect(validateSuspension(deepFreeze(given))).toStrictEqual([{ path, severity, message }]);
  });

  it('reports scheduling on a policy, whatever its value', () => {
    for (const scheduling of [true, false]) {
      expect(validateSuspension({ scheduling }, { on: 'policy' })).toStrictEqual([
        { path: `${ROOT}.scheduling`, severity: 'error', message: 'is for bindings, not for policies' },
      ]);
      expect(validateSuspension({ scheduling }, { on: 'binding' })).toStrictEqual([]);
      expect(validateSuspension({ scheduling })).toStrictEqual([]);
    }
    expect(validateSuspension({ scheduling: null }, { on: 'policy' })).toStrictEqual([]);
    expect(validateSuspension({ dispatching: true }, { on: 'policy' })).toStrictEqual([]);
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
        `warning ${ROOT}.dispatchingOnClusters.names`,
        `warning ${ROOT}.until`,
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
        expect(evaluateSuspension(valid, name).suspended).toBe(whole || named);
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

  it('takes time that grows with the number of names only', () => {
    const names = Array.from({ length: 100_000 }, (_, index) => `member${index}`);
    expect(validateSuspension(on([...names, ...names]), { clusters: names })).toHaveLength(names.length);
  }, 5_000);
});

function on(clusterNames: unknown) {
  return { dispatchingOnClusters: { clusterNames } };
}
