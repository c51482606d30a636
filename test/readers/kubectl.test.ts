import { describe, expect, test } from 'vitest';
import { kubectlRolloutStatus } from './kubectl-rollout-status.js';
import { kubectlWait } from './kubectl-wait.js';

function object(kind: string, spec: object, status: object) {
  return { apiVersion: 'apps/v1', kind, metadata: { name: 'web', generation: 2 }, spec, status };
}

describe('rollout status of a Deployment', () => {
  const deployment = (status: object, replicas: number | undefined = 3) =>
    object('Deployment', { replicas }, { ...counts, ...status });
  const counts = { observedGeneration: 2, replicas: 3, updatedReplicas: 3, availableReplicas: 3 };
  const late = { type: 'Progressing', status: 'False', reason: 'ProgressDeadlineExceeded' };

  test.each([
    ['rolled out', deployment({}), 'done'],
    ['an older generation observed', deployment({ observedGeneration: 1, conditions: [late] }), 'waiting'],
    ['a later generation observed', deployment({ observedGeneration: 3 }), 'done'],
    ['past the deadline', deployment({ conditions: [late] }), 'error'],
    ['too few updated', deployment({ updatedReplicas: 2 }), 'waiting'],
    ['an old pod left', deployment({ replicas: 4 }), 'waiting'],
    ['too few available', deployment({ availableReplicas: 2 }), 'waiting'],
    ['more pods than asked for, all updated', deployment({}, 1), 'done'],
  ])('%s', (_, given, state) => {
    expect(kubectlRolloutStatus(given).state).toBe(state);
  });
});

describe('rollout status of a StatefulSet', () => {
  const counts = { observedGeneration: 2, readyReplicas: 3, updatedReplicas: 3 };
  const stateful = (status: object, updateStrategy: object = {}, spec: object = { replicas: 3 }) =>
    object(
      'StatefulSet',
      { ...spec, updateStrategy: { type: 'RollingUpdate', ...updateStrategy } },
      { ...counts, currentRevision: 'a', updateRevision: 'a', ...status },
    );
  const partition = (count?: number) => ({ rollingUpdate: { partition: count } });

  test.each([
    ['rolled out', stateful({}), 'done'],
    ['updated on deletion', stateful({}, { type: 'OnDelete' }), 'error'],
    ['no generation observed', stateful({ observedGeneration: 0 }), 'waiting'],
    ['an older generation observed', stateful({ observedGeneration: 1 }), 'waiting'],
    ['too few ready', stateful({ readyReplicas: 2 }), 'waiting'],
    ['partition reached', stateful({ updatedReplicas: 1 }, partition(2)), 'done'],
    ['partition not reached', stateful({ updatedReplicas: 1 }, partition(1)), 'waiting'],
    ['no number for the partition', stateful({ updatedReplicas: 0 }, partition()), 'done'],
    ['two revisions', stateful({ currentRevision: 'b' }), 'waiting'],
    ['no replica count', stateful({ readyReplicas: 0 }, {}, {}), 'done'],
  ])('%s', (_, given, state) => {
    expect(kubectlRolloutStatus(given).state).toBe(state);
  });
});

describe('rollout status of a DaemonSet', () => {
  const counts = {
    observedGeneration: 2,
    desiredNumberScheduled: 3,
    updatedNumberScheduled: 3,
    numberAvailable: 3,
  };
  const daemon = (status: object, type = 'RollingUpdate') =>
    object('DaemonSet', { updateStrategy: { type } }, { ...counts, ...status });

  test.each([
    ['rolled out', daemon({}), 'done'],
    ['updated on deletion', daemon({}, 'OnDelete'), 'error'],
    ['an older generation observed', daemon({ observedGeneration: 1 }), 'waiting'],
    ['too few updated', daemon({ updatedNumberScheduled: 2 }), 'waiting'],
    ['too few available', daemon({ numberAvailable: 2 }), 'waiting'],
    ['no node', daemon({ desiredNumberScheduled: 0 }), 'done'],
  ])('%s', (_, given, state) => {
    expect(kubectlRolloutStatus(given).state).toBe(state);
  });
});

test('no other kind has a rollout status', () => {
  expect(kubectlRolloutStatus({ apiVersion: 'batch/v1', kind: 'Job' }).state).toBe('error');
});

describe('wait', () => {
  const having = (condition: object, status: object = { observedGeneration: 2 }) =>
    object(
      'Deployment',
      {},
      { ...status, conditions: [{ type: 'Available', status: 'True', ...condition }] },
    );

  test.each([
    ['met', having({}), 'met'],
    ['not met', having({ status: 'Unknown' }), 'waiting'],
    ['no such condition', object('Deployment', {}, {}), 'waiting'],
    ['an older generation observed', having({}, { observedGeneration: 1 }), 'waiting'],
    ['no generation observed', having({}, {}), 'met'],
    ['the condition is of an older generation', having({ observedGeneration: 1 }), 'waiting'],
    ['the condition is of the present one, the status older', having({ observedGeneration: 2 }, {}), 'met'],
  ])('%s', (_, given, state) => {
    expect(kubectlWait(given).state).toBe(state);
  });

  test('waits for any condition by name', () => {
    const object = { status: { conditions: [{ type: 'Released', status: 'true' }] } };
    expect(kubectlWait(object, 'released').state).toBe('met');
    expect(kubectlWait(object).state).toBe('waiting');
  });
});
