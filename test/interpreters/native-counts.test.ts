// ReplicaSet, PodDisruptionBudget, HorizontalPodAutoscaler, CronJob and ServiceImport.
import { createInterpreter, type KubernetesObject } from 'karmada-interpreter';
import { describe, expect, test } from 'vitest';
import { federated, member, problemsOf } from '../support/federate.js';
import { deepFreeze } from '../support/freeze.js';

const interpreter = createInterpreter();

const object = (apiVersion: string, kind: string, status?: object, spec: object = {}): KubernetesObject => ({
  ...{ apiVersion, kind, metadata: { name: 'web', namespace: 'shop', generation: 3 }, spec },
  ...(status && { status }),
});

describe('ReplicaSet', () => {
  const replicaSet = (status?: object, spec?: object) => object('apps/v1', 'ReplicaSet', status, spec);

  test('replicaset-fully-labeled: added up too; Karmada leaves a stale one, which may exceed the replicas', () => {
    const before = { replicas: 1, fullyLabeledReplicas: 9 };
    const counts = { replicas: 2, fullyLabeledReplicas: 2, readyReplicas: 1, availableReplicas: 1 };
    const settled = { ...counts, resourceTemplateGeneration: 3 };
    expect(federated(replicaSet(before), member('a', settled), member('b', settled))).toEqual({
      ...{ replicas: 4, fullyLabeledReplicas: 4, readyReplicas: 2, availableReplicas: 2 },
      observedGeneration: 3,
    });
  });

  test('a template that each cluster runs whole is counted in its own units', () => {
    const counts = { replicas: 2, fullyLabeledReplicas: 2, readyReplicas: 2, availableReplicas: 1 };
    const items = [member('a', counts), member('b', { ...counts, availableReplicas: 2 })];
    const { status } = interpreter.aggregateStatus(replicaSet({}, { replicas: 2 }), items, {
      replicas: 'perCluster',
    });
    expect(status).toMatchObject(counts);
  });

  test('retain-replicas: the label leaves the replicas to the member', () => {
    const labels = { 'resourcetemplate.karmada.io/retain-replicas': 'true' };
    const desired = deepFreeze({ ...replicaSet({}, { replicas: 2 }), metadata: { labels } });
    expect(interpreter.retain(desired, replicaSet({}, { replicas: 5 })).spec).toEqual({ replicas: 5 });
  });

  const failing = { conditions: [{ type: 'ReplicaFailure', status: 'True', reason: 'FailedCreate' }] };
  test.each([
    ['Healthy', { availableReplicas: 2, observedGeneration: 3 }, { replicas: 2 }],
    ['Healthy', { availableReplicas: 2, observedGeneration: 3, ...failing }, { replicas: 2 }],
    ['Healthy', { replicas: 0, observedGeneration: 3 }, { replicas: 0 }],
    ['Progressing', { availableReplicas: 1, observedGeneration: 3 }, { replicas: 2 }],
    // replicas-default: Karmada takes any count for enough.
    ['Progressing', { observedGeneration: 3 }, {}],
    ['Progressing', { availableReplicas: 2, observedGeneration: 2, ...failing }, { replicas: 2 }],
    ['Degraded', { availableReplicas: 1, observedGeneration: 3, ...failing }, { replicas: 2 }],
    ['Unknown', undefined, { replicas: 0 }],
  ])('is %s with %j for %j', (state, status, spec) => {
    expect(interpreter.interpretHealth(replicaSet(status, spec)).state).toBe(state);
  });
});

describe('PodDisruptionBudget', () => {
  const budget = (status?: object) => object('policy/v1', 'PodDisruptionBudget', status);

  test('disrupted pods stand under the names of their clusters', () => {
    const disruptedPods = { web: '2026-03-01T10:00:00Z' };
    const counts = { disruptionsAllowed: 1, expectedPods: 3, desiredHealthy: 2, currentHealthy: 3 };
    const items = ['a', 'b'].map((name) => member(name, { ...counts, disruptedPods }));
    expect(federated(budget({ conditions: [] }), ...items)).toEqual({
      ...{ disruptionsAllowed: 2, expectedPods: 6, desiredHealthy: 4, currentHealthy: 6 },
      disruptedPods: { 'a/web': disruptedPods.web, 'b/web': disruptedPods.web },
      ...{ conditions: [], observedGeneration: 0 },
    });
    expect(problemsOf(budget(), member('a', { disruptedPods: { web: 'now' } }))).toEqual([
      'status.disruptedPods.web',
    ]);
  });

  const condition = (status: string, reason: string) => ({
    conditions: [{ type: 'DisruptionAllowed', status, reason }],
  });
  test.each([
    ['Healthy', { currentHealthy: 2, desiredHealthy: 2, observedGeneration: 3 }],
    ['Progressing', { currentHealthy: 1, desiredHealthy: 2, observedGeneration: 3 }],
    // health-generation and health-without-status: Karmada calls both healthy.
    ['Progressing', { currentHealthy: 2, desiredHealthy: 2, observedGeneration: 2 }],
    ['Unknown', undefined],
    ['Degraded', { desiredHealthy: 2, observedGeneration: 3, ...condition('False', 'SyncFailed') }],
    ['Progressing', { desiredHealthy: 2, observedGeneration: 3, ...condition('True', 'SyncFailed') }],
    ['Progressing', { desiredHealthy: 2, observedGeneration: 3, ...condition('False', 'InsufficientPods') }],
  ])('is %s with %j', (state, status) => {
    expect(interpreter.interpretHealth(budget(status)).state).toBe(state);
  });
});

describe.each(['autoscaling/v2', 'autoscaling/v1'])('HorizontalPodAutoscaler of %s', (apiVersion) => {
  const scaler = (status?: object, annotations?: object): KubernetesObject => ({
    ...object(apiVersion, 'HorizontalPodAutoscaler', status),
    metadata: { generation: 3, annotations: annotations as never },
  });

  test('status-kept: replicas are added up, and the rest stays; Karmada drops it', () => {
    const before = { lastScaleTime: '2026-03-01T10:00:00Z', currentReplicas: 9 };
    const items = ['a', 'b'].map((name) => member(name, { currentReplicas: 2, desiredReplicas: 3 }));
    expect(federated(scaler(before), ...items)).toEqual({
      ...{ ...before, currentReplicas: 4, desiredReplicas: 6, observedGeneration: 0 },
    });
    expect(interpreter.reflectStatus(scaler({ ...before, currentMetrics: [] }))).toEqual({
      ...{ currentReplicas: 9, generation: 3 },
    });
  });

  const condition = (type: string, status: string, reason = '') => ({ type, status, reason });
  test.each([
    ['Healthy', [condition('AbleToScale', 'True', 'ReadyForNewScale')]],
    ['Healthy', [condition('ScalingLimited', 'True', 'TooManyReplicas')]],
    [
      'Healthy',
      [
        condition('ScalingActive', 'False', 'ScalingDisabled'),
        condition('AbleToScale', 'True', 'SucceededGetScale'),
      ],
    ],
    ['Degraded', [condition('AbleToScale', 'False', 'FailedGetScale')]],
    ['Degraded', [condition('AbleToScale', 'False', 'FailedUpdateScale')]],
    ['Degraded', [condition('ScalingActive', 'False', 'InvalidSelector')]],
    ['Progressing', [condition('ScalingActive', 'False', 'ScalingDisabled')]],
    ['Progressing', []],
  ])('is %s with the conditions %j', (state, conditions) => {
    const counts = { currentReplicas: 1, observedGeneration: 3 };
    const annotated = { 'autoscaling.alpha.kubernetes.io/conditions': JSON.stringify(conditions) };
    const given = apiVersion.endsWith('v1') ? scaler(counts, annotated) : scaler({ ...counts, conditions });
    expect(interpreter.interpretHealth(given).state).toBe(state);
  });

  test.each([
    'FailedGetResourceMetric',
    'FailedGetObjectMetric',
    'FailedGetPodsMetric',
    'FailedGetExternalMetric',
    'FailedComputeMetricsReplicas',
  ])('is Degraded without its metrics, for the reason %s', (reason) => {
    const conditions = [
      condition('AbleToScale', 'True', 'SucceededGetScale'),
      condition('ScalingActive', 'False', reason),
    ];
    const counts = { currentReplicas: 1, observedGeneration: 3 };
    const annotated = { 'autoscaling.alpha.kubernetes.io/conditions': JSON.stringify(conditions) };
    const given = apiVersion.endsWith('v1') ? scaler(counts, annotated) : scaler({ ...counts, conditions });
    expect(interpreter.interpretHealth(given).state).toBe('Degraded');
  });

  test.each(['{', '{"a":1}', '[5]'])('conditions that are %s are none', (text) => {
    const annotated = { 'autoscaling.alpha.kubernetes.io/conditions': text };
    const given = scaler({ currentReplicas: 1, observedGeneration: 3 }, annotated);
    expect(interpreter.interpretHealth(given).state).toBe('Progressing');
  });
});

describe('CronJob', () => {
  const cronJob = (status?: object, spec?: object) => object('batch/v1', 'CronJob', status, spec);
  const day = (number: number) => `2026-03-${number}T10:00:00Z`;

  test('lists the runs of all members, and latest-instant: the latest times as instants', () => {
    const run = { kind: 'Job', name: 'report-1' };
    const items = [
      member('b', { active: [run, { name: 'report-2' }], lastScheduleTime: '2026-03-11T01:00:00+02:00' }),
      member('a', { active: [run], lastScheduleTime: '2026-03-11T00:00:00Z', lastSuccessfulTime: day(10) }),
      member('c'),
    ];
    expect(federated(cronJob({ other: 1 }), ...items)).toEqual({
      active: [run, run, { name: 'report-2' }],
      ...{ lastScheduleTime: '2026-03-11T00:00:00Z', lastSuccessfulTime: day(10), other: 1 },
    });
    expect(federated(cronJob({ active: [run], lastScheduleTime: day(10) }))).toEqual({});
  });

  test('depends on what the pods of its jobs use', () => {
    const spec = { jobTemplate: { spec: { template: { spec: { serviceAccountName: 'runner' } } } } };
    expect(interpreter.getDependencies(cronJob({}, spec))).toEqual([
      { apiVersion: 'v1', kind: 'ServiceAccount', namespace: 'shop', name: 'runner' },
    ]);
  });

  const ran = { lastScheduleTime: day(12) };
  test.each([
    ['Healthy', {}, {}],
    ['Healthy', ran, {}],
    ['Healthy', { ...ran, lastSuccessfulTime: day(12) }, {}],
    ['Healthy', { ...ran, lastSuccessfulTime: day(11), active: [{}] }, {}],
    ['Healthy', { ...ran, lastSuccessfulTime: '2026-03-12T12:00:00+02:00' }, {}],
    ['Degraded', { ...ran, lastSuccessfulTime: day(11) }, {}],
    ['Degraded', { ...ran, lastSuccessfulTime: '2026-03-12T11:00:00+02:00', active: [] }, {}],
    ['Healthy', { ...ran, lastSuccessfulTime: day(11) }, { suspend: true }],
    ['Unknown', undefined, {}],
  ])('is %s with %j', (state, status, spec) => {
    expect(interpreter.interpretHealth(cronJob(status, spec)).state).toBe(state);
  });
});

describe('ServiceImport', () => {
  const serviceImport = object('multicluster.x-k8s.io/v1alpha1', 'ServiceImport', { clusters: [] });

  test('depends on what is derived of it, the slices by their label', () => {
    expect(interpreter.getDependencies(serviceImport)).toEqual([
      {
        ...{ apiVersion: 'discovery.k8s.io/v1', kind: 'EndpointSlice', namespace: 'shop' },
        labelSelector: { matchLabels: { 'kubernetes.io/service-name': 'derived-web' } },
      },
      { apiVersion: 'v1', kind: 'Service', namespace: 'shop', name: 'derived-web' },
    ]);
    const nameless = { ...serviceImport, metadata: {} };
    expect(() => interpreter.getDependencies(nameless)).toThrow('metadata.name is missing, not a name');
  });

  test('collects its whole status, and aggregates none', () => {
    expect(interpreter.reflectStatus(serviceImport)).toEqual({ clusters: [], generation: 3 });
    expect(interpreter.supports(serviceImport, 'AggregateStatus')).toBe(false);
  });
});
