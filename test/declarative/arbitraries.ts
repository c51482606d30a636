import fc from 'fast-check';
import type { Member } from '../support/arbitraries.js';

type Json = Record<string, unknown>;

const order = ['Degraded', 'Progressing', 'Healthy'];
const FIELDS = ['replicas', 'ready', 'phase', 'seen', 'nodes', 'conditions', 'HPAReplicas', 'x-y'];

const plain = fc.constantFrom('$.spec.replicas', '.spec.pool.size', '{.spec.paused}', "$['spec']['a.b/c']");
const path = fc.oneof(
  plain,
  fc.constantFrom('$.status.pools[*].ready', '$.status.pools[0].phase', '$.status.pools[-1].nodes[*]'),
  fc.constantFrom(
    '$.status..ready',
    "$.status['ready','phase']",
    '$.status.*',
    '$',
    '$.spec.pools[0:2].name',
  ),
);
const place = fc.record({ path }, { noNullPrototype: true });
const value = fc.constantFrom<unknown>('Healthy', '', 'x', 0, 3, -1.5, true, false);
const operand = fc.oneof(value, place);
const text = fc.constantFrom('Ready', 'Because', 'all is well');

const reducer = fc.oneof(
  fc.constantFrom<unknown>('sum', 'last', 'first', 'max', 'min', 'all', 'any', 'union', 'conditions'),
  fc.constantFrom<unknown>('reflected', { sum: 'int64' }, { last: 'object' }, { first: 'boolean' }),
  fc.constantFrom<unknown>({ worst: order }, { union: 'name' }, { conditions: { badWhenTrue: ['Paused'] } }),
);
const field = fc.oneof(reducer, fc.record({ from: path, reduce: reducer }, { noNullPrototype: true }));

const comparison = fc.record(
  {
    ...{ equals: operand, oneOf: fc.array(operand, { minLength: 1, maxLength: 3 }), exists: fc.boolean() },
    matches: fc.constantFrom('^He', 'y$', '[a-z]+', '^v[0-9]+(\\.[0-9]+)?$'),
    ...{
      atLeast: fc.oneof(fc.integer(), place),
      atMost: fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true }), place),
    },
  },
  { requiredKeys: [], noNullPrototype: true },
);
const { predicate } = fc.letrec<{ predicate: Json }>((tie) => ({
  predicate: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    fc.tuple(path, comparison).map(([at, rest]) => ({ path: at, exists: true, ...rest })),
    fc.constantFrom('True', 'False', 'Unknown').map((status) => ({ condition: { type: 'Ready', status } })),
    fc.array(tie('predicate'), { minLength: 1, maxLength: 3 }).map((all) => ({ all })),
    fc.array(tie('predicate'), { minLength: 1, maxLength: 3 }).map((any) => ({ any })),
    tie('predicate').map((not) => ({ not })),
  ),
}));

const rule = fc.record(
  {
    state: fc.constantFrom('Healthy', 'Progressing', 'Degraded', 'Suspended', 'Unknown'),
    ...{ reason: fc.oneof(text, place), message: fc.oneof(text, place), when: predicate },
  },
  { requiredKeys: ['state', 'when'], noNullPrototype: true },
);
const dependency = fc.oneof(
  fc.record(
    { podTemplate: path, ownClaims: path, when: predicate },
    { requiredKeys: ['podTemplate'], noNullPrototype: true },
  ),
  fc.record(
    {
      ...{
        apiVersion: fc.constantFrom('v1', 'cert-manager.io/v1'),
        kind: fc.constantFrom('Secret', 'Issuer'),
      },
      ...{ name: path, scope: fc.constantFrom('Cluster', 'Namespaced'), when: predicate },
    },
    { requiredKeys: ['apiVersion', 'kind', 'name'], noNullPrototype: true },
  ),
);

/** A declaration without a fault. */
export const declaration: fc.Arbitrary<Json> = fc.record<Json>(
  {
    apiVersion: fc.constantFrom<unknown>('example.io/v1', ['example.io/v2', 'example.io/v1']),
    kind: fc.constant('Game'),
    observedGeneration: fc.constantFrom('number', 'text'),
    replicas: fc.record(
      { path: plain, podTemplate: plain },
      { requiredKeys: ['path'], noNullPrototype: true },
    ),
    status: fc.dictionary(fc.constantFrom(...FIELDS), field, { noNullPrototype: true }),
    health: fc.array(rule, { minLength: 1, maxLength: 4 }),
    retain: fc.array(plain, { minLength: 1, maxLength: 2 }),
    dependencies: fc.array(dependency, { maxLength: 3 }),
    components: fc.uniqueArray(
      fc.record(
        { name: text, replicas: plain, podTemplate: plain },
        { requiredKeys: ['name', 'replicas'], noNullPrototype: true },
      ),
      { minLength: 1, maxLength: 2, selector: ({ name }) => name },
    ),
  },
  { requiredKeys: ['apiVersion', 'kind'], noNullPrototype: true },
);

const name = fc.constantFrom('a', 'b', 'c', '', 'x');
const condition = fc.record(
  {
    ...{ type: fc.constantFrom('Ready', 'Paused'), status: fc.constantFrom('True', 'False', 'Unknown') },
    ...{ reason: text, message: text, lastTransitionTime: fc.constant('2026-04-21T21:21:31Z') },
  },
  { requiredKeys: ['type', 'status'], noNullPrototype: true },
);

/** What may stand in a field, whatever its reducer asks for. */
const reported = fc.oneof(
  { weight: 4, arbitrary: fc.nat(9) },
  { weight: 3, arbitrary: fc.constantFrom<unknown>(...order, '', 'a', null, true, false, -1, 2147483647) },
  fc.array(fc.oneof(name, fc.record({ name, size: fc.nat(3) }, { noNullPrototype: true })), { maxLength: 3 }),
  fc.uniqueArray(condition, { maxLength: 2, selector: ({ type }) => type }),
  fc.constantFrom<unknown>({}, { x: 1, y: 2 }, { y: 2, x: 1 }, [null], [{ type: 5 }], Number.NaN, 3n),
);
const pool = fc.record(
  { ready: reported, phase: reported, nodes: fc.array(reported, { maxLength: 2 }), name },
  { requiredKeys: [], noNullPrototype: true },
);
const generation = fc.integer({ min: 0, max: 4 });

/** A status, as a member has it or as it has been collected there. */
export const status: fc.Arbitrary<Json> = fc.record<Json>(
  {
    ...Object.fromEntries(FIELDS.map((one) => [one, reported])),
    pools: fc.oneof(fc.array(pool, { maxLength: 3 }), reported),
    observedGeneration: fc.oneof(generation, generation.map(String)),
    ...{ generation, resourceTemplateGeneration: generation },
  },
  { requiredKeys: [], noNullPrototype: true },
);

/** An object of the kind. */
export const object = fc
  .record(
    {
      metadata: fc.record({ name: fc.constant('a'), namespace: name, generation }, { noNullPrototype: true }),
      spec: fc.record<Json>(
        {
          replicas: reported,
          paused: reported,
          pool: reported,
          'a.b/c': reported,
          pools: fc.array(pool, { maxLength: 3 }),
        },
        { requiredKeys: [], noNullPrototype: true },
      ),
      status,
    },
    { requiredKeys: ['metadata'], noNullPrototype: true },
  )
  .map((parts) => ({ apiVersion: 'example.io/v1', kind: 'Game', ...parts }));

/** What members report, each under a name of its own. */
export const members: fc.Arbitrary<Member[]> = fc.uniqueArray(
  fc.record(
    {
      clusterName: fc.constantFrom('ap-1', 'eu-1', 'eu-2', 'hub', 'member10', 'member2', '__proto__', 'us'),
      applied: fc.boolean(),
      status: fc.oneof(
        { weight: 6, arbitrary: status },
        fc.constantFrom<unknown>(null, 'x'),
      ) as fc.Arbitrary<object>,
    },
    { requiredKeys: ['clusterName'], noNullPrototype: true },
  ),
  { maxLength: 6, selector: ({ clusterName }) => clusterName },
);
