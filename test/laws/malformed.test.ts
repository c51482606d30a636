import {
  createInterpreter,
  defineInterpreter,
  evaluateBinding,
  mergePolicySuspension,
  type Operation,
  sum,
  validateSuspension,
} from 'karmada-interpreter';
import { describe, expect, test } from 'vitest';
import { deepFreeze } from '../support/freeze.js';
import { kinds } from '../support/kinds.js';
import {
  nested,
  part,
  placesIn,
  related,
  replaced,
  type Sample,
  STAMP,
  sample,
  status,
  unclean,
  WRONG,
  withReadOnlyIntrinsics,
} from '../support/malformed.js';
import { any, bucket, mistakes, pod, refusal, sets, web } from '../support/mistakes.js';
import { exponentOf } from '../support/work.js';

const interpreter = createInterpreter();
const { aggregateStatus, explainStatus, getComponents, getDependencies, getReplicas } = interpreter;
const { interpretHealth, reflectStatus, retain, reviseReplica } = interpreter;

describe.each(kinds)('$kind $apiVersions.0', (kind) => {
  const whole = deepFreeze(sample(kind));
  const settled = deepFreeze(status(kind));
  const written = [...kind.sum, ...kind.last, 'observedGeneration'].concat(
    kind.conditions ? 'conditions' : [],
  );
  const items = deepFreeze(['a', 'b'].map((clusterName) => ({ clusterName, status: settled })));
  const all: [Operation, (object: Sample) => unknown][] = [
    ['InterpretReplica', (object) => getReplicas(object)],
    ['ReviseReplica', (object) => part(reviseReplica(object, 7), 'spec', ['replicas'])],
    ['Retain', (object) => part(retain(whole, object), 'spec', ['replicas', 'suspend'])],
    ['Retain', (object) => void retain(object, whole)],
    ['InterpretStatus', (object) => reflectStatus(object)],
    ['AggregateStatus', (object) => part(aggregateStatus(object, items), 'status', written)],
    ['AggregateStatus', (object) => explainStatus(object, items)],
    ['InterpretHealth', (object) => interpretHealth(object)],
    ['InterpretDependency', (object) => getDependencies(object)],
  ];
  const calls = all.filter(([operation]) => interpreter.supports(whole, operation));

  test('a malformed object gives clean JSON, or an error that names the place and the value', () => {
    const faults: unknown[] = [];
    for (const place of placesIn(whole)) {
      for (const [shown, value] of WRONG) {
        const object = replaced(whole, place, value);
        for (const [operation, call] of calls) {
          const { code, message } = refusal(() => faults.push(...unclean(call(object))));
          if (code === 'nothing' || (code === 'UNSUPPORTED_OPERATION' && /^(apiV|k)/.test(place))) continue;
          const [, named = '', told = ''] =
            /^(?:object\.|desired\.|observed\.)?(.*?) is (.*)/.exec(message) ?? [];
          const nears = named === place ? told.startsWith(`${shown}, not `) : related(named, place);
          if (code !== 'INVALID_OBJECT' || !nears) faults.push([operation, place, shown, code, message]);
        }
      }
    }
    expect(faults).toEqual([]);
  });

  test('a malformed status of a member never throws, and its neighbours still count', () => {
    const fine = { clusterName: 'c', status: settled };
    const template = replaced(whole, 'status.observedGeneration', 1);
    const wrong = placesIn(settled).flatMap((place) =>
      WRONG.map(([, value]) => [place, replaced(settled, place, value)] as const),
    );
    for (const [place, malformed] of [...wrong, ...WRONG.map(([, value]) => ['', any(value)] as const)]) {
      const members = deepFreeze([{ clusterName: 'b', status: malformed }, fine]);
      const total = aggregateStatus(template, members).status as { [field: string]: unknown };
      const explained = explainStatus(template, members);
      expect(unclean([written.map((field) => total[field]), explained])).toEqual([]);
      expect(explained.observedGeneration, place).toBe(total.observedGeneration);
      const [first, second] = explained.clusters.map((cluster) => cluster.settled);
      expect([first && explained.problems.length > 0, second], place).toEqual([false, true]);
      const off = kind.sum.filter((field) => field !== place && total[field] !== (place === '' ? 1 : 2));
      expect(off, place).toEqual([]);
    }
  });

  test('the explanation names each malformed field by cluster, path and value', () => {
    const within = (...fields: string[]) =>
      kind.conditions ? fields.map((one) => `conditions[0].${one}`) : [];
    const texts = [
      ...kind.last.filter((field) => field !== 'artifact' && field !== 'lastReleaseRevision'),
      ...within('type', 'status', 'reason', 'message', 'lastTransitionTime'),
    ];
    const numbers = [...kind.sum, ...within('observedGeneration'), 'observedGeneration', 'generation'];
    for (const field of [...texts, ...numbers, 'resourceTemplateGeneration']) {
      for (const [shown, value] of WRONG) {
        const fits = texts.includes(field)
          ? // A time of client-node's is a text for the library, and -1 an observed generation.
            typeof value === 'string' || value instanceof Date
          : Number.isSafeInteger(value) && any(value) >= (field.endsWith('bservedGeneration') ? -1 : 0);
        if (fits || value === null || value === undefined) continue;
        const { problems } = explainStatus(whole, [
          { clusterName: 'b', status: replaced(settled, field, value) },
        ]);
        const path = `status.${field}`;
        const told = problems.map((one) => [
          one.clusterName,
          one.path,
          one.message.startsWith(`${path} is ${shown}, not `),
        ]);
        expect(told, shown).toEqual([['b', path, true]]);
      }
    }
  });
});

test('every fault of a condition is named', () => {
  const conditions = [
    { type: 'Ready', status: 'Maybe', reason: 5, lastTransitionTime: 'noon' },
    undefined,
    'x',
  ];
  const { problems } = explainStatus(bucket, [{ clusterName: 'a', status: { conditions } }]);
  const paths = ['[0].status', '[0].reason', '[0].lastTransitionTime', '[1]', '[2]'];
  expect(problems.map(({ path }) => path)).toEqual(paths.map((path) => `status.conditions${path}`));
});

test.each(mistakes)('%s: %s', (code, message, call) => {
  const refused = refusal(call);
  expect(refused).toEqual({ code, message: expect.stringContaining(message) });
  expect(refused.message.length).toBeLessThan(400);
});

test('every operation refuses what is no object, and a revision what is no number of replicas', () => {
  const { kinds: _, supports: __, ...operations } = interpreter;
  for (const [shown, object] of WRONG.filter(([shown]) => shown !== 'an object')) {
    for (const call of Object.values(operations)) {
      const { code, message } = refusal(() => (call as (...args: unknown[]) => unknown)(object, []));
      const told = `object is ${shown}, not an object`;
      expect([code, message.replace('desired', 'object')]).toEqual(['INVALID_OBJECT', told]);
    }
  }
  for (const [shown, count] of WRONG.filter(([, value]) => !Object.is(value, 3) && value !== 0)) {
    const { code, message } = refusal(() => reviseReplica(web, any(count)));
    expect([code, message]).toEqual([
      'INVALID_REPLICAS',
      `replicas is ${shown}, not an integer from 0 to 2147483647`,
    ]);
  }
});

test('a kind that nobody knows reflects its whole status where that is JSON', () => {
  const object = (inner: unknown) => ({ apiVersion: 'v1', kind: 'Unknown', status: { inner } });
  for (const [shown, inner] of WRONG) {
    const reflected = reflectStatus(object(inner));
    if (reflected === undefined) continue;
    expect(JSON.parse(JSON.stringify({ output: [0, reflected] })), shown).toEqual({ output: [0, reflected] });
  }
  expect(reflectStatus(object(nested(200)))).toEqual({ inner: nested(200) });
  for (const status of [undefined, null, 'x', 5, ['x']]) {
    expect(reflectStatus({ apiVersion: 'v1', kind: 'Unknown', status: any(status) })).toBeUndefined();
  }
});

test('a field named like a member of every object is a field like any other', () => {
  const stored = { observedGeneration: 0, artifact: { revision: 'a' } };
  for (const key of ['__proto__', 'constructor', 'toString']) {
    const artifact = JSON.parse(`{"revision": "a", "${key}": {"replicas": 9}}`);
    const next = aggregateStatus({ ...bucket, status: stored }, [{ clusterName: 'a', status: { artifact } }]);
    expect(JSON.stringify(next.status)).toContain(`"${key}":{"replicas":9}`);
    expect(Object.getPrototypeOf(next.status)).toBe(Object.prototype);
  }
});

test('nothing that all objects share is written to, and mistakes are told even where it is frozen', () => {
  const codes: string[] = [];
  const untouched = withReadOnlyIntrinsics(() => {
    for (const [, , call] of mistakes) codes.push(refusal(call).code);
    for (const kind of kinds) aggregateStatus(sample(kind), [{ clusterName: 'a', status: status(kind) }]);
  });
  expect(untouched).toBe(true);
  expect(codes).toEqual(mistakes.map(([code]) => code));
});

test('enormous inputs are read like any other', () => {
  const many = <T>(make: (i: number) => T): T[] => Array.from({ length: 100_000 }, (_, i) => make(i));
  const annotations = { [STAMP]: '7', note: 'x'.repeat(1e7) };
  expect(reflectStatus({ ...web, metadata: { annotations }, status: {} })).toEqual({
    resourceTemplateGeneration: 7,
  });
  const conditions = many((i) => ({ type: `T${i}`, status: 'True' }));
  const { status: merged } = aggregateStatus({ ...bucket, status: {} }, [
    { clusterName: 'a', status: { conditions } },
  ]);
  expect(merged).toMatchObject({ conditions: { length: 100_000 } });
  const env = many((i) => ({ valueFrom: { secretKeyRef: { name: `s${i}` } } }));
  expect(getDependencies(pod({ containers: [{ env }] }))).toHaveLength(100_000);
  const message = 'x'.repeat(1e7);
  const loud = Array.from({ length: 100 }, (_, i) => i).map((i) => ({
    clusterName: `c${i}`,
    status: { conditions: [{ type: 'Ready', status: 'False', message }] },
  }));
  const told = aggregateStatus({ ...bucket, status: {} }, loud).status as unknown as {
    conditions: [{ message: string }];
  };
  expect(told.conditions[0].message).toMatch(/^c0=x+…, and 99 more clusters$/);
});

const list = <T>(n: number, make: (name: string) => T): T[] =>
  Array.from({ length: n }, (_, i) => make(`c${n - i}`));
const names = (n: number) => list(n, (name) => name);
const held = (n: number) => ({ dispatchingOnClusters: { clusterNames: names(n) } });
const ready = (n: number) => list(n, (type) => ({ type, status: 'True', message: 'x' }));
const claims = (n: number) => list(n, (name) => ({ metadata: { name } }));
const volumes = (n: number) => list(n, (name) => ({ persistentVolumeClaim: { claimName: `x${name}` } }));

const empty = (n: number) => list(n, (clusterName) => ({ clusterName, status: {} }));
const repeated = (n: number) => list(n, () => ({ clusterName: 'a', status: { replicas: 1 } }));
const noted = (n: number) => [{ clusterName: 'a', status: { conditions: ready(n) } }];
const wide = (n: number) => [
  { clusterName: 'a', status: Object.fromEntries(names(n).map((name) => [name, 1])) },
];
const stateful = (n: number) => ({
  ...sets,
  spec: { volumeClaimTemplates: claims(n), template: { spec: { volumes: volumes(n) } } },
});
const requests = (n: number) =>
  pod({ containers: list(n, (x) => ({ resources: { requests: { [`a/${x}`]: 1 } } })) });
const named = (n: number) => ({
  ...{ apiVersion: 'v1', kind: 'Pod' },
  spec: { containers: list(n, (name) => ({ name, volumeMounts: [{ name }] })) },
});
const tasked = (n: number) => ({
  ...{ apiVersion: 'batch.volcano.sh/v1alpha1', kind: 'Job' },
  spec: { tasks: list(n, (name) => ({ name })) },
});
const suspend = (value: unknown) => ({ ...bucket, spec: { suspend: value } });
/** Its counts are no built-in kind's, so that they are looked for among the fields of a status. */
const widget = defineInterpreter({
  apiVersion: 'example.io/v1',
  kind: 'Widget',
  status: { readyWidgets: sum(), replicas: sum() },
});
const bound = (n: number) => ({ spec: { clusters: list(n, (name) => ({ name })), suspension: held(n) } });

const costs: [what: string, inputs: (n: number) => unknown[], call: (...inputs: never[]) => unknown][] = [
  ['clusters', (n) => [bucket, empty(n), { clusters: names(n) }], aggregateStatus],
  ['suspended clusters', (n) => [web, [], { clusters: names(n), suspension: held(n) }], explainStatus],
  ['items of one cluster', (n) => [bucket, repeated(n)], explainStatus],
  ['conditions', (n) => [{ ...bucket, status: { conditions: ready(n) } }, noted(n)], aggregateStatus],
  ['fields of a status', (n) => [{ kind: 'Widget' }, wide(n)], widget.aggregateStatus],
  ['claims and volumes', (n) => [stateful(n)], getDependencies],
  ['containers', (n) => [requests(n)], getReplicas],
  ['containers to retain', (n) => [named(n), named(n)], retain],
  ['components', (n) => [tasked(n)], getComponents],
  ['levels', (n) => [suspend(nested(n)), suspend([nested(n)])], retain],
  ['suspended clusters of a binding', (n) => [bound(n)], evaluateBinding],
  ['names to validate', (n) => [held(n), { clusters: names(n) }], validateSuspension],
  ['names to merge', (n) => [held(n), held(n)], mergePolicySuspension],
];

test.each(costs)('%s cost in proportion to their number', (_, inputs, call) => {
  expect(exponentOf(inputs, call)).toBeLessThan(1.2);
});
