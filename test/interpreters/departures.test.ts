// Where Karmada's answer is a defect: for each rule, Karmada's answer as it was recorded, or as its source gives
// it, and this library's.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type AggregatedStatusItem, createInterpreter, type KubernetesObject } from 'karmada-interpreter';
import { expect, test } from 'vitest';
import { deepFreeze } from '../support/freeze.js';
import { RULES } from '../support/rules.js';

type Json = Record<string, unknown>;

/** A call that was recorded from Karmada, whose answer differs from the expected one by these rules. */
interface Recorded {
  readonly name: string;
  readonly operation: string;
  readonly object: KubernetesObject;
  readonly items: readonly AggregatedStatusItem[];
  readonly expected: unknown;
  readonly karmada: unknown;
  readonly divergence?: readonly string[];
}

const interpreter = createInterpreter();
const folder = join(import.meta.dirname, '../conformance/cases');
const cases: readonly Recorded[] = readdirSync(folder).flatMap(
  (file) => JSON.parse(readFileSync(join(folder, file), 'utf8')).vectors,
);

/** The recorded call of that name, which differs by this rule and by no other. */
function recorded(rule: string, name: string): Recorded {
  const found = cases.filter((one) => one.name === name && `${one.divergence}` === rule);
  expect(found).toHaveLength(1);
  return deepFreeze(found[0] as Recorded);
}

/** A member that has processed generation 1 of its template. */
const settled = { observedGeneration: 1, generation: 1, resourceTemplateGeneration: 1 };

/** The status that a template and its members come to. */
function aggregate(object: KubernetesObject, items: readonly AggregatedStatusItem[]): Json {
  return interpreter.aggregateStatus(deepFreeze(object), deepFreeze(items)).status as Json;
}

test('statefulset-generation: what a member reports lets the federation settle', () => {
  const { object, karmada } = recorded('statefulset-generation', 'StatefulSet/InterpretStatus/001-140');
  const reflected = interpreter.reflectStatus(object) as Json;
  expect(karmada).not.toHaveProperty('observedGeneration');
  expect(reflected.observedGeneration).toBe(4);

  // Karmada compares the template's generation with the member's own, which is another number: it stays at 3. Here
  // even what Karmada's own collector reports settles, by the generation of the template that the member runs.
  const template = { ...object, status: { observedGeneration: 3 } };
  const stays = template.status.observedGeneration;
  for (const status of [karmada as Json, reflected]) {
    const federated = aggregate(template, [{ clusterName: 'member1', status }]);
    expect(federated.observedGeneration).not.toBe(stays);
    expect(federated.observedGeneration).toBe(4);
  }
});

test('statefulset-generation: a member that still runs an earlier template holds the federation', () => {
  const { object, items, karmada } = recorded(
    'statefulset-generation',
    'StatefulSet/AggregateStatus/003-151',
  );
  const behind = items.find(({ clusterName }) => clusterName === 'us-2')?.status;
  expect([object.metadata?.generation, behind]).toMatchObject([6, { resourceTemplateGeneration: 5 }]);
  expect(karmada).toMatchObject({ observedGeneration: 6 });
  expect(aggregate(object, items)).toMatchObject({ observedGeneration: 4 });
});

test('generation-at-least: a member that is ahead of the template that was read has settled', () => {
  const { object, items, karmada } = recorded('generation-at-least', 'Kustomization/AggregateStatus/009-502');
  expect([object.metadata?.generation, items[0]?.status]).toMatchObject([
    1,
    { resourceTemplateGeneration: 2 },
  ]);
  expect(karmada).not.toHaveProperty('observedGeneration');
  expect(aggregate(object, items).observedGeneration).toBe(1);
});

test('helmchart-observed-generation: it is reflected', () => {
  const { object, karmada } = recorded('helmchart-observed-generation', 'HelmChart/InterpretStatus/003-653');
  expect(karmada).not.toHaveProperty('observedGeneration');
  expect(interpreter.reflectStatus(object)).toStrictEqual({ ...(karmada as Json), observedGeneration: 5 });
});

test('failures-idempotent: failures are those of the members, written where there were none', () => {
  const { object, items, karmada } = recorded('failures-idempotent', 'HelmRelease/AggregateStatus/010-447');
  expect(karmada).not.toHaveProperty('installFailures');
  expect(aggregate(object, items).installFailures).toBe(3);
});

test('failures-idempotent: failures stay what they are at every pass', () => {
  // Karmada adds the members' failures to those that are stored.
  const karmada = [3, 6, 9];
  const items = [{ clusterName: 'member1', status: { ...settled, failures: 3 } }];
  const failures: unknown[] = [];
  let object: KubernetesObject = {
    apiVersion: 'helm.toolkit.fluxcd.io/v2beta1',
    kind: 'HelmRelease',
    metadata: { name: 'podinfo', generation: 1 },
    status: { failures: 0 },
  };
  for (const _ of karmada) {
    object = { ...object, status: aggregate(object, items) };
    failures.push((object.status as Json).failures);
  }
  expect(failures).not.toStrictEqual(karmada);
  expect(failures).toStrictEqual([3, 3, 3]);
});

test('one-condition-per-type: the worst status stands alone', () => {
  const { object, items, karmada } = recorded(
    'one-condition-per-type',
    'HelmRepository/AggregateStatus/003-712',
  );
  const ready = (status: unknown) =>
    ((status as Json).conditions as Json[]).filter(({ type }) => type === 'Ready').map((one) => one.status);
  expect(ready(karmada)).toStrictEqual(['Unknown', 'False']);
  expect(ready(aggregate(object, items))).toStrictEqual(['False']);
});

test('one-condition-per-type: a condition without a message names its cluster', () => {
  // Karmada's script joins the cluster's name and the message, and stops where there is none.
  const karmada = { error: 'attempt to concatenate a nil value' };
  const object = {
    apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
    kind: 'Kustomization',
    metadata: { generation: 1 },
  };
  const status = { ...settled, conditions: [{ type: 'Ready', status: 'True', reason: 'Succeeded' }] };
  const answer = aggregate(object, [{ clusterName: 'member1', status }]);
  expect(answer).not.toEqual(karmada);
  expect(answer.conditions).toStrictEqual([
    { type: 'Ready', status: 'True', reason: 'Succeeded', message: 'member1' },
  ]);
});

test('no-stale-values: a revision that no member reports is gone', () => {
  const karmada = { observedGeneration: 1, lastAppliedRevision: 'main@sha1:0647aea7' };
  const object = {
    apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
    kind: 'Kustomization',
    metadata: { name: 'podinfo', generation: 1 },
    status: { lastAppliedRevision: 'main@sha1:0647aea7' },
  };
  const status = aggregate(object, [{ clusterName: 'member1', status: settled }]);
  expect(status).not.toEqual(karmada);
  expect(status).toStrictEqual({ observedGeneration: 1 });
});

test('typed-zero: a hash that no member reports is left out, and is no number', () => {
  const karmada = { daemonSetHash: 0 };
  const object = { apiVersion: 'apps.kruise.io/v1alpha1', kind: 'DaemonSet', metadata: { generation: 1 } };
  const status = aggregate(object, [{ clusterName: 'member1', status: { ...settled, numberReady: 2 } }]);
  expect(status).not.toMatchObject(karmada);
  expect(status).not.toHaveProperty('daemonSetHash');
  expect(status.numberReady).toBe(2);
});

test.each([
  ['is missing', {}],
  ['is malformed', { 'resourcetemplate.karmada.io/generation': 'seven' }],
  ['is empty', { 'resourcetemplate.karmada.io/generation': '' }],
])('reflect-without-annotation: the status is reflected where the annotation %s', (_, annotations) => {
  const { object, expected, karmada } = recorded(
    'reflect-without-annotation',
    'Deployment/InterpretStatus/004-30',
  );
  const member = { ...object, metadata: { ...object.metadata, annotations } };
  expect(karmada).toStrictEqual({ error: 'strconv.ParseInt: parsing "": invalid syntax' });
  expect(interpreter.reflectStatus(deepFreeze(member))).toMatchObject(expected as Json);
  expect(interpreter.reflectStatus(member)).not.toHaveProperty('resourceTemplateGeneration');
});

test('health-without-status: it is unknown', () => {
  const { object, karmada } = recorded('health-without-status', 'CloneSet/InterpretHealth/011-273');
  expect(karmada).toMatchObject({
    error: expect.stringContaining('attempt to index a non-table object(nil)'),
  });
  expect(interpreter.interpretHealth(object)).toMatchObject({ healthy: false, state: 'Unknown' });
});

test('flux-health-generation: an object whose controller has not seen the present spec is progressing', () => {
  const { object, karmada } = recorded('flux-health-generation', 'Kustomization/InterpretHealth/009-504');
  expect(karmada).toBe(true);
  expect(interpreter.interpretHealth(object)).toMatchObject({
    healthy: false,
    state: 'Progressing',
    reason: 'SpecNotObserved',
  });
});

test('no-dependencies: a CloneSet that depends on nothing depends on nothing', () => {
  const { object, karmada } = recorded('no-dependencies', 'CloneSet/InterpretDependency/008-256');
  expect(karmada).toStrictEqual({ error: 'expect the returned requires type is table but got nil' });
  expect(interpreter.getDependencies(object)).toStrictEqual([]);
});

test.each([
  ['apps.kruise.io/v1beta1', 'StatefulSet'],
  ['source.toolkit.fluxcd.io/v1beta2', 'OCIRepository'],
])('no-dependencies: neither does %s %s fail', (apiVersion, kind) => {
  const karmada = { error: 'expect the returned requires type is table but got nil' };
  const object = { apiVersion, kind, metadata: { name: 'web', namespace: 'shop' }, spec: {} };
  expect(interpreter.getDependencies(object)).not.toEqual(karmada);
  expect(interpreter.getDependencies(object)).toStrictEqual([]);
});

test('revise-absent: the replicas are set, so that the member does not run 1', () => {
  const object = deepFreeze({ apiVersion: 'apps/v1', kind: 'Deployment', spec: { paused: false } });
  const karmada = { apiVersion: 'apps/v1', kind: 'Deployment', spec: { paused: false } };
  expect(interpreter.reviseReplica(object, 3)).not.toEqual(karmada);
  expect(interpreter.reviseReplica(object, 3).spec).toStrictEqual({ paused: false, replicas: 3 });
});

/** A Deployment of this pod, and what one replica of it requests. */
const requestOf = (spec: object) =>
  interpreter.getReplicas(
    deepFreeze({ apiVersion: 'apps/v1', kind: 'Deployment', spec: { replicas: 1, template: { spec } } }),
  ).requirements?.resourceRequest;

/** A reference to an object of the namespace `shop`. */
const inShop = (apiVersion: string, kind: string, name: string) => ({
  apiVersion,
  kind,
  namespace: 'shop',
  name,
});

test('pod-level-resources: what the pod asks for as a whole counts', () => {
  const containers = [{ resources: { requests: { cpu: '1' } } }, { resources: { requests: { cpu: '1' } } }];
  // The sum over the containers: https://github.com/karmada-io/karmada/blob/v1.15.0/pkg/util/resource.go
  const karmada = { cpu: '2' };
  expect(requestOf({ containers })).toEqual(karmada);
  expect(requestOf({ containers, resources: { requests: { cpu: '1500m', memory: '1Gi' } } })).toEqual({
    cpu: '1500m',
    memory: '1Gi',
  });
});

test('restartable-init: a sidecar runs beside the containers, and beside what starts after it', () => {
  const asks = (cpu: string, more = {}) => ({ resources: { requests: { cpu } }, ...more });
  const initContainers = [asks('100m', { restartPolicy: 'Always' }), asks('1')];
  // The largest init container, whatever its restart policy.
  const karmada = { cpu: '1' };
  const request = requestOf({ containers: [asks('200m')], initContainers });
  expect(request).not.toEqual(karmada);
  expect(request).toEqual({ cpu: '1100m' });
});

test('pod-claims: resource claims and their templates go along', () => {
  const resourceClaims = [
    { name: 'a', resourceClaimName: 'gpu' },
    { name: 'b', resourceClaimTemplateName: 'channel' },
  ];
  const metadata = { namespace: 'shop' };
  const object = {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata,
    spec: { template: { spec: { resourceClaims } } },
  };
  // No claims: https://github.com/karmada-io/karmada/blob/v1.15.0/pkg/util/helper/pod.go
  const karmada: unknown[] = [];
  const found = interpreter.getDependencies(deepFreeze(object));
  expect(found).not.toEqual(karmada);
  expect(found).toEqual([
    inShop('resource.k8s.io/v1', 'ResourceClaim', 'gpu'),
    inShop('resource.k8s.io/v1', 'ResourceClaimTemplate', 'channel'),
  ]);
});

test.each([
  ['apps.kruise.io/v1beta1', 'StatefulSet'],
  ['apps.kruise.io/v1alpha1', 'CloneSet'],
])('own-claims: %s %s makes the claims of its templates itself', (apiVersion, kind) => {
  const volumes = ['data', 'shared'].map((claimName) => ({
    name: claimName,
    persistentVolumeClaim: { claimName },
  }));
  const spec = { volumeClaimTemplates: [{ metadata: { name: 'data' } }], template: { spec: { volumes } } };
  const karmada = ['data', 'shared'].map((name) => inShop('v1', 'PersistentVolumeClaim', name));
  const found = interpreter.getDependencies(
    deepFreeze({ apiVersion, kind, metadata: { namespace: 'shop' }, spec }),
  );
  expect(found).not.toEqual(karmada);
  expect(found).toEqual(karmada.slice(1));
});

test('flux-references: what the current API names is found', () => {
  const spec = {
    secretRef: { name: 'key' },
    proxySecretRef: { name: 'proxy' },
    serviceAccountName: 'identity',
  };
  const object = {
    apiVersion: 'source.toolkit.fluxcd.io/v1',
    kind: 'GitRepository',
    metadata: { namespace: 'shop' },
    spec,
  };
  const karmada = [inShop('v1', 'Secret', 'key')];
  const found = interpreter.getDependencies(deepFreeze(object));
  expect(found).not.toEqual(karmada);
  expect(found).toEqual([
    ...karmada,
    inShop('v1', 'Secret', 'proxy'),
    inShop('v1', 'ServiceAccount', 'identity'),
  ]);
});

test('flux-unsettled-ready: a member that runs the old template does not vouch for the new one', () => {
  const { object, items, karmada } = recorded(
    'flux-unsettled-ready',
    'Kustomization/AggregateStatus/001-462',
  );
  const statusesOf = (status: unknown) =>
    ((status as Json).conditions as Json[]).map((condition) => `${condition.type}=${condition.status}`);
  expect(statusesOf(karmada)).toContain('Ready=True');
  expect(statusesOf(aggregate(object, items))).not.toContain('Ready=True');
  expect(statusesOf(aggregate(object, items))).toEqual(
    expect.arrayContaining(['Ready=Unknown', 'Reconciling=True']),
  );
});

test('flux-static: an oci HelmRepository settles without a status of its own', () => {
  const object = {
    apiVersion: 'source.toolkit.fluxcd.io/v1',
    kind: 'HelmRepository',
    metadata: { generation: 2 },
    spec: { type: 'oci' },
    status: { observedGeneration: 1 },
  };
  // Karmada waits for the controller, which leaves such an object alone.
  const karmada = 1;
  const reflected = interpreter.reflectStatus(
    deepFreeze({
      ...object,
      metadata: { generation: 1, annotations: { 'resourcetemplate.karmada.io/generation': '2' } },
      status: { observedGeneration: -1 },
    }),
  ) as Json;
  const { observedGeneration } = aggregate(object, [
    { clusterName: 'member1', status: reflected, applied: true },
  ]);
  expect(observedGeneration).not.toBe(karmada);
  expect(observedGeneration).toBe(2);
});

test.each([
  ['apps/v1', 'Deployment', { replicas: 0 }],
  ['apps/v1', 'StatefulSet', { replicas: 0 }],
  ['apps.kruise.io/v1alpha1', 'CloneSet', { error: 'replicas is nil' }],
  ['apps.kruise.io/v1beta1', 'StatefulSet', { error: 'replicas is nil' }],
])('replicas-default: a %s %s without replicas runs one', (apiVersion, kind, karmada) => {
  const answer = interpreter.getReplicas(deepFreeze({ apiVersion, kind, spec: {} }));
  expect(answer).not.toEqual(karmada);
  expect(answer).toStrictEqual({ replicas: 1 });
});

test('every rule is shown, here or beside the health', () => {
  const shown = ['departures.test.ts', 'health/departures.test.ts'].map((file) =>
    readFileSync(join(import.meta.dirname, file), 'utf8'),
  );
  for (const rule of RULES) expect(shown.join('')).toContain(`'${rule}: `);
});
