import { type KubernetesObject, prune } from 'karmada-interpreter';
import { describe, expect, test } from 'vitest';
import { deepFreeze } from '../support/freeze.js';

type Json = Record<string, unknown>;

const object = (apiVersion: string, kind: string, rest: Json = {}): KubernetesObject & Json => ({
  ...{ apiVersion, kind, metadata: { name: 'web' } },
  ...rest,
});
const pruned = (given: KubernetesObject): Json => prune(deepFreeze(given)) as unknown as Json;

test('of any object goes what a control plane fills in', () => {
  const kept = { name: 'web', namespace: 'shop', labels: { app: 'web' }, annotations: { note: 'x' } };
  const filled = {
    creationTimestamp: '2026-03-01T10:00:00Z',
    deletionTimestamp: '2026-03-02T10:00:00Z',
    deletionGracePeriodSeconds: 30,
    generation: 4,
    managedFields: [{}],
    resourceVersion: '77',
    selfLink: '/x',
    uid: 'u',
    ownerReferences: [{ uid: 'o' }],
    finalizers: ['karmada.io/binding'],
  };
  const given = object('example.org/v1', 'Anything', {
    metadata: { ...kept, ...filled },
    spec: { finalizers: ['kept'] },
    status: { phase: 'Active' },
  });
  expect(pruned(given)).toEqual(
    object('example.org/v1', 'Anything', { metadata: kept, spec: { finalizers: ['kept'] } }),
  );
});

test('an object with nothing to take off is handed back as it is', () => {
  const given = deepFreeze(object('v1', 'ConfigMap', { data: { a: '1' } }));
  expect(prune(given)).toBe(given);
  const bare = deepFreeze({});
  expect(prune(bare)).toBe(bare);
});

describe('by group and kind', () => {
  const annotated = (...names: readonly string[]) => ({
    metadata: { name: 'web', annotations: Object.fromEntries([...names, 'note'].map((name) => [name, '1'])) },
  });

  test('a Deployment loses the revisions of its own control plane', () => {
    const names = ['deployment.kubernetes.io/revision', 'deployment.kubernetes.io/revision-history'];
    expect(pruned(object('apps/v1', 'Deployment', annotated(...names)))).toMatchObject(annotated());
    expect(pruned(object('apps/v1', 'Deployment', annotated(...names))).metadata).toEqual(
      annotated().metadata,
    );
    // Karmada goes by the kind alone.
    const other = deepFreeze(object('example.org/v1', 'Deployment', annotated(...names)));
    expect(prune(other)).toBe(other);
  });

  test('a claim loses the node that was selected for it', () => {
    const given = object('v1', 'PersistentVolumeClaim', annotated('volume.kubernetes.io/selected-node'));
    expect(pruned(given).metadata).toEqual(annotated().metadata);
  });

  const labels = {
    ...{ app: 'x', 'controller-uid': '1', 'batch.kubernetes.io/controller-uid': '1' },
    ...{ 'job-name': 'train', 'batch.kubernetes.io/job-name': 'train' },
  };
  const jobSpec = {
    selector: { matchLabels: { 'controller-uid': '1', 'batch.kubernetes.io/controller-uid': '1' } },
    template: { metadata: { labels } },
    ttlSecondsAfterFinished: 60,
  };

  test('a Job loses the selector that was made of its uid, and the time after which it is deleted', () => {
    expect(pruned(object('batch/v1', 'Job', { spec: jobSpec })).spec).toEqual({
      selector: { matchLabels: {} },
      template: { metadata: { labels: { app: 'x' } } },
    });
  });

  test('a Job with a selector of its own keeps it', () => {
    const { ttlSecondsAfterFinished: _, ...spec } = { ...jobSpec, manualSelector: true };
    expect(pruned(object('batch/v1', 'Job', { spec: { ...jobSpec, manualSelector: true } })).spec).toEqual(
      spec,
    );
  });

  test("Volcano's Job keeps all of it: Karmada goes by the kind alone", () => {
    const given = deepFreeze(object('batch.volcano.sh/v1alpha1', 'Job', { spec: jobSpec }));
    expect(prune(given)).toBe(given);
  });

  test.each([
    [{ clusterIP: '10.96.0.7', clusterIPs: ['10.96.0.7'], type: 'ClusterIP' }, { type: 'ClusterIP' }],
    [{ clusterIP: '', clusterIPs: [] }, {}],
    [
      { clusterIP: 'None', clusterIPs: ['None'] },
      { clusterIP: 'None', clusterIPs: ['None'] },
    ],
    [{ clusterIPs: ['10.96.0.7'] }, { clusterIPs: ['10.96.0.7'] }],
  ])('a Service with %j has %j', (spec, expected) => {
    expect(pruned(object('v1', 'Service', { spec })).spec).toEqual(expected);
    expect(pruned(object('serving.knative.dev/v1', 'Service', { spec })).spec).toEqual(spec);
  });

  test('a Secret loses the token that was made for it', () => {
    const token = { type: 'kubernetes.io/service-account-token', data: { token: 'x' } };
    const given = { ...token, ...annotated('kubernetes.io/service-account.uid') };
    expect(pruned(object('v1', 'Secret', given))).toEqual(
      object('v1', 'Secret', { type: token.type, ...annotated() }),
    );
    const opaque = deepFreeze(object('v1', 'Secret', { ...given, type: 'Opaque' }));
    expect(prune(opaque)).toBe(opaque);
  });

  test('a ServiceAccount loses all tokens that were made for it', () => {
    // Karmada skips every second of two neighbours, and panics at an entry without a name.
    const secrets = [{ name: 'web-token-a' }, { name: 'web-token-b' }, { name: 'mine' }, { namespace: 'x' }];
    expect(pruned(object('v1', 'ServiceAccount', { secrets })).secrets).toEqual(secrets.slice(2));
    const own = deepFreeze(object('v1', 'ServiceAccount', { secrets: secrets.slice(2) }));
    expect(prune(own)).toBe(own);
  });

  test('what is malformed is left as it is', () => {
    const given = deepFreeze(object('v1', 'ServiceAccount', { secrets: 'none', metadata: null }));
    expect(prune(given)).toBe(given);
    const kindless = deepFreeze({ metadata: 5, spec: [] } as unknown as KubernetesObject);
    expect(prune(kindless)).toBe(kindless);
    const odd = deepFreeze({ apiVersion: 5, kind: Symbol.iterator } as unknown as KubernetesObject);
    expect(prune(odd)).toBe(odd);
    expect(() => prune(null as never)).toThrow('object is null, not an object');
  });
});
