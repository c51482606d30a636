import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InterpreterError } from '../../../src/errors.js';
import { podRequirements } from '../../../src/kubernetes/pod/pod-requirements.js';
import { parseQuantity } from '../../../src/kubernetes/quantity.js';
import { growthOf } from '../../support/cpu.js';

interface Resources {
  requests?: Record<string, unknown>;
  limits?: Record<string, unknown>;
}

const CASES = new URL('../../conformance/cases/', import.meta.url);
const need = (spec: unknown) => podRequirements({ spec }, { path: 'spec.template' });
const request = (spec: unknown) => need(spec)?.resourceRequest;
const wants = (requests: unknown, limits?: unknown) => ({ resources: { requests, limits } });
const sidecar = (requests: unknown) => ({ ...wants(requests), restartPolicy: 'Always' });

function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null) Object.values(Object.freeze(value)).forEach(frozen);
  return value;
}

/** Whether a kind has its pod template where most have it. */
function hasPodTemplate({ spec }: { spec: { template?: { spec?: { containers?: unknown } } } }): boolean {
  return spec.template?.spec?.containers !== undefined;
}

/** Go leaves zero values out of JSON. */
function dropEmpty(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const kept = Object.entries(value)
    .map(([key, field]) => [key, dropEmpty(field)] as const)
    .filter(([, field]) => field !== undefined && field !== null && field !== '' && field !== 0)
    .filter(([, field]) => typeof field !== 'object' || Object.keys(field as object).length > 0);
  return Object.fromEntries(kept);
}

describe('recorded answers of Karmada', () => {
  const vectors = readdirSync(CASES).flatMap((file) =>
    (JSON.parse(readFileSync(new URL(file, CASES), 'utf8')).vectors as never[]).filter(
      // Kinds without a pod template have rules of their own.
      ({ operation, object }: { operation: string; object: Parameters<typeof hasPodTemplate>[0] }) =>
        operation === 'InterpretReplica' && hasPodTemplate(object),
    ),
  );
  it('are there', () => expect(vectors.length).toBeGreaterThan(40));
  it.each(vectors)('$name', ({ object, expected }: { object: never; expected: never }) => {
    const { template } = frozen((object as { spec: { template: unknown } }).spec);
    // Recorded without the feature gate ResourceQuotaEstimate, by which Karmada adds the class.
    const { requirements } = expected as { requirements?: object };
    const { priorityClassName } = (template as { spec: { priorityClassName?: string } }).spec;
    expect(dropEmpty(podRequirements(template) ?? {})).toEqual(
      dropEmpty({ ...requirements, priorityClassName }),
    );
  });
});

describe('what a replica requests', () => {
  it('is the sum of its containers', () => {
    expect(
      request({
        containers: [
          wants({ cpu: '500m', memory: '1Gi' }),
          wants({ cpu: 1, memory: '512Mi', 'example.com/gpu': 2 }),
        ],
      }),
    ).toEqual({ cpu: '1500m', memory: '1536Mi', 'example.com/gpu': '2' });
  });

  it('takes limits where requests are missing, and only there', () => {
    expect(request({ containers: [wants({ cpu: '1' }, { cpu: '4', memory: '1Gi' })] })).toEqual({
      cpu: '1',
      memory: '1Gi',
    });
    expect(request({ containers: [wants({ cpu: '0' }, { cpu: '4' })] })).toBeUndefined();
    expect(request({ containers: [wants({ cpu: null }, { cpu: '4' })] })).toEqual({ cpu: '4' });
    expect(request({ initContainers: [wants(undefined, { cpu: '4' })] })).toEqual({ cpu: '4' });
  });

  it('is at least the largest init container, resource by resource', () => {
    expect(
      request({
        containers: [wants({ cpu: '1', memory: '1Gi' })],
        initContainers: [
          wants({ cpu: '3' }),
          wants({ cpu: '2', memory: '512Mi', 'ephemeral-storage': '1Gi' }),
        ],
      }),
    ).toEqual({ cpu: '3', memory: '1Gi', 'ephemeral-storage': '1Gi' });
  });

  it('counts a sidecar beside the containers', () => {
    expect(
      request({ containers: [wants({ cpu: '1' })], initContainers: [sidecar({ cpu: '250m' })] }),
    ).toEqual({ cpu: '1250m' });
  });

  it('counts a sidecar beside the init containers that start after it, not before', () => {
    const containers = [wants({ cpu: '1' })];
    const init = wants({ cpu: '4' });
    const beside = sidecar({ cpu: '1' });
    expect(request({ containers, initContainers: [beside, init] })).toEqual({ cpu: '5' });
    expect(request({ containers, initContainers: [init, beside] })).toEqual({ cpu: '4' });
    expect(request({ containers, initContainers: [beside, init, beside] })).toEqual({ cpu: '5' });
  });

  it('counts beside an init container only what it asks for itself', () => {
    const containers = [wants({ memory: '1Gi' })];
    const initContainers = [sidecar({ cpu: '2', memory: '1Gi' }), wants({ cpu: '1' }), sidecar({ cpu: '1' })];
    expect(request({ containers, initContainers })).toEqual({ cpu: '3', memory: '2Gi' });
  });

  it('takes no other restart policy of an init container for a sidecar', () => {
    const once = { ...wants({ cpu: '1' }), restartPolicy: 'Never' };
    expect(request({ containers: [wants({ cpu: '1' })], initContainers: [once] })).toEqual({ cpu: '1' });
  });

  it('is what the pod asks for as a whole, for cpu, memory and hugepages', () => {
    const containers = [
      wants({
        cpu: '3',
        memory: '1Gi',
        'hugepages-2Mi': '2Mi',
        'ephemeral-storage': '1Gi',
        'nvidia.com/gpu': 1,
      }),
      wants({ cpu: '1' }),
    ];
    const resources = {
      requests: {
        cpu: '2',
        memory: '4Gi',
        'hugepages-2Mi': '8Mi',
        'ephemeral-storage': '9Gi',
        'nvidia.com/gpu': 9,
      },
    };
    expect(request({ containers, resources, initContainers: [wants({ cpu: '8' })] })).toEqual({
      cpu: '2',
      'ephemeral-storage': '1Gi',
      'hugepages-2Mi': '8Mi',
      memory: '4Gi',
      'nvidia.com/gpu': '1',
    });
  });

  it("takes the pod's limits where its requests are missing, and its containers' where both are", () => {
    const containers = [wants({ cpu: '1', memory: '1Gi' })];
    const resources = { requests: { cpu: '500m' }, limits: { cpu: '4' } };
    expect(request({ containers, resources })).toEqual({ cpu: '500m', memory: '1Gi' });
    expect(request({ containers, resources: { limits: { cpu: '4' } } })).toEqual({ cpu: '4', memory: '1Gi' });
    expect(request({ containers, resources: { requests: { cpu: 0 } } })).toEqual({ memory: '1Gi' });
    expect(request({ containers, resources: null })).toEqual({ cpu: '1', memory: '1Gi' });
    expect(request({ containers, resources: { requests: null, limits: {} } })).toEqual({
      cpu: '1',
      memory: '1Gi',
    });
  });

  it('adds the overhead to what the pod asks for as a whole too', () => {
    const spec = { resources: { requests: { cpu: '2' } }, overhead: { cpu: '250m', memory: '120Mi' } };
    expect(request(spec)).toEqual({ cpu: '2250m', memory: '120Mi' });
  });

  it('adds the overhead of the runtime class last', () => {
    expect(
      request({
        containers: [wants({ cpu: '1' })],
        initContainers: [wants({ cpu: '2' })],
        overhead: { cpu: '250m', memory: '120Mi' },
      }),
    ).toEqual({ cpu: '2250m', memory: '120Mi' });
  });

  it('rounds each container up on its own', () => {
    const half = wants({ cpu: '0.5m', memory: '500m' });
    expect(request({ containers: [half, half] })).toEqual({ cpu: '2m', memory: '2' });
  });

  it('keeps the names that a scheduler can count, in a fixed order', () => {
    const requests = {
      'nvidia.com/gpu': '1',
      'hugepages-2Mi': '4Mi',
      'ephemeral-storage': '2Gi',
      'attachable-volumes-aws-ebs': '2',
      memory: '512M',
      pods: '1',
      'kubernetes.io/batch-cpu': '4000',
      cpu: '2',
    };
    const kept = request({ containers: [wants(requests)] });
    expect(kept).toEqual({ ...requests, memory: '500000Ki', 'kubernetes.io/batch-cpu': '4k' });
    expect(Object.keys(kept ?? {})).toEqual([
      'attachable-volumes-aws-ebs',
      'cpu',
      'ephemeral-storage',
      'hugepages-2Mi',
      'kubernetes.io/batch-cpu',
      'memory',
      'nvidia.com/gpu',
      'pods',
    ]);
  });

  const domain = `${'a'.repeat(63)}.${'b'.repeat(63)}.${'c'.repeat(63)}.${'d'.repeat(52)}`;
  it.each([`${domain}/gpu`, `a.b/${'x'.repeat(63)}`, 'a/b', 'a-1.b/C_d.e-F', 'x.kubernetes.io/y'])(
    'keeps %j',
    (name) => {
      expect(request({ containers: [wants({ [name]: '1' })] })).toEqual({ [name]: '1' });
    },
  );

  it.each([
    `${domain}d/gpu`,
    `a.b/${'x'.repeat(64)}`,
    'A.b/c',
    '-a.b/c',
    'a-.b/c',
    'a..b/c',
    '.a/c',
    'a.b/-c',
    'a.b/c.',
    'a.b/',
    'a_b/c',
    'storage',
    'gpu',
    'requests.nvidia.com/gpu',
    '/gpu',
    'a/b/c',
    'a b/c',
    'CPU',
    'cpu ',
    'limits.cpu',
  ])('leaves out %j', (name) => {
    expect(request({ containers: [wants({ [name]: '1' })] })).toBeUndefined();
  });

  it('is not fooled by __proto__', () => {
    const spec = JSON.parse(
      '{"containers":[{"resources":{"requests":{"__proto__":"1","cpu":"1"},"limits":{"__proto__":{"memory":"1Gi"}}}}]}',
    );
    const kept = request(spec);
    expect(kept).toEqual({ cpu: '1' });
    expect(Object.getPrototypeOf(kept)).toBe(Object.prototype);
    expect(({} as { memory?: unknown }).memory).toBeUndefined();
  });

  it('stops at int64, each quantity and the total', () => {
    const all = { memory: '9223372036854775807', cpu: '9223372036854775807m' };
    expect(request({ containers: [wants(all)] })).toEqual(all);
    expect(request({ containers: [wants({ memory: '1e9999', cpu: '1e9999' })] })).toEqual(all);
    expect(request({ containers: [wants(all), wants({ memory: 1, cpu: '1m' })] })).toEqual(all);
    expect(
      request({ containers: [wants(all)], initContainers: [sidecar(all), wants(all)], overhead: all }),
    ).toEqual(all);
  });

  it('caps a total beyond int64', () => {
    const huge = wants({ memory: '7Ei', cpu: '1e300' });
    expect(request({ containers: [huge, huge] })).toEqual({
      cpu: '9223372036854775807m',
      memory: '9223372036854775807',
    });
  });
});

describe('the priority class of a replica', () => {
  it('is that of the pod', () => {
    expect(need({ priorityClassName: 'batch', containers: [wants({ cpu: '1' })] })).toEqual({
      resourceRequest: { cpu: '1' },
      priorityClassName: 'batch',
    });
    expect(need({ priorityClassName: 'batch' })).toEqual({ priorityClassName: 'batch' });
  });

  it.each(['', null, undefined])('is left out where it is %j', (priorityClassName) => {
    expect(need({ priorityClassName })).toBeUndefined();
  });
});

describe('the work for a template', () => {
  const names = (n: number, value: unknown) =>
    Object.fromEntries(Array.from({ length: n }, (_, i) => [`a.b/${i}`, value]));
  const shapes: Record<string, (n: number) => unknown> = {
    'names on a sidecar, and as many init containers': (n) => ({
      initContainers: [sidecar(names(n, '1')), ...new Array(n).fill(wants({ cpu: '1' }))],
    }),
    'names on the containers, and as many of these': (n) => ({
      containers: [wants(names(n, '1')), ...new Array(n).fill(wants({ 'a.b/0': '1' }))],
    }),
    'names with the largest amounts': (n) => ({ containers: [wants(names(n, '1e9999'))] }),
    'names with amounts of many digits': (n) => ({ containers: [wants(names(n, `${'9'.repeat(99)}e-98`))] }),
    'names with the smallest amounts': (n) => ({ containers: [wants(names(n, '1e-9999'))] }),
    'long names that nothing counts': (n) => ({
      containers: [
        wants(Object.fromEntries(Array.from({ length: n }, (_, i) => [`${'a'.repeat(243)}${i}/`, '1']))),
      ],
    }),
    'names of the pod as a whole': (n) => ({ resources: { requests: names(n, '1'), limits: names(n, '2') } }),
    tolerations: (n) => ({ tolerations: Array.from({ length: n }, (_, i) => ({ key: `${i}` })) }),
  };
  it.each(Object.entries(shapes))('grows with %s, not with their square', (_, shape) => {
    const run = (n: number) => {
      const spec = shape(n);
      return () => need(spec);
    };
    expect(growthOf(run, 2000)).toBeLessThan(1.6);
  });

  it('grows with the length of one name, not with its square', () => {
    const run = (n: number) => {
      const spec = { containers: [wants({ [`${'a'.repeat(n)}!`]: '1', [`${'a.'.repeat(n)}/b`]: '1' })] };
      return () => need(spec);
    };
    expect(growthOf(run, 100_000)).toBeLessThan(1.6);
  });
});

describe('which nodes a replica claims', () => {
  const required = { nodeSelectorTerms: [{ matchExpressions: [{ key: 'zone', operator: 'Exists' }] }] };
  const spec = {
    affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: required }, podAffinity: {} },
    nodeSelector: { 'kubernetes.io/arch': 'arm64' },
    tolerations: [{ key: 'dedicated', operator: 'Exists' }],
  };

  it('hands on the template as it is', () => {
    const claim = need(frozen(spec))?.nodeClaim;
    expect(need(spec)).toEqual({
      nodeClaim: {
        hardNodeAffinity: required,
        nodeSelector: spec.nodeSelector,
        tolerations: spec.tolerations,
      },
    });
    expect(claim?.hardNodeAffinity).toBe(required);
    expect(claim?.nodeSelector).toBe(spec.nodeSelector);
    expect(claim?.tolerations).toBe(spec.tolerations);
  });

  it.each([
    {},
    { nodeSelector: {}, tolerations: [], affinity: {} },
    { nodeSelector: null, tolerations: null, affinity: null, containers: null, overhead: null },
    { affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: {} } } },
    { affinity: { nodeAffinity: null }, containers: [], initContainers: [{}, null] },
    { containers: [wants({ cpu: '0', memory: 0 })], overhead: {} },
  ])('is nothing for %j', (empty) => {
    expect(need(empty)).toBeUndefined();
  });

  it.each([undefined, null, {}, { spec: null }, { metadata: {} }])(
    'is nothing for template %j',
    (template) => {
      expect(podRequirements(template)).toBeUndefined();
    },
  );
});

describe('a malformed template', () => {
  it.each<[unknown, string]>([
    ['text', 'spec is "text", not an object'],
    [[], 'spec is a list of 0, not an object'],
    [{ containers: 'nginx' }, 'spec.containers is "nginx", not a list'],
    [{ containers: { length: 1 } }, 'spec.containers is an object, not a list'],
    [{ containers: [{}, 'nginx'] }, 'spec.containers[1] is "nginx", not an object'],
    [{ containers: [{ resources: [] }] }, 'spec.containers[0].resources is a list of 0, not an object'],
    [
      { containers: [{ resources: { limits: 3 } }] },
      'spec.containers[0].resources.limits is 3, not an object',
    ],
    [{ containers: [wants({ cpu: 'much' })] }, 'spec.containers[0].resources.requests.cpu is "much", not a'],
    [{ containers: [wants({ cpu: Number.NaN })] }, 'spec.containers[0].resources.requests.cpu is NaN, not a'],
    [
      { initContainers: [wants({ cpu: [] })] },
      'spec.initContainers[0].resources.requests.cpu is a list of 0',
    ],
    [{ resources: 'much' }, 'spec.resources is "much", not an object'],
    [
      { resources: { limits: { cpu: 'much' } } },
      'spec.resources.limits.cpu is "much", not a quantity from 0 on',
    ],
    [{ priorityClassName: 3 }, 'spec.priorityClassName is 3, not a string'],
    [{ nodeSelector: { at: new Date(0) } }, 'spec.nodeSelector is an object, not JSON'],
    [{ overhead: { cpu: '-1' } }, 'spec.overhead.cpu is "-1", not a'],
    [{ overhead: '1' }, 'spec.overhead is "1", not an object'],
    [{ nodeSelector: 'arm64' }, 'spec.nodeSelector is "arm64", not an object'],
    [{ nodeSelector: { arch: 64 } }, 'spec.nodeSelector.arch is 64, not a string'],
    [{ tolerations: {} }, 'spec.tolerations is an object, not a list'],
    [{ tolerations: ['all'] }, 'spec.tolerations[0] is "all", not an object'],
    [{ affinity: [] }, 'spec.affinity is a list of 0, not an object'],
    [{ affinity: { nodeAffinity: 1 } }, 'spec.affinity.nodeAffinity is 1, not an object'],
    [
      { affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [] } } },
      'spec.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution is a list of 0, not an object',
    ],
  ])('%j is refused by name', (spec, message) => {
    expect(() => need(spec)).toThrow(InterpreterError);
    expect(() => need(spec)).toThrow(`spec.template.${message}`);
  });

  it('names the place that it is given, or none', () => {
    const pod = { spec: { containers: 'nginx' } };
    expect(() => podRequirements(pod)).toThrow('podTemplate.spec.containers is "nginx"');
    expect(() => podRequirements(pod, { path: '' })).toThrow(/^spec\.containers is "nginx"/);
  });

  it('may be nested however deep', () => {
    let deep: unknown = {};
    for (let level = 0; level < 200; level++) deep = { spec: deep, containers: [deep], resources: deep };
    expect(podRequirements(deep)).toBeUndefined();
  });

  it('never gets anything but an answer or an InterpreterError', () => {
    const value = fc.jsonValue({ maxDepth: 3 });
    const container = fc.record({ resources: value, restartPolicy: value }, { requiredKeys: [] });
    const list = fc.oneof(value, fc.array(container, { maxLength: 3 }));
    const pod = fc.record(
      { containers: list, initContainers: list, overhead: value, tolerations: value, nodeSelector: value },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(pod, (spec) => {
        try {
          need(spec);
        } catch (error) {
          expect(error).toBeInstanceOf(InterpreterError);
        }
      }),
    );
  });
});

describe('laws', () => {
  const quantity = fc.oneof(
    fc.nat(4000).map((n) => `${n}m`),
    fc.nat(64).map((n) => `${n}Gi`),
    fc.nat(9).map((n) => `0.00${n}`),
    fc.nat(16),
  );
  const name = fc.constantFrom('cpu', 'memory', 'ephemeral-storage', 'example.com/gpu', 'hugepages-2Mi');
  const amounts = fc.dictionary(name, quantity);
  const resources = fc.record({ requests: amounts, limits: amounts }, { requiredKeys: [] });
  const container = fc.record({ resources: resources as fc.Arbitrary<Resources> });
  const init = fc.record({
    resources: resources as fc.Arbitrary<Resources>,
    restartPolicy: fc.constantFrom(undefined, 'Always'),
  });
  const pod = fc.record({
    containers: fc.array(container, { maxLength: 4 }),
    initContainers: fc.array(init, { maxLength: 4 }),
    overhead: amounts,
  });
  const amountOf = (list: Record<string, string> | undefined, resource: string) =>
    parseQuantity(list?.[resource] ?? '0') ?? 0n;
  const RESOURCES = ['cpu', 'memory', 'ephemeral-storage', 'example.com/gpu', 'hugepages-2Mi'];

  it('the order of containers does not matter, and asking twice gives the same', () => {
    fc.assert(
      fc.property(pod, (spec) => {
        const answer = JSON.stringify(need(frozen(spec)));
        expect(JSON.stringify(need({ ...spec, containers: [...spec.containers].reverse() }))).toBe(answer);
        expect(JSON.stringify(need(spec))).toBe(answer);
      }),
    );
  });

  it('one more container of any sort never lowers a request', () => {
    fc.assert(
      fc.property(pod, init, fc.constantFrom('containers', 'initContainers'), (spec, extra, list) => {
        const before = request(spec);
        const after = request({ ...spec, [list]: [...spec[list as 'containers'], extra] });
        for (const resource of RESOURCES) {
          expect(amountOf(after, resource)).toBeGreaterThanOrEqual(amountOf(before, resource));
        }
      }),
    );
  });

  it('a limit changes nothing where there is a request, and is the request where there is none', () => {
    fc.assert(
      fc.property(amounts, amounts, (requests, limits) => {
        const both = request({ containers: [wants(requests, limits)] });
        expect(both).toEqual(request({ containers: [wants({ ...limits, ...requests })] }));
      }),
    );
  });

  it('a sidecar asks for no less than the same init container', () => {
    fc.assert(
      fc.property(pod, fc.nat(3), (spec, index) => {
        const initContainers = spec.initContainers.map((one, i) =>
          i === index ? { ...one, restartPolicy: 'Always' } : one,
        );
        const plain = spec.initContainers.map((one, i) =>
          i === index ? { ...one, restartPolicy: undefined } : one,
        );
        for (const resource of RESOURCES) {
          expect(amountOf(request({ ...spec, initContainers }), resource)).toBeGreaterThanOrEqual(
            amountOf(request({ ...spec, initContainers: plain }), resource),
          );
        }
      }),
    );
  });
});
