import { InterpreterError } from 'karmada-interpreter';
import { itemsFromWorks } from 'karmada-interpreter/binding';
import { describe, expect, it } from 'vitest';
import { bindingWith, workIn } from '../../scripts/binding-situations.js';
import { deepFreeze } from '../support/freeze.js';

const label = 'resourcebinding.karmada.io/permanent-id';
const manifest = { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { namespace: 'shop', name: 'web' } };
const identifier = {
  ordinal: 0,
  group: 'apps',
  version: 'v1',
  kind: 'Deployment',
  namespace: 'shop',
  name: 'web',
};
const APPLIED = { type: 'Applied', status: 'True' };

/** The Work of a cluster, with these manifests and this status. */
function work(cluster: string, status: object, ...manifests: object[]): object {
  return {
    metadata: { namespace: `karmada-es-${cluster}`, labels: { [label]: 'id-web' } },
    spec: { workload: { manifests: manifests.length > 0 ? manifests : [manifest] } },
    status,
  };
}

function items(works: object[], options?: Parameters<typeof itemsFromWorks>[1]) {
  return itemsFromWorks(deepFreeze(works), deepFreeze(options));
}

describe('itemsFromWorks', () => {
  it('carries the generations beside the status', () => {
    const numbers = { resourceTemplateGeneration: 7, memberGeneration: 3, memberObservedGeneration: 3 };
    const collected = { identifier, status: { phase: 'Open' }, health: 'Healthy', ...numbers };
    expect(items([work('a', { conditions: [APPLIED], manifestStatuses: [collected] })])).toEqual([
      { clusterName: 'a', applied: true, status: { phase: 'Open' }, health: 'Healthy', ...numbers },
    ]);
  });

  it.each([
    ['False', { message: 'no' }, { appliedMessage: 'no' }],
    ['Unknown', { message: 'may be' }, { appliedMessage: 'may be' }],
    ['False', {}, {}],
    ['False', { message: '' }, {}],
  ])('drops the status where Applied is %s, with %j', (status, message, said) => {
    const conditions = [{ type: 'Applied', status, ...message }];
    const manifestStatuses = [{ identifier, status: {}, health: 'Healthy' }];
    expect(items([work('a', { conditions, manifestStatuses })])).toEqual([
      { clusterName: 'a', ...said, health: 'Unknown' },
    ]);
  });

  it.each([
    ['another ordinal', { ...identifier, ordinal: 1 }],
    ['another group', { ...identifier, group: 'extensions' }],
    ['another version', { ...identifier, version: 'v1beta1' }],
    ['another kind', { ...identifier, kind: 'StatefulSet' }],
    ['another namespace', { ...identifier, namespace: 'other' }],
    ['another name', { ...identifier, name: 'other' }],
  ])('passes over a status with %s', (_, other) => {
    const manifestStatuses = [{ identifier: other, status: {}, health: 'Healthy' }];
    expect(items([work('a', { conditions: [APPLIED], manifestStatuses })])).toEqual([
      { clusterName: 'a', applied: true, health: 'Unknown' },
    ]);
  });

  it('takes a resource of the core group, and without a namespace', () => {
    const node = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } };
    const manifestStatuses = [
      { identifier: { version: 'v1', kind: 'Namespace', name: 'shop' }, health: 'Healthy' },
    ];
    const resource = { apiVersion: 'v1', kind: 'Namespace', name: 'shop', namespace: '' };
    expect(items([work('a', { conditions: [APPLIED], manifestStatuses }, node)], { resource })).toEqual([
      { clusterName: 'a', applied: true, health: 'Healthy' },
    ]);
  });

  it('puts clusters in the order of the bytes of their names', () => {
    const works = ['member2', 'b', 'member10', 'Z'].map((name) => work(name, {}));
    expect(items(works).map(({ clusterName }) => clusterName)).toEqual(['Z', 'b', 'member10', 'member2']);
  });

  it('takes the Works of the binding alone', () => {
    const foreign = {
      ...work('b', {}),
      metadata: { namespace: 'karmada-es-b', labels: { [label]: 'id-other' } },
    };
    expect(
      items([workIn('a', 7), foreign], { binding: bindingWith({}) }).map(({ clusterName }) => clusterName),
    ).toEqual(['a']);
    const wide = {
      apiVersion: 'work.karmada.io/v1alpha2',
      kind: 'ClusterResourceBinding',
      metadata: { labels: { [`cluster${label}`]: 'id-wide' } },
      spec: { resource: { apiVersion: 'apps/v1', kind: 'Deployment', namespace: 'shop', name: 'web' } },
    };
    const labelled = {
      ...work('c', {}),
      metadata: { namespace: 'karmada-es-c', labels: { [`cluster${label}`]: 'id-wide' } },
    };
    expect(
      items([workIn('a', 7), labelled], { binding: wide }).map(({ clusterName }) => clusterName),
    ).toEqual(['c']);
  });

  it('passes over a Work that is being deleted, whatever else it is', () => {
    expect(items([{ metadata: { namespace: 'karmada-es-a', deletionTimestamp: 'x' } }])).toEqual([]);
  });

  it.each<[string, object[], object, string]>([
    [
      'in no namespace of a cluster',
      [{ ...work('a', {}), metadata: { namespace: 'shop' } }],
      {},
      'works[0].metadata.namespace is "shop"',
    ],
    [
      'in that of no cluster',
      [{ ...work('a', {}), metadata: { namespace: 'karmada-es-' } }],
      {},
      'works[0].metadata.namespace',
    ],
    [
      'without the manifest',
      [work('a', {}), work('b', {}, { kind: 'Service' })],
      { binding: bindingWith({ metadata: { labels: { [label]: 'id-web' } } }) },
      'works[1].spec.workload.manifests is a list of 1, not a list with Deployment web',
    ],
    [
      'with two manifests, where none is named',
      [work('a', {}, manifest, manifest)],
      {},
      'works[0].spec.workload.manifests is a list of 2, not a list of one manifest',
    ],
    ['with none', [{ metadata: { namespace: 'karmada-es-a' }, spec: {} }], {}, 'a list of 0'],
    ['that is none', [5 as unknown as object], {}, 'works[0] is 5'],
    [
      'of a binding without an id',
      [work('a', {})],
      { binding: bindingWith({ metadata: { labels: {} } }) },
      'metadata.labels["resourcebinding.karmada.io/permanent-id"] is missing',
    ],
  ])('refuses a Work %s', (_, works, options, message) => {
    expect(() => items(works, options)).toThrow(InterpreterError);
    expect(() => items(works, options)).toThrow(message);
  });

  it('refuses what is no list, and options that are none', () => {
    expect(() => itemsFromWorks({} as [])).toThrow('works is an object, not a list');
    expect(() => itemsFromWorks([], 5 as never)).toThrow(
      expect.objectContaining({ code: 'INVALID_OPTIONS' }),
    );
    expect(() => itemsFromWorks([], { resource: 'web' as never })).toThrow(
      expect.objectContaining({ code: 'INVALID_OPTIONS' }),
    );
  });
});
