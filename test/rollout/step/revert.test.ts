import {
  computeRollout,
  type RolloutItem,
  recordTimeline,
  simulateRollout,
} from 'karmada-interpreter/rollout';
import { describe, expect, it } from 'vitest';
import { held, phases, rollout, settled } from '../by-hand.js';

const strategy = { onFailure: 'revert', progressDeadline: '1m' } as const;

describe('a rollout that reverts', () => {
  const begun = () => {
    const step = rollout({ strategy, items: ['a', 'b', 'c'].map((name) => settled(name, 1)), generation: 1 });
    step();
    step({ now: 1000, generation: 2 });
    step({ now: 2000, items: [settled('a'), settled('b', 1), settled('c', 1)] });
    return step;
  };
  const sick = settled('b', 2, { health: 'Unhealthy' });

  it('holds the failed version back and names the clusters that have it', () => {
    const step = begun();
    const failed = step({ now: 62_000, items: [settled('a'), sick, settled('c', 1)] });
    expect(failed.suspension).toEqual(held('a', 'b', 'c'));
    expect(failed.status).toMatchObject({
      ...{ phase: 'Failed', reason: 'MaxFailuresExceeded', revert: ['a', 'b'], supersededGeneration: 1 },
    });
    expect(failed.explanation.slice(0, 2)).toEqual([
      'a, b must be given the former version again, generation 1',
      'the rollout has stopped: 1 of 3 clusters have failed, and 0 may; the new version is held back from all clusters, and only another one is rolled out',
    ]);
  });

  it('stays so when the cluster recovers, and drops those that have the former version again', () => {
    const step = begun();
    step({ now: 62_000, items: [settled('a'), sick, settled('c', 1)] });
    const recovered = step({ now: 63_000, items: [settled('a'), settled('b'), settled('c', 1)] });
    expect(recovered.status).toMatchObject({ phase: 'Failed', revert: ['a', 'b'] });
    expect(recovered.explanation[1]).toContain('too many clusters had failed');
    const back = step({
      now: 64_000,
      items: ['a', 'b', 'c'].map((name) => settled(name, 1)),
      approvals: ['resume'],
    });
    expect(back.status).toMatchObject({ phase: 'Failed', revert: [] });
    expect(back.suspension).toEqual(held('a', 'b', 'c'));
    const next = step({ now: 65_000, generation: 3 });
    expect(next.status).toMatchObject({ phase: 'Progressing', generation: 3 });
    expect(next.status.revert).toBeUndefined();
    expect(next.suspension).toEqual(held('b', 'c'));
  });

  it('names no cluster that cannot have got it', () => {
    const step = rollout({ strategy: { ...strategy, maxConcurrency: 2 }, suspension: held('b') });
    step();
    const failed = step({ now: 60_000 });
    expect(failed.status).toMatchObject({ phase: 'Failed', revert: ['a'] });
    expect(failed.explanation[0]).toBe('a must be given the former version again');
  });

  it('fails after all stages are over, too', () => {
    const stages = [
      { name: 'one', clusterSelector: { matchLabels: { stage: 'one' } } },
      { name: 'two', clusterSelector: {} },
    ];
    const step = rollout({ strategy: { ...strategy, stages }, clusters: ['a'], items: [settled('a')] });
    expect(step().status.phase).toBe('Succeeded');
    step({ now: 1000, clusters: ['a', { name: 'b', labels: { stage: 'one' } }] });
    expect(step({ now: 61_000 }).status).toMatchObject({ phase: 'Failed', revert: ['a', 'b'] });
  });

  it('names five clusters in words, and counts the others', () => {
    const failing = (...clusters: string[]) =>
      simulateRollout({
        strategy: { ...strategy, maxConcurrency: '100%' },
        clusters,
        behaviour: { fails: 'Unhealthy' },
      });
    const five = ['a', 'b', 'c', 'd', 'e'];
    expect(failing(...five).explanation[0]).toBe('a, b, c, d, e must be given the former version again');
    const timeline = failing(...five, 'f', 'g');
    expect(timeline.explanation[0]).toBe('a, b, c, d, e, and 2 more must be given the former version again');
    expect(timeline.phase).toBe('Failed');
  });
});

describe('the rollout of a revision', () => {
  const at = (clusterName: string, revision?: string): RolloutItem => ({
    ...settled(clusterName),
    ...(revision && { revision }),
  });

  it('stages a change that moves no generation', () => {
    const step = rollout({
      strategy: {},
      items: ['a', 'b', 'c'].map((name) => at(name, 'v1')),
      revision: 'v1',
    });
    expect(step().status).toMatchObject({ phase: 'Succeeded', revision: 'v1' });
    const begun = step({ now: 1000, revision: 'v2' });
    expect(begun.suspension).toEqual(held('b', 'c'));
    expect(begun.status).toMatchObject({ revision: 'v2', supersededRevision: 'v1', supersededGeneration: 2 });
    expect(begun.explanation).toEqual(['a has revision v1; v2 is rolled out']);
    const waits = step({ now: 1500, items: [at('a'), at('b', 'v1'), at('c', 'v1')] });
    expect(waits.status.clusters[0]).toMatchObject({ phase: 'Progressing', reason: 'RevisionBehind' });
    expect(waits.explanation).toEqual(['a has no revision that is known; v2 is rolled out']);
    const next = step({ now: 2000, items: [at('a', 'v2'), at('b', 'v1'), at('c', 'v2')] });
    // What has got there by itself is not held back.
    expect(phases(next)).toEqual({ a: 'Succeeded', b: 'Progressing', c: 'Succeeded' });
    expect(step({ now: 3000, items: ['a', 'b', 'c'].map((name) => at(name, 'v2')) }).status.phase).toBe(
      'Succeeded',
    );
  });

  it('waits for the generation as well', () => {
    const step = rollout({ strategy: {}, revision: 'v2' });
    step();
    expect(phases(step({ items: [{ ...settled('a', 1), revision: 'v2' }] })).a).toBe('Progressing');
  });

  it('takes approvals of the revision, none of the generation', () => {
    const stages = [{ name: 'all', clusterSelector: {}, before: [{ type: 'Approval' as const }] }];
    const step = rollout({ strategy: { stages }, revision: 'v2' });
    const phaseWith = (...approvals: string[]) => step({ approvals }).status.phase;
    expect(phaseWith('all/before/approval@2')).toBe('Waiting');
    expect(phaseWith('all/before/approval@v1')).toBe('Waiting');
    expect(phaseWith('all/before/approval@v2')).toBe('Progressing');
  });

  it("is held by the user's own suspension without running out of time", () => {
    const strategy = { progressDeadline: '1m' };
    const step = rollout({ strategy, revision: 'v2', suspension: held('a'), items: [at('a', 'v1')] });
    expect(step().explanation).toEqual([
      'a has revision v1; dispatching revision v2 to it is suspended by spec.suspension.dispatchingOnClusters',
    ]);
    expect(phases(step({ now: 600_000 })).a).toBe('Progressing');
  });

  it('names by their revision the clusters that have to be given the former one', () => {
    const strategy = { onFailure: 'Revert', progressDeadline: '1m' } as const;
    const step = rollout({ strategy, revision: 'v1', items: ['a', 'b', 'c'].map((name) => at(name, 'v1')) });
    step();
    step({ now: 1000, revision: 'v2' });
    const sick = { ...at('a', 'v2'), health: 'Unhealthy' as const };
    const failed = step({ now: 61_000, items: [sick, at('b', 'v1'), at('c', 'v1')] });
    expect(failed.status.revert).toEqual(['a']);
    expect(failed.explanation[0]).toBe('a must be given the former version again, revision v1');
    expect(step({ now: 62_000, items: ['a', 'b', 'c'].map((name) => at(name, 'v1')) }).status.revert).toEqual(
      [],
    );
  });

  it('has a timeline of its own', () => {
    const input = { strategy: {}, clusters: ['a'], items: [at('a', 'v1')], generation: 2 };
    const first = recordTimeline(undefined, computeRollout({ ...input, now: 0, revision: 'v1' }), 0);
    const second = recordTimeline(first, computeRollout({ ...input, now: 1000, revision: 'v2' }), 1000);
    expect([first.revision, second.revision, second.started]).toEqual(['v1', 'v2', 1000]);
  });
});
