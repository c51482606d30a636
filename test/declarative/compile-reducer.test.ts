import fc from 'fast-check';
import type { KindInterpreter } from 'karmada-interpreter';
import { compileInterpreter, DeclarationError } from 'karmada-interpreter/declarative';
import { describe, expect, test } from 'vitest';
import { EFFORT } from '../support/effort.js';
import { deepFreeze } from '../support/freeze.js';

type Json = Record<string, unknown>;
type Kind = Required<KindInterpreter>;

const template = {
  apiVersion: 'games.example.org/v1',
  kind: 'Game',
  metadata: { generation: 1 },
  status: {},
};

function compile(rest: Json): Kind {
  return compileInterpreter({ apiVersion: template.apiVersion, kind: 'Game', ...rest }) as Kind;
}

/** Members a, b, … with these statuses, each of which has processed generation 1. */
function membersOf(...statuses: readonly (Json | undefined)[]) {
  return statuses.map((status, i) => ({
    clusterName: String.fromCharCode(97 + i),
    ...(status && {
      status: { observedGeneration: 1, generation: 1, resourceTemplateGeneration: 1, ...status },
    }),
  }));
}

/** What the field `value` comes to by a rule. */
function reducedBy(rule: unknown, ...values: readonly unknown[]): unknown {
  const items = membersOf(...values.map((value) => ({ value })));
  const object = deepFreeze(
    compile({ status: { value: rule } }).aggregateStatus(template, deepFreeze(items)),
  );
  return (object.status as Json).value;
}

const ready = (status: string, more = {}) => ({ type: 'Ready', status, ...more });

describe('a rule', () => {
  test.each<[rule: unknown, values: readonly unknown[], expected: unknown]>([
    ['earliest', ['2024-05-01T01:00:00+02:00', '2024-05-01T00:00:00Z'], '2024-05-01T01:00:00+02:00'],
    ['latest', ['2024-05-01T01:00:00+02:00', '2024-05-01T00:00:00Z'], '2024-05-01T00:00:00Z'],
    ['agreed', ['v1', undefined, 'v1'], 'v1'],
    ['agreed', ['v1', 'v2'], undefined],
    ['quantity', ['1500m', '1', undefined], '2500m'],
    [{ quantity: 'binary' }, ['1Gi', '512Mi'], '1536Mi'],
    [{ phase: { order: ['Lost', 'Pending', 'Bound'], unreported: 'Pending' } }, ['Bound', 'Bound'], 'Bound'],
    [
      { phase: { order: ['Lost', 'Pending', 'Bound'], unreported: 'Pending' } },
      ['Bound', undefined],
      'Pending',
    ],
    [{ phase: { order: ['Lost', 'Bound'], unreported: 'Lost', nowhere: 'Bound' } }, [], 'Bound'],
    [{ everyMember: 'earliest' }, ['2024-05-01T00:00:00Z', undefined], undefined],
    [{ everyMember: 'latest' }, ['2024-05-01T00:00:00Z', '2024-05-02T00:00:00Z'], '2024-05-02T00:00:00Z'],
    [{ map: 'sum' }, [{ a: 1 }, { a: 2, b: 3 }], { a: 3, b: 3 }],
    [{ mapPerCluster: 'last' }, [{ pod: 'x' }, { pod: 'y' }], { 'a/pod': 'x', 'b/pod': 'y' }],
    [
      { object: { n: 'sum', 'deep.er': 'last' } },
      [{ n: 1 }, { n: 2, deep: { er: 'x' } }],
      { n: 3, deep: { er: 'x' } },
    ],
    [
      { map: { object: { active: 'sum' } } },
      [{ w: { active: 1 } }, { w: { active: 2 } }],
      { w: { active: 3 } },
    ],
    [
      { list: { by: ['name', 'port'], fields: { up: 'all' } } },
      [
        [{ name: 'a', port: 80, up: true }],
        [
          { name: 'a', port: 80, up: false },
          { name: 'a', port: 81 },
        ],
      ],
      [
        { name: 'a', port: 80, up: false },
        { name: 'a', port: 81 },
      ],
    ],
    [
      { choose: { worstBy: { state: ['FAILED', 'RUNNING'] }, take: ['state', 'job.id'] } },
      [
        { state: 'RUNNING', job: { id: 'r', n: 1 } },
        { state: 'FAILED', job: { id: 'f' } },
        { state: 'FUTURE' },
      ],
      { state: 'FAILED', job: { id: 'f' } },
    ],
    [
      { rollup: { conditions: [{ type: 'Complete', when: 'all', reason: 'Done', message: 'all done' }] } },
      [[{ type: 'Complete', status: 'True' }], []],
      undefined,
    ],
    [
      {
        rollup: {
          conditions: [{ type: 'Failed', when: 'any', reason: 'Broken', message: '' }],
          times: ['lastProbeTime'],
        },
      },
      [[{ type: 'Failed', status: 'True', lastTransitionTime: '2024-05-01T00:00:00Z' }], []],
      [
        {
          type: 'Failed',
          status: 'True',
          reason: 'Broken',
          message: '',
          lastProbeTime: '2024-05-01T00:00:00Z',
        },
      ],
    ],
  ])('%j of %j', (rule, values, expected) => {
    expect(reducedBy(rule, ...values)).toEqual(expected);
  });

  test('vouched conditions do not take an old version for the present one', () => {
    const behind = { resourceTemplateGeneration: 0, conditions: [ready('True')] };
    const statusOf = (rule: unknown) => {
      const { status } = compile({ status: { conditions: rule } }).aggregateStatus(
        template,
        membersOf(behind),
      );
      return ((status as Json).conditions as Json[]).map((one) => `${one.type}=${one.status}`);
    };
    expect(statusOf('conditions')).toEqual(['Ready=True']);
    expect(statusOf({ conditions: { vouch: false } })).toEqual(['Ready=True']);
    expect(statusOf({ conditions: { vouch: true } })).toEqual(['Ready=Unknown', 'Reconciling=True']);
  });

  test('a required condition is unknown where a member lacks it', () => {
    const complete = [{ type: 'Complete', status: 'True' }];
    const status = { conditions: { conditions: { required: ['Complete'] } } };
    const merged = (...members: readonly (Json | undefined)[]) =>
      (compile({ status }).aggregateStatus(template, membersOf(...members)).status as Json).conditions;
    expect(merged({ conditions: complete }, { conditions: complete })).toMatchObject([{ status: 'True' }]);
    for (const lacks of [undefined, {}, { conditions: [] }, { conditions: [ready('True')] }])
      expect(merged({ conditions: complete }, lacks)).toMatchObject([
        {
          type: 'Complete',
          status: 'Unknown',
          reason: 'NotReported',
          message: 'b=the condition is not reported',
        },
        ...(lacks && 'conditions' in lacks && lacks.conditions?.length ? [{ type: 'Ready' }] : []),
      ]);
    expect(merged()).toBeUndefined();
  });
});

describe('a field with a dot in its name', () => {
  test('is one of an object, beside others of it', () => {
    const kind = compile({ status: { 'a.b.c': 'sum', 'a.b.d': 'last', e: 'sum' } });
    const items = membersOf({ a: { b: { c: 1, d: 'x' } }, e: 1 }, { a: { b: { c: 2 } }, e: 1 });
    expect(kind.aggregateStatus(template, items).status).toEqual({
      observedGeneration: 1,
      a: { b: { c: 3, d: 'x' } },
      e: 2,
    });
  });

  test('may be collected from elsewhere', () => {
    const kind = compile({ status: { 'a.b': { from: '$.spec.pools[*].n', reduce: 'sum' }, 'a.c': 'last' } });
    const member = (spec: Json, a?: unknown) =>
      kind.reflectStatus(deepFreeze({ ...template, metadata: {}, spec, status: { a } }) as never);
    expect(member({ pools: [{ n: 1 }, { n: 2 }] }, { c: 'x' })).toMatchObject({ a: { b: 3, c: 'x' } });
    expect(member({ pools: [{ n: 1 }] }, 'malformed')).toMatchObject({ a: { b: 1 } });
    expect(member({}, { b: 9, c: 'x' })).toMatchObject({ a: { c: 'x' } });
    expect(member({})).toEqual({});
  });

  test('names the place of what is malformed', () => {
    const { problems } = compile({ status: { 'a.b': 'sum' } }).explainStatus(
      template,
      membersOf({ a: { b: 'x' } }),
    );
    expect(problems.map(({ path }) => path)).toEqual(['status.a.b']);
  });
});

describe('fields that are taken together', () => {
  const kind = compile({
    status: { restarts: 'sum' },
    choose: { worstBy: { 'job.state': ['FAILED', 'RUNNING'] }, take: ['job', 'error'] },
  });

  test('are those of the worst member', () => {
    const items = membersOf(
      { job: { state: 'RUNNING' }, restarts: 1 },
      { job: { state: 'FAILED' }, error: 'out of memory', restarts: 2 },
    );
    expect(kind.aggregateStatus(template, items).status).toEqual({
      ...{ observedGeneration: 1, restarts: 3, job: { state: 'FAILED' }, error: 'out of memory' },
    });
  });

  test('are collected from the members', () => {
    const status = { job: { state: 'RUNNING' }, error: 'none', other: 1 };
    const { apiVersion, kind: name } = template;
    expect(kind.reflectStatus({ apiVersion, kind: name, status })).toEqual({
      job: { state: 'RUNNING' },
      error: 'none',
    });
  });
});

test('within one member, several places are reduced by the rule of the members', () => {
  const reflect = (reduce: unknown) => {
    const kind = compile({ status: { value: { from: '$.spec.pools[*].v', reduce } } });
    const spec = { pools: [{ v: { a: 1 } }, { v: { a: 2 } }] };
    return (kind.reflectStatus({ ...template, spec, status: {} } as never) as Json).value;
  };
  expect(reflect({ map: 'sum' })).toEqual({ a: 3 });
  // The cluster's name is put before the keys where members are aggregated, not before.
  expect(reflect({ mapPerCluster: 'sum' })).toEqual({ a: 3 });
  expect(reflect({ everyMember: { object: { a: 'max' } } })).toEqual({ a: 2 });
  expect(reflect({ list: { by: ['a'], fields: {} } })).toEqual([{ a: 1 }, { a: 2 }]);
});

describe('a malformed rule', () => {
  const faults = (rest: Json): readonly string[] => {
    try {
      compile(rest);
      return [];
    } catch (error) {
      return error instanceof DeclarationError ? error.faults.map(({ message }) => message) : [`${error}`];
    }
  };
  const faultOf = (rule: unknown) => faults({ status: { value: rule } })[0];

  test.each<[unknown, string]>([
    ['erliest', 'did you mean earliest?'],
    [
      { quantity: 'binry' },
      'status.value.quantity is "binry", not one of decimal, binary: did you mean binary?',
    ],
    [{ everyMembr: 'sum' }, 'status.value.everyMembr is an unknown field: did you mean everyMember?'],
    [{ everyMember: 'smu' }, 'did you mean sum?'],
    [{ map: { object: { a: 'smu' } } }, 'status.value.map.object.a is "smu"'],
    [{ object: { a: 'sum', 'a.b': 'sum' } }, 'fields of which none is within another'],
    [{ object: { toString: 'sum' } }, 'is a name that every object inherits'],
    [{ object: { 'a..b': 'sum' } }, 'is a field without a name'],
    [{ object: { 'a.b.c.d.e.f.g.h.i': 'sum' } }, 'is nested more than 8 deep'],
    [{ map: 'sum', last: 'string' }, 'one reducer'],
    [{ phase: { order: ['A'], unreported: 'B' } }, 'a phase whose unreported and nowhere are of its order'],
    [{ phase: { order: ['A'], unreported: 'A', nowhere: 'B' } }, 'a phase whose unreported and nowhere'],
    [{ phase: { order: ['A'] } }, 'status.value.phase.unreported'],
    [{ list: { by: [], fields: {} } }, 'status.value.list.by is a list of 0, not a list of fields'],
    [{ choose: { worstBy: { a: ['x'], b: ['y'] }, take: ['a'] } }, 'one field and its values'],
    [{ choose: { worstBy: { a: ['x'] }, take: ['a', 'a.b'] } }, 'of which none is within another'],
    [{ rollup: { conditions: [{ type: 'A', when: 'al', reason: 'B', message: '' }] } }, 'did you mean all?'],
    [{ conditions: { vouch: 'yes' } }, 'status.value.conditions.vouch is "yes", not true or false'],
    [{ conditions: { requird: [] } }, 'did you mean required?'],
  ])('%j is refused', (rule, message) => {
    expect(faultOf(rule)).toContain(message);
  });

  test('a field may be nested 8 deep', () => {
    expect(faultOf({ object: { 'a.b.c.d.e.f.g.h': 'sum' } })).toBeUndefined();
  });

  test('two fields of which one is within the other are refused', () => {
    expect(faults({ status: { a: 'sum', 'a.b': 'sum' } })[0]).toContain('none is within another');
    expect(faults({ status: { a: 'sum', ab: 'sum', 'a.b': 'sum' } })).toHaveLength(1);
    expect(faults({ status: { 'a.b': 'sum', 'a.bc': 'sum', ab: 'sum' } })).toEqual([]);
  });

  test('a field that is both reduced and taken is refused', () => {
    const choose = { worstBy: { state: ['A'] }, take: ['state', 'job.id'] };
    expect(faults({ status: { restarts: 'sum' }, choose })).toEqual([]);
    expect(faults({ status: { state: 'last' }, choose })[0]).toContain('status');
    expect(faults({ status: { job: 'reflected' }, choose })[0]).toContain('status');
  });
});

test('whatever is declared merges in any grouping to what one aggregation says', () => {
  const word = fc.constantFrom('A', 'B', 'C', '');
  const time = fc.constantFrom('2024-05-01T01:00:00+02:00', '2024-05-01T00:00:00Z', '2024-05-02T00:00:00Z');
  const status = fc.record(
    {
      ...{ revision: word, phase: word, start: time, memory: fc.constantFrom('1Gi', '5', '1k') },
      jobs: fc.dictionary(
        fc.constantFrom('x', 'y'),
        fc.record({ n: fc.nat(9), end: time }, { requiredKeys: [] }),
      ),
      ports: fc.array(fc.record({ name: word, up: fc.boolean() }), { maxLength: 3 }),
      own: fc.record({ state: word, text: word }, { requiredKeys: [] }),
      conditions: fc.uniqueArray(
        fc.record({ type: fc.constantFrom('Ready', 'Done'), status: fc.constantFrom('True', 'False') }),
        { selector: ({ type }) => type },
      ),
      resourceTemplateGeneration: fc.nat(2),
    },
    { requiredKeys: [], noNullPrototype: true },
  );
  const kind = compile({
    status: {
      ...{ revision: 'agreed', start: { everyMember: 'earliest' }, memory: { quantity: 'binary' } },
      phase: { phase: { order: ['A', 'B', 'C'], unreported: 'B' } },
      jobs: { map: { object: { n: 'sum', end: { everyMember: 'latest' } } } },
      ports: { list: { by: ['name'], fields: { up: 'all' } } },
      own: { choose: { worstBy: { state: ['A', 'B'] }, take: ['state', 'text'] } },
      conditions: { conditions: { vouch: true, required: ['Done'] } },
    },
  });
  const holds = (statuses: readonly Json[], cut: number): void => {
    const items = deepFreeze(membersOf(...statuses));
    const whole = kind.aggregateStatus(template, items);
    expect(kind.aggregateStatus(template, [...items].reverse())).toEqual(whole);
    const parts = [items.slice(0, cut), items.slice(cut)].map((some) => {
      const aggregator = kind.createAggregator(template);
      for (const item of some) aggregator.set(item);
      return JSON.parse(JSON.stringify(aggregator.partial()));
    });
    expect(kind.mergePartials(template, parts.reverse())).toEqual(whole);
  };
  fc.assert(fc.property(fc.array(status, { maxLength: 5 }), fc.nat(5), holds), { numRuns: 200 * EFFORT });
});
