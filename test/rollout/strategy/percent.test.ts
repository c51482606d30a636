import fc from 'fast-check';
import { planRollout, type RolloutStrategy } from 'karmada-interpreter/rollout';
import { describe, expect, it } from 'vitest';
import { rollout, settled } from '../by-hand.js';

const shares = (...percents: number[]): RolloutStrategy => ({
  stages: percents.map((percent, i) => ({ name: `s${i}`, percent })),
});
const fleet = (size: number) => Array.from({ length: size }, (_, i) => `c${String(i).padStart(3, '0')}`);
const sizes = (strategy: RolloutStrategy, size: number) =>
  planRollout(strategy, fleet(size)).stages.map(({ clusters }) => clusters.length);

describe('stages by share of the fleet', () => {
  it.each<[readonly number[], number, readonly number[]]>([
    [[10, 30, 60], 100, [10, 30, 60]],
    [[10], 19, [1, 18]],
    [[10], 20, [2, 18]],
    [[50, 50], 3, [1, 2]],
    [[33, 33, 34], 10, [3, 3, 4]],
    [[1, 99], 2, [1, 1]],
    [[1, 1, 98], 2, [1, 1, 0]],
    [[100], 7, [7]],
    [[10, 90], 0, [0, 0]],
  ])('of %j among %i are %j', (percents, size, expected) => {
    expect(sizes(shares(...percents), size)).toEqual(expected);
  });

  it('take the first by name of what names and labels leave, and leave the rest to the rest', () => {
    const strategy: RolloutStrategy = {
      stages: [
        { name: 'tenth', percent: 10 },
        { name: 'canary', clusters: ['c000'] },
        { name: 'rest', clusterSelector: {} },
        { name: 'eu', clusterSelector: { matchLabels: { region: 'eu' } } },
      ],
    };
    const clusters = fleet(20).map((name, i) => ({ name, labels: { region: i === 1 ? 'eu' : 'us' } }));
    const plan = planRollout(strategy, [...clusters].reverse());
    expect(plan.stages.map(({ clusters: members }) => members.length)).toEqual([2, 1, 16, 1]);
    expect(plan.stages[0]?.clusters).toEqual(['c002', 'c003']);
  });

  it('take each cluster once, whatever their order', () => {
    const percents = fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(percents, fc.nat(40), (drawn, size) => {
        const strategy = shares(...drawn);
        const plan = planRollout(strategy, fleet(size));
        expect(planRollout(strategy, fleet(size).reverse())).toEqual(plan);
        expect(plan.stages.flatMap(({ clusters }) => clusters).sort()).toEqual(fleet(size));
        let share = 0;
        let taken = 0;
        for (const [i, { percent = 0 }] of (strategy.stages ?? []).entries()) {
          share += percent;
          taken += plan.stages[i]?.clusters.length ?? 0;
          expect(taken).toBeGreaterThanOrEqual(Math.min(size, Math.floor((share * size) / 100)));
          // Sums are rounded down, but each stage has a cluster as long as there is one.
          expect(taken).toBeLessThanOrEqual(Math.floor((share * size) / 100) + i + 1);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('keep their clusters while the fleet changes', () => {
    const step = rollout({ strategy: shares(25, 75), clusters: ['b', 'c', 'd', 'e'] });
    const stagesOf = (change: object) =>
      step(change).status.clusters.map(({ name, stage }) => `${name} ${stage}`);
    expect(stagesOf({})).toEqual(['b s0', 'c s1', 'd s1', 'e s1']);
    expect(stagesOf({ now: 1, clusters: ['a', 'b', 'c', 'd', 'e'], items: [settled('b')] })).toEqual([
      'b s0',
      'a s1',
      'c s1',
      'd s1',
      'e s1',
    ]);
  });
});
