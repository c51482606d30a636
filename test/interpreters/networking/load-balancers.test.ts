import { createInterpreter, type KubernetesObject } from 'karmada-interpreter';
import { describe, expect, test } from 'vitest';
import { federated, member, problemsOf } from '../../support/federate.js';
import { deepFreeze } from '../../support/freeze.js';

const interpreter = createInterpreter();

const metadata = { name: 'web', namespace: 'shop', generation: 1 };
const service = (spec: object, status?: object): KubernetesObject => ({
  ...{ apiVersion: 'v1', kind: 'Service', metadata, spec },
  ...(status && { status }),
});
const ingress = (spec: object = {}, status?: object): KubernetesObject => ({
  ...{ apiVersion: 'networking.k8s.io/v1', kind: 'Ingress', metadata, spec },
  ...(status && { status }),
});
const LOAD_BALANCER = { type: 'LoadBalancer' };
const addresses = (...entries: readonly object[]) => ({ loadBalancer: { ingress: entries } });

describe.each([
  ['Service', service(LOAD_BALANCER)],
  ['Ingress', ingress()],
])('the addresses of %s', (_, object) => {
  test('each once, by hostname and then ip, with all of its ports', () => {
    const http = { port: 80, protocol: 'TCP' };
    const https = { port: 443, protocol: 'TCP' };
    const status = federated(
      object,
      member('b', addresses({ ip: '10.0.0.2', ports: [https, http] }, { hostname: 'z' })),
      member('a', addresses({ ip: '10.0.0.2', ports: [http] }, { ip: '10.0.0.1' }, { hostname: 'a' })),
      member('c'),
    );
    expect(status).toEqual(
      addresses(
        { hostname: 'a' },
        { hostname: 'z' },
        { ip: '10.0.0.1' },
        { ip: '10.0.0.2', ports: [http, https] },
      ),
    );
  });

  test('ports are the same by number, protocol and error', () => {
    const ports = [
      { port: 443, protocol: 'TCP' },
      { port: 80, protocol: 'UDP' },
      { port: 80, protocol: 'TCP', error: 'b.example.org/taken' },
      { port: 80, protocol: 'TCP' },
      { port: 80, protocol: 'TCP', error: 'a.example.org/taken' },
    ];
    const all = (list: readonly object[]) => member('a', addresses({ ip: '10.0.0.1', ports: list }));
    const sorted = [ports[3], ports[4], ports[2], ports[1], ports[0]] as object[];
    expect(federated(object, all(ports))).toEqual(addresses({ ip: '10.0.0.1', ports: sorted }));
    expect(federated(object, all([...ports].reverse()))).toEqual(
      addresses({ ip: '10.0.0.1', ports: sorted }),
    );
  });

  test('an absent text and an empty one are one, and other fields of the status stay', () => {
    const kept = { conditions: [{ type: 'Ready', status: 'True' }] };
    const status = federated(
      { ...object, status: kept },
      member('a', addresses({ ip: '10.0.0.1', hostname: '' })),
      member('b', addresses({ ip: '10.0.0.1' })),
    );
    expect(status).toEqual({ ...kept, ...addresses({ ip: '10.0.0.1' }) });
  });

  test('where nobody has one, none stays', () => {
    const before = { ...object, status: addresses({ ip: '10.0.0.1' }) };
    expect(federated(before)).toEqual({});
    expect(federated(before, member('a'))).toEqual({});
  });

  test('a partial aggregate whose addresses are malformed is refused', () => {
    const partial = interpreter
      .createAggregator(object)
      .set(member('a', addresses({ ip: '1' })))
      .partial();
    const merge = (loadBalancer: unknown) => () =>
      interpreter.mergePartials(object, [{ ...partial, fields: { loadBalancer } } as never]);
    expect(merge([{ ip: '1' }])().status).toMatchObject(addresses({ ip: '1' }));
    for (const bad of [[], 'x', ['x'], [{ ip: 5 }], [{ ip: '1', ports: [5] }]])
      expect(merge(bad)).toThrow(expect.objectContaining({ code: 'INVALID_PARTIAL' }));
  });

  test('what is malformed is named', () => {
    const bad = member('a', addresses({ ip: 5, ports: [{ port: 'http' }, 80] }, 'x' as never));
    expect([...problemsOf(object, bad)].sort()).toEqual([
      'status.loadBalancer.ingress[0].ip',
      'status.loadBalancer.ingress[0].ports[0].port',
      'status.loadBalancer.ingress[0].ports[1]',
      'status.loadBalancer.ingress[1]',
    ]);
  });
});

describe('Service', () => {
  test('the mode makes addresses differ, those without one last', () => {
    const entries = [
      { ip: '10.0.0.1' },
      { ip: '10.0.0.1', ipMode: 'VIP' },
      { ip: '10.0.0.1', ipMode: 'Proxy' },
    ];
    expect(federated(service(LOAD_BALANCER), member('a', addresses(...entries)))).toEqual(
      addresses(...[...entries].reverse()),
    );
  });

  test('no-stale-ingress: one of another type has no addresses; Karmada leaves them, which is refused', () => {
    const before = { ...addresses({ ip: '10.0.0.1' }), conditions: [{ type: 'x' }] };
    const object = service({ type: 'ClusterIP' }, before);
    expect(federated(object, member('a', addresses({ ip: '10.0.0.2' })))).toEqual({
      conditions: [{ type: 'x' }],
    });
    const settled = deepFreeze(service({}, { loadBalancer: {} }));
    expect(interpreter.aggregateStatus(settled, [member('a', addresses({ ip: '1' }))])).toBe(settled);
  });

  test('collects addresses of that type alone', () => {
    const status = addresses({ ip: '10.0.0.1' });
    expect(interpreter.reflectStatus(service(LOAD_BALANCER, status))).toEqual({ ...status, generation: 1 });
    expect(interpreter.reflectStatus(service({ type: 'NodePort' }, status))).toEqual({ generation: 1 });
    expect(interpreter.reflectStatus(service({}))).toBeUndefined();
  });

  test('a member that has nothing to say is settled once it is applied', () => {
    const { settled } = interpreter.explainStatus(service({}), [{ clusterName: 'a', applied: true }]);
    expect(settled).toBe(true);
    expect(interpreter.explainStatus(service({}), [{ clusterName: 'a' }]).settled).toBe(false);
  });

  test.each([
    [{}, { clusterIP: '10.96.0.1' }, { clusterIP: '10.96.0.1' }],
    [{ clusterIP: '10.96.0.2' }, { clusterIP: '10.96.0.1' }, { clusterIP: '10.96.0.1' }],
    // service-retain-headless: Karmada writes the observed address.
    [{ clusterIP: 'None' }, { clusterIP: '10.96.0.1' }, { clusterIP: 'None' }],
    [{ type: 'ExternalName' }, { clusterIP: '10.96.0.1' }, { type: 'ExternalName' }],
    [{ clusterIP: '10.96.0.2' }, { clusterIP: '' }, { clusterIP: '10.96.0.2' }],
    [{ clusterIP: '10.96.0.2' }, {}, { clusterIP: '10.96.0.2' }],
    [{}, { healthCheckNodePort: 30000 }, { healthCheckNodePort: 30000 }],
    [{ healthCheckNodePort: 1 }, { healthCheckNodePort: 0 }, { healthCheckNodePort: 1 }],
  ])('of desired %j and observed %j it keeps %j', (desired, observed, expected) => {
    expect(interpreter.retain(deepFreeze(service(desired)), deepFreeze(service(observed))).spec).toEqual(
      expected,
    );
  });
});

test('ingress-tls: an entry without a secret names none, and one that stands twice counts once', () => {
  const tls = [{ hosts: ['a'] }, { secretName: 'cert' }, { secretName: 'cert' }, { secretName: '' }];
  expect(interpreter.getDependencies(ingress({ tls }))).toEqual([
    { apiVersion: 'v1', kind: 'Secret', namespace: 'shop', name: 'cert' },
  ]);
  expect(interpreter.getDependencies(ingress())).toEqual([]);
});

describe('health', () => {
  test.each([
    ['Healthy', addresses({ ip: '10.0.0.1' })],
    ['Healthy', addresses({}, { hostname: 'a' })],
    ['Progressing', addresses({ ip: '' })],
    ['Progressing', { loadBalancer: {} }],
    ['Unknown', {}],
    ['Unknown', undefined],
  ])('is %s with %j', (state, status) => {
    expect(interpreter.interpretHealth(ingress({}, status)).state).toBe(state);
    expect(interpreter.interpretHealth(service(LOAD_BALANCER, status)).state).toBe(state);
    expect(interpreter.interpretHealth(service({ type: 'ClusterIP' }, status)).state).toBe('Healthy');
  });
});
