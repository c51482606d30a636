// The rules that a kind's health is put together from, for kinds of one's own.
import {
  conditionHealth,
  createInterpreter,
  defineInterpreter,
  firstHealth,
  type GenerationRule,
  type Health,
  type HealthState,
  jobHealth,
  type KubernetesObject,
  observedHealth,
  phaseHealth,
  rolloutHealth,
} from 'karmada-interpreter';
import { describe, expect, test } from 'vitest';
import { deepFreeze } from '../../support/freeze.js';
import { kinds } from '../../support/kinds.js';

type Json = Record<string, unknown>;

/** An object at generation 3 with this status, of which no part may be written to. */
function withStatus(status: unknown, spec?: object): KubernetesObject {
  return deepFreeze({ metadata: { generation: 3 }, spec, status } as KubernetesObject);
}

describe('firstHealth', () => {
  const answer = (state: HealthState) => (): Health => ({
    ...{ healthy: state === 'Healthy', state },
    ...{ reason: state, message: state },
  });

  test('the first rule that comes to a health decides', () => {
    const rule = firstHealth(() => undefined, answer('Degraded'), answer('Healthy'));
    expect(rule({})).toMatchObject({ healthy: false, state: 'Degraded' });
  });

  test('where none does, it is progressing', () => {
    const none = { healthy: false, state: 'Progressing', reason: 'NoRuleHolds' };
    expect(firstHealth(() => undefined)({})).toMatchObject(none);
    expect(firstHealth()({})).toMatchObject(none);
  });
});

describe('observedHealth', () => {
  test.each<[GenerationRule | undefined, unknown, boolean]>([
    ['equal', 2, false],
    ['equal', 3, true],
    ['equal', 4, false],
    ['equal', undefined, false],
    ['reached', 2, false],
    ['reached', 3, true],
    ['reached', 4, true],
    ['reached', undefined, false],
    ['reached', '3', false],
    ['reached', -1, false],
    [undefined, 2, false],
    [undefined, 4, true],
    ['reachedIfReported', 2, false],
    ['reachedIfReported', -1, false],
    ['reachedIfReported', 3, true],
    ['reachedIfReported', undefined, true],
    ['none', 2, true],
    ['none', undefined, true],
  ])('%s: observed %j of 3', (rule, observedGeneration, isCurrent) => {
    const found = observedHealth(rule)(withStatus({ observedGeneration, phase: 'Running' }));
    expect(found?.state).toBe(isCurrent ? undefined : 'Progressing');
  });

  test.each<GenerationRule>(['equal', 'reached', 'reachedIfReported', 'none'])(
    '%s: an object without a generation has no newer spec, and without a status is unknown',
    (rule) => {
      const check = observedHealth(rule);
      expect(check({ status: { observedGeneration: 4 } })).toBeUndefined();
      for (const status of [undefined, null, {}, [], 'x'])
        expect(check(withStatus(status))).toMatchObject({ state: 'Unknown', reason: 'NoStatus' });
    },
  );
});

describe('conditionHealth', () => {
  const ready = conditionHealth('Ready', { True: 'Healthy', False: 'Degraded' });
  const withCondition = (condition: unknown): KubernetesObject =>
    withStatus({ conditions: [null, { type: 'Other', status: 'True' }, condition] });

  test.each<[unknown, HealthState | undefined]>([
    [{ type: 'Ready', status: 'True' }, 'Healthy'],
    [{ type: 'Ready', status: 'False' }, 'Degraded'],
    [{ type: 'Ready', status: 'Unknown' }, undefined],
    [{ type: 'Ready', status: 'constructor' }, undefined],
    [{ type: 'Ready' }, undefined],
    [{ type: 'ready', status: 'True' }, undefined],
    [{ type: 'Ready', status: 'True', observedGeneration: 2 }, undefined],
    [{ type: 'Ready', status: 'True', observedGeneration: 3 }, 'Healthy'],
    [{ type: 'Ready', status: 'True', observedGeneration: '2' }, 'Healthy'],
    [undefined, undefined],
  ])('%j', (condition, state) => {
    expect(ready(withCondition(condition))?.state).toBe(state);
  });

  test('speaks in the condition’s words, or in its own', () => {
    const words = { reason: 'Broken', message: 'the disk is full' };
    const degraded = { healthy: false, state: 'Degraded' };
    expect(ready(withCondition({ type: 'Ready', status: 'False', ...words }))).toStrictEqual({
      ...degraded,
      ...words,
    });
    expect(ready(withCondition({ type: 'Ready', status: 'False' }))).toStrictEqual({
      ...degraded,
      reason: 'NotReady',
      message: 'the condition Ready is False',
    });
    expect(ready(withCondition({ type: 'Ready', status: 'True' }))?.reason).toBe('Ready');
  });

  test('may ask for a reason', () => {
    const synced = conditionHealth('DisruptionAllowed', { False: 'Degraded' }, { reason: 'SyncFailed' });
    const condition = (reason: string) => ({ type: 'DisruptionAllowed', status: 'False', reason });
    expect(synced(withCondition(condition('SyncFailed')))?.state).toBe('Degraded');
    expect(synced(withCondition(condition('InsufficientPods')))).toBeUndefined();
  });

  test('conditions that are no list are none', () => {
    expect(ready(withStatus({ conditions: { type: 'Ready', status: 'True' } }))).toBeUndefined();
  });
});

describe('phaseHealth', () => {
  const claim = phaseHealth(['status', 'phase'], { Bound: 'Healthy', Pending: 'Progressing' });

  test('takes the keys of a path, not its text', () => {
    expect(() => phaseHealth('status.phase' as never, {})).toThrow(
      'path of phaseHealth() is "status.phase", not a list of names',
    );
  });

  test.each<[unknown, HealthState, string, string]>([
    ['Bound', 'Healthy', 'PhaseHealthy', 'status.phase is "Bound"'],
    ['Pending', 'Progressing', 'PhaseProgressing', 'status.phase is "Pending"'],
    ['Moon', 'Unknown', 'PhaseUnknown', 'status.phase is "Moon"'],
    ['constructor', 'Unknown', 'PhaseUnknown', 'status.phase is "constructor"'],
    ['', 'Unknown', 'NoPhase', 'status.phase says nothing'],
    [undefined, 'Unknown', 'NoPhase', 'status.phase says nothing'],
    [7, 'Unknown', 'NoPhase', 'status.phase says nothing'],
  ])('%j', (phase, state, reason, message) => {
    const expected = { healthy: state === 'Healthy', state, reason, message };
    expect(claim(withStatus({ phase }))).toStrictEqual(expected);
  });

  test('a word that is not listed may be told what it means', () => {
    const spark = phaseHealth(['status', 'state'], { FAILED: 'Degraded' }, 'Healthy');
    expect(spark(withStatus({ state: 'RUNNING' })).healthy).toBe(true);
    expect(spark(withStatus({ state: 'FAILED' })).state).toBe('Degraded');
    expect(spark(withStatus({})).state).toBe('Unknown');
    const fresh = phaseHealth(['status', 'state'], { '': 'Progressing' }, 'Healthy');
    expect(fresh(withStatus({ state: '' })).state).toBe('Progressing');
  });
});

describe('jobHealth', () => {
  const created = { type: 'Created', status: 'True', reason: 'JobCreated', message: 'created' };
  const running = { type: 'Running', status: 'True', reason: 'JobRunning', message: 'running' };
  const failed = { type: 'Failed', status: 'True', reason: 'BackoffLimitExceeded', message: 'no more tries' };

  test.each<[string, unknown, HealthState, string]>([
    ['no status', undefined, 'Unknown', 'NoStatus'],
    ['no condition', { active: 1 }, 'Progressing', 'NoConditions'],
    ['conditions that are none', { conditions: [null, 'x'] }, 'Progressing', 'NoConditions'],
    ['running', { conditions: [created, running] }, 'Healthy', 'JobRunning'],
    ['not failed', { conditions: [{ ...failed, status: 'False' }] }, 'Healthy', 'NotFailed'],
    ['failed', { conditions: [running, failed] }, 'Degraded', 'BackoffLimitExceeded'],
  ])('%s', (_, status, state, reason) => {
    expect(jobHealth()(withStatus(status))).toMatchObject({ state, reason });
  });

  test('the condition may have another name', () => {
    const lost = { ...failed, type: 'Lost' };
    expect(jobHealth('Lost')(withStatus({ conditions: [lost] })).state).toBe('Degraded');
    expect(jobHealth()(withStatus({ conditions: [lost] })).state).toBe('Healthy');
  });
});

describe('rolloutHealth of a kind of one’s own', () => {
  const rule = rolloutHealth({
    noun: 'shards',
    generation: 'reached',
    asked: (object) => (object.spec as { shards: number }).shards,
    heldBack: () => 1,
    running: 'shards',
    updated: 'newShards',
    available: () => 4,
    paused: ['spec', 'hold'],
  });
  const counts = { observedGeneration: 4, shards: 4, newShards: 3 };

  test.each<[string, Json, Json, HealthState, string]>([
    ['complete', {}, {}, 'Healthy', '3 updated shards are available'],
    ['rolling out', {}, { newShards: 2 }, 'Progressing', '2 of 3 shards run the new version'],
    [
      'held',
      { hold: true },
      { newShards: 2 },
      'Suspended',
      'the rollout is paused: 2 of 3 shards run the new version',
    ],
    ['old ones left', {}, { shards: 5 }, 'Progressing', '1 shards of the old version have yet to go'],
    ['not available', { shards: 5 }, { newShards: 4 }, 'Progressing', '4 of 5 shards are available'],
  ])('%s', (_, spec, status, state, message) => {
    const object = withStatus({ ...counts, ...status }, { shards: 4, ...spec });
    expect(rule(object)).toMatchObject({ state, message });
  });
});

describe('an object that is being deleted', () => {
  const interpreter = createInterpreter();
  const terminating = {
    healthy: false,
    state: 'Progressing',
    reason: 'Terminating',
    message: 'the object is being deleted',
  };
  const all = kinds.flatMap(({ apiVersions, kind }) =>
    apiVersions.map((apiVersion) => ({ apiVersion, kind })),
  );

  test.each(all)('$apiVersion $kind is terminating, whatever its status says', (reference) => {
    const ready = { conditions: [{ type: 'Ready', status: 'True' }] };
    for (const deletionTimestamp of ['2026-01-01T00:00:00Z', new Date(0)]) {
      for (const status of [undefined, {}, ready]) {
        const object = { ...reference, metadata: { deletionTimestamp }, spec: { suspend: true }, status };
        expect(interpreter.interpretHealth(object)).toStrictEqual(terminating);
      }
    }
  });

  test.each([undefined, null, ''])('a deletionTimestamp of %j deletes nothing', (deletionTimestamp) => {
    const object = { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { deletionTimestamp } };
    expect(interpreter.interpretHealth(object).reason).toBe('NoStatus');
  });

  test('a kind of one’s own too', () => {
    const own = defineInterpreter({ apiVersion: 'v1', kind: 'Game', health: jobHealth() });
    const metadata = { deletionTimestamp: '2026-01-01T00:00:00Z' };
    expect(own.interpretHealth({ metadata })).toStrictEqual(terminating);
  });
});
