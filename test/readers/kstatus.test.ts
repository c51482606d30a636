import { describe, expect, test } from 'vitest';
import { kstatus } from './kstatus.js';

const done = {
  observedGeneration: 2,
  replicas: 3,
  updatedReplicas: 3,
  readyReplicas: 3,
  availableReplicas: 3,
};
const complete = { type: 'Progressing', status: 'True', reason: 'NewReplicaSetAvailable' };
const available = { type: 'Available', status: 'True' };

function object(apiVersion: string, kind: string, spec: object, status: object, metadata: object = {}) {
  return { apiVersion, kind, metadata: { generation: 2, ...metadata }, spec, status };
}

describe('any object', () => {
  const custom = (status: object, metadata?: object) =>
    object('example.com/v1', 'Thing', {}, status, metadata);
  const condition = (type: string, status: string) => ({ type, status });

  test.each([
    ['nothing to go by', custom({}), 'Current'],
    ['being deleted', custom({}, { deletionTimestamp: '2026-01-01T00:00:00Z' }), 'Terminating'],
    ['an older generation observed', custom({ observedGeneration: 1 }), 'InProgress'],
    ['a later generation observed', custom({ observedGeneration: 3 }), 'InProgress'],
    ['a generation of 0 observed', custom({ observedGeneration: 0 }), 'InProgress'],
    ['Ready', custom({ conditions: [condition('Ready', 'True')] }), 'Current'],
    ['not Ready', custom({ conditions: [condition('Ready', 'False')] }), 'InProgress'],
    ['Ready unknown', custom({ conditions: [condition('Ready', 'Unknown')] }), 'InProgress'],
    ['Ready of another word', custom({ conditions: [condition('Ready', 'Perhaps')] }), 'Current'],
    ['Stalled before Reconciling', custom({ conditions: both('Stalled', 'Reconciling') }), 'Failed'],
    ['Reconciling before Stalled', custom({ conditions: both('Reconciling', 'Stalled') }), 'InProgress'],
    ['Stalled no longer', custom({ conditions: [condition('Stalled', 'False')] }), 'Current'],
  ])('%s', (_, given, state) => {
    expect(kstatus(given).state).toBe(state);
  });

  function both(first: string, second: string) {
    return [condition(first, 'True'), condition(second, 'True'), condition('Ready', 'True')];
  }
});

describe('Deployment', () => {
  const deployment = (status: object, spec: object = { replicas: 3, progressDeadlineSeconds: 600 }) =>
    object('apps/v1', 'Deployment', spec, { ...done, conditions: [available, complete], ...status });

  test.each([
    ['complete', deployment({}), 'Current'],
    ['too few replicas', deployment({ replicas: 2 }), 'InProgress'],
    ['too few updated', deployment({ updatedReplicas: 2 }), 'InProgress'],
    ['an old pod left', deployment({ replicas: 4 }), 'InProgress'],
    ['too few available', deployment({ availableReplicas: 2 }), 'InProgress'],
    ['too few ready', deployment({ readyReplicas: 2 }), 'InProgress'],
    ['no Progressing', deployment({ conditions: [available] }), 'InProgress'],
    ['no Progressing, and no deadline', deployment({ conditions: [available] }, { replicas: 3 }), 'Current'],
    ['no Available', deployment({ conditions: [complete] }), 'InProgress'],
    [
      'past the deadline',
      deployment({
        conditions: [{ type: 'Progressing', status: 'False', reason: 'ProgressDeadlineExceeded' }],
      }),
      'Failed',
    ],
    ['one replica by default', deployment({ replicas: 1, updatedReplicas: 1 }, {}), 'Current'],
  ])('%s', (_, given, state) => {
    expect(kstatus(given).state).toBe(state);
  });
});

describe('StatefulSet', () => {
  const revisions = { currentReplicas: 3, currentRevision: 'a', updateRevision: 'a' };
  const stateful = (status: object, updateStrategy: object = {}) =>
    object('apps/v1', 'StatefulSet', { replicas: 3, updateStrategy }, { ...done, ...revisions, ...status });
  const partition = (count: number) => ({ rollingUpdate: { partition: count } });

  test.each([
    ['complete', stateful({}), 'Current'],
    ['updated on deletion, whatever runs', stateful({ replicas: 1 }, { type: 'OnDelete' }), 'Current'],
    ['too few replicas', stateful({ replicas: 2 }), 'InProgress'],
    ['too few ready', stateful({ readyReplicas: 2 }), 'InProgress'],
    ['a pod too many', stateful({ replicas: 4 }), 'InProgress'],
    ['partition reached', stateful({ updatedReplicas: 1 }, partition(2)), 'Current'],
    ['partition not reached', stateful({ updatedReplicas: 1 }, partition(1)), 'InProgress'],
    ['with a partition, revisions do not count', stateful({ currentRevision: 'b' }, partition(0)), 'Current'],
    ['too few current', stateful({ currentReplicas: 2 }), 'InProgress'],
    ['two revisions', stateful({ currentRevision: 'b' }), 'InProgress'],
  ])('%s', (_, given, state) => {
    expect(kstatus(given).state).toBe(state);
  });
});

describe('DaemonSet', () => {
  const counts = {
    observedGeneration: 2,
    desiredNumberScheduled: 3,
    currentNumberScheduled: 3,
    updatedNumberScheduled: 3,
    numberAvailable: 3,
    numberReady: 3,
  };
  const daemon = (status: object, metadata?: object) =>
    object('apps/v1', 'DaemonSet', {}, { ...counts, ...status }, metadata);

  test.each([
    ['complete', daemon({}), 'Current'],
    ['no generation', daemon({}, { generation: undefined }), 'InProgress'],
    ['no generation observed', daemon({ observedGeneration: undefined }), 'InProgress'],
    ['no count of nodes', daemon({ desiredNumberScheduled: undefined }), 'InProgress'],
    ['too few scheduled', daemon({ currentNumberScheduled: 2 }), 'InProgress'],
    ['too few updated', daemon({ updatedNumberScheduled: 2 }), 'InProgress'],
    ['too few available', daemon({ numberAvailable: 2 }), 'InProgress'],
    ['too few ready', daemon({ numberReady: 2 }), 'InProgress'],
    ['no node', daemon({ desiredNumberScheduled: 0 }), 'Current'],
  ])('%s', (_, given, state) => {
    expect(kstatus(given).state).toBe(state);
  });
});
