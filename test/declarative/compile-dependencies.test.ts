import type { KindInterpreter } from 'karmada-interpreter';
import { compileInterpreter } from 'karmada-interpreter/declarative';
import { describe, expect, test } from 'vitest';
import { deepFreeze } from '../support/freeze.js';
import { refusal } from '../support/mistakes.js';

const compile = (...dependencies: readonly object[]): Required<KindInterpreter> =>
  compileInterpreter({ apiVersion: 'v1', kind: 'Game', dependencies }) as Required<KindInterpreter>;
const secret = { apiVersion: 'v1', kind: 'Secret' };
const found = (kind: Required<KindInterpreter>, spec: object, namespace?: string) =>
  kind
    .getDependencies(deepFreeze({ metadata: { name: 'x', ...(namespace && { namespace }) }, spec }))
    .map((one) => `${one.namespace ?? ''}/${one.name}`);

describe('a reference has the namespace that goes with its name', () => {
  test('where both stand in one place', () => {
    const kind = compile({ ...secret, name: '$.spec.ref.name', namespace: '$.spec.ref.namespace' });
    expect(found(kind, { ref: { name: 's', namespace: 'storage' } })).toStrictEqual(['storage/s']);
    expect(found(kind, { ref: { name: 's' } }, 'own')).toStrictEqual(['own/s']);
    expect(found(kind, { ref: { name: 's', namespace: '' } }, 'own')).toStrictEqual(['own/s']);
    expect(found(kind, { ref: { namespace: 'storage' } }, 'own')).toStrictEqual([]);
    const { message } = refusal(() => found(kind, { ref: { name: 's', namespace: 5 } }));
    expect(message).toBe('spec.ref.namespace is 5, not a string');
  });

  test('item by item, where they stand in a list', () => {
    const kind = compile({ ...secret, name: '$.spec.refs[*].name', namespace: '$.spec.refs[*].ns' });
    const refs = [{ name: 'a', ns: 'x' }, { name: 'b' }, { ns: 'y' }, { name: 'c', ns: 'z' }];
    expect(found(kind, { refs }, 'own')).toStrictEqual(['own/b', 'x/a', 'z/c']);
  });

  test('for a list of names, and for lists in a list', () => {
    const names = compile({ ...secret, name: '$.spec.names[*]', namespace: '$.spec.ns' });
    expect(found(names, { names: ['b', 'a'], ns: 'x' })).toStrictEqual(['x/a', 'x/b']);
    const nested = compile({ ...secret, name: '$.spec.g[*].names[*]', namespace: '$.spec.g[*].ns' });
    const g = [{ ns: 'x', names: ['a', 'b'] }, { names: ['c'] }];
    expect(found(nested, { g }, 'own')).toStrictEqual(['own/c', 'x/a', 'x/b']);
  });
});

test('what pod templates and claims cost grows no faster than their number', () => {
  const kind = compile({ podTemplate: '$.spec.pods[*]', ownClaims: '$.spec.claims[*]' });
  const cost = (n: number): number => {
    const pods = Array.from({ length: n }, (_, i) => ({
      spec: {
        volumes: [{ persistentVolumeClaim: { claimName: `c${i}` } }, { secret: { secretName: `s${i}` } }],
      },
    }));
    const object = { spec: { pods, claims: pods.map((_, i) => `c${i}`) } };
    const times = [0, 1, 2].map(() => {
      const { user } = process.cpuUsage();
      expect(kind.getDependencies(object)).toHaveLength(n);
      return process.cpuUsage().user - user;
    });
    return Math.min(...times);
  };
  cost(500);
  expect(cost(2000) / cost(500)).toBeLessThan(8);
});

test.each<[rule: object, message: string]>([
  [
    { name: '$.spec.a[*].name', namespace: '$.spec.b[*].ns' },
    'not the path to one namespace for each name: both lead through the same lists',
  ],
  [{ name: '$.spec.a', namespace: '$.spec.b[*]' }, 'not the path to one namespace for each name'],
  [
    { name: '$.spec.a', namespace: '$.spec.b', scope: 'Cluster' },
    'dependencies[0].namespace is "$.spec.b", not a field beside scope: Cluster, which has no namespaces',
  ],
  [{ name: '$.spec.a', namespace: 'kube-system' }, 'not a path such as $.spec.replicas'],
])('%j is refused', (rule, message) => {
  expect(() => compile({ ...secret, ...rule })).toThrow(message);
});
