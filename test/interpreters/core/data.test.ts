import { createInterpreter, type KubernetesObject } from 'karmada-interpreter';
import { describe, expect, test } from 'vitest';
import { deepFreeze } from '../../support/freeze.js';

const interpreter = createInterpreter();

const object = (kind: string, rest: object = {}): KubernetesObject => ({
  ...{ apiVersion: 'v1', kind, metadata: { name: 'app', namespace: 'shop' } },
  ...rest,
});
const retain = (kind: string, desired: object, observed: object) =>
  interpreter.retain(deepFreeze(object(kind, desired)), deepFreeze(object(kind, observed)));

test.each(['Secret', 'ServiceAccount', 'ConfigMap'])('%s is healthy once it is there', (kind) => {
  expect(interpreter.interpretHealth(object(kind))).toMatchObject({ healthy: true, state: 'Healthy' });
  expect(interpreter.reflectStatus(object(kind))).toBeUndefined();
  expect(interpreter.supports(object(kind), 'AggregateStatus')).toBe(false);
  const deleted = object(kind, { metadata: { deletionTimestamp: '2026-03-01T10:00:00Z' } });
  expect(interpreter.interpretHealth(deleted).state).toBe('Progressing');
});

describe('ServiceAccount', () => {
  test('keeps the desired entries, and those of the member that have other names', () => {
    const desired = { secrets: [{ name: 'mine', namespace: 'x' }], imagePullSecrets: [{ name: 'a' }] };
    const observed = { secrets: [{ name: 'mine' }, { name: 'token' }, { name: 'token' }] };
    expect(retain('ServiceAccount', desired, observed)).toEqual(
      object('ServiceAccount', { ...desired, secrets: [...desired.secrets, { name: 'token' }] }),
    );
  });

  test('serviceaccount-without-name: such an entry stays if it is desired; Karmada panics', () => {
    const desired = { secrets: [{ namespace: 'x' }] };
    const observed = { secrets: [{ namespace: 'y' }, { name: '' }, null, { name: 'token' }] };
    expect(retain('ServiceAccount', desired, observed)).toEqual(
      object('ServiceAccount', { secrets: [{ namespace: 'x' }, { name: 'token' }] }),
    );
  });

  test('is left as it is where the member has nothing more', () => {
    const desired = deepFreeze(object('ServiceAccount', { secrets: [{ name: 'mine' }] }));
    expect(interpreter.retain(desired, object('ServiceAccount', { secrets: [{ name: 'mine' }] }))).toBe(
      desired,
    );
    expect(interpreter.retain(desired, object('ServiceAccount', { secrets: 'none' }))).toBe(desired);
  });
});

describe('Secret', () => {
  const TOKEN = { type: 'kubernetes.io/service-account-token' };
  test('of a token, the data stay those of the member', () => {
    const observed = { data: { token: 'eA==' } };
    expect(retain('Secret', { ...TOKEN, data: { own: 'eQ==' } }, observed)).toEqual(
      object('Secret', { ...TOKEN, ...observed }),
    );
    expect(retain('Secret', { ...TOKEN, data: { own: 'eQ==' } }, {})).toEqual(
      object('Secret', { ...TOKEN, data: { own: 'eQ==' } }),
    );
  });

  test('any other keeps its own', () => {
    const desired = deepFreeze(object('Secret', { type: 'Opaque', data: { own: 'eQ==' } }));
    expect(interpreter.retain(desired, object('Secret', { ...TOKEN, data: { token: 'eA==' } }))).toBe(
      desired,
    );
  });
});
