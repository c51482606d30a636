import { kubeflowNotebook } from 'karmada-interpreter/interpreters';
import { describe, expect, test } from 'vitest';
import { federated } from '../../support/federated.js';

const notebook = (status?: object, annotations?: Record<string, string>) => ({
  ...{ apiVersion: 'kubeflow.org/v1', kind: 'Notebook' },
  metadata: { name: 'x', namespace: 'ns', generation: 1, ...(annotations && { annotations }) },
  spec: { template: { spec: { containers: [{ resources: { requests: { cpu: '1' } } }] } } },
  ...(status && { status }),
});
const template = notebook();
const at = (day: number) => `2026-01-0${day}T00:00:00Z`;
const container = (form: string, more: object) => ({
  readyReplicas: form === 'running' ? 1 : 0,
  containerState: { [form]: more },
});
const running = (day: number) => container('running', { startedAt: at(day) });
const waiting = (reason: string) => container('waiting', { reason });
const terminated = (exitCode: number, day: number, reason = 'Completed') =>
  container('terminated', { exitCode, reason, finishedAt: at(day) });

describe('the federated status', () => {
  test('is ready where every member runs, with the latest start', () => {
    expect(federated(template, { a: running(3), b: running(4), c: running(2) })).toEqual({
      ...{ readyReplicas: 3, containerState: { running: { startedAt: at(4) } } },
      conditions: [
        {
          ...{ type: 'Ready', status: 'True', reason: 'Ready', message: 'All notebooks are ready' },
          ...{ lastProbeTime: at(4), lastTransitionTime: at(4) },
        },
      ],
    });
  });

  test('has failed where one member did, and says where', () => {
    const members = {
      a: running(3),
      b: waiting('ImagePullBackOff'),
      c: terminated(137, 5, 'OOMKilled'),
      d: terminated(1, 4),
    };
    expect(federated(template, members)).toEqual({
      ...{ readyReplicas: 1, containerState: { waiting: { reason: 'ImagePullBackOff' } } },
      conditions: [
        {
          ...{
            type: 'Failed',
            status: 'True',
            reason: 'NotebookFailed',
            lastProbeTime: at(5),
            lastTransitionTime: at(5),
          },
          message: 'Notebook executed failed in member clusters: b, c, d',
        },
      ],
    });
  });

  test.each([
    ['failed for a reason beside exit code 0', terminated(0, 1, 'OOMKilled'), running(1), 'a'],
    ['waiting before running', running(1), waiting('ContainerCreating'), 'b'],
    ['running before done', terminated(0, 1), running(1), 'b'],
    ['done', terminated(0, 1), terminated(0, 2), 'a'],
    ['the first of equals', waiting('PodInitializing'), waiting('ContainerCreating'), 'a'],
  ])('has the container that fares the worst: %s', (_, a, b, cluster) => {
    expect(federated(template, { a, b }).containerState).toEqual((cluster === 'a' ? a : b).containerState);
  });

  test('has an empty state where the worst has none, as the API asks for one', () => {
    for (const silent of [undefined, {}, { containerState: {} }, { containerState: 5 }]) {
      expect(federated(template, { a: silent, b: waiting('ContainerCreating'), c: running(1) })).toEqual({
        ...{ readyReplicas: 1, containerState: {}, conditions: [] },
      });
      expect(
        federated(template, { a: waiting('ContainerCreating'), b: silent }).containerState ?? {},
      ).toEqual({
        waiting: { reason: 'ContainerCreating' },
      });
    }
  });

  test('says nothing without members', () => {
    const before = { ...template, status: federated(template, { a: running(1) }) };
    expect(federated(before, {})).toEqual({ readyReplicas: 0, containerState: {}, conditions: [] });
  });

  test('has the first of equals too where it is put together of parts', () => {
    const partOf = (clusterName: string) =>
      kubeflowNotebook
        .createAggregator(template)
        .set({ clusterName, status: waiting(clusterName) })
        .partial();
    const { status } = kubeflowNotebook.mergePartials(template, ['b', 'a', 'c'].map(partOf));
    expect(status).toMatchObject({ containerState: { waiting: { reason: 'a' } } });
  });

  test('is not ready for a member that has not reported', () => {
    const before = { ...template, status: federated(template, { a: running(1) }) };
    expect(federated(before, { a: running(1), b: undefined })).toEqual({
      readyReplicas: 1,
      containerState: {},
      conditions: [],
    });
  });

  test('keeps the time of a condition while its status stays', () => {
    const before = { ...template, status: federated(template, { a: running(2) }) };
    const { conditions } = federated(before, { a: running(2), b: running(5) });
    expect(conditions).toMatchObject([{ type: 'Ready', lastProbeTime: at(2), lastTransitionTime: at(2) }]);
  });
});

test.each([
  ['Unknown', undefined],
  ['Healthy', running(1)],
  ['Healthy', waiting('ContainerCreating')],
  ['Progressing', waiting('PodInitializing')],
  ['Progressing', { containerState: {} }],
  ['Degraded', waiting('ErrImagePull')],
  ['Degraded', waiting('CrashLoopBackOff')],
  ['Degraded', waiting('CreateContainerConfigError')],
  ['Degraded', waiting('InvalidImageName')],
  ['Healthy', terminated(0, 1)],
  ['Degraded', terminated(0, 1, 'Error')],
  ['Degraded', terminated(0, 1, 'ContainerCannotRun')],
  ['Degraded', terminated(2, 1)],
])('health is %s of %j', (state, status) => {
  expect(kubeflowNotebook.interpretHealth(notebook(status)).state).toBe(state);
});

test('a notebook that is stopped is suspended, once its container is gone', () => {
  const stopped = { 'kubeflow-resource-stopped': at(1) };
  const state = (status: object) => kubeflowNotebook.interpretHealth(notebook(status, stopped)).state;
  expect(state({ readyReplicas: 0, containerState: {} })).toBe('Suspended');
  expect(state(running(1))).toBe('Healthy');
});

test('it has one replica, which needs what its template says', () => {
  expect(kubeflowNotebook.getReplicas(template)).toEqual({
    replicas: 1,
    requirements: { resourceRequest: { cpu: '1' } },
  });
  expect(kubeflowNotebook.operations).not.toContain('ReviseReplica');
  expect(kubeflowNotebook.apiVersions).toHaveLength(3);
});
