import fc from 'fast-check';
import { validateSuspension } from 'karmada-interpreter/suspension';
import { reviewPolicy } from 'karmada-interpreter/webhook';
import { describe, expect, test } from 'vitest';
import { EFFORT } from '../support/effort.js';
import { deepFreeze } from '../support/freeze.js';
import type { Json } from './protocol.js';

/** A review as the API server sends it. */
function reviewOf(object: unknown, fields: Json = {}) {
  return {
    apiVersion: 'admission.k8s.io/v1',
    kind: 'AdmissionReview',
    request: {
      uid: '705ab4f5',
      kind: { group: 'policy.karmada.io', version: 'v1alpha1', kind: 'PropagationPolicy' },
      resource: { group: 'policy.karmada.io', version: 'v1alpha1', resource: 'propagationpolicies' },
      name: 'shop',
      namespace: 'shop',
      operation: 'CREATE',
      userInfo: {},
      object,
      oldObject: null,
      dryRun: false,
      ...fields,
    },
  };
}

const policy = (suspension: unknown, metadata: Json = {}) => ({
  apiVersion: 'policy.karmada.io/v1alpha1',
  kind: 'PropagationPolicy',
  metadata: { name: 'shop', ...metadata },
  spec: { resourceSelectors: [], suspension },
});

const review = (object: unknown, fields?: Json) =>
  reviewPolicy(deepFreeze(reviewOf(object, fields))).response;

const mistaken = {
  dispatching: true,
  scheduling: true,
  soon: 1,
  dispatchingOnClusters: { clusterNames: ['a', 'a', ''] },
};

describe('a policy', () => {
  test('without a fault is allowed', () => {
    const sound = policy({ dispatchingOnClusters: { clusterNames: ['member1'] } });
    expect(reviewPolicy(deepFreeze(reviewOf(sound)))).toStrictEqual({
      apiVersion: 'admission.k8s.io/v1',
      kind: 'AdmissionReview',
      response: { uid: '705ab4f5', allowed: true },
    });
    const kind = { group: 'policy.karmada.io', version: 'v1alpha1', kind: 'ClusterPropagationPolicy' };
    expect(review(policy(undefined), { kind }).allowed).toBe(true);
    expect(review({}, { operation: 'UPDATE' }).allowed).toBe(true);
  });

  test('is denied with the path of every error, and with the warnings', () => {
    expect(review(policy(mistaken))).toStrictEqual({
      uid: '705ab4f5',
      allowed: false,
      status: {
        code: 422,
        message:
          'spec.suspension: must not have both dispatching: true and dispatchingOnClusters.clusterNames; ' +
          'spec.suspension.scheduling: is for bindings, not for policies; ' +
          'spec.suspension.dispatchingOnClusters.clusterNames[2]: must not be empty; ' +
          'spec.suspension.soon: is an unknown field: the fields here are dispatching, dispatchingOnClusters',
      },
      warnings: ['spec.suspension.dispatchingOnClusters.clusterNames[1]: "a" is repeated'],
    });
  });

  test('with nothing but warnings is allowed with them', () => {
    const repeated = { dispatchingOnClusters: { clusterNames: ['a', 'a'] } };
    expect(review(policy(repeated), { operation: 'UPDATE' })).toStrictEqual({
      uid: '705ab4f5',
      allowed: true,
      warnings: ['spec.suspension.dispatchingOnClusters.clusterNames[1]: "a" is repeated'],
    });
  });

  test('with ever so many faults has a short answer', () => {
    const clusterNames = Array.from({ length: 100_000 }, (_, i) => (i % 2 ? '' : 'a'.repeat(300)));
    const response = review(policy({ dispatchingOnClusters: { clusterNames } }));
    expect(response.allowed).toBe(false);
    expect(response.status?.message).toMatch(/; and 49980 more$/);
    expect(response.warnings).toHaveLength(21);
    expect(response.warnings?.at(-1)).toBe('and 49979 more');
    for (const warning of response.warnings ?? []) expect(warning.length).toBeLessThanOrEqual(256);
    expect(JSON.stringify(response).length).toBeLessThan(10_000);
  });

  test('may go, whatever it says', () => {
    expect(review(null, { operation: 'DELETE', oldObject: policy(mistaken) }).allowed).toBe(true);
    const leaving = policy(mistaken, { deletionTimestamp: '2026-04-21T10:00:00Z' });
    expect(review(leaving, { operation: 'UPDATE' }).allowed).toBe(true);
  });
});

describe('a malformed review is denied with 400', () => {
  test.each<[string, unknown]>([
    ['review is null, not an object', null],
    ['request is missing, not an object', { apiVersion: 'admission.k8s.io/v1', kind: 'AdmissionReview' }],
    [
      'apiVersion is "admission.k8s.io/v1beta1", not "admission.k8s.io/v1"',
      { ...reviewOf({}), apiVersion: 'admission.k8s.io/v1beta1' },
    ],
    ['request.object is null, not an object', reviewOf(null)],
    ['request.object is "x", not an object', reviewOf('x')],
    ['request.operation is missing, not a name', reviewOf({}, { operation: undefined })],
    ['request.kind is missing, not an object', reviewOf({}, { kind: undefined })],
    [
      'request.kind.kind is "OverridePolicy", not a propagation policy',
      reviewOf({}, { kind: { group: 'policy.karmada.io', kind: 'OverridePolicy' } }),
    ],
    [
      'request.kind.group is "", not "policy.karmada.io"',
      reviewOf({}, { kind: { group: '', kind: 'PropagationPolicy' } }),
    ],
  ])('%s', (message, malformed) => {
    expect(reviewPolicy(deepFreeze(malformed)).response).toMatchObject({
      allowed: false,
      status: { code: 400, message },
    });
  });
});

test('whatever the suspension is, its errors and no others deny it', () => {
  const suspension = fc.oneof(
    fc.record(
      {
        dispatching: fc.oneof(fc.boolean(), fc.anything()),
        dispatchingOnClusters: fc.oneof(
          fc.record({ clusterNames: fc.array(fc.oneof(fc.string(), fc.anything())) }),
          fc.anything(),
        ),
        scheduling: fc.anything(),
      },
      { requiredKeys: [] },
    ),
    fc.anything(),
  );
  fc.assert(
    fc.property(suspension, fc.string({ minLength: 1 }), (given, uid) => {
      const { response } = reviewPolicy(reviewOf(policy(given), { uid }));
      const faults = validateSuspension(given, { on: 'policy' });
      expect(response.uid).toBe(uid);
      expect(response.allowed).toBe(faults.every(({ severity }) => severity === 'warning'));
      const said = [response.status?.message ?? '', ...(response.warnings ?? [])].join();
      for (const { path, message } of faults) expect(said).toContain(`${path}: ${message}`);
    }),
    { numRuns: 500 * EFFORT },
  );
});

test('whatever comes, there is an answer', () => {
  fc.assert(
    fc.property(fc.anything(), (given) => {
      expect(reviewPolicy(given).response).toMatchObject({ uid: '', allowed: false });
    }),
    { numRuns: 500 * EFFORT },
  );
  const trap = new Proxy({}, { get: () => expect.fail('read') });
  expect(reviewPolicy(trap).response).toMatchObject({
    allowed: false,
    status: { code: 500, message: 'read' },
  });
});
