import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InterpreterError } from '../../../src/errors.js';
import { podReferences } from '../../../src/kubernetes/pod/pod-dependencies.js';
import {
  type DependentObjectReference,
  placed,
  referencesAt,
  sortReferences,
} from '../../../src/kubernetes/references.js';

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
  podReferences({ spec }, 'spec.template', 'shop', ownClaims).map(({ kind, name }) => `${kind}/${name}`);

function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null) Object.values(Object.freeze(value)).forEach(frozen);
  return value;
}

describe('recorded answers of Karmada', () => {
  const vectors = readdirSync(CASES)
    .flatMap((file) => JSON.parse(readFileSync(new URL(file, CASES), 'utf8')).vectors as Vector[])
    .filter(({ operation, object }) => operation === 'InterpretDependency' && object.spec.template);
  it('are there', () => expect(vectors.length).toBeGreaterThan(60));
  it.each(vectors)('$name', ({ object, expected }) => {
    const { apiVersion, metadata, spec } = frozen(object);
    const claims = apiVersion === 'apps/v1' ? (spec.volumeClaimTemplates ?? []) : [];
    const own = claims.map((claim) => claim.metadata.name);
    expect(podReferences(spec.template, 'spec.template', metadata.namespace, own)).toEqual(
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
    expect(podReferences(template, 'spec.template', 'shop')).toEqual([
      { apiVersion: 'v1', kind: 'ConfigMap', namespace: 'shop', name: 'settings' },
      { apiVersion: 'v1', kind: 'Secret', namespace: 'shop', name: 'token' },
      { apiVersion: 'v1', kind: 'ServiceAccount', namespace: 'shop', name: 'runner' },
    ]);
  });

  it.each([undefined, ''])('leaves out the namespace %j', (namespace) => {
    const template = { spec: { imagePullSecrets: [{ name: 'registry' }] } };
    const [reference] = podReferences(template, 'spec.template', namespace);
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
  ])('finds the object behind volume %j', (volume, reference) => {
    expect(uses({ volumes: [{ name: 'v', emptyDir: {} }, volume] })).toEqual([reference]);
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
    (template) => expect(podReferences(template, 'spec.template', 'shop')).toEqual([]),
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
  ])('refuses %j by name', (spec, message) => {
    expect(() => uses(spec)).toThrow(InterpreterError);
    expect(() => uses(spec)).toThrow(`spec.template.${message}`);
  });

  it('survives names and depths that nobody writes', () => {
    const name = 'x'.repeat(1_000_000);
    expect(uses({ imagePullSecrets: [{ name }, { name: '__proto__' }] })).toEqual([
      'Secret/__proto__',
      `Secret/${name}`,
    ]);
    let deep: unknown = {};
    for (let level = 0; level < 200; level++) deep = { spec: deep, volumes: [deep], secret: deep };
    expect(podReferences(deep, 'spec.template', 'shop')).toEqual([]);
  });
});

describe('references', () => {
  const text = fc.constantFrom('', 'a', 'a-b', 'a.b', 'aa', 'B', 'é', '\u{1F600}', '\uFFFD');
  const reference: fc.Arbitrary<DependentObjectReference> = fc.record({
    apiVersion: fc.constant('v1'),
    kind: text,
    namespace: fc.constant('shop'),
    name: text,
  });
  const key = (r: DependentObjectReference) => JSON.stringify([r.kind, r.name]);

  it('are sorted field by field, by code unit, without duplicates', () => {
    fc.assert(
      fc.property(fc.array(reference), (list) => {
        const sorted = sortReferences(frozen(list));
        expect(new Set(sorted.map(key))).toEqual(new Set(list.map(key)));
        sorted.forEach((right, index) => {
          const left = sorted[index - 1];
          if (left === undefined) return;
          const field = left.kind === right.kind ? 'name' : 'kind';
          expect(left[field] < right[field]).toBe(true);
        });
      }),
    );
  });

  it('do not depend on the order in which they were met, and sorting twice changes nothing', () => {
    fc.assert(
      fc.property(fc.array(reference), (list) => {
        const sorted = sortReferences(list);
        expect(sortReferences([...list].reverse()).map(key)).toEqual(sorted.map(key));
        expect(sortReferences(sorted)).toEqual(sorted);
      }),
    );
  });

  it('are found at the places that a kind declares', () => {
    const spec = { serviceAccountName: 'flux', verify: { secretRef: { name: 'key' } } };
    const places = {
      Secret: ['verify.secretRef.name', 'secretRef.name'],
      ServiceAccount: ['serviceAccountName'],
    };
    expect(referencesAt(spec, 'spec', places, 'apps')).toEqual([
      { apiVersion: 'v1', kind: 'Secret', namespace: 'apps', name: 'key' },
      { apiVersion: 'v1', kind: 'ServiceAccount', namespace: 'apps', name: 'flux' },
    ]);
  });

  it('come with the path at which they stand', () => {
    expect(placed({ list: [{ name: 'a' }, {}, null] }, 'spec', 'list.*.name')).toEqual([
      ['a', 'spec.list[0].name'],
      [undefined, 'spec.list[1].name'],
      [undefined, 'spec.list[2].name'],
    ]);
    expect(placed(undefined, 'spec', 'list.*.name')).toEqual([]);
  });
});
