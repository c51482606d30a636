import { planRollout, type RolloutStrategy } from 'karmada-interpreter/rollout';
import { describe, expect, it } from 'vitest';
import { deepFreeze } from '../../support/freeze.js';

const clusters = deepFreeze([
  { name: 'us2', labels: { region: 'us', order: '10' } },
  { name: 'eu1', labels: { region: 'eu', order: '2' } },
  { name: 'us1', labels: { region: 'us', order: 'first' } },
  { name: 'ap1', labels: { region: 'ap', order: '-1', spot: '' } },
  'lab',
]);

const plan = (strategy: RolloutStrategy, of: Parameters<typeof planRollout>[1] = clusters) =>
  planRollout(deepFreeze(strategy), of).stages;
const names = (strategy: RolloutStrategy) =>
  Object.fromEntries(plan(strategy).map(({ name, clusters: members }) => [name, members]));
const selected = (clusterSelector: object) => names({ stages: [{ name: 's', clusterSelector }] }).s;

describe('the plan', () => {
  it('is one stage by name, one cluster at a time, where the strategy says nothing', () => {
    expect(planRollout({}, clusters)).toEqual({
      stages: [
        {
          name: 'all',
          clusters: ['ap1', 'eu1', 'lab', 'us1', 'us2'],
          ...{ maxConcurrency: 1, before: [], after: [], wait: 0 },
        },
      ],
      maxFailures: 0,
    });
  });

  it('names the stages, what they wait for and who is left', () => {
    const strategy: RolloutStrategy = {
      maxFailures: '50%',
      stages: [
        {
          name: 'canary',
          clusters: ['us1', 'lab'],
          maxConcurrency: '100%',
          before: [{ type: 'Approval' }],
          after: [
            { type: 'Approval', name: 'qa' },
            { type: 'Approval', name: 'qa' },
            { type: 'TimedWait', duration: '1h30m' },
            { type: 'TimedWait', duration: 5 },
          ],
        },
      ],
    };
    expect(planRollout(strategy, clusters)).toEqual({
      stages: [
        {
          ...{ name: 'canary', clusters: ['us1', 'lab'], maxConcurrency: 2, wait: 5_400_000 },
          ...{ before: ['canary/before/approval'], after: ['canary/after/qa'] },
        },
        {
          ...{ name: 'unmatched', clusters: ['ap1', 'eu1', 'us2'], maxConcurrency: 1, wait: 0 },
          ...{ before: [], after: [] },
        },
      ],
      maxFailures: 2,
    });
  });

  it('has a stage that takes what is left wherever it stands, and stages without clusters', () => {
    const stages = [
      { name: 'rest', clusterSelector: {} },
      { name: 'eu', clusterSelector: { matchLabels: { region: 'eu' } } },
      { name: 'nobody', clusterSelector: { matchLabels: { region: 'mars' } } },
    ];
    expect(names({ stages, unmatched: 'error' })).toEqual({
      rest: ['ap1', 'lab', 'us1', 'us2'],
      eu: ['eu1'],
      nobody: [],
    });
    expect(plan({}, [])).toMatchObject([{ name: 'all', clusters: [] }]);
  });

  it('is in the order of names, of a label, or of the list', () => {
    const byLabel = { label: 'order' };
    expect(names({ order: byLabel }).all).toEqual(['ap1', 'eu1', 'us2', 'lab', 'us1']);
    const stage = { name: 's', clusters: ['us1', 'ap1', 'us2'] };
    expect(names({ stages: [stage] }).s).toEqual(['us1', 'ap1', 'us2']);
    expect(names({ stages: [{ ...stage, order: 'name' }] }).s).toEqual(['ap1', 'us1', 'us2']);
    expect(names({ stages: [stage], order: byLabel }).s).toEqual(['ap1', 'us2', 'us1']);
  });

  it('does not depend on the order of the clusters', () => {
    const stages = [{ name: 'us', clusterSelector: { matchLabels: { region: 'us' } } }];
    expect(plan({ stages }, [...clusters].reverse())).toEqual(plan({ stages }));
  });

  it.each([
    ['25%', 5, 1],
    ['50%', 5, 2],
    ['99%', 5, 4],
    ['100%', 5, 5],
    ['0%', 5, 1],
    ['10%', 0, 1],
    [3, 5, 3],
    [7, 5, 7],
  ])('has %s of %i clusters in flight as %i', (maxConcurrency, count, expected) => {
    const some = Array.from({ length: count }, (_, i) => `c${i}`);
    expect(plan({ maxConcurrency }, some)[0]?.maxConcurrency).toBe(expected);
  });

  it.each([
    [0, 0],
    [5, 5],
    ['0%', 0],
    ['33%', 0],
    ['34%', 1],
    ['100%', 3],
  ])('may have %s of three clusters fail as %i', (maxFailures, expected) => {
    expect(planRollout({ maxFailures }, ['a', 'b', 'c']).maxFailures).toBe(expected);
  });

  it('takes names that every object has for names', () => {
    const nasty = ['__proto__', 'constructor', 'hasOwnProperty', 'toString'];
    expect(plan({ stages: [{ name: 'constructor', clusters: nasty }] }, nasty)).toMatchObject([
      { name: 'constructor', clusters: nasty },
    ]);
    const inherited = { matchLabels: JSON.parse('{"__proto__": "x"}') };
    const stages = [{ name: 's', clusterSelector: inherited }];
    expect(plan({ stages }, ['a'])).toMatchObject([{ clusters: [] }, { name: 'unmatched', clusters: ['a'] }]);
  });
});

describe('a selector', () => {
  it.each<[string, object, string[]]>([
    ['equal labels', { matchLabels: { region: 'us' } }, ['us1', 'us2']],
    ['In', { matchExpressions: [{ key: 'region', operator: 'In', values: ['eu', 'ap'] }] }, ['ap1', 'eu1']],
    [
      'NotIn, also without the label',
      { matchExpressions: [{ key: 'region', operator: 'NotIn', values: ['us', 'eu'] }] },
      ['ap1', 'lab'],
    ],
    ['Exists, also empty', { matchExpressions: [{ key: 'spot', operator: 'Exists' }] }, ['ap1']],
    [
      'DoesNotExist',
      { matchExpressions: [{ key: 'region', operator: 'DoesNotExist', values: [] }] },
      ['lab'],
    ],
    [
      'all of its requirements',
      {
        matchLabels: { region: 'us' },
        matchExpressions: [{ key: 'order', operator: 'NotIn', values: ['10'] }],
      },
      ['us1'],
    ],
    ['no label of the prototype', { matchExpressions: [{ key: 'constructor', operator: 'Exists' }] }, []],
  ])('asks for %s', (_, selector, expected) => {
    expect(selected(selector)).toEqual(expected);
  });
});
