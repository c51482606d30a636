import fc from 'fast-check';
import { createInterpreter, InterpreterError, type KubernetesObject } from 'karmada-interpreter';
import { describe, expect, test } from 'vitest';
import { deepFreeze } from '../support/freeze.js';
import { isFlux, kinds } from '../support/kinds.js';

type Json = Record<string, unknown>;

const interpreter = createInterpreter();

const every = kinds.flatMap((facts) => facts.apiVersions.map((apiVersion) => ({ ...facts, apiVersion })));
const replicaKinds = every.filter(({ replicas }) => replicas);
const fluxKinds = every.filter(isFlux);

const MOST = 2147483647;
const LABEL = 'resourcetemplate.karmada.io/retain-replicas';

function invalid(code: 'INVALID_OBJECT' | 'INVALID_REPLICAS', message: string): InterpreterError {
  return new InterpreterError(code, message);
}

test('the replica kinds are those of the table', () => {
  expect(replicaKinds.map(({ apiVersion, kind }) => `${apiVersion} ${kind}`)).toStrictEqual([
    'apps/v1 Deployment',
    'apps/v1 StatefulSet',
    'apps.kruise.io/v1alpha1 CloneSet',
    'apps.kruise.io/v1beta1 CloneSet',
    'apps.kruise.io/v1beta1 StatefulSet',
    'apps.kruise.io/v1alpha1 StatefulSet',
    'apps/v1 ReplicaSet',
  ]);
});

describe.each(replicaKinds)('reviseReplica of $apiVersion $kind', ({ apiVersion, kind }) => {
  const template = deepFreeze({ spec: { serviceAccountName: 'web' } });
  const object = deepFreeze({ apiVersion, kind, metadata: { name: 'web' }, spec: { replicas: 3, template } });

  test('sets spec.replicas and shares everything else', () => {
    const revised = interpreter.reviseReplica(object, 5);
    expect(revised).toStrictEqual({
      apiVersion,
      kind,
      metadata: { name: 'web' },
      spec: { replicas: 5, template },
    });
    expect(revised.metadata).toBe(object.metadata);
    expect(revised.spec.template).toBe(template);
    expect(object.spec.replicas).toBe(3);
  });

  test('gives the same object where it has that many', () => {
    expect(interpreter.reviseReplica(object, 3)).toBe(object);
  });

  test.each<[string, Json, Json]>([
    ['spec.replicas is absent', { spec: { paused: true } }, { spec: { paused: true, replicas: 2 } }],
    ['spec.replicas is null', { spec: { replicas: null } }, { spec: { replicas: 2 } }],
    ['spec.replicas is malformed', { spec: { replicas: '3' } }, { spec: { replicas: 2 } }],
    ['spec is absent', {}, { spec: { replicas: 2 } }],
    ['spec is null', { spec: null }, { spec: { replicas: 2 } }],
  ])('sets it where %s', (_, given, expected) => {
    const revised = interpreter.reviseReplica(deepFreeze({ apiVersion, kind, ...given }), 2);
    expect(revised).toStrictEqual({ apiVersion, kind, ...expected });
  });

  test('writes 0 where spec.replicas is absent: without it, the member would run 1', () => {
    expect(interpreter.reviseReplica({ apiVersion, kind, spec: {} }, 0).spec).toStrictEqual({ replicas: 0 });
  });

  test.each([0, 1, MOST])('takes %d', (replicas) => {
    expect(interpreter.reviseReplica(object, replicas).spec.replicas).toBe(replicas);
  });

  test('takes -0 for 0, as JSON does', () => {
    expect(interpreter.reviseReplica(object, -0).spec.replicas).toBe(0);
  });

  test.each<[unknown, string]>([
    [-1, '-1'],
    [1.5, '1.5'],
    [MOST + 1, '2147483648'],
    [Number.NaN, 'NaN'],
    [Number.POSITIVE_INFINITY, 'Infinity'],
    ['3', '"3"'],
    [3n, '3n'],
    [null, 'null'],
    [undefined, 'missing'],
  ])('refuses %o', (replicas, shown) => {
    expect(() => interpreter.reviseReplica(object, replicas as number)).toThrow(
      invalid('INVALID_REPLICAS', `replicas is ${shown}, not an integer from 0 to 2147483647`),
    );
  });

  test('refuses a spec that is no object', () => {
    const broken = { apiVersion, kind, spec: [] } as KubernetesObject;
    expect(() => interpreter.reviseReplica(broken, 2)).toThrow(
      invalid('INVALID_OBJECT', 'spec is a list of 0, not an object'),
    );
  });

  test('is read back by getReplicas, and revising again changes nothing', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: MOST }), (replicas) => {
        const revised = deepFreeze(interpreter.reviseReplica(object, replicas));
        expect(interpreter.getReplicas(revised).replicas).toBe(replicas);
        expect(interpreter.reviseReplica(revised, replicas)).toBe(revised);
      }),
    );
  });
});

describe.each(replicaKinds)('getReplicas of $apiVersion $kind', ({ apiVersion, kind }) => {
  const get = (spec: unknown) =>
    interpreter.getReplicas(deepFreeze({ apiVersion, kind, spec } as KubernetesObject));

  test.each<[string, unknown, number]>([
    ['given', { replicas: 3 }, 3],
    ['0', { replicas: 0 }, 0],
    ['-0', { replicas: -0 }, 0],
    ['absent, 1 as the API has it', {}, 1],
    ['null', { replicas: null }, 1],
    ['absent, with its spec', undefined, 1],
    ['the most there can be', { replicas: MOST }, MOST],
  ])('where they are %s', (_, spec, replicas) => {
    expect(get(spec)).toStrictEqual({ replicas });
  });

  test.each<[unknown, string]>([
    ['3', '"3"'],
    [-1, '-1'],
    [1.5, '1.5'],
    [MOST + 1, '2147483648'],
    [true, 'true'],
    [{}, 'an object'],
  ])('refuses %o', (replicas, shown) => {
    expect(() => get({ replicas })).toThrow(
      invalid('INVALID_OBJECT', `spec.replicas is ${shown}, not an integer from 0 to 2147483647`),
    );
  });

  test('says where its pod template is malformed', () => {
    const containers = [{ resources: { requests: { cpu: 'a lot' } } }];
    expect(() => get({ replicas: 1, template: { spec: { containers } } })).toThrow(
      invalid(
        'INVALID_OBJECT',
        'spec.template.spec.containers[0].resources.requests.cpu is "a lot", ' +
          'not a quantity from 0 on, such as "500m" or "1Gi"',
      ),
    );
  });

  test('comes with what one replica needs', () => {
    const containers = [{ resources: { requests: { cpu: '0.5', memory: '512Mi' } } }];
    expect(get({ replicas: 2, template: { spec: { containers } } })).toStrictEqual({
      replicas: 2,
      requirements: { resourceRequest: { cpu: '500m', memory: '512Mi' } },
    });
  });
});

describe.each(replicaKinds)('retain of $apiVersion $kind', ({ apiVersion, kind }) => {
  const desired = (label: unknown, replicas: unknown = 2) =>
    deepFreeze({
      apiVersion,
      kind,
      metadata: { name: 'web', labels: { app: 'web', [LABEL]: label } },
      spec: { replicas, paused: false },
    }) as KubernetesObject;
  const observed = (replicas: unknown) => deepFreeze({ apiVersion, kind, spec: { replicas, paused: true } });

  test('keeps the observed replicas where the label says so, and nothing else', () => {
    const kept = interpreter.retain(desired('true'), observed(7));
    expect(kept).toStrictEqual({ ...desired('true'), spec: { replicas: 7, paused: false } });
  });

  test('keeps an observed 0', () => {
    expect(interpreter.retain(desired('true'), observed(0)).spec).toMatchObject({ replicas: 0 });
  });

  test('keeps the observed replicas where the desired object has none', () => {
    const object = { apiVersion, kind, metadata: { labels: { [LABEL]: 'true' } } };
    const kept = interpreter.retain<KubernetesObject, KubernetesObject>(deepFreeze(object), observed(7));
    expect(kept.spec).toStrictEqual({ replicas: 7 });
  });

  test('gives the same object where both have as many', () => {
    const object = desired('true', 7);
    expect(interpreter.retain(object, observed(7))).toBe(object);
  });

  test.each([undefined, 'false', '', 'True', true, 1])('keeps nothing where the label is %o', (label) => {
    const object = desired(label);
    expect(interpreter.retain(object, observed(7))).toBe(object);
  });

  test('is asked for by the desired object’s label, not by the observed one’s', () => {
    const object = { apiVersion, kind, spec: { replicas: 2 } };
    expect(interpreter.retain(object, { ...observed(7), metadata: { labels: { [LABEL]: 'true' } } })).toBe(
      object,
    );
  });

  test.each([undefined, null])('keeps the desired replicas where the observed are %o', (replicas) => {
    const object = desired('true');
    expect(interpreter.retain(object, observed(replicas))).toBe(object);
  });

  test('refuses observed replicas that are malformed', () => {
    expect(() => interpreter.retain(desired('true'), observed('7'))).toThrow(
      invalid('INVALID_OBJECT', 'observed.spec.replicas is "7", not an integer from 0 to 2147483647'),
    );
  });

  test('does not look at them without the label', () => {
    const object = desired(undefined);
    expect(interpreter.retain(object, observed('7'))).toBe(object);
  });

  test('keeps no suspend, which only Flux has', () => {
    const object = desired('true');
    expect(interpreter.retain(object, { ...observed(2), spec: { replicas: 2, suspend: true } })).toBe(object);
  });
});

describe.each(fluxKinds)('retain of $apiVersion $kind', ({ apiVersion, kind }) => {
  const desired = (spec: Json, labels: Json = {}) =>
    deepFreeze({ apiVersion, kind, metadata: { name: 'podinfo', labels }, spec }) as KubernetesObject;
  const observed = (spec: unknown) => deepFreeze({ apiVersion, kind, spec }) as KubernetesObject;

  test.each<[string, Json, Json, Json]>([
    [
      'set where the desired object has none',
      { interval: '5m' },
      { suspend: true },
      { interval: '5m', suspend: true },
    ],
    ['true over a desired false', { suspend: false }, { suspend: true }, { suspend: true }],
    ['false over a desired true', { suspend: true }, { suspend: false }, { suspend: false }],
  ])('keeps the observed suspend: %s', (_, own, there, expected) => {
    expect(interpreter.retain(desired(own), observed(there)).spec).toStrictEqual(expected);
  });

  test.each<[string, unknown]>([
    ['the same', { suspend: true }],
    ['absent', { interval: '1m' }],
    ['null', { suspend: null }],
    ['no JSON', { suspend: Number.NaN }],
    ['without a spec', undefined],
  ])('gives the same object where the observed suspend is %s', (_, spec) => {
    const object = desired({ suspend: true, interval: '5m' });
    expect(interpreter.retain(object, observed(spec))).toBe(object);
  });

  test('keeps nothing else', () => {
    const there = observed({ suspend: true, interval: '1m', replicas: 3 });
    const kept = interpreter.retain(desired({ interval: '5m' }, { [LABEL]: 'true' }), there);
    expect(kept.spec).toStrictEqual({ interval: '5m', suspend: true });
  });

  test('shares everything else', () => {
    const object = desired({ interval: '5m' });
    expect(interpreter.retain(object, observed({ suspend: true })).metadata).toBe(object.metadata);
  });
});

describe('retain', () => {
  const desired = { apiVersion: 'apps/v1', kind: 'Deployment' };

  test.each<[string, unknown, unknown]>([
    ['an observed object that is none', desired, null],
    ['an observed object of another kind', desired, { apiVersion: 'v1', kind: 'Service' }],
    ['a desired object that is none', 'Deployment', desired],
  ])('refuses %s', (_, own, there) => {
    expect(() => interpreter.retain(own as KubernetesObject, there as KubernetesObject)).toThrow(
      expect.objectContaining({ name: 'InterpreterError', code: 'INVALID_OBJECT' }),
    );
  });

  test('of a DaemonSet is no operation', () => {
    const daemonSet = { apiVersion: 'apps/v1', kind: 'DaemonSet' };
    expect(() => interpreter.retain(daemonSet, daemonSet)).toThrow(
      expect.objectContaining({ code: 'UNSUPPORTED_OPERATION' }),
    );
  });
});

describe('references of a HelmRelease', () => {
  const release = (spec: Json) => ({
    apiVersion: 'helm.toolkit.fluxcd.io/v2',
    kind: 'HelmRelease',
    metadata: { name: 'podinfo', namespace: 'flux-system' },
    spec,
  });

  test('are values from ConfigMaps and Secrets, and from nothing else', () => {
    const valuesFrom = [
      { kind: 'Secret', name: 'credentials' },
      { kind: 'ConfigMap', name: 'values' },
      { kind: 'ConfigMap', name: 'values', valuesKey: 'other.yaml' },
      { kind: 'Widget', name: 'ignored' },
      { name: 'of no kind' },
    ];
    expect(interpreter.getDependencies(deepFreeze(release({ valuesFrom })))).toStrictEqual([
      { apiVersion: 'v1', kind: 'ConfigMap', namespace: 'flux-system', name: 'values' },
      { apiVersion: 'v1', kind: 'Secret', namespace: 'flux-system', name: 'credentials' },
    ]);
  });

  test.each<[string, Json, string]>([
    ['a list', { valuesFrom: {} }, 'spec.valuesFrom is an object, not a list'],
    ['an entry', { valuesFrom: ['values'] }, 'spec.valuesFrom[0] is "values", not an object'],
    ['a kind', { valuesFrom: [{ kind: 5 }] }, 'spec.valuesFrom[0].kind is 5, not a string'],
    ['a name', { serviceAccountName: {} }, 'spec.serviceAccountName is an object, not a string'],
  ])('are refused where they are malformed: %s', (_, spec, message) => {
    expect(() => interpreter.getDependencies(release(spec))).toThrow(invalid('INVALID_OBJECT', message));
  });
});
