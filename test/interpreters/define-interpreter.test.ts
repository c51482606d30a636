import fc from 'fast-check';
import {
  conditions,
  createInterpreter,
  defaultInterpreters,
  defineInterpreter,
  defineStatus,
  first,
  InterpreterError,
  type KindDeclaration,
  type KindInterpreter,
  type KubernetesObject,
  last,
  max,
  min,
  type Operation,
  type Reducer,
  reflected,
  sum,
  worst,
} from 'karmada-interpreter';
import * as byName from 'karmada-interpreter/interpreters';
import { describe, expect, test } from 'vitest';
import { argoRollout } from '../../examples/argo-rollout.js';
import { type Member, memberStatus, template, wellFormedMembers } from '../support/arbitraries.js';
import { deepFreeze } from '../support/freeze.js';
import { isFlux, type KindFacts, kinds } from '../support/kinds.js';

type Json = Record<string, unknown>;

/** What a call throws, which has to be the library's own error. */
function errorOf(call: () => unknown): { code: string; message: string } {
  try {
    call();
  } catch (error) {
    expect(error).toBeInstanceOf(InterpreterError);
    const { code, message } = error as InterpreterError;
    return { code, message };
  }
  throw new Error('nothing was thrown');
}

describe('Argo Rollouts’ Rollout, declared in examples/argo-rollout.ts', () => {
  const interpreter = createInterpreter({ interpreters: [...defaultInterpreters, argoRollout] });

  const rollout = deepFreeze({
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Rollout',
    metadata: { name: 'checkout', namespace: 'shop', generation: 12, labels: { app: 'checkout' } },
    spec: {
      replicas: 6,
      revisionHistoryLimit: 2,
      selector: { matchLabels: { app: 'checkout' } },
      strategy: {
        canary: {
          canaryService: 'checkout-canary',
          stableService: 'checkout-stable',
          steps: [{ setWeight: 20 }, { pause: {} }, { setWeight: 60 }, { pause: { duration: '10m' } }],
        },
      },
      template: {
        metadata: { labels: { app: 'checkout' } },
        spec: {
          serviceAccountName: 'checkout',
          imagePullSecrets: [{ name: 'registry' }],
          containers: [
            {
              name: 'checkout',
              image: 'registry.example.io/shop/checkout:2.4.0',
              envFrom: [{ configMapRef: { name: 'checkout' } }],
              resources: { requests: { cpu: '250m', memory: '256Mi' } },
            },
          ],
        },
      },
    },
  });

  /** The Rollout as its controller in a member cluster has it after the first step of the canary. */
  const paused = deepFreeze({
    ...rollout,
    metadata: {
      ...rollout.metadata,
      generation: 4,
      annotations: {
        'resourcetemplate.karmada.io/generation': '12',
        'rollout.argoproj.io/revision': '3',
      },
    },
    status: {
      HPAReplicas: 6,
      availableReplicas: 6,
      blueGreen: {},
      canary: { weights: { canary: { podTemplateHash: '6c54544bf9', weight: 20 } } },
      conditions: [
        {
          type: 'Available',
          status: 'True',
          reason: 'AvailableReason',
          message: 'Rollout has minimum availability',
          lastTransitionTime: '2026-03-02T09:14:05Z',
          lastUpdateTime: '2026-03-02T09:14:05Z',
        },
        {
          type: 'Progressing',
          status: 'Unknown',
          reason: 'RolloutPaused',
          message: 'Rollout is paused',
          lastTransitionTime: '2026-03-02T09:20:41Z',
          lastUpdateTime: '2026-03-02T09:20:41Z',
        },
      ],
      currentPodHash: '6c54544bf9',
      currentStepHash: '7d64cdd9c',
      currentStepIndex: 1,
      message: 'CanaryPauseStep',
      observedGeneration: '4',
      pauseConditions: [{ reason: 'CanaryPauseStep', startTime: '2026-03-02T09:20:41Z' }],
      phase: 'Paused',
      readyReplicas: 6,
      replicas: 6,
      selector: 'app=checkout',
      stableRS: '5f79b78d7f',
      updatedReplicas: 1,
    },
  });

  const healthy = deepFreeze({
    ...paused,
    status: {
      ...paused.status,
      phase: 'Healthy',
      message: '',
      updatedReplicas: 6,
      stableRS: '6c54544bf9',
      conditions: [
        {
          ...paused.status.conditions[0],
          lastTransitionTime: '2026-03-02T09:50:00Z',
          lastUpdateTime: '2026-03-02T09:50:00Z',
        },
      ],
    },
  });

  const items = deepFreeze([
    { clusterName: 'member1', applied: true, status: interpreter.reflectStatus(healthy) },
    { clusterName: 'member2', applied: true, status: interpreter.reflectStatus(paused) },
  ]);

  test('asks for its replicas as a Deployment does', () => {
    expect(interpreter.getReplicas(rollout)).toStrictEqual({
      replicas: 6,
      requirements: { resourceRequest: { cpu: '250m', memory: '256Mi' } },
    });
    expect(interpreter.reviseReplica(rollout, 2).spec).toStrictEqual({ ...rollout.spec, replicas: 2 });
  });

  test('depends on what its pods use', () => {
    const names = interpreter.getDependencies(rollout).map(({ kind, name }) => `${kind} ${name}`);
    expect(names).toStrictEqual(['ConfigMap checkout', 'Secret registry', 'ServiceAccount checkout']);
  });

  test('reflects what is declared of its status, and its generations as numbers', () => {
    expect(interpreter.reflectStatus(paused)).toStrictEqual({
      replicas: 6,
      updatedReplicas: 1,
      readyReplicas: 6,
      availableReplicas: 6,
      HPAReplicas: 6,
      phase: 'Paused',
      currentPodHash: '6c54544bf9',
      stableRS: '5f79b78d7f',
      selector: 'app=checkout',
      conditions: paused.status.conditions,
      observedGeneration: 4,
      generation: 4,
      resourceTemplateGeneration: 12,
    });
  });

  test('comes to one status, in the types of its own fields', () => {
    expect(interpreter.aggregateStatus<KubernetesObject>(rollout, items).status).toStrictEqual({
      replicas: 12,
      updatedReplicas: 7,
      readyReplicas: 12,
      availableReplicas: 12,
      HPAReplicas: 12,
      phase: 'Paused',
      currentPodHash: '6c54544bf9',
      stableRS: '5f79b78d7f',
      selector: 'app=checkout',
      conditions: [
        {
          type: 'Available',
          status: 'True',
          reason: 'AvailableReason',
          message: 'member1=Rollout has minimum availability, member2=Rollout has minimum availability',
          lastTransitionTime: '2026-03-02T09:50:00Z',
          lastUpdateTime: '2026-03-02T09:50:00Z',
        },
        {
          type: 'Progressing',
          status: 'Unknown',
          reason: 'RolloutPaused',
          message: 'member2=Rollout is paused',
          lastTransitionTime: '2026-03-02T09:20:41Z',
          lastUpdateTime: '2026-03-02T09:20:41Z',
        },
      ],
      observedGeneration: '12',
    });
  });

  test('is written only where something has changed', () => {
    const written = deepFreeze(interpreter.aggregateStatus(rollout, items));
    expect(interpreter.aggregateStatus(written, items)).toBe(written);
  });

  test('keeps its observedGeneration while a member is behind, and says which', () => {
    const written = interpreter.aggregateStatus(rollout, items);
    const changed = { ...written, metadata: { ...written.metadata, generation: 13 } };
    expect(interpreter.aggregateStatus(changed, items)).toBe(changed);
    const explained = interpreter.explainStatus(changed, items);
    expect([explained.observedGeneration, explained.settled]).toStrictEqual([12, false]);
    expect(explained.clusters[0]?.message).toBe('member1 runs template generation 12; 13 is current');
  });

  test.each<[string, KubernetesObject, string, string, string]>([
    ['healthy', healthy, 'Healthy', 'Healthy', 'the rollout is healthy'],
    ['paused', paused, 'Suspended', 'Paused', 'CanaryPauseStep'],
    [
      'degraded',
      {
        ...paused,
        status: { ...paused.status, phase: 'Degraded', message: 'ProgressDeadlineExceeded: timed out' },
      },
      'Degraded',
      'Degraded',
      'ProgressDeadlineExceeded: timed out',
    ],
    [
      'healthy with an old spec',
      { ...healthy, metadata: { ...healthy.metadata, generation: 5 } },
      'Progressing',
      'SpecNotObserved',
      'the controller has observed generation 4; 5 is current',
    ],
    ['without a status', rollout, 'Unknown', 'NoPhase', 'the controller has not reported a phase'],
  ])('has the health of its phase: %s', (_, object, state, reason, message) => {
    const expected = { healthy: state === 'Healthy', state, reason, message };
    expect(interpreter.interpretHealth(object)).toStrictEqual(expected);
  });

  test('stays paused where somebody has paused it', () => {
    const observed = { ...paused, spec: { ...paused.spec, paused: true } };
    expect(interpreter.retain(rollout, observed).spec).toStrictEqual({ ...rollout.spec, paused: true });
    expect(interpreter.retain(rollout, paused)).toBe(rollout);
  });

  test('ignores a hash that an early controller left as its observedGeneration', () => {
    const old = { ...paused, status: { ...paused.status, observedGeneration: '7d64cdd9c' } };
    expect(interpreter.reflectStatus(old)).not.toHaveProperty('observedGeneration');
  });

  test('stands beside the built-in kinds', () => {
    expect(interpreter.kinds()).toHaveLength(createInterpreter().kinds().length + 1);
    expect(interpreter.kinds().at(-1)).toMatchObject({ apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout' });
  });
});

describe('the operations of a declaration', () => {
  const widget = { apiVersion: 'example.io/v1', kind: 'Widget' } as const;
  const health = () => ({ healthy: true, state: 'Healthy', reason: 'Always', message: 'it is' }) as const;

  test.each<[string, Partial<KindDeclaration>, Operation[]]>([
    ['nothing', {}, []],
    ['status', { status: { replicas: sum() } }, ['AggregateStatus']],
    ['no status fields', { status: {} }, ['AggregateStatus']],
    ['replicas', { replicas: ['spec', 'size'] }, ['InterpretReplica', 'ReviseReplica', 'Retain']],
    ['podTemplate', { podTemplate: ['spec', 'template'] }, ['InterpretDependency']],
    ['dependencies', { dependencies: () => [] }, ['InterpretDependency']],
    ['components', { components: () => [] }, ['InterpretComponent']],
    ['health', { health }, ['InterpretHealth']],
    ['retain', { retain: [['spec', 'suspend']] }, ['Retain']],
    [
      'all of them',
      {
        status: {},
        replicas: ['spec', 'size'],
        podTemplate: ['spec', 'template'],
        retain: [['spec', 'suspend']],
        components: () => [],
        health,
      },
      [
        'InterpretComponent',
        'AggregateStatus',
        'InterpretReplica',
        'ReviseReplica',
        'Retain',
        'InterpretHealth',
        'InterpretDependency',
      ],
    ],
  ])('with %s', (_, declaration, operations) => {
    const defined: KindInterpreter = defineInterpreter({ ...widget, ...declaration });
    expect([...defined.operations].sort()).toStrictEqual(['InterpretStatus', ...operations].sort());
    const has = (operation: Operation) => operations.includes(operation);
    expect({
      aggregateStatus: defined.aggregateStatus !== undefined,
      explainStatus: defined.explainStatus !== undefined,
      getReplicas: defined.getReplicas !== undefined,
      getComponents: defined.getComponents !== undefined,
      reviseReplica: defined.reviseReplica !== undefined,
      retain: defined.retain !== undefined,
      getDependencies: defined.getDependencies !== undefined,
      interpretHealth: defined.interpretHealth !== undefined,
    }).toStrictEqual({
      aggregateStatus: has('AggregateStatus'),
      explainStatus: has('AggregateStatus'),
      getReplicas: has('InterpretReplica'),
      getComponents: has('InterpretComponent'),
      reviseReplica: has('ReviseReplica'),
      retain: has('Retain'),
      getDependencies: has('InterpretDependency'),
      interpretHealth: has('InterpretHealth'),
    });
  });

  test('without a status declaration, the whole status is reflected', () => {
    const status = deepFreeze({ phase: 'Running', nested: [{ a: 1 }] });
    expect(defineInterpreter(widget).reflectStatus({ ...widget, status })).toBe(status);
  });

  test('read the replicas where the declaration says', () => {
    const sized = defineInterpreter({ ...widget, replicas: ['spec', 'pool', 'size'] });
    expect(sized.getReplicas({ spec: { pool: { size: 4 } } })).toStrictEqual({ replicas: 4 });
    expect(sized.reviseReplica({ spec: { image: 'x' } }, 2)).toStrictEqual({
      spec: { image: 'x', pool: { size: 2 } },
    });
  });

  test('name the parts of a workload', () => {
    const parts = [{ name: 'worker', replicas: 2, requirements: { resourceRequest: { cpu: '1' } } }];
    const defined = defineInterpreter({ ...widget, components: () => parts });
    const interpreter = createInterpreter({ interpreters: [defined] });
    expect(interpreter.getComponents(widget)).toBe(parts);
    expect(interpreter.supports(widget, 'InterpretComponent')).toBe(true);
    const { code, message } = errorOf(() => createInterpreter().getComponents(widget));
    expect([code, message.split(':')[0]]).toStrictEqual([
      'UNSUPPORTED_OPERATION',
      'InterpretComponent of example.io/v1 Widget',
    ]);
  });

  test('have the pod template’s dependencies replaced by those that are declared', () => {
    const own = [{ apiVersion: 'v1', kind: 'Secret', name: 'own' }];
    const defined = defineInterpreter({
      ...widget,
      podTemplate: ['spec', 'template'],
      dependencies: () => own,
    });
    const spec = { template: { spec: { imagePullSecrets: [{ name: 'registry' }] } } };
    expect(defined.getDependencies({ spec })).toEqual(own);
  });
});

describe('a declaration that contradicts itself', () => {
  const named = { apiVersion: 'example.io/v1', kind: 'Widget' };

  test.each<[string, unknown, string]>([
    ['no kind', { apiVersion: 'v1' }, 'kind is missing, not a name'],
    ['an empty kind', { apiVersion: 'v1', kind: '' }, 'kind is "", not a name'],
    ['no apiVersion', { kind: 'Widget' }, 'apiVersion is missing, not a name'],
    [
      'no apiVersion in the list',
      { ...named, apiVersion: [] },
      'apiVersion is a list of 0, not a list of names',
    ],
    [
      'an apiVersion that is none',
      { apiVersion: ['v1', 2], kind: 'Widget' },
      'apiVersion[1] is 2, not a name',
    ],
    ['replicas nowhere', { ...named, replicas: [] }, 'replicas is a list of 0, not a list of names'],
    [
      'a path in one text',
      { ...named, replicas: 'spec.replicas' },
      'replicas is "spec.replicas", not a list of names',
    ],
    [
      'one path to retain instead of a list of them',
      { ...named, retain: ['spec', 'suspend'] },
      'retain[0] is "spec", not a list of names',
    ],
    [
      'a pod template in a prototype',
      { ...named, podTemplate: ['__proto__', 'template'] },
      'podTemplate[0] is "__proto__", not a name',
    ],
    [
      'retaining the whole object',
      { ...named, retain: [['spec', 'a'], []] },
      'retain[1] is a list of 0, not a list of names',
    ],
    [
      'observedGeneration',
      { ...named, status: { observedGeneration: max() } },
      'status.observedGeneration is an object, not a reducer such as sum(), under a name of its own',
    ],
    [
      'generation',
      { ...named, status: { generation: max() } },
      'status.generation is an object, not a reducer such as sum(), under a name of its own',
    ],
    [
      'resourceTemplateGeneration',
      { ...named, status: { resourceTemplateGeneration: max() } },
      'status.resourceTemplateGeneration is an object, not a reducer such as sum(), under a name of its own',
    ],
    [
      'a field of every object',
      { ...named, status: JSON.parse('{"__proto__": {"limit": 5}}') },
      'status.__proto__ is an object, not a reducer such as sum(), under a name of its own',
    ],
    [
      'another field of every object',
      { ...named, status: { ready: sum(), toString: sum() } },
      'status.toString is an object, not a reducer such as sum(), under a name of its own',
    ],
  ])('is refused: %s', (_, declaration, message) => {
    const error = errorOf(() => defineInterpreter(declaration as KindDeclaration));
    expect(error).toStrictEqual({ code: 'INVALID_DECLARATION', message });
  });

  test('is refused by defineStatus too', () => {
    expect(errorOf(() => defineStatus({ status: { generation: sum() } })).code).toBe('INVALID_DECLARATION');
  });
});

describe('createInterpreter', () => {
  const interpreter = createInterpreter();
  const size = defineInterpreter({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    replicas: ['spec', 'size'],
  });

  test('knows the built-in kinds, each with its operations', () => {
    for (const facts of kinds) {
      for (const apiVersion of facts.apiVersions) {
        const found = interpreter
          .kinds()
          .find((one) => one.kind === facts.kind && one.apiVersion === apiVersion);
        const replicas = facts.replicas ? ['InterpretReplica', 'ReviseReplica'] : [];
        const retain = facts.replicas || isFlux(facts) ? ['Retain'] : [];
        const every = ['AggregateStatus', 'InterpretDependency', 'InterpretHealth', 'InterpretStatus'];
        expect([...(found?.operations ?? [])].sort()).toStrictEqual(
          [...every, ...replicas, ...retain].sort(),
        );
      }
    }
  });

  test('replaces a built-in kind by a later one, in its place, and leaves the others', () => {
    const mine = createInterpreter({ interpreters: [...defaultInterpreters, size] });
    const object = { apiVersion: 'apps/v1', kind: 'Deployment', spec: { replicas: 3, size: 9 } };
    expect(mine.getReplicas(object)).toStrictEqual({ replicas: 9 });
    expect(mine.supports(object, 'AggregateStatus')).toBe(false);
    expect(mine.kinds().map(({ kind }) => kind)).toStrictEqual(interpreter.kinds().map(({ kind }) => kind));
    expect(mine.supports({ apiVersion: 'apps/v1', kind: 'StatefulSet' }, 'AggregateStatus')).toBe(true);
  });

  test('leaves the built-in kinds of other interpreters alone', () => {
    createInterpreter({ interpreters: [...defaultInterpreters, size] });
    const object = { apiVersion: 'apps/v1', kind: 'Deployment', spec: { replicas: 3, size: 9 } };
    expect(createInterpreter().getReplicas(object)).toStrictEqual({ replicas: 3 });
  });

  test('knows no more than it is given', () => {
    const mine = createInterpreter({ interpreters: [size] });
    expect(mine.kinds()).toStrictEqual([
      {
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        operations: ['InterpretStatus', 'InterpretReplica', 'ReviseReplica', 'Retain'],
      },
    ]);
    expect(createInterpreter({ interpreters: [] }).kinds()).toStrictEqual([]);
  });

  test.each<[string, unknown, string]>([
    ['no list', size, 'interpreters is an object, not a list'],
    ['nothing in a list', [undefined], 'interpreters[0] is missing, not an interpreter'],
    [
      'a declaration in place of an interpreter',
      [size, { kind: 'Widget' }],
      'interpreters[1] is an object, not an interpreter',
    ],
  ])('refuses %s', (_, interpreters, message) => {
    const error = errorOf(() => createInterpreter({ interpreters: interpreters as KindInterpreter[] }));
    expect(error).toStrictEqual({ code: 'INVALID_OPTIONS', message });
  });

  test.each<[string, Json, Operation, boolean]>([
    ['a built-in operation', { apiVersion: 'apps/v1', kind: 'Deployment' }, 'InterpretReplica', true],
    [
      'an operation that the kind lacks',
      { apiVersion: 'apps/v1', kind: 'DaemonSet' },
      'InterpretReplica',
      false,
    ],
    [
      'an operation that no kind has',
      { apiVersion: 'apps/v1', kind: 'Deployment' },
      'InterpretComponent',
      false,
    ],
    ['another API version', { apiVersion: 'apps/v1beta1', kind: 'Deployment' }, 'InterpretReplica', false],
    ['a status of any kind', { apiVersion: 'example.io/v1', kind: 'Widget' }, 'InterpretStatus', true],
    ['nothing named', {}, 'AggregateStatus', false],
    ['a key of every object', { apiVersion: '__proto__', kind: 'constructor' }, 'InterpretHealth', false],
  ])('supports: %s', (_, reference, operation, expected) => {
    expect(interpreter.supports(reference, operation)).toBe(expected);
  });

  describe('of a kind that it does not know', () => {
    const widget = deepFreeze({ apiVersion: 'example.io/v1', kind: 'Widget', status: { phase: 'Running' } });

    test('reflects the whole status', () => {
      expect(interpreter.reflectStatus(widget)).toBe(widget.status);
    });

    test.each([
      ['absent', undefined],
      ['no object', 'Running'],
      ['JSON that does not end', cyclic()],
    ])('reflects nothing where the status is %s', (_, status) => {
      const object = { apiVersion: 'example.io/v1', kind: 'Widget', status } as KubernetesObject;
      expect(interpreter.reflectStatus(object)).toBeUndefined();
    });

    test('reflects the times of a client as JSON has them', () => {
      const object = { apiVersion: 'batch/v1', kind: 'Job', status: { startTime: new Date(0), active: 1 } };
      expect(interpreter.reflectStatus(object)).toStrictEqual({
        startTime: '1970-01-01T00:00:00.000Z',
        active: 1,
      });
    });

    test.each<[Operation, () => unknown]>([
      ['InterpretReplica', () => interpreter.getReplicas(widget)],
      ['ReviseReplica', () => interpreter.reviseReplica(widget, 1)],
      ['Retain', () => interpreter.retain(widget, widget)],
      ['AggregateStatus', () => interpreter.aggregateStatus(widget, [])],
      ['AggregateStatus', () => interpreter.explainStatus(widget, [])],
      ['InterpretHealth', () => interpreter.interpretHealth(widget)],
      ['InterpretDependency', () => interpreter.getDependencies(widget)],
    ])('refuses %s', (operation, call) => {
      expect(errorOf(call)).toStrictEqual({
        code: 'UNSUPPORTED_OPERATION',
        message: `${operation} of example.io/v1 Widget: the kind has only InterpretStatus`,
      });
    });
  });

  test('says what a kind can do instead of what it cannot', () => {
    const daemonSet = { apiVersion: 'apps/v1', kind: 'DaemonSet' };
    expect(errorOf(() => interpreter.getReplicas(daemonSet))).toStrictEqual({
      code: 'UNSUPPORTED_OPERATION',
      message:
        'InterpretReplica of apps/v1 DaemonSet: the kind has only ' +
        'InterpretStatus, AggregateStatus, InterpretHealth, InterpretDependency',
    });
  });

  test('refuses an object that does not say what it is', () => {
    for (const object of [{}, { kind: 'Deployment' }, { apiVersion: 'apps/v1' }]) {
      expect(errorOf(() => interpreter.interpretHealth(object)).code).toBe('INVALID_OBJECT');
      expect(errorOf(() => interpreter.reflectStatus(object)).code).toBe('INVALID_OBJECT');
    }
  });

  test.each([undefined, null, 'apps/v1', 5, []])('refuses %j as an object', (object) => {
    for (const call of [
      () => interpreter.reflectStatus(object as never),
      () => interpreter.aggregateStatus(object as never, []),
      () => interpreter.interpretHealth(object as never),
    ]) {
      expect(errorOf(call).code).toBe('INVALID_OBJECT');
    }
  });
});

/** An object that holds itself. */
function cyclic(): Json {
  const object: Json = {};
  object.self = object;
  return object;
}

describe('reducers', () => {
  /** What the members' values of one field come to, `a` reporting the first, `b` the second, … */
  function reduce(field: Reducer, values: readonly unknown[], previous?: unknown): unknown {
    const items = values.map((value, i) => ({ clusterName: String.fromCharCode(97 + i), status: { value } }));
    const object = { status: { value: previous } };
    const { status } = defineStatus({ status: { value: field } }).aggregateStatus(
      deepFreeze(object),
      [...deepFreeze(items)].reverse(),
    );
    return (status as Json).value;
  }

  const Z = 2147483647;

  test.each<[string, Reducer, unknown[], unknown]>([
    ['sum adds up', sum(), [1, 2, 3], 6],
    ['sum takes absent counts as 0', sum(), [1, undefined, null, 3], 4],
    ['sum leaves malformed counts aside', sum(), [1, '2', -3, 1.5, 3], 4],
    ['sum stops at the largest int32', sum(), [Z, 1], Z],
    ['sum takes no count that an int32 cannot hold', sum(), [Z + 1, 1], 1],
    ['sum of int64 goes on', sum('int64'), [Z, 1], Z + 1],
    ['sum of int64 stops where numbers lose count', sum('int64'), [2 ** 53 - 1, 5], 2 ** 53 - 1],
    ['last is the last', last(), ['x', 'y'], 'y'],
    ['last passes over what says nothing', last(), ['x', '', undefined, null], 'x'],
    ['last leaves malformed values aside', last(), ['x', 5], 'x'],
    ['last of objects', last('object'), [{ a: 1 }, { b: 2 }, {}], { b: 2 }],
    ['last of objects takes no list', last('object'), [{ a: 1 }, [2]], { a: 1 }],
    ['last of integers', last('integer'), [1, 2, 2.5, -1], 2],
    ['last of numbers', last('number'), [1, 2.5, Number.NaN], 2.5],
    ['last of booleans', last('boolean'), [true, false, 'true'], false],
    ['first is the first', first(), ['x', 'y'], 'x'],
    ['first passes over what says nothing', first(), ['', undefined, 'y', 'z'], 'y'],
    ['first of objects', first('object'), [{}, { a: 1 }, { b: 2 }], { a: 1 }],
    ['max is the largest', max(), [1, 2.5, -3], 2.5],
    ['max of negative numbers', max(), [-1, -2], -1],
    ['max leaves malformed values aside', max(), ['9', Number.POSITIVE_INFINITY, 3], 3],
    ['min is the smallest', min(), [1, 0.5, 2.5], 0.5],
    ['min leaves malformed values aside', min(), [5, 'x', Number.NEGATIVE_INFINITY], 5],
    [
      'worst is the first in its order',
      worst('Degraded', 'Paused', 'Healthy'),
      ['Healthy', 'Degraded', 'Paused'],
      'Degraded',
    ],
    [
      'worst leaves aside what its order does not have',
      worst('Degraded', 'Healthy'),
      ['Healthy', 'Broken'],
      'Healthy',
    ],
  ])('%s', (_, field, values, expected) => {
    expect(reduce(field, values)).toStrictEqual(expected);
  });

  test.each<[string, Reducer]>([
    ['last', last()],
    ['first', first()],
    ['max', max()],
    ['min', min()],
    ['worst', worst('Degraded', 'Healthy')],
    ['conditions', conditions()],
  ])('%s leaves the field out where no member reports it', (_, field) => {
    expect(reduce(field, [undefined, null], 'stale')).toBeUndefined();
    expect(reduce(field, [], 'stale')).toBeUndefined();
  });

  test('sum is written where no member reports it', () => {
    expect(reduce(sum(), [], 5)).toBe(0);
  });

  test('reflected is left as the template has it', () => {
    expect(reduce(reflected(), ['x', 'y'], 'own')).toBe('own');
  });

  test('reflected is collected from a member', () => {
    const status = defineStatus({
      status: { ignore: reflected(), absent: reflected(), odd: reflected() },
    });
    const reported = status.reflectStatus({
      status: { ignore: ['*.md'], absent: null, odd: Number.NaN, other: 1 },
    });
    expect(reported).toStrictEqual({ ignore: ['*.md'] });
  });

  test.each<[string, Reducer, unknown, string]>([
    ['sum', sum(), 'x', 'an integer from 0 to 2147483647'],
    ['sum of int64', sum('int64'), 'x', 'an integer from 0 to 9007199254740991'],
    ['last', last(), 5, 'a string'],
    ['first of booleans', first('boolean'), 'x', 'a boolean'],
    ['first of objects', first('object'), 'x', 'an object of JSON values'],
    ['last of integers', last('integer'), 'x', 'an integer from 0 to 9007199254740991'],
    ['max', max(), 'x', 'a number'],
    ['min', min(), 'x', 'a number'],
    ['worst', worst('Degraded', 'Healthy'), 'x', 'one of Degraded, Healthy'],
  ])('%s says what it expects', (_, field, value, expected) => {
    const widget = defineInterpreter({ apiVersion: 'v1', kind: 'Widget', status: { value: field } });
    const { problems } = widget.explainStatus({}, [{ clusterName: 'a', status: { value } }]);
    const shown = value === 'x' ? '"x"' : value;
    expect(problems.map(({ message }) => message)).toStrictEqual([
      `status.value is ${shown}, not ${expected}`,
    ]);
  });

  const order = ['Degraded', 'Progressing', 'Healthy'];
  const numbers = fc.array(fc.integer({ min: -9, max: 9 }), { minLength: 1, maxLength: 9 });
  const texts = fc.array(fc.constantFrom(...order), { minLength: 1, maxLength: 9 });

  test('last of reversed members is the first, and the other way round', () => {
    fc.assert(
      fc.property(texts, (values) => {
        expect(reduce(last(), values)).toBe(reduce(first(), [...values].reverse()));
        expect(reduce(last(), values)).toBe(values.at(-1));
      }),
    );
  });

  test('max, min and worst are those of their kind, whichever member reports them', () => {
    fc.assert(
      fc.property(numbers, texts, (values, phases) => {
        for (const [all, names] of [
          [values, phases],
          [[...values].reverse(), [...phases].reverse()],
        ] as const) {
          expect(reduce(max(), all, 'stale')).toBe(Math.max(...values));
          expect(reduce(min(), all, 'stale')).toBe(Math.min(...values));
          expect(reduce(worst(...order), names)).toBe(order.find((phase) => phases.includes(phase)));
        }
      }),
    );
  });

  test('a sum does not depend on how members are put together', () => {
    const counts = fc.array(fc.integer({ min: 0, max: 1000 }), { maxLength: 9 });
    fc.assert(
      fc.property(counts, counts, (some, others) => {
        const apart = [reduce(sum(), some), reduce(sum(), others)];
        expect(reduce(sum(), apart)).toBe(reduce(sum(), [...some, ...others]));
      }),
    );
  });
});

describe('kinds under several API versions', () => {
  const several = kinds.filter(({ apiVersions }) => apiVersions.length > 1);
  const interpreter = createInterpreter();

  test('are those of Flux, and Kruise’s StatefulSet', () => {
    expect(several.map(({ kind }) => kind)).toStrictEqual([
      'StatefulSet',
      'HelmRelease',
      'GitRepository',
      'Bucket',
      'HelmChart',
      'HelmRepository',
      'OCIRepository',
    ]);
  });

  test.each(several)('$kind is the same under each', (facts) => {
    fc.assert(
      fc.property(template(facts), wellFormedMembers(facts), (object, items) => {
        const answers = facts.apiVersions.map((apiVersion) => ({
          status: interpreter.aggregateStatus({ ...object, apiVersion }, items).status,
          health: interpreter.interpretHealth({ ...object, apiVersion }),
          reflected: interpreter.reflectStatus({ ...object, apiVersion }),
        }));
        for (const answer of answers) expect(answer).toStrictEqual(answers[0]);
      }),
      { numRuns: 30 },
    );
  });
});

describe('kinds by name', () => {
  const named = byName as unknown as Record<string, KindInterpreter>;
  const values: Record<string, readonly [apiVersion: string, kind: string]> = {
    deployment: ['apps/v1', 'Deployment'],
    daemonSet: ['apps/v1', 'DaemonSet'],
    statefulSet: ['apps/v1', 'StatefulSet'],
    kruiseCloneSet: ['apps.kruise.io/v1alpha1', 'CloneSet'],
    kruiseCloneSetV1Beta1: ['apps.kruise.io/v1beta1', 'CloneSet'],
    kruiseDaemonSet: ['apps.kruise.io/v1alpha1', 'DaemonSet'],
    kruiseDaemonSetV1Beta1: ['apps.kruise.io/v1beta1', 'DaemonSet'],
    kruiseStatefulSet: ['apps.kruise.io/v1beta1', 'StatefulSet'],
    fluxHelmRelease: ['helm.toolkit.fluxcd.io/v2', 'HelmRelease'],
    fluxKustomization: ['kustomize.toolkit.fluxcd.io/v1', 'Kustomization'],
    fluxGitRepository: ['source.toolkit.fluxcd.io/v1', 'GitRepository'],
    fluxBucket: ['source.toolkit.fluxcd.io/v1', 'Bucket'],
    fluxHelmChart: ['source.toolkit.fluxcd.io/v1', 'HelmChart'],
    fluxHelmRepository: ['source.toolkit.fluxcd.io/v1', 'HelmRepository'],
    fluxOCIRepository: ['source.toolkit.fluxcd.io/v1', 'OCIRepository'],
  };
  const rows = Object.entries(values).map(([name, [apiVersion, kind]]) => ({ name, apiVersion, kind }));
  const interpreter = createInterpreter();

  test('are all there are, each with its status alone', () => {
    const { defaultInterpreters: all, ...exported } = byName;
    const wholes = Object.entries(exported).filter(([name]) => !name.endsWith('Status'));
    expect(new Set(wholes.map(([, value]) => value))).toEqual(new Set(all));
    expect(wholes).toHaveLength(all.length);
    // What aggregates nothing has no status that could stand alone.
    const aggregating = wholes.filter(([, value]) =>
      (value as KindInterpreter).operations.includes('AggregateStatus'),
    );
    const statuses = aggregating.map(([name]) => `${name}Status`);
    expect(Object.keys(exported).filter((name) => name.endsWith('Status'))).toEqual(
      expect.arrayContaining(statuses),
    );
  });

  describe.each(rows)('$name', ({ name, apiVersion, kind }) => {
    const own = named[name] as KindInterpreter;
    const status = named[`${name}Status`] as KindInterpreter;
    const facts = kinds.find((one) => one.kind === kind && one.apiVersions.includes(apiVersion)) as KindFacts;
    const inputs = fc.tuple(template(facts), wellFormedMembers(facts), memberStatus(facts)).map(deepFreeze);

    test('answers as the interpreter of all kinds does', () => {
      fc.assert(
        fc.property(inputs, ([object, items, reported]) => {
          const member = { ...object, status: reported };
          expect(own.aggregateStatus?.(object, items)).toStrictEqual(
            interpreter.aggregateStatus(object, items),
          );
          expect(own.explainStatus?.(object, items)).toStrictEqual(interpreter.explainStatus(object, items));
          expect(own.reflectStatus?.(member)).toStrictEqual(interpreter.reflectStatus(member));
          expect(own.interpretHealth?.(member)).toStrictEqual(interpreter.interpretHealth(member));
          expect(own.getDependencies?.(object)).toStrictEqual(interpreter.getDependencies(object));
        }),
        { numRuns: 30 },
      );
    });

    test('answers about status as its status alone does', () => {
      const clusters = ['eu-1', 'hub', 'member1'];
      fc.assert(
        fc.property(inputs, ([object, items, reported]) => {
          const member = { ...object, status: reported };
          expect(status.reflectStatus?.(member)).toStrictEqual(own.reflectStatus?.(member));
          const options = { clusters };
          const given: Member[] = items;
          expect(status.aggregateStatus?.(object, given)).toStrictEqual(own.aggregateStatus?.(object, given));
          expect(status.aggregateStatus?.(object, given, options)).toStrictEqual(
            own.aggregateStatus?.(object, given, options),
          );
        }),
        { numRuns: 30 },
      );
    });

    test('refuses an object of another kind, and takes one that does not say its kind', () => {
      const { code, message } = errorOf(() => own.reflectStatus?.({ kind: 'Widget', status: {} }));
      expect([code, message]).toStrictEqual(['INVALID_OBJECT', `object.kind is "Widget", not "${kind}"`]);
      expect(own.reflectStatus?.({ status: { observedGeneration: 1 } })).toStrictEqual({
        observedGeneration: 1,
      });
    });

    test.each([undefined, null, 5, []])('refuses %j as an object', (object) => {
      const { code } = errorOf(() => own.reflectStatus?.(object as never));
      expect(code).toBe('INVALID_OBJECT');
      const { message } = errorOf(() => status.aggregateStatus?.(object as never, []));
      expect(message).toMatch(/^object is .*, not an object$/);
    });

    test('aggregates the status of a template without metadata alone', () => {
      const items = [{ clusterName: 'member1', status: { observedGeneration: 1 } }];
      expect(status.aggregateStatus?.({ status: { observedGeneration: 2 } }, items).status).toMatchObject({
        observedGeneration: 0,
      });
    });
  });
});
