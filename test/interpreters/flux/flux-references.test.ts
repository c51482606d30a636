import { createInterpreter, InterpreterError } from 'karmada-interpreter';
import { describe, expect, it } from 'vitest';
import { deepFreeze } from '../../support/freeze.js';

const interpreter = createInterpreter();
const SOURCES = ['source.toolkit.fluxcd.io/v1', 'source.toolkit.fluxcd.io/v1beta2'];
const RELEASES = ['v2', 'v2beta2', 'v2beta1'].map((version) => `helm.toolkit.fluxcd.io/${version}`);
const KUSTOMIZATIONS = ['kustomize.toolkit.fluxcd.io/v1'];

/** The references of an object as `Kind/name`, all of them in its own namespace. */
function named(apiVersion: string, kind: string, spec: object): string[] {
  const found = interpreter.getDependencies(
    deepFreeze({ apiVersion, kind, metadata: { namespace: 'apps' }, spec }),
  );
  return found.map((one) => {
    expect(one).toEqual({ apiVersion: 'v1', kind: one.kind, namespace: 'apps', name: one.name });
    return `${one.kind}/${one.name}`;
  });
}

const KUBE_CONFIG: [object, string[]][] = [
  [{ kubeConfig: { secretRef: { name: 'a', key: 'value' } } }, ['Secret/a']],
  [{ kubeConfig: { configMapRef: { name: 'a' } } }, ['ConfigMap/a']],
];

const PLACES: Record<string, [apiVersions: string[], rows: [spec: object, expected: string[]][]]> = {
  GitRepository: [
    SOURCES,
    [
      [{ secretRef: { name: 'a' } }, ['Secret/a']],
      [{ proxySecretRef: { name: 'a' } }, ['Secret/a']],
      [{ verify: { mode: 'HEAD', secretRef: { name: 'a' } } }, ['Secret/a']],
      [{ provider: 'azure', serviceAccountName: 'a' }, ['ServiceAccount/a']],
      [{ include: [{ repository: { name: 'a' } }] }, []],
    ],
  ],
  OCIRepository: [
    SOURCES,
    [
      [{ secretRef: { name: 'a' } }, ['Secret/a']],
      [{ certSecretRef: { name: 'a' } }, ['Secret/a']],
      [{ proxySecretRef: { name: 'a' } }, ['Secret/a']],
      [{ verify: { provider: 'cosign', secretRef: { name: 'a' } } }, ['Secret/a']],
      [{ verify: { provider: 'cosign', trustedRootSecretRef: { name: 'a' } } }, ['Secret/a']],
      [{ serviceAccountName: 'a' }, ['ServiceAccount/a']],
    ],
  ],
  Bucket: [
    SOURCES,
    [
      [{ secretRef: { name: 'a' } }, ['Secret/a']],
      [{ certSecretRef: { name: 'a' } }, ['Secret/a']],
      [{ proxySecretRef: { name: 'a' } }, ['Secret/a']],
      [{ sts: { secretRef: { name: 'a' }, certSecretRef: { name: 'b' } } }, ['Secret/a', 'Secret/b']],
      [{ serviceAccountName: 'a' }, ['ServiceAccount/a']],
    ],
  ],
  HelmRepository: [
    SOURCES,
    [
      [{ secretRef: { name: 'a' } }, ['Secret/a']],
      [{ certSecretRef: { name: 'a' } }, ['Secret/a']],
      [{ secretRef: { name: 'a' }, certSecretRef: { name: 'a' } }, ['Secret/a']],
    ],
  ],
  HelmChart: [
    SOURCES,
    [
      [{ verify: { provider: 'cosign', secretRef: { name: 'a' } } }, ['Secret/a']],
      [{ sourceRef: { kind: 'HelmRepository', name: 'a' } }, []],
    ],
  ],
  HelmRelease: [
    RELEASES,
    [
      ...KUBE_CONFIG,
      [
        {
          valuesFrom: [
            { kind: 'Secret', name: 'b' },
            { kind: 'ConfigMap', name: 'a' },
          ],
        },
        ['ConfigMap/a', 'Secret/b'],
      ],
      [{ serviceAccountName: 'a' }, ['ServiceAccount/a']],
      [{ chart: { spec: { sourceRef: { name: 'x' }, verify: { secretRef: { name: 'a' } } } } }, ['Secret/a']],
      [
        {
          chart: { spec: { sourceRef: { name: 'x', namespace: '' }, verify: { secretRef: { name: 'a' } } } },
        },
        ['Secret/a'],
      ],
      [{ chartRef: { kind: 'OCIRepository', name: 'a' }, dependsOn: [{ name: 'b' }] }, []],
    ],
  ],
  Kustomization: [
    KUSTOMIZATIONS,
    [
      ...KUBE_CONFIG,
      [{ decryption: { provider: 'sops', secretRef: { name: 'a' } } }, ['Secret/a']],
      [{ decryption: { provider: 'sops', serviceAccountName: 'a' } }, ['ServiceAccount/a']],
      [
        {
          postBuild: {
            substituteFrom: [
              { kind: 'Secret', name: 'b' },
              { kind: 'ConfigMap', name: 'a' },
            ],
          },
        },
        ['ConfigMap/a', 'Secret/b'],
      ],
      [{ serviceAccountName: 'a' }, ['ServiceAccount/a']],
      [
        {
          sourceRef: { name: 'a' },
          dependsOn: [{ name: 'b' }],
          healthChecks: [{ kind: 'Secret', name: 'c' }],
        },
        [],
      ],
    ],
  ],
};

describe.each(Object.entries(PLACES))('%s refers to', (kind, [apiVersions, rows]) => {
  const cases = apiVersions.flatMap((apiVersion) =>
    rows.map(([spec, expected]) => ({ apiVersion, spec, expected })),
  );
  it.each(cases)('$expected in $spec under $apiVersion', ({ apiVersion, spec, expected }) => {
    expect(named(apiVersion, kind, spec)).toEqual(expected);
  });

  it('nothing where nothing is named, and once what is named everywhere', () => {
    const [apiVersion = ''] = apiVersions;
    for (const spec of [undefined, null, {}]) {
      expect(interpreter.getDependencies({ apiVersion, kind, spec })).toEqual([]);
    }
    const merged = Object.assign({}, ...rows.map(([spec]) => spec));
    const all = named(apiVersion, kind, merged);
    expect(all).toEqual([...new Set(all)].sort());
  });
});

describe('a HelmRelease whose source is in another namespace', () => {
  const release = (sourceRef: unknown) => ({
    apiVersion: 'helm.toolkit.fluxcd.io/v2',
    kind: 'HelmRelease',
    metadata: { namespace: 'apps' },
    spec: {
      chart: { spec: { sourceRef, verify: { secretRef: { name: 'cosign' } } } },
      valuesFrom: [{ kind: 'Secret', name: 'cosign' }],
    },
  });

  it("names the Secret of its chart there, which is the HelmChart's namespace", () => {
    expect(interpreter.getDependencies(deepFreeze(release({ name: 'x', namespace: 'flux-system' })))).toEqual(
      [
        { apiVersion: 'v1', kind: 'Secret', namespace: 'apps', name: 'cosign' },
        { apiVersion: 'v1', kind: 'Secret', namespace: 'flux-system', name: 'cosign' },
      ],
    );
  });

  it('is refused where that is no name', () => {
    const refusal = () => interpreter.getDependencies(release({ namespace: 3 }));
    expect(refusal).toThrow(InterpreterError);
    expect(refusal).toThrow('spec.chart.spec.sourceRef.namespace is 3, not a string');
  });
});
