import { kruiseAdvancedCronJob } from 'karmada-interpreter/interpreters';
import { describe, expect, test } from 'vitest';
import { federated } from '../../support/federated.js';

const cron = (spec: object, status?: object) => ({
  apiVersion: 'apps.kruise.io/v1beta1',
  kind: 'AdvancedCronJob',
  metadata: { name: 'x', namespace: 'ns', generation: 1 },
  ...{ spec, ...(status && { status }) },
});
const uses = (secret: string) => ({ spec: { template: { spec: { imagePullSecrets: [{ name: secret }] } } } });

describe('dependencies', () => {
  const names = (template: object) =>
    kruiseAdvancedCronJob.getDependencies(cron({ template })).map(({ kind, name }) => `${kind} ${name}`);

  test('are those of the job that it makes', () => {
    expect(names({ jobTemplate: uses('a') })).toEqual(['Secret a']);
    expect(names({ broadcastJobTemplate: uses('b') })).toEqual(['Secret b']);
    expect(names({ jobTemplate: uses('a'), broadcastJobTemplate: uses('b') })).toEqual(['Secret a']);
    expect(names({ imageListPullJobTemplate: { spec: { pullSecrets: ['c', 'd'] } } })).toEqual([
      'Secret c',
      'Secret d',
    ]);
    for (const none of [{}, { jobTemplate: null }, { jobTemplate: {} }]) expect(names(none)).toEqual([]);
    expect(kruiseAdvancedCronJob.getDependencies(cron({}))).toEqual([]);
  });

  test('are refused where they are malformed, by path and value', () => {
    expect(() => names({ jobTemplate: 5 })).toThrow('spec.template.jobTemplate is 5, not an object');
    expect(() => names({ broadcastJobTemplate: { spec: { template: { spec: { volumes: {} } } } } })).toThrow(
      'spec.template.broadcastJobTemplate.spec.template.spec.volumes is an object, not a list',
    );
  });
});

test('the federated status has all active jobs, the last type and the latest time', () => {
  const members = {
    a: { active: [{ name: 'x' }], type: 'Job', lastScheduleTime: '2026-01-01T01:00:00+02:00' },
    b: { active: [{ name: 'x' }], type: 'BroadcastJob', lastScheduleTime: '2025-12-31T23:30:00Z' },
    c: { type: '', lastScheduleTime: 'yesterday' },
    d: undefined,
  };
  expect(federated(cron({}), members)).toEqual({
    ...{ active: [{ name: 'x' }, { name: 'x' }], type: 'BroadcastJob' },
    lastScheduleTime: '2025-12-31T23:30:00Z',
  });
});

test.each([
  ['Unknown', {}, undefined],
  ['Unknown', {}, {}],
  ['Healthy', {}, { type: 'Job' }],
  ['Healthy', {}, { lastScheduleTime: '2026-01-01T00:00:00Z', active: [{ name: 'x' }] }],
  ['Healthy', { paused: true }, { lastScheduleTime: '2026-01-01T00:00:00Z' }],
  ['Healthy', { paused: true }, { type: 'Job' }],
])('health is %s of %j with %j', (state, spec, status) => {
  expect(kruiseAdvancedCronJob.interpretHealth(cron(spec, status)).state).toBe(state);
});
