import {
  all,
  any,
  conditions,
  createInterpreter,
  defineInterpreter,
  defineStatus,
  type KindInterpreter,
  type KubernetesObject,
  sum,
  union,
} from 'karmada-interpreter';
import {
  compileInterpreter,
  DeclarationError,
  interpreterDeclarationSchema,
} from 'karmada-interpreter/declarative';
import { describe, expect, test } from 'vitest';
import { deepFreeze } from '../support/freeze.js';
import { refusal } from '../support/mistakes.js';

type Json = Record<string, unknown>;

const compile = (more: Json): Required<KindInterpreter> =>
  compileInterpreter(deepFreeze({ apiVersion: 'v1', kind: 'Game', ...more })) as Required<KindInterpreter>;

/** What is wrong with a declaration. */
function faultsOf(more: Json): readonly string[] {
  try {
    compile(more);
    return [];
  } catch (error) {
    return (error as DeclarationError).faults.map(({ message }) => message);
  }
}

describe('reducers', () => {
  /** What the members' values of one field come to, `a` reporting the first, `b` the second, … */
  function reduce(rule: unknown, values: readonly unknown[]): unknown {
    const items = values.map((value, i) => ({ clusterName: String.fromCharCode(97 + i), status: { value } }));
    const { status } = compile({ status: { value: rule } }).aggregateStatus(
      { status: {} },
      [...deepFreeze(items)].reverse(),
    );
    return (status as Json).value;
  }

  test.each<[rule: unknown, values: unknown[], expected: unknown]>([
    ['sum', [1, undefined, 3], 4],
    [{ sum: 'int64' }, [2147483647, 1], 2147483648],
    ['last', ['x', '', 'y'], 'y'],
    ['first', ['', 'x', 'y'], 'x'],
    [{ last: 'integer' }, [1, 2, 2.5], 2],
    [{ first: 'object' }, [{}, { a: 1 }], { a: 1 }],
    ['max', [1, 2.5, '9'], 2.5],
    ['min', [1, -2.5], -2.5],
    ['all', [true, undefined, true], true],
    ['all', [true, false, true], false],
    ['all', ['true', true], true],
    ['all', [], undefined],
    ['any', [false, false], false],
    ['any', [false, true, false], true],
    [{ worst: ['Broken', 'Open'] }, ['Open', 'Broken', 'Open'], 'Broken'],
    ['union', [['b', 'a'], ['a', 'c'], undefined], ['b', 'a', 'c']],
    ['union', [[{ x: 1, y: 2 }], [{ y: 2, x: 1 }, 5]], [{ x: 1, y: 2 }, 5]],
    ['union', [[], 'x', ['a']], ['a']],
    [
      { union: 'name' },
      [[{ name: 'a', at: 1 }], [{ name: 'a', at: 2 }, { name: 'b' }]],
      [{ name: 'a', at: 1 }, { name: 'b' }],
    ],
    [{ union: 'name' }, [[{ at: 1 }, null, { name: 5 }]], [{ name: 5 }]],
    ['conditions', [[{ type: 'Ready', status: 'True' }]], [{ type: 'Ready', status: 'True' }]],
    [
      { conditions: { badWhenTrue: ['Paused'] } },
      [[{ type: 'Paused', status: 'True' }], [{ type: 'Paused', status: 'False' }]],
      [{ type: 'Paused', status: 'True', message: 'a' }],
    ],
  ])('%j of %j', (rule, values, expected) => {
    if (rule === 'conditions' || (rule as Json).conditions)
      expect(reduce(rule, values)).toMatchObject(expected as object);
    else expect(reduce(rule, values)).toStrictEqual(expected);
  });

  test.each<[rule: unknown, value: unknown, path: string, expected: string]>([
    ['all', 'x', '', 'a boolean'],
    ['any', 1, '', 'a boolean'],
    ['union', 'x', '', 'a list'],
    ['union', [3n], '[0]', 'a JSON value'],
    [{ union: 'name' }, [{ name: 'a' }, {}], '[1]', 'an object of JSON values with the field name'],
  ])('%j says what is wrong with %s', (rule, value, path, expected) => {
    const { problems } = compile({ status: { value: rule } }).explainStatus({}, [
      { clusterName: 'a', status: { value } },
    ]);
    expect(problems).toEqual([
      { clusterName: 'a', path: `status.value${path}`, message: expect.stringMatching(`, not ${expected}$`) },
    ]);
  });

  test('are there for code too', () => {
    const status = defineStatus({
      status: { up: all(), down: any(), nodes: union(), pools: union('name'), n: sum() },
    });
    const one = { up: true, down: false, nodes: ['x'], pools: [{ name: 'p' }], n: 1 };
    const items = [{ clusterName: 'a', status: one }];
    expect(status.aggregateStatus({ status: {} }, items).status).toEqual({ ...one, observedGeneration: 0 });
  });

  test('a part that is none is refused', () => {
    const kind = compile({ status: { nodes: { union: 'name' } } });
    const part = kind.createAggregator({}).partial();
    for (const nodes of [
      {},
      [],
      [5],
      [{ first: '', at: 0, value: { name: 'x' } }],
      [{ first: 'a', at: 0, value: {} }],
    ]) {
      expect(refusal(() => kind.combinePartials({}, [{ ...part, fields: { nodes } }])).code).toBe(
        'INVALID_PARTIAL',
      );
    }
  });
});

describe('a field from elsewhere', () => {
  const pools = [
    { name: 'a', ready: 2, up: true, labels: ['x'] },
    { name: 'b', ready: 3, up: false, labels: ['x', 'y'] },
  ];
  const object = deepFreeze({
    spec: { size: 7 },
    status: { pools, detail: { phase: 'Open' }, value: 'own' },
  }) as KubernetesObject;
  const reflect = (from: string, reduce: unknown): unknown =>
    (compile({ status: { value: { from, reduce } } }).reflectStatus(object) as Json).value;

  test.each<[from: string, reduce: unknown, expected: unknown]>([
    ['$.status.detail.phase', 'last', 'Open'],
    ['$.spec.size', 'sum', 7],
    ['$.status.pools[1].ready', 'sum', 3],
    ['$.status.pools[*].ready', 'sum', 5],
    ['$.status.pools[*].ready', 'max', 3],
    ['$.status.pools[*].up', 'all', false],
    ['$.status.pools[*].up', 'any', true],
    ['$.status.pools[*].name', 'last', 'b'],
    ['$.status.pools[*].name', { worst: ['b', 'a'] }, 'b'],
    ['$.status.pools[*].name', 'union', ['a', 'b']],
    ['$.status.pools', { union: 'name' }, pools],
    ['$.status.pools[*]', { union: 'name' }, pools],
    ['$.status.pools[*].name', 'reflected', ['a', 'b']],
    ['$.status.nothing', 'sum', undefined],
    ['$.status.nothing[*]', 'sum', undefined],
    ['$.status.nothing[*]', 'union', undefined],
    ['$.status.pools[*].name', 'sum', 'a'],
    ['$.status.pools[*].ready', 'last', 2],
  ])('%s by %j is %j', (from, reduce, expected) => {
    expect(reflect(from, reduce)).toEqual(expected);
  });

  test('stops at the largest count, as the federation does', () => {
    const kind = compile({ status: { value: { from: '$.status.n[*]', reduce: 'sum' } } });
    expect(kind.reflectStatus({ status: { n: [2147483647, 2147483647] } })).toEqual({ value: 2147483647 });
  });

  test('leaves an object without a status to the core', () => {
    const kind = compile({ status: { value: { from: '$.spec.size', reduce: 'sum' } } });
    expect(kind.reflectStatus({ spec: { size: 7 } })).toBeUndefined();
    expect(refusal(() => kind.reflectStatus(null as never)).message).toBe('object is null, not an object');
  });
});

describe('predicates', () => {
  const object = deepFreeze({
    metadata: { generation: 3 },
    spec: { size: 3, phases: ['Open', 'Closed'], nothing: null },
    status: {
      ...{ phase: 'Open', n: 3, text: '12', up: true, observed: 3, pools: [{ n: 1 }, { n: 5 }] },
      conditions: [{ type: 'Ready', status: 'True' }],
    },
  }) as KubernetesObject;
  const path = (at: string, rest: Json): Json => ({ path: at, ...rest });

  test.each<[predicate: Json, holds: boolean]>([
    [path('$.status.phase', { equals: 'Open' }), true],
    [path('$.status.phase', { equals: 'Closed' }), false],
    [path('$.status.up', { equals: true }), true],
    [path('$.status.up', { equals: 'true' }), false],
    [path('$.status.observed', { equals: { path: '$.metadata.generation' } }), true],
    [path('$.status.absent', { equals: { path: '$.spec.nothing' } }), true],
    [path('$.status.absent', { equals: false }), false],
    [path('$.status.pools[*].n', { equals: 5 }), true],
    [path('$.status.phase', { oneOf: ['Closed', 'Open'] }), true],
    [path('$.status.phase', { oneOf: ['Closed', { path: '$.spec.phases[*]' }] }), true],
    [path('$.status.phase', { oneOf: ['Closed'] }), false],
    [path('$.status.phase', { exists: true }), true],
    [path('$.status.phase', { exists: false }), false],
    [path('$.spec.nothing', { exists: false }), true],
    [path('$.status.pools[*].x', { exists: false }), true],
    [path('$.status.phase', { matches: '^O' }), true],
    [path('$.status.phase', { matches: 'o' }), false],
    [path('$.status.n', { matches: '3' }), false],
    [path('$.status.n', { atLeast: 3 }), true],
    [path('$.status.n', { atLeast: 4 }), false],
    [path('$.status.n', { atLeast: { path: '$.spec.size' }, atMost: 3 }), true],
    [path('$.status.n', { atMost: 2.5 }), false],
    [path('$.status.text', { atLeast: 12, atMost: 12 }), true],
    [path('$.status.absent', { atMost: 0 }), true],
    [path('$.status.phase', { atLeast: 0 }), false],
    [path('$.status.pools[*].n', { atLeast: 2, atMost: 4 }), false],
    [{ condition: { type: 'Ready', status: 'True' } }, true],
    [{ condition: { type: 'Ready', status: 'False' } }, false],
    [{ condition: { type: 'Up', status: 'Unknown' } }, false],
    [{ all: [path('$.status.up', { equals: true }), path('$.status.n', { atLeast: 1 })] }, true],
    [{ all: [path('$.status.up', { equals: true }), path('$.status.n', { atLeast: 9 })] }, false],
    [{ any: [path('$.status.n', { atLeast: 9 }), path('$.status.up', { equals: true })] }, true],
    [{ any: [path('$.status.n', { atLeast: 9 })] }, false],
    [{ not: path('$.status.n', { atLeast: 9 }) }, true],
  ])('%j: %j', (when, holds) => {
    const { healthy } = compile({ health: [{ state: 'Healthy', when }] }).interpretHealth(object);
    expect(healthy).toBe(holds);
  });

  test('are asked in turn: the first rule that holds is the health', () => {
    const when = path('$.status.up', { equals: true });
    const states = ['Suspended', 'Healthy', 'Degraded'].map((state) => ({ state, when }));
    expect(compile({ health: states }).interpretHealth(object).state).toBe('Suspended');
    expect(
      compile({ health: [{ state: 'Unknown', when: { not: when } }, ...states] }).interpretHealth(object)
        .state,
    ).toBe('Suspended');
  });

  test('say in words what held, where nobody said it better', () => {
    const health = (rule: Json) =>
      compile({ health: [{ state: 'Degraded', ...rule }] }).interpretHealth(object);
    const up = path('$.status.up', { equals: true });
    const text = {
      all: [up, { any: [path('$.status.n', { atLeast: 1, atMost: 9 }), path('$.a', { exists: false })] }],
    };
    expect(health({ when: text })).toEqual({
      ...{ healthy: false, state: 'Degraded', reason: 'Degraded' },
      message: '$.status.up equals true and ($.status.n is at least 1 and is at most 9 or $.a is absent)',
    });
    expect(health({ when: { not: path('$.status.phase', { oneOf: ['a', { path: '$.y' }] }) } }).message).toBe(
      'not ($.status.phase is one of "a", $.y)',
    );
    expect(health({ reason: 'Why', message: 'because', when: up })).toMatchObject({
      reason: 'Why',
      message: 'because',
    });
    const told = { reason: { path: '$.status.phase' }, message: { path: '$.status.absent' }, when: up };
    expect(health(told)).toMatchObject({ reason: 'Open', message: '$.status.up equals true' });
    const none = { state: 'Progressing', reason: 'NoRuleHolds', message: 'no rule of the health holds' };
    expect(health({ when: { not: up } })).toEqual({ healthy: false, ...none });
  });
});

test('fields are declared in the order of the declaration', () => {
  const names = ['availableReplicas', 'replicas', 'own', 'readyReplicas'];
  const { declaration } = compile({ status: Object.fromEntries(names.map((name) => [name, 'sum'])) });
  expect(Object.keys(declaration.status ?? {})).toEqual(names);
});

test('components are read where the declaration says', () => {
  const kind = compile({
    components: [
      { name: 'worker', replicas: '$.spec.worker.replicas', podTemplate: '$.spec.worker.template' },
      { name: 'head', replicas: '$.spec.head.replicas' },
    ],
  });
  const template = { spec: { containers: [{ resources: { requests: { cpu: 1 } } }] } };
  const object = { apiVersion: 'v1', kind: 'Game', spec: { worker: { replicas: 3, template } } };
  expect(createInterpreter({ interpreters: [kind] }).getComponents(object)).toEqual([
    { name: 'worker', replicas: 3, requirements: { resourceRequest: { cpu: '1' } } },
    { name: 'head', replicas: 1 },
  ]);
  const { code, message } = refusal(() =>
    kind.getComponents({ spec: { head: { replicas: 'x' } } as object }),
  );
  expect([code, message.split(',')[0]]).toEqual(['INVALID_OBJECT', 'spec.head.replicas is "x"']);
});

test('dependencies are named once each, in order, and only where the rule holds', () => {
  const secret = { apiVersion: 'v1', kind: 'Secret' };
  const kind = compile({
    dependencies: [
      { ...secret, name: '$.spec.secrets[*].name' },
      { ...secret, name: '$.spec.extra', when: { path: '$.spec.on', equals: true } },
      { apiVersion: 'a.io/v1', kind: 'Issuer', name: '$.spec.issuer', scope: 'Cluster' },
      { podTemplate: '$.spec.tasks[*].template', ownClaims: '$.spec.claims[*].name' },
    ],
  });
  const pod = (claimName: string) => ({
    template: { spec: { volumes: [{ persistentVolumeClaim: { claimName } }] } },
  });
  const spec = {
    ...{ secrets: [{ name: 'b' }, { name: '' }, {}, { name: 'a' }, { name: 'b' }], extra: 'c', issuer: 'i' },
    ...{ tasks: [pod('data'), pod('own')], claims: [{ name: 'own' }] },
  };
  const found = (object: object) =>
    kind.getDependencies(object).map(({ kind: k, namespace, name }) => [k, namespace, name]);
  const expected = [
    ['Issuer', undefined, 'i'],
    ['PersistentVolumeClaim', 'play', 'data'],
    ['Secret', 'play', 'a'],
    ['Secret', 'play', 'b'],
  ];
  expect(found({ metadata: { namespace: 'play' }, spec })).toEqual(expected);
  expect(found({ metadata: { namespace: 'play' }, spec: { ...spec, on: true } })).toEqual([
    ...expected,
    ['Secret', 'play', 'c'],
  ]);
  const { message } = refusal(() => kind.getDependencies({ spec: { secrets: [{ name: 5 }] } as object }));
  expect(message).toBe('spec.secrets[*].name is 5, not a string');
  expect(compile({ replicas: { path: '$.spec.n', podTemplate: '$.spec.t' } }).operations).toContain(
    'InterpretDependency',
  );
  expect(compile({ dependencies: [] }).getDependencies({})).toEqual([]);
});

test('a declaration may be given what needs code, and nothing of it is kept', () => {
  const given = {
    apiVersion: 'v1',
    kind: 'Game',
    status: { phase: { worst: ['Broken', 'Open'] } },
    retain: ['.spec.a'],
  };
  const kind = compileInterpreter(given) as Required<KindInterpreter>;
  given.status.phase.worst.reverse();
  const items = ['Open', 'Broken'].map((phase) => ({ clusterName: phase, status: { phase } }));
  expect(kind.aggregateStatus({ status: {} }, items).status).toMatchObject({ phase: 'Broken' });
  const health = () => ({ healthy: true, state: 'Healthy', reason: 'Always', message: '' }) as const;
  const extended = defineInterpreter({ ...kind.declaration, health });
  expect(extended.interpretHealth({}).reason).toBe('Always');
  expect(kind.retain({}, { spec: { a: 1 } } as object)).toEqual({ spec: { a: 1 } });
  expect(conditions().start()).toBeDefined();
});

describe('faults', () => {
  const health = (when: unknown): Json => ({ health: [{ state: 'Healthy', when }] });
  const predicate = 'not one of path with a comparison, condition, all, any and not';
  test.each<[declaration: Json, faults: string[]]>([
    [
      { apiVersion: 'V1', kind: 'a b' },
      [
        'apiVersion is "V1", not an API version such as apps/v1',
        'kind is "a b", not a kind such as Deployment',
      ],
    ],
    [{ apiVersion: ['v1', 5] }, ['apiVersion[1] is 5, not an API version such as apps/v1']],
    [
      { agregate: 1, statsu: 2 },
      [
        expect.stringContaining('agregate is an unknown field: known fields are apiVersion'),
        'statsu is an unknown field: did you mean status?',
      ],
    ],
    [
      { status: { a: 'smu' } },
      [expect.stringMatching(/^status.a is "smu", not one of sum, .*: did you mean sum\?$/)],
    ],
    [
      { status: { a: { sum: 'int46' } } },
      ['status.a.sum is "int46", not one of int32, int64: did you mean int64?'],
    ],
    [{ status: { a: {} } }, ['status.a is an object, not one reducer, or both from and reduce']],
    [
      { status: { a: { sum: 'int32', last: 'string' } } },
      ['status.a is an object, not one reducer, or both from and reduce'],
    ],
    [{ status: { a: { from: '$.a' } } }, ['status.a is an object, not one reducer, or both from and reduce']],
    [
      { status: { a: { from: '$.a', reduce: { worst: [] } } } },
      ['status.a.reduce.worst is a list of 0, not a list of values, the worst first'],
    ],
    [
      { status: { observedGeneration: 'last' } },
      ['status.observedGeneration is always there, by the generation rule: leave it out'],
    ],
    [health({}), [`health[0].when is an object, ${predicate}`]],
    [health({ path: '$.a' }), [`health[0].when is an object, ${predicate}`]],
    [health({ equals: 5 }), [`health[0].when is an object, ${predicate}`]],
    [
      health({ path: '$.a', exists: true, not: { path: '$.a', exists: true } }),
      [`health[0].when is an object, ${predicate}`],
    ],
    [health({ path: '$.a', equal: 5 }), ['health[0].when.equal is an unknown field: did you mean equals?']],
    [
      health({ path: '$.a', equals: { pth: '$.b' } }),
      [
        'health[0].when.equals.path is missing, not a path such as $.spec.replicas',
        'health[0].when.equals.pth is an unknown field: did you mean path?',
      ],
    ],
    [health({ all: [{ any: [] }] }), ['health[0].when.all[0].any is a list of 0, not a list of predicates']],
    [
      health({ path: '$.a[?(@.b)]', exists: true }),
      [
        'health[0].when.path is "$.a[?(@.b)]", not a path without filters: they are code to be run; compare in a `when`',
      ],
    ],
    [
      health({ path: '$.a', matches: '(?=a)' }),
      ['health[0].when.matches is "(?=a)", not a pattern without lookaround'],
    ],
    [
      health({ condition: { type: 'Ready', status: true } }),
      ['health[0].when.condition.status is true, not one of True, False, Unknown: a text, in quotes in YAML'],
    ],
    [
      { health: [{ when: { path: '$.a', exists: true } }] },
      ['health[0].state is missing, not one of Healthy, Progressing, Degraded, Suspended, Unknown'],
    ],
    [
      { replicas: '$.spec.replicas' },
      ['replicas is "$.spec.replicas", not an object such as { path: $.spec.replicas }'],
    ],
    [
      { status: { workers: { ready: 'sum' } } },
      [
        expect.stringMatching(
          /^status.workers.ready is an unknown field: known fields are sum, .*, reduce; a field within another has a dot in its name: loadBalancer.ingress$/,
        ),
      ],
    ],
    [{ retain: '$.spec.a' }, ['retain is "$.spec.a", not a list of paths']],
    [
      { dependencies: [{ kind: 'Secret', name: '$.a' }] },
      ['dependencies[0] is an object, not podTemplate, or apiVersion, kind and name: apiVersion is missing'],
    ],
    [
      {
        components: [
          { name: 'a', replicas: '$.a' },
          { name: 'a', replicas: '$.b' },
        ],
      },
      ['components is a list of 2, not a list of components, each with a name of its own'],
    ],
  ])('%j', (declaration, faults) => {
    const found = faultsOf(declaration);
    for (const fault of faults) expect(found).toContainEqual(fault);
    expect(found).toHaveLength(faults.length);
  });

  test('are found by the schema alone, too', () => {
    expect(interpreterDeclarationSchema.safeParse({ apiVersion: 'v1', kind: 'Game' }).success).toBe(true);
    expect(interpreterDeclarationSchema.safeParse({ kind: 'Game' }).success).toBe(false);
    const fault = { path: 'kind', message: 'kind is missing' };
    expect(new DeclarationError([fault])).toMatchObject({ code: 'INVALID_DECLARATION', faults: [fault] });
  });
});
