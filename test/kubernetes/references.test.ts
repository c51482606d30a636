import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InterpreterError } from '../../src/errors.js';
import {
  checkedReferences,
  type DependentObjectReference,
  placed,
  referencesAt,
  sortReferences,
} from '../../src/kubernetes/references.js';
import { deepFreeze } from '../support/freeze.js';

const ref = (fields: object): DependentObjectReference =>
  deepFreeze({ apiVersion: 'v1', kind: 'Secret', namespace: 'shop', name: 'a', ...fields });
const labels = (matchLabels: Record<string, string>) => ({ name: undefined, labelSelector: { matchLabels } });

describe('sortReferences', () => {
  it('goes by apiVersion, kind, namespace, name and labelSelector, each by code unit', () => {
    const sorted = [
      ref({ apiVersion: 'a/v1', kind: 'Z' }),
      ref({ kind: 'A', namespace: 'z' }),
      ref({ kind: 'A', namespace: 'z!' }),
      ref({ namespace: undefined, name: 'z' }),
      ref({ namespace: 'shop', ...labels({ app: 'a' }) }),
      ref({ namespace: 'shop', ...labels({ app: 'b' }) }),
      ref({ name: 'B' }),
      ref({ name: 'a' }),
      ref({ name: 'a"' }),
      ref({ name: 'a-' }),
      ref({ name: 'aa' }),
      ref({ name: '\u{1F600}' }),
      ref({ name: '\uFFFD' }),
      ref({ namespace: 'shop2', name: '0' }),
    ];
    expect(sortReferences(deepFreeze([...sorted].reverse()))).toEqual(sorted);
    expect(sortReferences(deepFreeze(sorted))).toEqual(sorted);
  });

  it.each<[string, object, object]>([
    ['an empty namespace and an absent one', { namespace: '' }, { namespace: undefined }],
    ['an empty name and an absent one', { ...labels({ a: 'b' }), name: '' }, labels({ a: 'b' })],
    ['an empty selector and an absent one', { labelSelector: {} }, {}],
    ['selectors in another order of keys', labels({ a: '1', b: '2' }), labels({ b: '2', a: '1' })],
  ])('takes %s for the same', (_, a, b) => {
    const one = sortReferences([ref(a), ref(b)]);
    expect(one).toHaveLength(1);
    expect(Object.values(one[0] ?? {}).every(Boolean)).toBe(true);
  });

  it.each<[string, object, object]>([
    ['namespaces', { namespace: 'a' }, { namespace: 'b' }],
    ['API versions', { apiVersion: 'a/v1' }, { apiVersion: 'a/v2' }],
    ['selectors', labels({ a: '1' }), labels({ a: '2' })],
    ['a selector and none', {}, labels({ a: '1' })],
    ['where one field ends', { kind: 'a', namespace: 'b' }, { kind: 'ab', namespace: '' }],
  ])('keeps apart what differs in %s', (_, a, b) => {
    expect(sortReferences([ref(b), ref(a), ref(b)])).toHaveLength(2);
  });

  const text = fc.constantFrom('', 'a', 'a-b', 'a.b', 'aa', 'B', 'é', '\u{1F600}', '\uFFFD', '"', '!', ' ');
  const reference: fc.Arbitrary<DependentObjectReference> = fc.record(
    {
      apiVersion: fc.constantFrom('v1', 'resource.k8s.io/v1'),
      kind: text,
      namespace: text,
      name: text,
      labelSelector: fc.record({ matchLabels: fc.dictionary(text, text, { maxKeys: 2 }) }),
    },
    { requiredKeys: ['apiVersion', 'kind'] },
  );

  it('does not depend on the order in which they were met, and sorting twice changes nothing', () => {
    fc.assert(
      fc.property(fc.array(reference, { maxLength: 12 }), (list) => {
        const sorted = sortReferences(deepFreeze(list));
        const other = sortReferences([...list].reverse());
        expect(other).toEqual(sorted);
        expect(sortReferences(sorted)).toEqual(sorted);
        expect(sortReferences([...sorted].reverse())).toEqual(sorted);
      }),
    );
  });
});

describe('checkedReferences', () => {
  const bare = { apiVersion: 'v1', kind: 'Secret' };
  const check = (value: unknown) => checkedReferences(deepFreeze(value), 'dependencies(object)');

  it('sorts what is right, and leaves out what is empty', () => {
    const selector = { matchLabels: { app: 'a' } };
    expect(
      check([
        { ...bare, name: 'b', namespace: null },
        { ...bare, name: 'a', namespace: '', labelSelector: null },
        { ...bare, labelSelector: selector, name: '' },
        { ...bare, name: 'b' },
      ]),
    ).toStrictEqual([
      { ...bare, labelSelector: selector },
      { ...bare, name: 'a' },
      { ...bare, name: 'b' },
    ]);
    expect(check([])).toEqual([]);
  });

  it.each<[unknown, string]>([
    [undefined, ' is missing, not a list of references'],
    [{}, ' is an object, not a list of references'],
    [Promise.resolve([]), ' is an object, not a list of references'],
    [[null], '[0] is null, not a reference'],
    [new Array(1), '[0] is missing, not a reference'],
    [[[]], '[0] is a list of 0, not a reference'],
    [[{ kind: 'Secret', name: 'a' }], '[0].apiVersion is missing, not an API version'],
    [
      [
        { ...bare, name: 'a' },
        { apiVersion: 'v1', kind: '', name: 'a' },
      ],
      '[1].kind is "", not a kind',
    ],
    [[{ ...bare, name: 'a', namespace: 3 }], '[0].namespace is 3, not a namespace'],
    [[bare], '[0].name is missing, not a name'],
    [[{ ...bare, labelSelector: {} }], '[0].name is missing, not a name'],
    [[{ ...bare, name: 3 }], '[0].name is 3, not a name'],
    [[{ ...bare, name: 3, labelSelector: { matchLabels: {} } }], '[0].name is 3, not a name'],
    [[{ ...bare, labelSelector: 'app=a' }], '[0].labelSelector is "app=a", not a label selector'],
    [
      [{ ...bare, labelSelector: { at: new Date(0) } }],
      '[0].labelSelector is an object, not a label selector',
    ],
  ])('refuses %j', (value, message) => {
    expect(() => checkedReferences(value, 'dependencies(object)')).toThrow(
      expect.objectContaining({ code: 'INVALID_DECLARATION', message: `dependencies(object)${message}` }),
    );
  });
});

describe('placed', () => {
  it('gives each value with the path at which it stands', () => {
    expect(placed({ list: [{ name: 'a' }, {}, null] }, 'spec', 'list.*.name')).toEqual([
      ['a', 'spec.list[0].name'],
      [undefined, 'spec.list[1].name'],
      [undefined, 'spec.list[2].name'],
    ]);
    expect(placed(undefined, 'spec', 'list.*.name')).toEqual([]);
    expect(placed({ list: [1] }, '', 'list.*')).toEqual([[1, 'list[0]']]);
    expect(placed({ kind: 'A', name: 'a' }, '', '=A.name')).toEqual([['a', 'name']]);
    expect(placed({ kind: 'B', name: 'a' }, '', '=A.name')).toEqual([]);
  });

  it('names the root without a dot before the first key', () => {
    expect(() => placed({ kind: 3 }, '', '=A')).toThrow(/^kind is 3, not a string/);
    expect(() => placed({ spec: 3 }, '', 'spec.x')).toThrow(InterpreterError);
    expect(() => placed({ spec: 3 }, '', 'spec.x')).toThrow(/^spec is 3, not an object/);
  });
});

describe('referencesAt', () => {
  it('finds the kinds at the places that name them, absent and empty names apart', () => {
    const spec = {
      secretRef: { name: 'key' },
      certSecretRef: {},
      serviceAccountName: 'flux',
      verify: { secretRef: { name: '' } },
      claim: 'gpu',
    };
    const places = {
      'v1 Secret': ['secretRef|certSecretRef.name', 'verify.secretRef.name', 'absent.secretRef.name'],
      'v1 ServiceAccount': ['serviceAccountName'],
      'resource.k8s.io/v1 ResourceClaim': ['claim'],
    };
    expect(referencesAt(deepFreeze(spec), 'spec', places, 'apps')).toEqual([
      { apiVersion: 'v1', kind: 'Secret', namespace: 'apps', name: 'key' },
      { apiVersion: 'v1', kind: 'ServiceAccount', namespace: 'apps', name: 'flux' },
      { apiVersion: 'resource.k8s.io/v1', kind: 'ResourceClaim', namespace: 'apps', name: 'gpu' },
    ]);
    expect(referencesAt(spec, 'spec', { 'v1 Secret': ['claim'] }, '')).toStrictEqual([
      { apiVersion: 'v1', kind: 'Secret', name: 'gpu' },
    ]);
  });
});
