import {
  computeStagedPropagation,
  type KarmadaRolloutStatus,
  type KarmadaRolloutStrategy,
  RolloutError,
  type RolloutItem,
  type StagedPropagationInput,
} from 'karmada-interpreter/rollout';
import { describe, expect, it } from 'vitest';
import { deepFreeze } from '../../support/freeze.js';

const strategy = (staged: object = {}): KarmadaRolloutStrategy => ({ type: 'Staged', staged });
const at = (time: string) => `2026-10-05T${time}Z`;
const item = (clusterName: string, fields: object = {}): RolloutItem => ({
  ...{ clusterName, applied: true, health: 'Healthy' },
  ...{ resourceTemplateGeneration: 7, memberGeneration: 3, memberObservedGeneration: 3 },
  ...fields,
});
const base = {
  ...{ strategy: strategy(), items: [], clusters: ['a', 'b', 'c'], generation: 7 },
  now: at('08:05:00'),
};
const progressing = (fields: object = {}): KarmadaRolloutStatus => ({
  ...{ observedGeneration: 7, phase: 'Progressing', startedAt: at('08:00:00') },
  ...{ currentCluster: 'b', currentClusterStartedAt: at('08:03:00'), completedClusters: ['a'] },
  ...fields,
});
const step = (fields: Partial<StagedPropagationInput>) =>
  computeStagedPropagation(deepFreeze({ ...base, ...fields }));

describe('what the proposal leaves open', () => {
  it('a superseded rollout remembers what it was, and is called again at once', () => {
    const result = step({ previous: progressing(), generation: 8 });
    expect(result.status).toMatchObject({
      observedGeneration: 7,
      phase: 'Superseded',
      completedClusters: ['a'],
    });
    expect(result.requeueAfterMs).toBe(1000);
    expect(result.explanation).toEqual([
      'generation 7 is superseded by 8: all clusters are held until the rollout starts over',
    ]);
    const over = step({ previous: result.status, generation: 8, now: at('08:05:01') });
    expect(over.status).toMatchObject({ observedGeneration: 8, phase: 'Progressing', completedClusters: [] });
    expect(over.suspension).toEqual({ currentCluster: 'a', suspendedClusters: ['b', 'c'] });
  });

  it('a rollout that has succeeded starts over without being superseded', () => {
    const previous: KarmadaRolloutStatus = {
      ...{ observedGeneration: 7, phase: 'Succeeded', completedAt: at('08:04:00') },
      completedClusters: ['a', 'b', 'c'],
    };
    const next = step({ previous, generation: 8 });
    expect(next.status).toMatchObject({ phase: 'Progressing', observedGeneration: 8, startedAt: base.now });
    expect(next.status?.completedAt).toBeUndefined();
  });

  it('a lower generation is another template, which may have been made anew', () => {
    expect(step({ previous: progressing(), generation: 1 }).status?.phase).toBe('Superseded');
  });

  it('a target that joins a failed rollout is held, wherever it comes in the order', () => {
    const previous = progressing({ phase: 'Failed' });
    const joined = step({ previous, clusters: ['0', 'a', 'b', 'c'] });
    expect(joined.suspension).toEqual({ currentCluster: 'b', suspendedClusters: ['0', 'c'] });
  });

  it('a failed rollout stays failed without its cluster, and with another strategy', () => {
    const previous = progressing({ phase: 'Failed' });
    const left = step({ previous, clusters: ['a', 'c'] });
    expect(left).toMatchObject({ status: previous, suspension: { suspendedClusters: ['c'] } });
    expect(left.status).toBe(previous);
    const edited = step({
      previous,
      strategy: strategy({ timeout: '9h', onFailure: { action: 'Continue' } }),
    });
    expect(edited.status).toBe(previous);
  });

  it('clusters that have the new version already pass one a call, and one a second', () => {
    const items = ['a', 'b', 'c'].map((name) => item(name));
    const first = step({ items });
    expect(first.status).toMatchObject({ completedClusters: ['a'], currentCluster: 'b' });
    expect(first.requeueAfterMs).toBe(1000);
    const again = step({ items, previous: first.status });
    expect(again).toMatchObject({ suspension: first.suspension, requeueAfterMs: 1000 });
    expect(again.status).toBe(first.status);
    const second = step({ items, previous: first.status, now: at('08:05:01') });
    expect(second.status).toMatchObject({ completedClusters: ['a', 'b'], currentCluster: 'c' });
  });

  it('a cluster is out of time at the very end of its timeout, and soaks within it', () => {
    const staged = { gate: { minSuccessTime: '5m' }, timeout: '30m' };
    const soaking = { gateSatisfiedSince: at('08:29:00'), currentClusterStartedAt: at('08:00:00') };
    const input = { strategy: strategy(staged), previous: progressing(soaking), items: [item('b')] };
    const before = step({ ...input, now: at('08:29:59') });
    expect(before).toMatchObject({ status: { phase: 'Progressing' }, requeueAfterMs: 1000 });
    const failed = step({ ...input, now: at('08:30:00') });
    expect(failed.status).toMatchObject({ phase: 'Failed', currentCluster: 'b' });
    expect(failed.events).toEqual([
      {
        type: 'Warning',
        reason: 'RolloutClusterFailed',
        message: 'b has not passed its gate within 30m: it has soaked for 1m of 5m',
      },
    ]);
    // What has been held long enough in the last moment has passed.
    const longer = { ...input, previous: progressing({ ...soaking, gateSatisfiedSince: at('08:25:00') }) };
    expect(step({ ...longer, now: at('08:30:00') }).status?.currentCluster).toBe('c');
  });
});

describe('a gate', () => {
  const asks = (gate: object, fields: object = {}) => {
    const staged = { gate: { minSuccessTime: '1m', ...gate } };
    return step({ previous: progressing(), strategy: strategy(staged), items: [item('b', fields)] });
  };
  const passes = (gate: object, fields: object = {}) =>
    asks(gate, fields).status?.gateSatisfiedSince !== undefined;

  it('takes a report that is fresh, of kinds with and without observedGeneration', () => {
    expect(passes({})).toBe(true);
    expect(passes({}, { memberObservedGeneration: undefined })).toBe(true);
    expect(passes({}, { memberObservedGeneration: 2 })).toBe(false);
    expect(passes({}, { resourceTemplateGeneration: 6 })).toBe(false);
    expect(passes({}, { resourceTemplateGeneration: 8 })).toBe(true);
    expect(asks({}, { memberObservedGeneration: 2 }).explanation).toEqual([
      'b has generation 7, but its controller has not observed it',
      'b fails in 28m unless it has passed by then',
    ]);
  });

  it('reads the generations within the status where there are none beside it', () => {
    const beside = {
      ...{ resourceTemplateGeneration: undefined, memberGeneration: undefined },
      memberObservedGeneration: undefined,
    };
    const status = { resourceTemplateGeneration: 7, generation: 3, observedGeneration: 3 };
    expect(passes({}, { ...beside, status })).toBe(true);
    expect(passes({}, { ...beside, status: { ...status, observedGeneration: 2 } })).toBe(false);
    expect(passes({}, { ...beside, status: undefined })).toBe(false);
  });

  it('asks for health unless told not to, and takes no Unknown for it', () => {
    expect(passes({ requireHealthy: true }, { health: 'Unknown' })).toBe(false);
    expect(passes({ requireHealthy: null }, { health: undefined })).toBe(false);
    expect(passes({ requireHealthy: false }, { health: 'Unhealthy' })).toBe(true);
  });

  it('says what the health is, whether it is asked for or not', () => {
    const said = (gate: object, health: string) =>
      asks(gate, { health }).status?.conditions?.find(({ type }) => type === 'Healthy');
    const unhealthy = { reason: 'ClusterUnhealthy', message: 'the health of b is Unhealthy' };
    expect(said({}, 'Unhealthy')).toMatchObject({ status: 'False', ...unhealthy });
    expect(said({ requireHealthy: false }, 'Unhealthy')).toMatchObject({ status: 'True', ...unhealthy });
    expect(said({ requireHealthy: false }, 'Healthy')).toMatchObject({ reason: 'ClusterHealthy' });
  });

  it('asks for conditions by type and status, of which a missing one is Unknown', () => {
    const conditions = [{ type: 'Ready', status: 'False' }];
    const required = (status?: string) => ({ requiredConditions: [{ type: 'Ready', status }] });
    expect(passes(required(), { status: { conditions } })).toBe(false);
    expect(passes(required('False'), { status: { conditions } })).toBe(true);
    expect(passes(required('Unknown'))).toBe(true);
    const { status } = asks(required('True'));
    expect(status?.conditions?.map(({ type, status: value, reason }) => [type, value, reason])).toEqual([
      ['Progressing', 'True', 'Progressing'],
      ['Healthy', 'True', 'ClusterHealthy'],
      ['ConditionsMet', 'False', 'ConditionsMissing'],
    ]);
  });

  it('says why a cluster that could not be applied has not reported', () => {
    const fields = { resourceTemplateGeneration: 6, applied: false, appliedMessage: 'quota' };
    expect(asks({}, fields).explanation[0]).toBe(
      'b has not reported generation 7; it could not be applied: quota',
    );
  });
});

describe('a step', () => {
  it('goes on without a cluster that is out of time where the strategy says so', () => {
    const staged = { timeout: '1m', onFailure: { action: 'Continue' } };
    const last = step({ previous: progressing(), strategy: strategy(staged), clusters: ['a', 'b'] });
    expect(last.status).toMatchObject({ phase: 'Succeeded', completedClusters: ['a', 'b'] });
    expect(last.events.map(({ type, reason }) => [type, reason])).toEqual([
      ['Warning', 'RolloutClusterFailed'],
      ['Normal', 'RolloutSucceeded'],
    ]);
    expect(last.explanation).toEqual([
      'b has not passed its gate within 1m: b has not reported; the rollout goes on without it',
    ]);
  });

  it('releases a target that joins after the end on its own', () => {
    const previous = progressing({
      phase: 'Succeeded',
      currentCluster: undefined,
      completedClusters: ['a', 'c'],
    });
    const joined = step({ previous });
    expect(joined.suspension).toEqual({ currentCluster: 'b', suspendedClusters: [] });
    expect(joined.status).toMatchObject({ phase: 'Progressing', startedAt: at('08:00:00') });
  });

  it('begins once the workload is scheduled', () => {
    const pending = step({ clusters: [] });
    expect(pending).toMatchObject({ suspension: { suspendedClusters: [] }, status: { phase: 'Pending' } });
    expect(step({ clusters: [], previous: pending.status }).status).toBe(pending.status);
    const begun = step({ previous: pending.status, now: at('08:06:00') });
    expect(begun.status).toMatchObject({ phase: 'Progressing', startedAt: at('08:06:00') });
    expect(begun.events.map(({ reason }) => reason)).toEqual(['RolloutStarted']);
  });

  it('leaves a rollout that is over as it is', () => {
    const last = progressing({ completedClusters: ['a', 'c'] });
    const over = step({ previous: last, items: [item('b')] });
    expect(over.status).toMatchObject({ phase: 'Succeeded', completedAt: base.now });
    expect(over.events.map(({ reason }) => reason)).toEqual(['RolloutClusterCompleted', 'RolloutSucceeded']);
    const later = step({ previous: over.status, now: at('09:00:00') });
    expect(later).toEqual({
      suspension: { suspendedClusters: [] },
      status: over.status,
      explanation: [],
      events: [],
    });
    expect(later.status).toBe(over.status);
    const fewer = step({ previous: over.status, clusters: ['a', 'c'], now: at('09:00:00') });
    expect(fewer.status).toMatchObject({ completedClusters: ['a', 'c'], completedAt: base.now });
  });

  it('gives the status before where nothing has changed, as Go has written it', () => {
    const { status } = step({});
    const stored = JSON.parse(JSON.stringify(status));
    delete stored.completedClusters;
    const again = step({ previous: stored, now: at('08:06:00') });
    expect(again.status).toBe(stored);
    expect(again.requeueAfterMs).toBe(29 * 60_000);
  });

  it.each<[string, object, readonly string[]]>([
    ['a strategy', { strategy: { type: 'Staged', stagd: {} } }, ['strategy.stagd']],
    ['a staged strategy without its fields', { strategy: { type: 'Staged' } }, ['strategy.staged']],
    [
      'a status',
      { previous: { phase: 'Paused', startedAt: '2026-02-30T00:00:00Z' } },
      ['previous.observedGeneration', 'previous.phase', 'previous.startedAt'],
    ],
    ['clusters', { clusters: ['a', { name: '' }] }, ['clusters[1]']],
    ['clusters that are no list', { clusters: 'a' }, ['clusters']],
    ['a generation', { generation: 0 }, ['generation']],
    ['a time', { now: 'soon' }, ['now']],
  ])('refuses %s that cannot be', (_, fields, paths) => {
    let faults: readonly string[] = [];
    try {
      computeStagedPropagation({ ...base, ...fields } as never);
    } catch (error) {
      if (error instanceof RolloutError) faults = error.faults.map(({ path }) => path);
    }
    expect(faults).toEqual(paths);
  });

  it('refuses an input that is none', () => {
    expect(() => computeStagedPropagation(null as never)).toThrow(
      expect.objectContaining({ code: 'INVALID_OPTIONS' }),
    );
    expect(() => step({ items: [{}] as never })).toThrow(expect.objectContaining({ code: 'INVALID_ITEMS' }));
  });
});
