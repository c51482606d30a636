import fc from 'fast-check';
import {
  type Component,
  createInterpreter,
  defineInterpreter,
  type Interpreter,
  InterpreterError,
  type Operation,
} from 'karmada-interpreter';
import { handleInterpreterContext } from 'karmada-interpreter/webhook';
import { describe, expect, test } from 'vitest';
import { casesIn, files } from '../conformance/cases.js';
import { EFFORT } from '../support/effort.js';
import { deepFreeze } from '../support/freeze.js';
import { nested } from '../support/malformed.js';
import { contextOf, type Json, operationsOf, refusalBy } from './protocol.js';

const interpreter = createInterpreter();
const object = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web', generation: 2 },
  spec: { replicas: 3 },
};

/** The response to a request about `object`, with other fields where they are given. */
function ask(operation: string, fields: Json = {}, by?: Interpreter) {
  const context = contextOf({ operation, object, ...fields });
  return handleInterpreterContext(deepFreeze(context), by).response;
}

/** An interpreter that answers an operation in its own way. */
function answering(methods: Json, operations: readonly Operation[] = ['InterpretComponent']): Interpreter {
  const supports: Interpreter['supports'] = (reference, operation) =>
    operations.includes(operation) || interpreter.supports(reference, operation);
  return { ...interpreter, supports, ...methods };
}

describe('a response', () => {
  test('is a context under the uid of the request', () => {
    const context = contextOf({ operation: 'InterpretHealth', object }, 'some-uid');
    expect(handleInterpreterContext(context)).toStrictEqual({
      apiVersion: 'config.karmada.io/v1alpha1',
      kind: 'ResourceInterpreterContext',
      response: { uid: 'some-uid', successful: true, healthy: false },
    });
  });

  test('to InterpretReplica has the number and what each replica needs', () => {
    expect(ask('InterpretReplica')).toStrictEqual({ uid: 'b7e0-17', successful: true, replicas: 3 });
    const containers = [{ resources: { requests: { cpu: '0.5' } } }];
    const workload = { ...object, spec: { template: { spec: { containers } } } };
    expect(ask('InterpretReplica', { object: workload })).toMatchObject({
      replicas: 1,
      replicaRequirements: { resourceRequest: { cpu: '500m' } },
    });
  });

  test('to InterpretComponent has the components of an interpreter that knows any', () => {
    const requirements = { resourceRequest: { cpu: '1' } };
    const components: Component[] = [
      { name: 'jobmanager', replicas: 1, requirements },
      { name: 'taskmanager', replicas: 2 },
    ];
    const flink = answering({ getComponents: () => components });
    expect(ask('InterpretComponent', {}, flink)).toStrictEqual({
      uid: 'b7e0-17',
      successful: true,
      components: [
        { name: 'jobmanager', replicas: 1, replicaRequirements: requirements },
        { name: 'taskmanager', replicas: 2 },
      ],
    });
    expect(ask('InterpretComponent').status?.code).toBe(404);
  });

  test('to InterpretStatus is {} where there is nothing to report, and the whole status of an unknown kind', () => {
    expect(ask('InterpretStatus').rawStatus).toStrictEqual({});
    const unknown = { apiVersion: 'v1', kind: 'Widget', status: { a: [1] } };
    expect(ask('InterpretStatus', { object: unknown }).rawStatus).toStrictEqual({ a: [1] });
  });

  test('has neither patch nor patchType where nothing changes', () => {
    for (const response of [
      ask('ReviseReplica', { replicas: 3 }),
      ask('Retain', { observed: object }),
      ask('AggregateStatus', { object: interpreter.aggregateStatus(object, []) }),
    ]) {
      expect(response).toStrictEqual({ uid: 'b7e0-17', successful: true });
    }
  });

  test('changes nothing but what the operation changes, and adds what is missing', () => {
    const { patch = '', patchType } = ask('ReviseReplica', { replicas: 5 });
    expect(patchType).toBe('JSONPatch');
    expect(operationsOf(patch)).toStrictEqual([{ op: 'replace', path: '/spec/replicas', value: 5 }]);
    const bare = { apiVersion: 'apps/v1', kind: 'Deployment' };
    expect(operationsOf(ask('ReviseReplica', { object: bare, replicas: 0 }).patch ?? '')).toStrictEqual([
      { op: 'add', path: '/spec', value: { replicas: 0 } },
    ]);
  });

  test('escapes keys, and writes any text so that it is read back', () => {
    const key = 'a~1/b "\\ ключ 🔑 \ud800';
    const noted = answering({
      retain: (own: Json) => ({ ...own, metadata: { [key]: key, name: 'web', generation: 2 } }),
    });
    const { patch = '' } = ask('Retain', { observed: object }, noted);
    expect(operationsOf(patch)).toStrictEqual([
      { op: 'add', path: `/metadata/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`, value: key },
    ]);
  });

  test('keeps own keys that every object inherits to themselves', () => {
    const status = JSON.parse(
      '{"__proto__": {"polluted": 1}, "constructor": {"prototype": {"polluted": 1}}}',
    );
    const aggregated = answering({ aggregateStatus: (own: Json) => ({ ...own, status }) });
    const [operation] = operationsOf(ask('AggregateStatus', {}, aggregated).patch ?? '');
    expect(JSON.stringify(operation?.value)).toBe(JSON.stringify(status));
    const reflected = ask('InterpretStatus', { object: { apiVersion: 'v1', kind: 'Widget', status } });
    expect(JSON.stringify(reflected.rawStatus)).toBe(JSON.stringify(status));
    expect(({} as Json).polluted).toBeUndefined();
  });
});

describe('a key that is undefined, which only a caller of the function can send, is none', () => {
  const bare = { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { generation: 1 } };

  test.each<[operation: string, own: Json, expected: Json[]]>([
    ['AggregateStatus', { ...bare, status: undefined }, [{ op: 'add', path: '/status' }]],
    ['AggregateStatus', bare, [{ op: 'add', path: '/status' }]],
    [
      'ReviseReplica',
      { ...bare, spec: { replicas: undefined, paused: undefined } },
      [{ op: 'add', path: '/spec/replicas', value: 3 }],
    ],
    [
      'ReviseReplica',
      { ...bare, spec: { replicas: null } },
      [{ op: 'replace', path: '/spec/replicas', value: 3 }],
    ],
    ['ReviseReplica', { ...bare, spec: undefined }, [{ op: 'add', path: '/spec', value: { replicas: 3 } }]],
  ])('%s of %j', (operation, own, expected) => {
    const { patch = '' } = ask(operation, { object: own, replicas: 3 });
    const operations = operationsOf(patch);
    expect(operations).toMatchObject(expected);
    expect(operations).toHaveLength(expected.length);
  });

  test('nor does an interpreter remove anything by one', () => {
    const own = { ...bare, spec: { a: 1, b: { c: 2 } } };
    const made = { ...own, spec: { ...own.spec, a: undefined, b: { c: 2, d: undefined } } };
    expect(
      operationsOf(
        ask('Retain', { object: own, observed: own }, answering({ retain: () => made })).patch ?? '',
      ),
    ).toStrictEqual([{ op: 'remove', path: '/spec/a' }]);
  });

  test('a time that changes is seen to', () => {
    const times = (milliseconds: number) => ({
      ...bare,
      status: { at: new Date(milliseconds), list: [new Date(0)] },
    });
    const moved = answering({ aggregateStatus: () => times(1) });
    expect(operationsOf(ask('AggregateStatus', { object: times(0) }, moved).patch ?? '')).toStrictEqual([
      { op: 'replace', path: '/status/at', value: '1970-01-01T00:00:00.001Z' },
    ]);
  });
});

describe('a list of objects', () => {
  test.each([
    { apiVersion: 'v1', kind: 'List', items: [object] },
    { apiVersion: 'apps/v1', kind: 'DeploymentList', items: [object] },
  ])('is refused with 422 and the hint to pass its items: $kind', (list) => {
    for (const operation of ['InterpretStatus', 'AggregateStatus', 'InterpretHealth']) {
      expect(ask(operation, { object: list }).status).toStrictEqual({
        code: 422,
        message: `request.object is a ${list.kind}, not an object: pass its items one by one`,
      });
    }
  });
});

describe('what is malformed is refused with 400 and its place', () => {
  const context = contextOf({ operation: 'Retain', object, observed: object });
  const request = (fields: Json) => ({ ...context, request: { ...context.request, ...fields } });

  test.each<[string, unknown]>([
    ['context is null, not an object', null],
    ['context is a list of 0, not an object', []],
    ['context is "x", not an object', 'x'],
    ['request is missing, not an object', {}],
    [
      'apiVersion is "config.karmada.io/v2", not "config.karmada.io/v1alpha1"',
      { ...context, apiVersion: 'config.karmada.io/v2' },
    ],
    ['kind is "AdmissionReview", not "ResourceInterpreterContext"', { ...context, kind: 'AdmissionReview' }],
    ['request.uid is missing, not a name', request({ uid: undefined })],
    ['request.uid is "", not a name', request({ uid: '' })],
    ['request.uid is 5, not a name', request({ uid: 5 })],
    ['request.kind is "Deployment", not an object', request({ kind: 'Deployment' })],
    [
      'request.kind.group is 5, not a string',
      request({ kind: { group: 5, version: 'v1', kind: 'Deployment' } }),
    ],
    [
      'request.kind.version is missing, not a name; request.kind.kind is missing, not a name',
      request({ kind: {} }),
    ],
    [
      'request.object.apiVersion is "apps/v1", not that of request.kind',
      request({ kind: { group: 'apps', version: 'v2', kind: 'Deployment' } }),
    ],
    [
      'request.object.kind is "Deployment", not that of request.kind',
      request({ kind: { group: 'apps', version: 'v1', kind: 'Pod' } }),
    ],
    ['request.name is 5, not a string', request({ name: 5 })],
    ['request.namespace is false, not a string', request({ namespace: false })],
    ['request.operation is 1, not a name', request({ operation: 1 })],
    ['request.object is null, not an object', request({ object: null })],
    ['request.object is a list of 0, not an object', request({ object: [] })],
    ['request.observedObject is missing, not an object', request({ observedObject: undefined })],
    ['request.aggregatedStatus is an object, not a list', request({ aggregatedStatus: {} })],
    ['request.replicas is "3", not a number', request({ replicas: '3' })],
    ['request.replicas is null, not a number', request({ operation: 'ReviseReplica', replicas: null })],
  ])('%s', (message, malformed) => {
    const { response } = handleInterpreterContext(deepFreeze(malformed), interpreter);
    expect(response).toMatchObject({ successful: false, status: { code: 400, message } });
  });

  test('each fault at once, under the uid that is there', () => {
    const { response } = handleInterpreterContext({ request: { uid: 'still-here', object: 1 } });
    expect(response).toStrictEqual({
      uid: 'still-here',
      successful: false,
      status: {
        code: 400,
        message:
          'request.kind is missing, not an object; request.operation is missing, not a name; ' +
          'request.object is 1, not an object',
      },
    });
  });

  test('what Go leaves out or writes as null is not', () => {
    const {
      apiVersion: _,
      kind: __,
      ...bare
    } = request({ name: null, namespace: null, aggregatedStatus: null });
    expect(handleInterpreterContext(bare, interpreter).response.successful).toBe(true);
    const core = { apiVersion: 'v1', kind: 'Pod' };
    const pod = contextOf({ operation: 'InterpretStatus', object: core });
    const { group: ___, ...kind } = pod.request.kind;
    const context = { ...pod, request: { ...pod.request, kind } };
    expect(handleInterpreterContext(context, interpreter).response.successful).toBe(true);
  });
});

describe('what the interpreter does not do', () => {
  test.each(['Prune', '*', 'constructor', '__proto__', 'toString', 'interpretReplica', 'x'.repeat(10_000)])(
    '404 for the operation %.20s',
    (operation) => {
      const { status } = ask(operation);
      expect(status?.code).toBe(404);
      expect(status?.message).toContain('of "apps/v1 Deployment"');
      expect(status?.message.length).toBeLessThan(300);
    },
  );

  test('404 for what is no operation, even where the interpreter says yes to everything', () => {
    for (const operation of ['constructor', 'toString', 'Prune']) {
      expect(ask(operation, {}, { ...interpreter, supports: () => true }).status?.code).toBe(404);
    }
  });

  test.each<[operation: string, own: Json, hint: string]>([
    ['InterpretHelth', object, ': did you mean InterpretHealth?'],
    ['InterpretHealth', { ...object, kind: 'Deploymnet' }, ': did you mean apps/v1 Deployment?'],
    ['InterpretComponent', object, ''],
  ])('404 with what may have been meant: %s %j', (operation, own, hint) => {
    const { apiVersion, kind } = own;
    const message = `unsupported operation "${operation}" of "${apiVersion} ${kind}"${hint}`;
    expect(ask(operation, { object: own }).status).toStrictEqual({ code: 404, message });
  });

  test('404 for a kind that is not known', () => {
    expect(ask('InterpretHealth', { object: { apiVersion: 'v1', kind: 'Widget' } })).toStrictEqual({
      uid: 'b7e0-17',
      successful: false,
      status: { code: 404, message: 'unsupported operation "InterpretHealth" of "v1 Widget"' },
    });
  });

  test('422 for a mistake of the caller that it finds', () => {
    const revised = ask('ReviseReplica', { replicas: -1 });
    expect(revised.status?.code).toBe(422);
    expect(revised.status?.message).toBe('replicas is -1, not an integer from 0 to 2147483647');
    expect(ask('AggregateStatus', { items: [{ status: {} }] }).status).toStrictEqual({
      code: 422,
      message: "items[0].clusterName is missing, not a cluster's name",
    });
  });

  test.each<[string, unknown]>([
    ['out of memory', new Error('out of memory')],
    ['no', Object.assign(new RangeError('no'), { stack: 'secret/path.ts:1' })],
    ['"text" was thrown', 'text'],
    ['missing was thrown', undefined],
    ['an object was thrown', Object.create(null)],
  ])('500 where it throws: %s', (message, thrown) => {
    const failing = answering({
      interpretHealth() {
        throw thrown;
      },
    });
    expect(ask('InterpretHealth', {}, failing).status).toStrictEqual({ code: 500, message });
  });

  test('404 where its own check says so', () => {
    const refusing = answering({
      interpretHealth() {
        throw new InterpreterError('UNSUPPORTED_OPERATION', 'not this one');
      },
    });
    expect(ask('InterpretHealth', {}, refusing).status).toStrictEqual({ code: 404, message: 'not this one' });
  });

  const wrong = 'the interpreter gave a wrong answer: ';
  const cyclic: Json = {};
  cyclic.self = cyclic;
  test.each<[string, string, Json]>([
    [
      'InterpretReplica',
      `${wrong}replicas is missing, not an integer from 0 to 2147483647`,
      { getReplicas: () => ({}) },
    ],
    [
      'InterpretReplica',
      `${wrong}replicas is 1.5, not an integer from 0 to 2147483647`,
      { getReplicas: () => ({ replicas: 1.5 }) },
    ],
    ['InterpretComponent', `${wrong}components is missing, not a list`, { getComponents: () => undefined }],
    [
      'InterpretComponent',
      `${wrong}components[1].name is "", not a name`,
      {
        getComponents: () => [
          { name: 'a', replicas: 1 },
          { name: '', replicas: 1 },
        ],
      },
    ],
    [
      'InterpretDependency',
      `${wrong}dependencies[0].kind is missing, not a name`,
      { getDependencies: () => [{ apiVersion: 'v1', name: 'x' }] },
    ],
    ['InterpretStatus', `${wrong}rawStatus is 5, not an object`, { reflectStatus: () => 5 }],
    ['InterpretStatus', `${wrong}response is missing, not JSON`, { reflectStatus: () => cyclic }],
    [
      'InterpretHealth',
      `${wrong}healthy is "yes", not true or false`,
      { interpretHealth: () => ({ healthy: 'yes' }) },
    ],
    ['Retain', "the interpreter's object is missing, not an object", { retain: () => undefined }],
  ])('500 where it does not keep to its types: %s, %s', (operation, message, methods) => {
    const response = ask(operation, { observed: object }, answering(methods));
    expect(response).toStrictEqual({ uid: 'b7e0-17', successful: false, status: { code: 500, message } });
  });

  test.each<[operation: string, methods: Json]>([
    ['InterpretReplica', { getReplicas: async () => ({ replicas: 1 }) }],
    ['InterpretComponent', { getComponents: async () => [] }],
    ['InterpretDependency', { getDependencies: async () => [] }],
    ['InterpretStatus', { reflectStatus: async () => ({ a: 1 }) }],
    ['InterpretStatus', { reflectStatus: () => ({ a: [{ b: Promise.resolve(1) }] }) }],
    ['InterpretStatus', { supports: async () => false }],
    ['InterpretHealth', { interpretHealth: async () => ({ healthy: true }) }],
    ['ReviseReplica', { reviseReplica: async (own: Json) => own }],
    ['Retain', { retain: async (own: Json) => own }],
    ['Retain', { retain: (own: Json) => ({ ...own, spec: { a: Promise.resolve(1) } }) }],
    ['Retain', { retain: (own: Json) => ({ ...own, spec: Promise.resolve({}) }) }],
    ['AggregateStatus', { aggregateStatus: async (own: Json) => own }],
    [
      'AggregateStatus',
      { aggregateStatus: (own: Json) => ({ ...own, status: { list: [async () => 1, Promise.resolve(1)] } }) },
    ],
  ])('500 where it is asynchronous by mistake: %s %j', (operation, methods) => {
    expect(ask(operation, { observed: object }, answering(methods))).toStrictEqual({
      uid: 'b7e0-17',
      successful: false,
      status: {
        code: 500,
        message: 'a promise is no answer: interpreters and reviews have to be synchronous',
      },
    });
  });

  test.each<[message: string, after: Json]>([
    ['apiVersion of the interpreter\'s object is missing, not "apps/v1" as before', {}],
    [
      'apiVersion of the interpreter\'s object is "v1", not "apps/v1" as before',
      { ...object, apiVersion: 'v1' },
    ],
    ['kind of the interpreter\'s object is "Pod", not "Deployment" as before', { ...object, kind: 'Pod' }],
    [
      'kind of the interpreter\'s object is missing, not "Deployment" as before',
      { ...object, kind: undefined },
    ],
  ])('500 where it makes another object of the object: %s', (message, after) => {
    for (const [operation, method] of [
      ['Retain', 'retain'],
      ['ReviseReplica', 'reviseReplica'],
      ['AggregateStatus', 'aggregateStatus'],
    ] as const) {
      const made = answering({ [method]: () => after });
      expect(ask(operation, { observed: object }, made).status).toStrictEqual({ code: 500, message });
    }
  });

  test.each<[message: string, thrown: () => unknown]>([
    [
      'an error that cannot be read was thrown',
      () => Object.defineProperty(new Error(), 'message', { get: () => expect.fail('read') }),
    ],
    [
      'an error that cannot be read was thrown',
      () => new Proxy({}, { getPrototypeOf: () => expect.fail('read') }),
    ],
    ['an object was thrown', () => Object.assign(new Error(), { message: { not: 'a text' } })],
    [`${'x'.repeat(10_000)}…`, () => new Error('x'.repeat(10_000_000))],
    ['a list of 1 was thrown', () => [new Error('x')]],
  ])('500 where it throws what is hard to read: %.50s', (message, thrown) => {
    const failing = answering({
      interpretHealth() {
        throw thrown();
      },
    });
    expect(ask('InterpretHealth', {}, failing).status).toStrictEqual({ code: 500, message });
  });

  test.each<[dependency: Json, message: string | undefined]>([
    [{ name: 'x' }, undefined],
    [{ labelSelector: { matchLabels: { app: 'web' } } }, undefined],
    [{ name: '', labelSelector: {} }, undefined],
    [{ labelSelector: { matchExpressions: [{ key: 'a', operator: 'In', values: ['b'] }] } }, undefined],
    [{}, 'name is missing, not a name, and there is no labelSelector in its place'],
    [{ name: '' }, 'name is "", not a name, and there is no labelSelector in its place'],
    [{ name: 'x', namespace: 5 }, 'namespace is 5, not a string'],
    [{ labelSelector: 'app=web' }, 'labelSelector is "app=web", not an object'],
    [{ labelSelector: { matchLabels: { app: 1 } } }, 'labelSelector.matchLabels.app is 1, not a string'],
    [
      { labelSelector: { matchExpressions: [{ key: 'a', operator: 'Inn' }] } },
      'labelSelector.matchExpressions[0].operator is "Inn", not one of In, NotIn, Exists, DoesNotExist: did you mean In?',
    ],
  ])('a dependency may be selected by its labels: %j', (dependency, message) => {
    const dependencies = [{ apiVersion: 'v1', kind: 'Secret', ...dependency }];
    const response = ask('InterpretDependency', {}, answering({ getDependencies: () => dependencies }));
    if (message === undefined) expect(response.dependencies).toStrictEqual(dependencies);
    else expect(response.status?.message).toBe(`${wrong}dependencies[0].${message}`);
  });

  test('a status with times is written as JSON writes it', () => {
    const reflectStatus = () => ({ at: new Date(0) });
    expect(ask('InterpretStatus', {}, answering({ reflectStatus })).rawStatus).toStrictEqual({
      at: '1970-01-01T00:00:00.000Z',
    });
  });
});

describe('however deep it nests', () => {
  const deep = nested(100_000);
  const holders = {
    spec: { ...object, spec: { replicas: 3, template: deep } },
    status: { ...object, status: deep },
    container: { ...object, spec: { template: { spec: { containers: [deep], affinity: deep } } } },
    unknown: { apiVersion: 'v1', kind: 'Widget', status: { deep } },
  };
  const operations = [
    'InterpretReplica',
    'ReviseReplica',
    'Retain',
    'AggregateStatus',
    'InterpretStatus',
    'InterpretHealth',
    'InterpretDependency',
  ];
  const cases = Object.entries(holders).flatMap(([place, own]) =>
    operations.map((operation) => ({ place, own, operation })),
  );

  test.each(cases)('a request has its answer: $operation, $place', ({ own, operation }) => {
    const items = [{ clusterName: 'member1', status: { readyReplicas: 1, conditions: [deep], deep } }];
    const context = contextOf({ operation, object: own, observed: own, items, replicas: 4 });
    const { response } = handleInterpreterContext(context, interpreter);
    expect(refusalBy(context.request, response)).toBe('');
    expect(JSON.stringify(response)).toContain('b7e0-17');
  });

  test('and whatever the kind’s own code does with it', () => {
    const depth = (value: unknown): number => (Array.isArray(value) ? 1 + depth(value[0]) : 0);
    const list = Array.from({ length: 1_000_000 }).reduce((value) => [value], []);
    const health = () => ({ healthy: depth(list) > 0, state: 'Healthy', reason: '', message: '' }) as const;
    const widget = defineInterpreter({ apiVersion: 'example.io/v1', kind: 'Widget', health });
    const by = createInterpreter({ interpreters: [widget] });
    const { status } = ask(
      'InterpretHealth',
      { object: { apiVersion: 'example.io/v1', kind: 'Widget' } },
      by,
    );
    expect(status?.code).toBe(500);
  });
});

describe('a damaged context', () => {
  const cases = files.flatMap(casesIn);
  const junk = fc.oneof(
    fc.constantFrom<unknown>(
      undefined,
      null,
      '',
      'x',
      -1,
      1.5,
      2 ** 40,
      Number.NaN,
      true,
      [],
      [[]],
      {},
      3n,
      Symbol('s'),
      () => 1,
    ),
    fc.constantFrom<unknown>('Prune', '*', 'InterpretStatus', 'AggregateStatus', 'Retain', '__proto__'),
    fc.constant(JSON.parse('{"__proto__": {"uid": "x"}, "constructor": 1}')),
    fc.anything({ withDate: true, withNullPrototype: true, withSparseArray: true }),
  );

  /** A copy with another value, or none, at the place that `steps` lead to. */
  function damaged(value: unknown, [step, ...steps]: readonly number[], by: unknown, gone: boolean): unknown {
    if (step === undefined || typeof value !== 'object' || value === null) return by;
    const keys = Object.keys(value);
    const key = keys[step % keys.length];
    if (key === undefined) return by;
    const copy = (Array.isArray(value) ? [...value] : { ...value }) as Json;
    if (gone && steps.length === 0) delete copy[key];
    else copy[key] = damaged(copy[key], steps, by, gone);
    return copy;
  }

  const damage = fc.record({
    steps: fc.array(fc.nat(30), { maxLength: 8 }),
    by: junk,
    gone: fc.boolean(),
  });
  const inputs = fc.tuple(fc.nat(cases.length - 1), fc.array(damage, { minLength: 1, maxLength: 3 }));

  test('is answered by its uid, and never as a success that Karmada would refuse', () => {
    const codes = new Set<unknown>();
    fc.assert(
      fc.property(inputs, ([index, damages]) => {
        const whole: unknown = contextOf(cases[index] as never);
        const context = damages.reduce(
          (value, { steps, by, gone }) => damaged(value, steps, by, gone),
          whole,
        );
        const answer = handleInterpreterContext(context, interpreter);
        const response = JSON.parse(JSON.stringify(answer)).response;
        // A clone has the plain prototypes that JSON has, and all else that JSON would lose.
        expect(response).toStrictEqual(structuredClone(answer.response));
        const request = ((context as Json | null)?.request ?? {}) as Json;
        const uid = typeof request.uid === 'string' ? request.uid : '';
        expect(refusalBy({ operation: request.operation, uid }, response)).toBe('');
        codes.add(response.status?.code);
      }),
      { numRuns: 5000 * EFFORT },
    );
    // No damage is the interpreter's fault; some of it does no harm.
    expect([undefined, 400, 404, 422]).toEqual(expect.arrayContaining([...codes]));
    expect([...codes]).toEqual(expect.arrayContaining([undefined, 400]));
  });

  test('that throws when it is read is answered too', () => {
    const trap = { get: () => expect.fail('read') };
    const context = contextOf({ operation: 'InterpretStatus', object });
    for (const broken of [
      new Proxy({}, trap),
      { ...context, request: new Proxy({}, trap) },
      { ...context, request: { ...context.request, object: new Proxy({}, trap) } },
    ]) {
      expect(handleInterpreterContext(broken, interpreter).response).toMatchObject({
        successful: false,
        status: { code: 500, message: 'read' },
      });
    }
  });
});
