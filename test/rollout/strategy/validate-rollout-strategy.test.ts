import { planRollout, RolloutError, validateRolloutStrategy } from 'karmada-interpreter/rollout';
import { describe, expect, test } from 'vitest';
import { deepFreeze } from '../../support/freeze.js';

const pathsOf = (strategy: unknown, clusters?: readonly string[]) =>
  validateRolloutStrategy(deepFreeze(strategy), { clusters }).map(({ path }) => path);

describe('validateRolloutStrategy', () => {
  test('finds nothing wrong with a strategy, whatever the clusters are', () => {
    const stages = [
      { name: 'canary', clusters: ['lab'] },
      {
        name: 'labelled',
        clusterSelector: { matchExpressions: [{ key: 'gone', operator: 'DoesNotExist' }] },
      },
      { name: 'share', percent: 10 },
      { name: 'rest', clusterSelector: {} },
    ];
    expect(pathsOf({ stages, unmatched: 'error' })).toEqual([]);
    expect(pathsOf({})).toEqual([]);
  });

  test.each([null, undefined, 5, 'Staged', [], { stages: 5 }, { stages: [5, null] }])(
    'takes any value: %j',
    (value) => {
      expect(pathsOf(value)).not.toEqual([]);
    },
  );

  test('finds all that is wrong, and what a stage lacks beside its fields', () => {
    const strategy = {
      stage: [],
      maxConcurrency: '110%',
      stages: [
        { name: 'a', clusters: ['x', 'y', 'x'] },
        { name: 'a', clusters: ['y'], percent: 5 },
        { name: 'b', gate: { minSuccesTime: '5m' } },
      ],
    };
    expect(
      validateRolloutStrategy(deepFreeze(strategy)).map(({ path, message }) => `${path} ${message}`),
    ).toEqual([
      'stages[2].gate.minSuccesTime is an unknown field: did you mean minSuccessTime?',
      'maxConcurrency must be an integer from 1 on or a whole percentage from "0%" to "100%", not "110%"',
      'stage is an unknown field: did you mean stages?',
      'stages[1].name "a" names another stage already',
      'stages[1] must have either clusters, a clusterSelector or a percent',
      'stages[2] must have either clusters, a clusterSelector or a percent',
      'stages[0].clusters[2] "x" is in stage "a" already: leave it out in one of the two places',
      'stages[1].clusters[0] "y" is in stage "a" already: leave it out in one of the two places',
    ]);
  });

  test('says what planRollout says where the clusters are known', () => {
    const strategy = deepFreeze({
      stages: [{ name: 'a', clusters: ['x', 'x', 'gone'] }],
      unmatched: 'error',
    } as const);
    const clusters = ['x', 'y'];
    let faults: unknown;
    try {
      planRollout(strategy, clusters);
    } catch (error) {
      if (error instanceof RolloutError) faults = error.faults;
    }
    expect(validateRolloutStrategy(strategy, { clusters })).toEqual(faults);
    expect(pathsOf(strategy)).toEqual(['stages[0].clusters[1]']);
  });

  test("says what to do with a strategy of Karmada's", () => {
    expect(validateRolloutStrategy({ type: 'Staged', staged: {} })).toEqual([
      expect.objectContaining({ path: 'strategy', message: expect.stringContaining('fromKarmadaStrategy') }),
    ]);
  });
});
