import type { RolloutStrategy } from 'karmada-interpreter/rollout';
import { describe, expect, it } from 'vitest';
import { deepFreeze } from '../../support/freeze.js';
import { held, phases, rollout, settled, stages } from '../by-hand.js';

const canary = { name: 'canary', clusters: ['a'] };
const rest = { name: 'rest', clusterSelector: {} };

describe('one cluster after the other', () => {
  it('goes on as each settles and is healthy, and leaves nothing suspended', () => {
    const step = rollout({ strategy: {} });
    const first = step();
    expect(first).toEqual({
      suspension: held('b', 'c'),
      status: {
        ...{ generation: 2, phase: 'Progressing' },
        stages: [{ name: 'all', phase: 'Progressing', started: 0 }],
        clusters: [
          { name: 'a', stage: 'all', phase: 'Progressing', reason: 'NotReported', released: 0 },
          { name: 'b', stage: 'all', phase: 'Pending', reason: 'Held' },
          { name: 'c', stage: 'all', phase: 'Pending', reason: 'Held' },
        ],
      },
      explanation: ['a has not reported a status'],
    });
    expect(step({ now: 5, items: [settled('a', 1)] }).explanation).toEqual([
      'a runs template generation 1; 2 is current',
    ]);
    const ill = step({ now: 6, items: [settled('a', 2, { health: 'Unhealthy' })] });
    expect(ill.explanation).toEqual(['a has settled, but its health is Unhealthy']);
    expect(step({ now: 7, items: [settled('a', 2, { health: undefined })] }).explanation).toEqual([
      'a has settled, but its health is not reported',
    ]);
    expect(step({ now: 9, items: [settled('a')] }).suspension).toEqual(held('c'));
    expect(step({ now: 10, items: ['a', 'b'].map((name) => settled(name)) }).suspension).toBeUndefined();
    const last = step({ now: 11, items: ['a', 'b', 'c'].map((name) => settled(name)) });
    expect(last).toMatchObject({ suspension: undefined, explanation: [], status: { phase: 'Succeeded' } });
    expect(last.status.stages).toEqual([
      { name: 'all', phase: 'Succeeded', started: 0, ended: 11, passed: 11 },
    ]);
    expect(last.requeueAfterMs).toBeUndefined();
  });

  it('takes no notice of health where the strategy says so', () => {
    const step = rollout({ strategy: { gate: { requireHealthy: false } } });
    step();
    expect(step({ items: [settled('a', 2, { health: 'Unknown' })] }).suspension).toEqual(held('c'));
  });

  it('is over at once where every cluster is there already, or where there is none', () => {
    const items = ['a', 'b', 'c'].map((name) => settled(name, 3));
    expect(rollout({ strategy: {}, items })()).toMatchObject({
      suspension: undefined,
      status: { phase: 'Succeeded' },
    });
    const empty = rollout({ strategy: { stages: [canary, rest] }, clusters: ['a'] });
    empty();
    const none = empty({ clusters: [], now: 1 });
    expect(none).toMatchObject({
      status: { phase: 'Succeeded' },
      explanation: [],
    });
    // It has not been through its stages: who comes later does not come too late.
    const later = empty({ clusters: ['a', 'b'], now: 2 });
    expect(later.suspension).toEqual(held('b'));
  });
});

describe('a gate', () => {
  it('asks for conditions, by type and status', () => {
    const step = rollout({ strategy: { gate: { requiredConditions: [{ type: 'Ready', status: 'True' }] } } });
    step();
    const ready = (status: unknown) => {
      const { status: generations } = settled('a');
      return [settled('a', 2, { status: { ...generations, conditions: [null, { type: 'Ready', status }] } })];
    };
    expect(step({ items: [settled('a')] }).explanation).toEqual([
      'a has settled, but its condition Ready is not reported, not True',
    ]);
    const waits = step({ items: ready('False') });
    expect(waits.status.clusters[0]).toMatchObject({ phase: 'Progressing', reason: 'ConditionMissing' });
    expect(waits.explanation).toEqual(['a has settled, but its condition Ready is False, not True']);
    expect(phases(step({ items: ready('True') }))).toMatchObject({ a: 'Succeeded', b: 'Progressing' });
  });

  it('takes the first of two conditions of one type', () => {
    const step = rollout({ strategy: { gate: { requiredConditions: [{ type: 'Ready', status: 'True' }] } } });
    step();
    const conditions = ['False', 'True'].map((status) => ({ type: 'Ready', status }));
    const { status } = settled('a');
    expect(phases(step({ items: [settled('a', 2, { status: { ...status, conditions } })] })).a).toBe(
      'Progressing',
    );
  });

  it('asks for a revision in a range', () => {
    const requiredRevision = { path: 'lastAppliedRevision', range: '>=6.3' };
    const step = rollout({ strategy: { gate: { requiredRevision } } });
    step();
    const at = (lastAppliedRevision?: string) => {
      const { status } = settled('a');
      return [settled('a', 2, { status: { ...status, lastAppliedRevision } })];
    };
    expect(step({ items: at() }).explanation).toEqual([
      'a has settled, but its revision is not reported, not in >=6.3',
    ]);
    expect(step({ items: at('6.2.9') }).status.clusters[0]?.reason).toBe('RevisionOutside');
    expect(phases(step({ items: at('v6.3.0') }))).toMatchObject({ a: 'Succeeded' });
  });

  it('is overridden by a stage, field by field', () => {
    const gate = { minSuccessTime: '10s', requireHealthy: false };
    const strategy = { gate, stages: [{ ...canary, gate: { minSuccessTime: 0 } }, rest] };
    const step = rollout({ strategy, clusters: ['a', 'b'] });
    step();
    const sick = { health: 'Unhealthy' };
    expect(phases(step({ items: [settled('a', 2, sick)] }))).toEqual({ a: 'Succeeded', b: 'Progressing' });
    expect(step({ items: [settled('a'), settled('b', 2, sick)] })).toMatchObject({ requeueAfterMs: 10_000 });
  });

  it('asks for time without a break: a relapse starts the clock again', () => {
    const step = rollout({ strategy: { gate: { minSuccessTime: '10s' } }, clusters: ['a', 'b'] });
    step();
    const soaking = step({ now: 1000, items: [settled('a')] });
    expect(soaking).toMatchObject({
      requeueAfterMs: 10_000,
      status: { clusters: [{ phase: 'Soaking', updated: 1000 }, {}] },
    });
    expect(step({ now: 5000 }).explanation).toEqual(['a has been updated for 4s of 10s']);
    const relapsed = step({ now: 9000, items: [settled('a', 2, { health: 'Unhealthy' })] });
    expect(relapsed.status.clusters[0]).toEqual({
      ...{ name: 'a', stage: 'all', phase: 'Progressing', reason: 'Unhealthy', released: 0 },
    });
    expect(step({ now: 12_000, items: [settled('a')] }).requeueAfterMs).toBe(10_000);
    expect(phases(step({ now: 21_999 }))).toEqual({ a: 'Soaking', b: 'Pending' });
    expect(phases(step({ now: 22_000 }))).toEqual({ a: 'Succeeded', b: 'Progressing' });
    // What counts has counted.
    expect(phases(step({ now: 23_000, items: [settled('a', 2, { health: 'Unhealthy' })] })).a).toBe(
      'Succeeded',
    );
  });
});

describe('stages', () => {
  it('wait for approvals before and after, and for time from their end', () => {
    const strategy: RolloutStrategy = {
      stages: [
        {
          ...canary,
          before: [{ type: 'Approval', name: 'go' }],
          after: [{ type: 'Approval' }, { type: 'TimedWait', duration: '1m' }],
        },
        rest,
      ],
    };
    const step = rollout({ strategy, clusters: ['a', 'b'] });
    const begin = step();
    expect(begin).toMatchObject({
      suspension: held('a', 'b'),
      status: {
        phase: 'Waiting',
        stages: [{ name: 'canary', phase: 'Waiting', waitsFor: ['canary/before/go'] }, { phase: 'Pending' }],
      },
      explanation: ['stage canary waits for the approval canary/before/go'],
    });
    expect(step({ approvals: ['canary/before/go@1'] }).status.phase).toBe('Waiting');
    expect(step({ approvals: ['canary/before/go@2'] }).suspension).toEqual(held('b'));

    const over = step({ now: 5000, items: [settled('a')] });
    expect(over.status.stages[0]).toEqual({
      ...{ name: 'canary', phase: 'Waiting', started: 0, ended: 5000 },
      ...{ waitsFor: ['canary/after/approval'], waitsUntil: 65_000 },
    });
    expect(over.requeueAfterMs).toBe(60_000);
    expect(over.explanation).toEqual([
      'stage canary waits for the approval canary/after/approval',
      'stage canary is over, and waits for another 1m',
    ]);
    // What has been passed stays passed: the first approval is not asked for again.
    const approved = step({ now: 6000, approvals: ['canary/after/approval'] });
    expect(approved).toMatchObject({ suspension: held('b'), requeueAfterMs: 59_000 });
    expect(step({ now: 65_000 }).suspension).toBeUndefined();
    expect(stages(step({ approvals: [] }))).toEqual({ canary: 'Succeeded', rest: 'Progressing' });
  });

  it('hold their gates without clusters too, so that a selector that finds nothing opens none', () => {
    const nobody = { name: 'nobody', clusterSelector: { matchLabels: { no: 'one' } } };
    const step = rollout({ strategy: { stages: [{ ...nobody, after: [{ type: 'Approval' }] }, rest] } });
    expect(step()).toMatchObject({ suspension: held('a', 'b', 'c'), status: { phase: 'Waiting' } });
    expect(step({ approvals: ['nobody/after/approval'] }).suspension).toEqual(held('b', 'c'));
  });

  it('release as many as may be in flight', () => {
    const step = rollout({ strategy: { maxConcurrency: '67%' } });
    expect(step().suspension).toEqual(held('c'));
    expect(step({ items: [settled('b')] }).suspension).toBeUndefined();
  });
});

describe('clusters that join and leave', () => {
  const at = (name: string, stage: string) => ({ name, labels: { stage } });
  const strategy: RolloutStrategy = {
    stages: ['one', 'two', 'three'].map((name) => ({
      name,
      clusterSelector: { matchLabels: { stage: name } },
    })),
  };
  const first = [at('a', 'one'), at('b', 'two'), at('c', 'two'), at('d', 'three')];

  it('are released behind the stage that is at work, if theirs is over', () => {
    const step = rollout({ strategy, clusters: first });
    step();
    step({ now: 1, items: [settled('a')] });
    const joined = step({ now: 2, clusters: [...first, at('late', 'one')] });
    expect(joined.suspension).toEqual(held('c', 'd', 'late'));
    expect(stages(joined)).toEqual({ one: 'Progressing', two: 'Progressing', three: 'Pending' });
    expect(step({ now: 3, items: [settled('a'), settled('b')] }).suspension).toEqual(held('d', 'late'));
    const items = ['a', 'b', 'c'].map((name) => settled(name));
    // The next stage waits for it as well.
    expect(step({ now: 4, items }).suspension).toEqual(held('d'));
    expect(step({ now: 5, items: [...items, settled('late')] }).suspension).toBeUndefined();
  });

  it('are rolled out to after the end, under the last stage', () => {
    const step = rollout({ strategy, clusters: first });
    step({ items: first.map(({ name }) => settled(name)) });
    const late = ['x', 'y'].map((name) => at(name, 'one'));
    const again = step({ now: 9, clusters: [...first, ...late] });
    expect(again).toMatchObject({ suspension: held('y'), status: { phase: 'Progressing' } });
    const items = [...first, ...late].map(({ name }) => settled(name));
    expect(step({ now: 10, items })).toMatchObject({ suspension: undefined, status: { phase: 'Succeeded' } });
  });

  it('disturb no wait that has begun', () => {
    const stage = { ...canary, clusters: undefined, clusterSelector: { matchLabels: { stage: 'one' } } };
    const waits = { ...stage, after: [{ type: 'TimedWait' as const, duration: '10s' }] };
    const step = rollout({ strategy: { stages: [waits, rest] }, clusters: [at('a', 'one'), at('b', 'x')] });
    step();
    step({ now: 1000, items: [settled('a')] });
    const joined = step({ now: 2000, clusters: [at('a', 'one'), at('b', 'x'), at('c', 'one')] });
    expect(joined.suspension).toEqual(held('b'));
    expect(joined.status.stages[0]).toMatchObject({ phase: 'Progressing', ended: 1000 });
    step({ now: 3000, items: [settled('a'), settled('c')] });
    expect(step({ now: 11_000 }).suspension).toBeUndefined();
  });

  it('are dropped when they leave, and held again when they come back', () => {
    const step = rollout({ strategy: {} });
    step();
    const left = step({ clusters: ['b', 'c'] });
    expect(left.status.clusters.map(({ name }) => name)).toEqual(['b', 'c']);
    expect(left.suspension).toEqual(held('c'));
    expect(step({ clusters: ['a', 'b', 'c'] }).suspension).toEqual(held('a', 'c'));
  });
});

describe('failures', () => {
  const strategy: RolloutStrategy = { progressDeadline: '10s', stages: [canary, rest] };

  it('pause the rollout beyond the budget, until it is resumed', () => {
    const step = rollout({ strategy });
    expect(step().requeueAfterMs).toBe(10_000);
    const failed = step({
      now: 10_000,
      items: [{ clusterName: 'a', applied: false, appliedMessage: 'no such kind' }],
    });
    expect(failed).toMatchObject({
      suspension: held('b', 'c'),
      status: {
        ...{ phase: 'Paused', reason: 'MaxFailuresExceeded' },
        stages: [{ name: 'canary', phase: 'Paused' }, { phase: 'Pending' }],
        clusters: [{ name: 'a', phase: 'Failed', reason: 'NotApplied', released: 0, ended: 10_000 }, {}, {}],
      },
      explanation: [
        'the rollout has stopped: 1 of 3 clusters have failed, and 0 may; it goes on with the approval resume',
        'a has not reported a status; generation 2 could not be applied: no such kind; it has failed',
      ],
    });
    expect(failed.requeueAfterMs).toBeUndefined();
    const resumed = step({ now: 11_000, approvals: ['resume'] });
    expect(resumed).toMatchObject({ suspension: held('c'), status: { phase: 'Progressing' } });
    expect(resumed.status).not.toHaveProperty('reason');
  });

  it('go unnoticed within the budget', () => {
    const step = rollout({ strategy: { ...strategy, maxFailures: 1 } });
    step();
    const failed = step({ now: 10_000 });
    expect(phases(failed)).toEqual({ a: 'TimedOut', b: 'Progressing', c: 'Pending' });
    expect(stages(failed)).toEqual({ canary: 'Succeeded', rest: 'Progressing' });
    expect(phases(step({ now: 20_000 }))).toEqual({ a: 'TimedOut', b: 'TimedOut', c: 'Pending' });
  });

  it('end a rollout that does not pause, unless the clusters recover', () => {
    const step = rollout({ strategy: { ...strategy, onFailure: 'Continue' } });
    step();
    const failed = step({ now: 10_000, approvals: ['resume'] });
    expect(failed).toMatchObject({ suspension: held('b', 'c'), status: { phase: 'Failed' } });
    expect(failed.explanation[0]).toMatch(/it goes on if they recover$/);
    const late = step({ now: 30_000, items: [settled('a')] });
    expect(late).toMatchObject({ suspension: held('c'), status: { phase: 'Progressing' } });
    expect(late.status.clusters[0]).toMatchObject({ phase: 'Succeeded', ended: 30_000 });
  });

  it('count until the cluster has been well for as long as the others have to be', () => {
    const step = rollout({ strategy: { ...strategy, gate: { minSuccessTime: '5s' } } });
    step();
    step({ now: 10_000 });
    const soaking = step({ now: 20_000, items: [settled('a')] });
    expect(soaking).toMatchObject({ status: { phase: 'Paused' }, requeueAfterMs: 5000 });
    expect(soaking.status.clusters[0]).toMatchObject({ phase: 'TimedOut', reason: 'Soaking', ended: 10_000 });
    expect(step({ now: 25_000 })).toMatchObject({ status: { phase: 'Progressing' }, suspension: held('c') });
  });

  it('are no matter of those that soak', () => {
    const step = rollout({ strategy: { ...strategy, gate: { minSuccessTime: '1m' } } });
    step();
    step({ now: 9000, items: [settled('a')] });
    expect(phases(step({ now: 60_000 })).a).toBe('Soaking');
    expect(phases(step({ now: 61_000, items: [] })).a).toBe('TimedOut');
  });

  it('are counted as a share of all clusters', () => {
    const step = rollout({ strategy: { progressDeadline: '10s', maxConcurrency: 3, maxFailures: '66%' } });
    step();
    expect(step({ now: 10_000, items: [settled('a')] }).status.phase).toBe('Paused');
    expect(step({ now: 10_001, items: ['a', 'b'].map((name) => settled(name)) }).status.phase).toBe(
      'Succeeded',
    );
  });
});

describe("the user's own suspension", () => {
  it('is kept, and waited for where it holds a cluster whose turn it is', () => {
    const suspension = { ...held('z', 'a'), scheduling: true };
    const step = rollout({ strategy: { progressDeadline: '10s' }, suspension });
    const first = step();
    expect(first.suspension).toEqual({ ...held('a', 'b', 'c', 'z'), scheduling: true });
    expect(first.explanation).toEqual([
      'a has not reported a status; dispatching generation 2 to it is suspended by spec.suspension.dispatchingOnClusters',
    ]);
    expect(first.status.clusters[0]).toMatchObject({ phase: 'Progressing', reason: 'Suspended' });
    expect(first.requeueAfterMs).toBeUndefined();
    // It cannot be late before it has been let go of.
    expect(phases(step({ now: 60_000 })).a).toBe('Progressing');
    const free = step({ now: 70_000, suspension: undefined });
    expect(free).toMatchObject({ suspension: held('b', 'c'), requeueAfterMs: 10_000 });
  });

  it('comes back as it is when nothing else is held', () => {
    const suspension = deepFreeze({ scheduling: true, ...held('z', 'a') });
    const items = ['a', 'b', 'c'].map((name) => settled(name));
    expect(rollout({ strategy: {}, suspension, items })().suspension).toBe(suspension);
    expect(rollout({ strategy: {}, suspension: {}, items })().suspension).toBeUndefined();
  });

  it('does not take what a rollout has written for it', () => {
    const suspension = { ...held('c'), rollout: { suspendedClusters: ['a', 'b'] } };
    const { suspension: next, status } = rollout({ strategy: {}, suspension })();
    expect(status.clusters[0]).toMatchObject({ phase: 'Progressing', reason: 'NotReported' });
    expect(next).toEqual(held('b', 'c'));
  });

  it('holds everything by dispatching: true, and the status says so', () => {
    const suspension = { dispatching: true };
    const step = rollout({ strategy: { maxConcurrency: 2 }, suspension });
    const first = step();
    expect(first.suspension).toBe(suspension);
    expect(first.status).toMatchObject({ phase: 'Pending', reason: 'DispatchingSuspended' });
    expect(first.explanation).toEqual([
      'the rollout waits: dispatching to every cluster is suspended by spec.suspension.dispatching',
    ]);
    expect(step({ suspension: undefined }).suspension).toEqual(held('c'));
    const again = step({ suspension, items: [settled('a')] });
    expect(again.status).toMatchObject({ phase: 'Paused', reason: 'DispatchingSuspended' });
    expect(phases(again)).toEqual({ a: 'Succeeded', b: 'Progressing', c: 'Pending' });
  });
});

describe('a new generation', () => {
  it('starts over, and holds back whom it has not reached', () => {
    const step = rollout({ strategy: { stages: [{ ...canary, before: [{ type: 'Approval' }] }, rest] } });
    step({ approvals: ['canary/before/approval@2'] });
    step({ now: 1, items: ['a', 'b'].map((name) => settled(name)) });
    const next = step({ now: 2, generation: 3, items: [settled('a'), settled('b', 3), settled('c', 1)] });
    expect(next.status).toMatchObject({ generation: 3, supersededGeneration: 2, phase: 'Waiting' });
    // Where it has arrived before it could be held back, there is nothing left to hold back.
    expect(next.suspension).toEqual(held('a', 'c'));
    expect(phases(next)).toEqual({ a: 'Pending', b: 'Succeeded', c: 'Pending' });
    expect(step({ now: 3 }).status.supersededGeneration).toBe(2);
  });

  it('can be held back before it exists', () => {
    const items = ['a', 'b', 'c'].map((name) => settled(name));
    const step = rollout({ strategy: {}, items });
    expect(step().status.phase).toBe('Succeeded');
    expect(step({ now: 1, generation: 3 }).suspension).toEqual(held('b', 'c'));
  });
});
