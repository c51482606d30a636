import { validatePolicy } from 'karmada-interpreter/rollout';
import { describe, expect, test } from 'vitest';
import { deepFreeze } from '../../support/freeze.js';

const policy = (spec: unknown) => deepFreeze({ kind: 'PropagationPolicy', spec });
const said = (object: unknown, clusters?: readonly string[]) =>
  validatePolicy(object, { clusters }).map(
    ({ severity, path, message }) => `${severity}: ${path} ${message}`,
  );

describe('validatePolicy', () => {
  test('judges the suspension and the strategy', () => {
    const spec = {
      suspension: { dispatching: 'true', scheduling: true },
      rolloutStrategy: { type: 'staged' },
    };
    expect(said(policy(spec))).toEqual([
      'error: spec.suspension.dispatching must be true or false, not "true"',
      'error: spec.suspension.scheduling is for bindings, not for policies',
      'error: spec.rolloutStrategy.type must be "AllAtOnce" or "Staged", not "staged": did you mean Staged?',
    ]);
    expect(said({ ...policy(spec), kind: 'ClusterResourceBinding' })).not.toContain(
      'error: spec.suspension.scheduling is for bindings, not for policies',
    );
  });

  test.each([
    ['suspention', 'error: spec.suspention is an unknown field: did you mean suspension?'],
    ['rolloutstrategy', 'error: spec.rolloutstrategy is an unknown field: did you mean rolloutStrategy?'],
    [
      'rollout.Strategy',
      "error: spec['rollout.Strategy'] is an unknown field: did you mean rolloutStrategy?",
    ],
  ])('sees that %s is another word', (key, sentence) => {
    expect(said(policy({ [key]: {} }))).toEqual([sentence]);
  });

  test('leaves all other fields to the API server', () => {
    expect(said(policy({ resourceSelectors: [], placement: 5, priority: 1, somethingNew: {} }))).toEqual([]);
    expect(said(policy(undefined))).toEqual([]);
  });

  test('compares names with the target clusters', () => {
    const held = policy({ suspension: { dispatchingOnClusters: { clusterNames: ['a', 'b'] } } });
    expect(said(held, ['a'])).toEqual([
      'warning: spec.suspension.dispatchingOnClusters.clusterNames[1] "b" is no target cluster',
    ]);
    expect(said(held)).toEqual([]);
  });

  test.each([
    [5, 'error:  must be an object, not 5'],
    [null, 'error:  must be an object, not null'],
    [{ spec: [] }, 'error: spec must be an object, not a list of 0'],
  ])('takes any value: %j', (value, sentence) => {
    expect(said(value)).toEqual([sentence]);
  });
});
