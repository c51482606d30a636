import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { InterpreterError } from '../../../src/errors.js';
import { podDependencies } from '../../../src/kubernetes/pod/pod-dependencies.js';
import { type DependentObjectReference, sortReferences } from '../../../src/kubernetes/references.js';

interface Workload {
  apiVersion: string;
  kind: string;
  metadata: { namespace: string };
  spec: { template: unknown; volumeClaimTemplates?: { metadata: { name: string } }[] };
}
interface Vector {
  name: string;
  operation: string;
  object: Workload;
  expected: DependentObjectReference[];
}

const CASES = new URL('../../conformance/cases/', import.meta.url);
const uses = (spec: unknown, ownClaims?: string[]) =>
  podDependencies({ spec }, 'shop', { path: 'spec.template', ownClaims }).map(
    ({ kind, name }) => `${kind}/${name}`,
  );

function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null) Object.values(Object.freeze(value)).forEach(frozen);
  return value;
}

describe('recorded answers of Karmada', () => {
  const vectors = readdirSync(CASES)
    .flatMap((file) => JSON.parse(readFileSync(new URL(file, CASES), 'utf8')).vectors as Vector[])
    .filter(
      ({ operation, object }) =>
        operation === 'InterpretDependency' &&
        (object.spec?.template as { spec?: { containers?: unknown } } | undefined)?.spec?.containers,
    );
  it('are there', () => expect(vectors.length).toBeGreaterThan(60));
  it.each(vectors)('$name', ({ object, expected }) => {
    const { apiVersion, metadata, spec } = frozen(object);
    const claims = apiVersion === 'apps/v1' ? (spec.volumeClaimTemplates ?? []) : [];
    const own = claims.map((claim) => claim.metadata.name);
    expect(podDependencies(spec.template, metadata.namespace, { ownClaims: own })).toEqual(
      sortReferences(expected),
    );
  });
});

describe('what a pod template uses', () => {
  it('names each object once, sorted, in the namespace of its holder', () => {
    const container = {
      envFrom: [{ secretRef: { name: 'token' } }, { configMapRef: { name: 'settings' } }],
      env: [
        { name: 'A', value: 'plain' },
        { name: 'B', valueFrom: { secretKeyRef: { name: 'token', key: 'b' } } },
        { name: 'C', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } },
      ],
    };
    const template = frozen({ spec: { containers: [container, container], serviceAccountName: 'runner' } });
    expect(podDependencies(template, 'shop')).toEqual([
      { apiVersion: 'v1', kind: 'ConfigMap', namespace: 'shop', name: 'settings' },
      { apiVersion: 'v1', kind: 'Secret', namespace: 'shop', name: 'token' },
      { apiVersion: 'v1', kind: 'ServiceAccount', namespace: 'shop', name: 'runner' },
    ]);
  });

  it.each([undefined, ''])('leaves out the namespace %j', (namespace) => {
    const template = { spec: { imagePullSecrets: [{ name: 'registry' }] } };
    const [reference] = podDependencies(template, namespace);
    expect(reference).toStrictEqual({ apiVersion: 'v1', kind: 'Secret', name: 'registry' });
  });

  it.each(['containers', 'initContainers', 'ephemeralContainers'])('looks into the env of %s', (list) => {
    expect(
      uses({
        [list]: [
          { envFrom: [{ configMapRef: { name: 'a' } }, { secretRef: { name: 'b' } }] },
          {
            env: [
              { valueFrom: { configMapKeyRef: { name: 'c' } } },
              { valueFrom: { secretKeyRef: { name: 'd' } } },
            ],
          },
        ],
      }),
    ).toEqual(['ConfigMap/a', 'ConfigMap/c', 'Secret/b', 'Secret/d']);
  });

  it.each([
    [{ secret: { secretName: 'x' } }, 'Secret/x'],
    [{ configMap: { name: 'x' } }, 'ConfigMap/x'],
    [{ persistentVolumeClaim: { claimName: 'x' } }, 'PersistentVolumeClaim/x'],
    [{ projected: { sources: [{ secret: { name: 'x' } }] } }, 'Secret/x'],
    [{ projected: { sources: [{ serviceAccountToken: {} }, { configMap: { name: 'x' } }] } }, 'ConfigMap/x'],
    [{ azureFile: { secretName: 'x' } }, 'Secret/x'],
    [{ cephfs: { secretRef: { name: 'x' } } }, 'Secret/x'],
    [{ cinder: { secretRef: { name: 'x' } } }, 'Secret/x'],
    [{ csi: { nodePublishSecretRef: { name: 'x' } } }, 'Secret/x'],
    [{ flexVolume: { secretRef: { name: 'x' } } }, 'Secret/x'],
    [{ iscsi: { secretRef: { name: 'x' } } }, 'Secret/x'],
    [{ rbd: { secretRef: { name: 'x' } } }, 'Secret/x'],
    [{ scaleIO: { secretRef: { name: 'x' } } }, 'Secret/x'],
    [{ storageos: { secretRef: { name: 'x' } } }, 'Secret/x'],
    [
      {
        ephemeral: {
          volumeClaimTemplate: { spec: { dataSource: { kind: 'PersistentVolumeClaim', name: 'x' } } },
        },
      },
      'PersistentVolumeClaim/x',
    ],
    [
      {
        ephemeral: {
          volumeClaimTemplate: { spec: { dataSourceRef: { kind: 'PersistentVolumeClaim', name: 'x' } } },
        },
      },
      'PersistentVolumeClaim/x',
    ],
  ])('finds the object behind volume %j', (volume, reference) => {
    expect(uses({ volumes: [{ name: 'v', emptyDir: {} }, volume] })).toEqual([reference]);
  });

  it('finds nothing behind a volume that is filled without one', () => {
    const spec = { dataSource: { apiGroup: 'snapshot.storage.k8s.io', kind: 'VolumeSnapshot', name: 'x' } };
    expect(
      uses({
        volumes: [
          { image: { reference: 'x' } },
          { ephemeral: { volumeClaimTemplate: { spec } } },
          {
            projected: {
              sources: [{ podCertificate: { signerName: 'x/y' } }, { clusterTrustBundle: { name: 'x' } }],
            },
          },
        ],
        containers: [{ env: [{ valueFrom: { fileKeyRef: { volumeName: 'x', key: 'x' } } }] }],
      }),
    ).toEqual([]);
  });

  it('finds resource claims and their templates, under their own API version', () => {
    const spec = {
      resourceClaims: [
        { name: 'a', resourceClaimName: 'gpu' },
        { name: 'b', resourceClaimTemplateName: 'channel' },
        { name: 'c' },
      ],
      imagePullSecrets: [{ name: 'registry' }],
      containers: [{ resources: { claims: [{ name: 'a' }] } }],
    };
    expect(podDependencies({ spec }, 'shop')).toEqual([
      { apiVersion: 'resource.k8s.io/v1', kind: 'ResourceClaim', namespace: 'shop', name: 'gpu' },
      { apiVersion: 'resource.k8s.io/v1', kind: 'ResourceClaimTemplate', namespace: 'shop', name: 'channel' },
      { apiVersion: 'v1', kind: 'Secret', namespace: 'shop', name: 'registry' },
    ]);
  });

  it('leaves out the service account that every namespace has', () => {
    expect(uses({ serviceAccountName: 'default' })).toEqual([]);
    expect(uses({ volumes: [{ configMap: { name: 'default' } }] })).toEqual(['ConfigMap/default']);
  });

  it('reads the old name of the service account field where the new one is empty', () => {
    expect(uses({ serviceAccount: 'old' })).toEqual(['ServiceAccount/old']);
    expect(uses({ serviceAccountName: '', serviceAccount: 'old' })).toEqual(['ServiceAccount/old']);
    expect(uses({ serviceAccountName: 'new', serviceAccount: 'old' })).toEqual(['ServiceAccount/new']);
    expect(uses({ serviceAccountName: 'default', serviceAccount: 'old' })).toEqual([]);
  });

  it('leaves out the claims that the object makes itself, and nothing else of their names', () => {
    const volumes = [
      { persistentVolumeClaim: { claimName: 'data' } },
      { persistentVolumeClaim: { claimName: 'shared' } },
      { secret: { secretName: 'data' } },
    ];
    expect(uses({ volumes }, ['data'])).toEqual(['PersistentVolumeClaim/shared', 'Secret/data']);
  });

  it.each([undefined, null, {}, { spec: null }, { spec: { volumes: null, containers: [{}, null] } }])(
    'is nothing for template %j',
    (template) => expect(podDependencies(template, 'shop')).toEqual([]),
  );

  it('skips what has no name', () => {
    expect(
      uses({
        imagePullSecrets: [{}, { name: '' }, { name: null }, null],
        volumes: [{ secret: {} }, { projected: {} }, { csi: { nodePublishSecretRef: null } }],
      }),
    ).toEqual([]);
  });

  it.each<[unknown, string]>([
    ['text', 'spec is "text", not an object'],
    [{ volumes: 'data' }, 'spec.volumes is "data", not a list'],
    [{ volumes: [3] }, 'spec.volumes[0] is 3, not an object'],
    [{ volumes: [{ secret: 'x' }] }, 'spec.volumes[0].secret is "x", not an object'],
    [{ volumes: [{ secret: { secretName: 1 } }] }, 'spec.volumes[0].secret.secretName is 1, not a string'],
    [
      { volumes: [{ projected: { sources: {} } }] },
      'spec.volumes[0].projected.sources is an object, not a list',
    ],
    [{ containers: [{ env: [{ valueFrom: [] }] }] }, 'spec.containers[0].env[0].valueFrom is a list of 0'],
    [{ imagePullSecrets: ['x'] }, 'spec.imagePullSecrets[0] is "x", not an object'],
    [{ imagePullSecrets: [{ name: Number.NaN }] }, 'spec.imagePullSecrets[0].name is NaN, not a string'],
    [{ serviceAccountName: 7 }, 'spec.serviceAccountName is 7, not a string'],
    [{ serviceAccountName: 0 }, 'spec.serviceAccountName is 0, not a string'],
    [
      { resourceClaims: [{ resourceClaimName: {} }] },
      'spec.resourceClaims[0].resourceClaimName is an object',
    ],
  ])('refuses %j by name', (spec, message) => {
    expect(() => uses(spec)).toThrow(InterpreterError);
    expect(() => uses(spec)).toThrow(`spec.template.${message}`);
  });

  it('names the place that it is given, or none', () => {
    const pod = { spec: { volumes: [3] } };
    expect(() => podDependencies(pod, 'shop')).toThrow('podTemplate.spec.volumes[0] is 3');
    expect(() => podDependencies(pod, 'shop', { path: '' })).toThrow(/^spec\.volumes\[0\] is 3/);
  });

  it('survives names and depths that nobody writes', () => {
    const name = 'x'.repeat(1_000_000);
    expect(uses({ imagePullSecrets: [{ name }, { name: '__proto__' }] })).toEqual([
      'Secret/__proto__',
      `Secret/${name}`,
    ]);
    let deep: unknown = {};
    for (let level = 0; level < 200; level++) deep = { spec: deep, volumes: [deep], secret: deep };
    expect(podDependencies(deep, 'shop')).toEqual([]);
  });
});
