import {
  computeRollout,
  planRollout,
  RolloutError,
  type RolloutFault,
  simulateRollout,
} from 'karmada-interpreter/rollout';
import { describe, expect, it } from 'vitest';
import { InterpreterError } from '../../../src/errors.js';
import { deepFreeze } from '../../support/freeze.js';

const clusters = ['a', 'b', 'c'].map((name) => ({
  name,
  labels: { tier: name === 'a' ? 'canary' : 'prod' },
}));

/** What a call is refused for. */
function faultsOf(call: () => unknown): readonly RolloutFault[] {
  try {
    call();
  } catch (error) {
    if (error instanceof RolloutError) return error.faults;
    throw error;
  }
  return [];
}

const planned = (strategy: unknown, of: unknown = clusters) =>
  faultsOf(() => planRollout(deepFreeze(strategy) as never, of as never));
const stage = (fields: object) => ({ stages: [{ name: 's', clusterSelector: {}, ...fields }] });
const gate = (fields: object) => ({ gate: fields });

describe('a strategy is refused', () => {
  it.each<[string, unknown, string, string]>([
    ['that is none', 'canary', 'strategy', 'must be an object, not "canary"'],
    ['with a field too many', { stage: [] }, 'stage', 'is an unknown field: did you mean stages?'],
    [
      'with a word too short',
      { onFailure: 'Paus' },
      'onFailure',
      'must be "Pause" or "Continue" or "Revert", not "Paus": did you mean Pause?',
    ],
    ['without stages', { stages: [] }, 'stages', 'must not be empty'],
    ['with stages that are no list', { stages: {} }, 'stages', 'must be a list, not an object'],
    ['with a hole', { stages: [null] }, 'stages[0]', 'must be an object, not null'],
    [
      'with a stage without clusters',
      { stages: [{ name: 's', clusters: [] }] },
      'stages[0].clusters',
      'must not be empty',
    ],
    [
      'with a stage of no choice',
      { stages: [{ name: 's' }] },
      'stages[0]',
      'must have either clusters, a clusterSelector or a percent',
    ],
    [
      'with no share',
      { stages: [{ name: 's', percent: 0 }] },
      'stages[0].percent',
      'must be an integer from 1 to 100, not 0',
    ],
    [
      'with more than the whole',
      { stages: [{ name: 's', percent: 101 }] },
      'stages[0].percent',
      'must be an integer from 1 to 100, not 101',
    ],
    [
      'with shares of more than the whole',
      { stages: ['s', 't', 'u'].map((name) => ({ name, percent: 50 })) },
      'stages[2].percent',
      'brings the shares of the stages to 150',
    ],
    [
      'with a share of what it names',
      { stages: [{ name: 's', percent: 50, clusters: ['a'] }] },
      'stages[0]',
      'must have either clusters, a clusterSelector or a percent',
    ],
    [
      'with a stage of two choices',
      stage({ clusters: ['a'] }),
      'stages[0]',
      'must have either clusters, a clusterSelector or a percent',
    ],
    [
      'with an unknown cluster',
      { stages: [{ name: 's', clusters: ['a', 'x'] }] },
      'stages[0].clusters[1]',
      '"x" is no target cluster',
    ],
    [
      'with a cluster named twice',
      { stages: [{ name: 's', clusters: ['a', 'a'] }] },
      'stages[0].clusters[1]',
      '"a" is in stage "s" already: leave it out in one of the two places',
    ],
    [
      'with a cluster in two stages',
      {
        stages: [
          { name: 's', clusters: ['a'] },
          { name: 't', clusterSelector: { matchLabels: { tier: 'canary' } } },
        ],
      },
      'stages[1].clusterSelector',
      '"a" is in stage "s" already: give it a label, and leave it out by matchExpressions: [{key: LABEL, operator: NotIn, values: [VALUE]}]',
    ],
    [
      'with two stages that take the rest',
      {
        stages: [
          { name: 's', clusterSelector: {} },
          { name: 't', clusterSelector: { matchLabels: {} } },
        ],
      },
      'stages[1].clusterSelector',
      'takes all that are left, as stage "s" does already',
    ],
    [
      'with a name used twice',
      {
        stages: [
          { name: 's', clusters: ['a'] },
          { name: 's', clusterSelector: {} },
        ],
      },
      'stages[1].name',
      '"s" names another stage already',
    ],
    [
      'with the name of the unmatched',
      stage({ name: 'unmatched' }),
      'stages[0].name',
      '"unmatched" names another stage already',
    ],
    [
      'with a name that approvals could not tell apart',
      stage({ name: 'a/before' }),
      'stages[0].name',
      'must be a name of 1 to 63 characters without "/" and "@", not "a/before"',
    ],
    [
      'that leaves a cluster out, where none may be',
      { unmatched: 'error', stages: [{ name: 's', clusters: ['a', 'b'] }] },
      'stages',
      'do not take "c"',
    ],
    [
      'with a selector of labels alone',
      stage({ clusterSelector: { tier: 'x' } }),
      'stages[0].clusterSelector.tier',
      'is an unknown field',
    ],
    [
      'with a selector that is a text',
      stage({ clusterSelector: 'eu' }),
      'stages[0].clusterSelector',
      'must be an object, not "eu"',
    ],
    [
      'with an unknown operator',
      stage({ clusterSelector: { matchExpressions: [{ key: 'a', operator: 'Equals' }] } }),
      'stages[0].clusterSelector.matchExpressions[0].operator',
      'must be a requirement by In, NotIn, Exists or DoesNotExist, not an object',
    ],
    [
      'with In and no values',
      stage({ clusterSelector: { matchExpressions: [{ key: 'a', operator: 'In', values: [] }] } }),
      'stages[0].clusterSelector.matchExpressions[0].values',
      'must not be empty',
    ],
    [
      'with Exists and values',
      stage({ clusterSelector: { matchExpressions: [{ key: 'a', operator: 'Exists', values: ['x'] }] } }),
      'stages[0].clusterSelector.matchExpressions[0].values',
      'must be empty with this operator',
    ],
    [
      'with a percentage over 100',
      stage({ maxConcurrency: '101%' }),
      'stages[0].maxConcurrency',
      'must be an integer from 1 on or a whole percentage from "0%" to "100%", not "101%"',
    ],
    [
      'with nothing in flight',
      { maxConcurrency: 0 },
      'maxConcurrency',
      'must be an integer from 1 on or a whole percentage from "0%" to "100%", not 0',
    ],
    [
      'with fewer failures than none',
      { maxFailures: -1 },
      'maxFailures',
      'must be an integer from 0 on or a whole percentage from "0%" to "100%", not -1',
    ],
    [
      'with a number as text',
      { maxFailures: '3' },
      'maxFailures',
      'must be an integer from 0 on or a whole percentage from "0%" to "100%", not "3"',
    ],
    [
      'with a negative duration',
      gate({ minSuccessTime: '-5m' }),
      'gate.minSuccessTime',
      'must be a duration from 0 to 876000h, such as "1h30m" or 5000 (milliseconds), not "-5m"',
    ],
    [
      'with a duration without a unit',
      gate({ minSuccessTime: '5' }),
      'gate.minSuccessTime',
      'must be a duration from 0 to 876000h, such as "1h30m" or 5000 (milliseconds), not "5"',
    ],
    [
      'with a deadline that is over at once',
      { progressDeadline: '0s' },
      'progressDeadline',
      'must be a duration longer than 0, such as "10m", not "0s"',
    ],
    [
      'with a revision range that is none',
      gate({ requiredRevision: { path: 'a', range: 'new' } }),
      'gate.requiredRevision.range',
      'must be a range of semantic versions, not "new"',
    ],
    [
      'with a revision nowhere',
      gate({ requiredRevision: { path: [], range: '1' } }),
      'gate.requiredRevision.path',
      'must not be empty',
    ],
    [
      'with a condition of no status',
      gate({ requiredConditions: [{ type: 'Ready', status: true }] }),
      'gate.requiredConditions[0].status',
      'must be "True" or "False" or "Unknown", not true',
    ],
    [
      'with a wait before a stage',
      stage({ before: [{ type: 'TimedWait', duration: 1 }] }),
      'stages[0].before[0].type',
      'must be an Approval, not an object',
    ],
    ['with an order by nothing', { order: 'weight' }, 'order', 'must be "name" or { label }, not "weight"'],
    [
      'with a way out that is none',
      { onFailure: 'Stop' },
      'onFailure',
      'must be "Pause" or "Continue" or "Revert", not "Stop"',
    ],
  ])('%s', (_, strategy, path, message) => {
    expect(planned(strategy)).toEqual([{ path, message }]);
  });

  it('for everything at once, also for what depends on the clusters', () => {
    const strategy = {
      maxFailures: '120%',
      stages: [
        { name: 'one', clusters: ['a', 'ghost'], maxConcurrency: 0 },
        { name: 'two', clusters: ['a'], after: [{ type: 'TimedWait', duration: '-1s' }] },
        { name: 3, clusterSelector: {} },
      ],
    };
    expect(planned(strategy).map(({ path }) => path)).toEqual([
      'stages[0].maxConcurrency',
      'stages[1].after[0].duration',
      'stages[2].name',
      'maxFailures',
      'stages[1].clusters[0]',
      'stages[0].clusters[1]',
    ]);
  });

  it('by an error that is the one of the library, with a short message', () => {
    const many = Array.from({ length: 2000 }, (_, i) => `c${i}`);
    const call = () => planRollout({ stages: [{ name: 's', clusters: many }] }, ['c0']);
    expect(call).toThrow(InterpreterError);
    expect(call).toThrow(expect.objectContaining({ name: 'RolloutError', code: 'INVALID_ROLLOUT' }));
    expect(call).toThrow(/^stages\[0\]\.clusters\[1\] "c1" is no target cluster; .*; and 1994 more$/);
    expect(faultsOf(call)).toHaveLength(1999);
  });
});

describe('clusters are refused', () => {
  it.each<[unknown, string, string]>([
    [null, 'clusters', 'must be a list, not null'],
    [['a', ''], 'clusters[1]', 'must be a cluster\'s name, not ""'],
    [['a', null], 'clusters[1]', "must be a cluster's name, not null"],
    [['a', { labels: {} }], 'clusters[1]', "must be a cluster's name, not missing"],
    [
      ['a', { kind: 'Cluster', metadata: { name: 'b' } }],
      'clusters[1]',
      "must be a cluster's name, not missing: of a Cluster, give { name, labels } of its metadata",
    ],
    [['a', 'a'], 'clusters[1]', 'is "a" once more'],
    [[{ name: 'a', labels: 'x' }], 'clusters[0]', 'has labels that are "x"'],
    // biome-ignore lint/suspicious/noSparseArray: a hole is what is tested
    [['a', , 'b'], 'clusters[1]', "must be a cluster's name, not missing"],
  ])('%o', (given, path, message) => {
    expect(planned({}, given)).toEqual([{ path, message }]);
  });
});

describe('a step is refused', () => {
  const input = { strategy: {}, clusters, items: [], generation: 2, now: 1000 };
  const { status } = computeRollout(input);
  const step = (fields: object) => faultsOf(() => computeRollout({ ...input, ...fields } as never));

  it.each<[string, object, readonly string[]]>([
    ['before the last time of its status', { status, now: 999 }, ['now']],
    ['at no time', { now: 1.5 }, ['now']],
    ['at a time that is a text', { now: '2024-08-31T00:00:00Z' }, ['now']],
    ['for a revision that is no text', { revision: 7 }, ['revision']],
    ['for a revision without a name', { revision: '' }, ['revision']],
    ['without a generation', { generation: undefined }, ['generation']],
    ['for generation 0', { generation: 0 }, ['generation']],
    ['for a generation before the one of its status', { status, generation: 1 }, ['generation']],
    ['with approvals that are no list', { approvals: 'resume' }, ['approvals']],
    ['with an approval that is no text', { approvals: ['resume', 1] }, ['approvals[1]']],
    ['with a status that is none', { status: 'Progressing' }, ['status']],
    [
      'with a status of something else',
      { status: { observedGeneration: 2 } },
      ['status.generation', 'status.phase', 'status.stages', 'status.clusters'],
    ],
    [
      'with a status with a damaged cluster',
      { status: { ...status, clusters: [{ ...status.clusters[0], released: 'now' }] } },
      ['status.clusters[0].released'],
    ],
    ['with the status of another strategy', { status, strategy: stage({}) }, ['status.stages[0].name']],
    [
      'with everything wrong',
      { status, now: 0, strategy: { maxFailures: -1 }, clusters: ['a', 1] },
      ['clusters[1]', 'maxFailures', 'now'],
    ],
  ])('%s', (_, fields, paths) => {
    expect(step(fields).map(({ path }) => path)).toEqual(paths);
  });

  it('with an InterpreterError for items and suspensions that are none', () => {
    const code = (fields: object) => {
      try {
        computeRollout({ ...input, ...fields } as never);
      } catch (error) {
        return (error as InterpreterError).code;
      }
      return undefined;
    };
    expect(code({ items: [{}] })).toBe('INVALID_ITEMS');
    expect(code({ suspension: { dispatching: 'true' } })).toBe('INVALID_SUSPENSION');
    expect(code({ suspension: { dispatchingOnClusters: { clusterNames: 5 } } })).toBe('INVALID_SUSPENSION');
  });

  it('but not for a cluster that its strategy names and that has left', () => {
    const strategy = { stages: [{ name: 's', clusters: ['a', 'b', 'c'] }] };
    const first = computeRollout({ ...input, strategy });
    const next = { ...input, strategy, clusters: ['b', 'c'], status: first.status };
    expect(computeRollout(next).status.clusters.map(({ name }) => name)).toEqual(['b', 'c']);
    expect(step({ strategy, clusters: ['b', 'c'] }).map(({ path }) => path)).toEqual([
      'stages[0].clusters[0]',
    ]);
  });
});

it('refuses a simulation with all that is wrong with it', () => {
  const faults = faultsOf(() =>
    simulateRollout({
      strategy: { maxFailures: '200%' },
      clusters: ['a'],
      behaviour: { takes: -1, clusters: { a: { fails: 'Never' } } },
      approvals: { resume: 'soon' },
    } as never),
  );
  expect(faults.map(({ path }) => path)).toEqual([
    'behaviour.takes',
    'behaviour.clusters.a.fails',
    'approvals.resume',
    'maxFailures',
  ]);
});

it('refuses an input that is none', () => {
  for (const call of [computeRollout, simulateRollout]) {
    expect(() => call(undefined as never)).toThrow(expect.objectContaining({ code: 'INVALID_OPTIONS' }));
  }
});

it('bears more clusters and names than a call has room for arguments', () => {
  const many = Array.from({ length: 150_000 }, (_, i) => `c${i}`);
  expect(planRollout({}, many).stages[0]?.clusters).toHaveLength(150_000);
  expect(planned({ stages: [{ name: 's', clusters: many }] }, ['c0'])).toHaveLength(149_999);
});
