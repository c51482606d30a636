import fc from 'fast-check';
import {
  type AggregatedStatusItem,
  type AggregateOptions,
  conditions,
  createInterpreter,
  defaultInterpreters,
  defineInterpreter,
  first,
  type Interpreter,
  last,
  max,
  min,
  reflected,
  type StatusAggregator,
  sum,
  worst,
} from 'karmada-interpreter';
import { describe, expect, test } from 'vitest';
import { anyMembers, clusterName, type Member, type Template, template } from '../../support/arbitraries.js';
import { EFFORT } from '../../support/effort.js';
import { deepFreeze } from '../../support/freeze.js';
import { isObject } from '../../support/is-object.js';
import { type KindFacts, kinds } from '../../support/kinds.js';
import { any, refusal, web } from '../../support/mistakes.js';

/** A kind that has every reducer, and its generation as a text. */
const rocket = defineInterpreter({
  apiVersion: 'example.io/v1',
  kind: 'Rocket',
  observedGeneration: 'text',
  status: {
    engines: sum(),
    thrust: sum('int64'),
    orbit: last(),
    pad: first('object'),
    fastest: max(),
    slowest: min(),
    phase: worst('Exploded', 'Drifting', 'Flying'),
    log: reflected(),
    conditions: conditions({ badWhenTrue: ['Released'], lastUpdateTime: true }),
  },
});
const rocketFacts: KindFacts = {
  apiVersions: ['example.io/v1'],
  kind: 'Rocket',
  sum: ['engines', 'thrust'],
  last: ['orbit', 'pad', 'fastest', 'slowest', 'phase'],
  agreed: [],
  conditions: true,
  reflected: ['log'],
  replicas: false,
};
const interpreter = createInterpreter({ interpreters: [...defaultInterpreters, rocket] });

const text = fc.option(fc.constantFrom('', '2', '3', 'x'), { nil: undefined });
const number = fc.constantFrom<unknown>(-0, 0, -1.5, 7, 7, 1e300, Number.NaN, '7', null);
const pad = fc.constantFrom<unknown>({}, { x: 1, y: 2 }, { y: 2, x: 1 }, { x: 1, y: { z: -0 } }, 'x');
const phase = fc.constantFrom<unknown>('Exploded', 'Drifting', 'Drifting', 'Flying', 'Landed', '', 5);
const rocketFields = fc.record<Record<string, unknown>>(
  { pad, phase, fastest: number, slowest: number, thrust: fc.maxSafeNat(), observedGeneration: text },
  { requiredKeys: [], noNullPrototype: true },
);

/** Members of all sorts; those of the kind of one's own have values that its reducers are about. */
function itemsOf(kind: KindFacts): fc.Arbitrary<Member[]> {
  if (kind !== rocketFacts) return anyMembers(kind);
  const own = fc.array(rocketFields, { minLength: 6, maxLength: 6 });
  return fc
    .tuple(anyMembers(kind), own)
    .map(([items, fields]) =>
      items.map((item, i) => (isObject(item.status) ? withFields(item, { ...fields[i] }) : item)),
    );
}

function withFields(item: Member, fields: object): Member {
  return { ...item, status: { ...(item.status as object), ...fields } };
}

/** A copy all the way down, of what no clone would copy as well; its keys come in reverse where asked for. */
function copyOf<T>(value: T, reverse = false): T {
  if (Array.isArray(value)) return value.map((entry) => copyOf(entry, reverse)) as T;
  if (!isObject(value)) return value;
  const entries = Object.entries(value).map(([key, entry]) => [key, copyOf(entry, reverse)] as const);
  return Object.fromEntries(reverse ? entries.reverse() : entries) as T;
}

/** Writes over whatever can be written to, all the way down. */
function spoil(value: unknown): void {
  if (typeof value !== 'object' || value === null) return;
  for (const entry of Object.values(value)) spoil(entry);
  if (Object.isFrozen(value)) return;
  for (const key of Object.keys(value)) Object.defineProperty(value, key, { value: 'spoiled' });
  if (Array.isArray(value)) value.push('spoiled');
}

/** What the aggregator has been told, and who says what that comes to. */
interface Model {
  readonly interpreter: Interpreter;
  readonly options: AggregateOptions | undefined;
  readonly held: Map<string, Member>;
  object: Template;
}
type Command = fc.Command<Model, StatusAggregator<Template>>;

function expectEqual(model: Model, real: StatusAggregator<Template>): void {
  const batch = model.interpreter.aggregateStatus(model.object, itemsIn(model), model.options);
  const aggregated = real.aggregate();
  expect(JSON.stringify(aggregated)).toBe(JSON.stringify(batch));
  expect(aggregated).toEqual(batch);
  expect(aggregated === model.object).toBe(batch === model.object);
  expect(real.aggregate()).toBe(aggregated);
}

function expectExplained({ object, options, ...model }: Model, real: StatusAggregator<Template>): void {
  const batch = model.interpreter.explainStatus(object, [...model.held.values()], options);
  expect(JSON.stringify(real.explain())).toBe(JSON.stringify(batch));
}

const itemsIn = ({ held }: Model): Member[] => [...held.values()];

/** One of the members that are held. */
function memberAt({ held }: Model, index: number): Member {
  return [...held.values()][index % held.size] as Member;
}

/** A command, with what it was told, that needs a member to be held where it takes one. */
function command<T>(
  name: string,
  told: fc.Arbitrary<T>,
  run: (model: Model, real: StatusAggregator<Template>, told: T) => void,
  needsMember = false,
): fc.Arbitrary<Command> {
  return told.map((given) => ({
    check: ({ held }) => !needsMember || held.size > 0,
    run(model, real) {
      run(model, real, given);
      expect(real.size).toBe(model.held.size);
    },
    toString: () => `${name}(${fc.stringify(given)})`,
  }));
}

/** Sets a copy of an item, and writes over that copy or freezes it, so that no reference to it can be of use. */
function setCopy(model: Model, real: StatusAggregator<Template>, item: Member, frozen: boolean): void {
  const given = copyOf(item);
  if (frozen) deepFreeze(given);
  expect(real.set(given as AggregatedStatusItem)).toBe(real);
  if (!frozen) spoil(given);
  model.held.set(item.clusterName, item);
}

function commandsOf(kind: KindFacts): fc.Arbitrary<Command>[] {
  const items = itemsOf(kind).map(deepFreeze);
  const donor = items.filter(([item]) => isObject(item?.status)).map(([item]) => item?.status as object);
  const set = command('Set', fc.tuple(items, fc.boolean()), (model, real, [told, frozen]) => {
    for (const item of told) setCopy(model, real, item, frozen);
  });
  const setAgain = command(
    'SetAgain',
    fc.nat(20),
    (model, real, index) => {
      const before = real.aggregate();
      setCopy(model, real, memberAt(model, index), index % 2 === 0);
      expect(real.aggregate()).toBe(before);
    },
    true,
  );
  const setSimilar = command(
    'SetSimilar',
    fc.tuple(fc.nat(20), fc.nat(20), donor),
    (model, real, [index, at, status]) => {
      const item = memberAt(model, index);
      const entries = Object.entries(status);
      const fields = Object.fromEntries(entries.length === 0 ? [] : [entries[at % entries.length] as never]);
      setCopy(model, real, withFields(item, fields), true);
    },
    true,
  );
  const setReordered = command(
    'SetReordered',
    fc.nat(20),
    (model, real, index) => setCopy(model, real, copyOf(memberAt(model, index), true), false),
    true,
  );
  const deleteOne = command(
    'Delete',
    fc.nat(20),
    (model, real, index) => {
      const { clusterName: name } = memberAt(model, index);
      model.held.delete(name);
      expect(real.delete(name)).toBe(true);
    },
    true,
  );
  const deleteNamed = command('DeleteUnknown', fc.oneof(clusterName, fc.string()), (model, real, name) => {
    const before = model.held.has(name) ? undefined : real.aggregate();
    expect(real.delete(name)).toBe(model.held.delete(name));
    if (before !== undefined) expect(real.aggregate()).toBe(before);
  });
  const update = command('Update', template(kind).map(deepFreeze), (model, real, object) => {
    expect(real.update(object)).toBe(real);
    model.object = object;
  });
  const aggregate = command('Aggregate', fc.constant(''), expectEqual);
  const explain = command('Explain', fc.constant(''), expectExplained);
  return [set, setAgain, setSimilar, setReordered, deleteOne, deleteNamed, update, aggregate, explain];
}

const suspension = fc.oneof(
  fc.record({ dispatching: fc.boolean() }),
  fc.record({
    dispatchingOnClusters: fc.record({ clusterNames: fc.uniqueArray(clusterName, { maxLength: 3 }) }),
  }),
);
const options = fc.option(
  fc.record({ clusters: fc.uniqueArray(clusterName), suspension }, { requiredKeys: [] }),
  { nil: undefined },
);

describe.each([...kinds, rocketFacts])('$kind $apiVersions.0', (kind) => {
  test('after any sequence of commands, the aggregator equals the batch', () => {
    const commands = fc.commands(commandsOf(kind), { maxCommands: 40, size: 'max' });
    const holds = (object: Template, given: AggregateOptions | undefined, run: Iterable<Command>): void => {
      const real = interpreter.createAggregator(object, given);
      const model: Model = { interpreter, options: given, held: new Map(), object };
      fc.modelRun(() => ({ model, real }), run);
      expectEqual(model, real);
      expectExplained(model, real);
    };
    fc.assert(fc.property(template(kind).map(deepFreeze), options, commands, holds), {
      numRuns: 20 * EFFORT,
    });
  });

  test('nor is there a difference after thousands of them', () => {
    const commands = fc.commands(commandsOf(kind), { maxCommands: 3000 * EFFORT, size: 'max' });
    const holds = (object: Template, run: Iterable<Command>): void => {
      const real = interpreter.createAggregator(object);
      fc.modelRun(() => ({ model: { interpreter, options: undefined, held: new Map(), object }, real }), run);
    };
    fc.assert(fc.property(template(kind).map(deepFreeze), commands, holds), { numRuns: 1 });
  });

  test('whoever writes to what it hands out changes nothing of what comes next', () => {
    const inputs = fc
      .tuple(template(kind), itemsOf(kind), itemsOf(kind))
      .map(([object, ...items]) => deepFreeze([object, items.flat()] as const));
    const holds = ([object, items]: readonly [Template, readonly Member[]]): void => {
      const model: Model = { interpreter, options: undefined, held: new Map(), object };
      const real = interpreter.createAggregator(object);
      let before = JSON.stringify(interpreter.aggregateStatus(object, []));
      for (const item of items) {
        spoil(real.partial());
        spoil(real.explain());
        spoil(real.aggregate());
        real.set(item as AggregatedStatusItem);
        model.held.set(item.clusterName, item);
        const batch = JSON.stringify(interpreter.aggregateStatus(object, itemsIn(model)));
        // Without a change it is the same reference that comes back, as its holder has left it.
        if (batch !== before) expectEqual(model, real);
        expectExplained(model, real);
        before = batch;
      }
    };
    fc.assert(fc.property(inputs, holds), { numRuns: 20 * EFFORT });
  });
});

const bucket: Template = {
  apiVersion: 'source.toolkit.fluxcd.io/v1',
  kind: 'Bucket',
  metadata: { generation: 3 },
};
const release: Template = { ...bucket, apiVersion: 'helm.toolkit.fluxcd.io/v2', kind: 'HelmRelease' };
const deployment: Template = { ...web, metadata: { generation: 3 } };

/** A status that has the fields of the kinds above. */
function statusOf(at: number): Record<string, unknown> {
  const settled = { observedGeneration: 3, generation: 3, resourceTemplateGeneration: 3 };
  const status = ['True', 'False', 'Unknown'][at % 3];
  return {
    ...settled,
    ...{ replicas: at, readyReplicas: 2147483647 - at, failures: Number.MAX_SAFE_INTEGER - at },
    ...{ url: at % 4 === 0 ? '' : `https://${at % 7}.example.io`, artifact: { revision: `r${at % 5}` } },
    conditions: [{ type: 'Ready', status, message: `${at}`, reason: at % 2 === 0 ? 'Even' : '' }],
  };
}

test.each([deployment, release, bucket])(
  'after 10,000 rounds of members that come and go, $kind is exactly equal',
  (object) => {
    let seed = 1;
    const below = (limit: number): number => {
      seed = (seed * 48271) % 2147483647;
      return seed % limit;
    };
    const held = new Map<string, Member>();
    const model: Model = { interpreter, options: undefined, held, object };
    const real = interpreter.createAggregator(object);
    for (let round = 1; round <= 10_000; round++) {
      const name = `member${below(900)}`;
      if (below(3) === 0) expect(real.delete(name)).toBe(held.delete(name));
      else {
        const item = { clusterName: name, status: statusOf(below(50)) };
        real.set(item);
        held.set(name, item);
      }
      if (round % 2500 === 0) expectEqual(model, real);
    }
    expect(real.size).toBe(held.size);
    expect(held.size).toBeGreaterThan(512);
    expectExplained(model, real);
    for (const name of [...held.keys()]) real.delete(name);
    held.clear();
    expectEqual(model, real);
    expect(real.partial()).toEqual(interpreter.createAggregator(object).partial());
  },
);

test('int64 counts near 2^53 come in and go out without a drift', () => {
  const aggregator = interpreter.createAggregator(release);
  const failures = (): unknown => (aggregator.aggregate().status as Record<string, unknown>).failures;
  const most = Number.MAX_SAFE_INTEGER;
  const set = (name: string, count: number): unknown => {
    aggregator.set({ clusterName: name, status: { failures: count } });
    return failures();
  };
  const counts: [name: string, count: number, total: number][] = [
    ['a', most, most],
    ['b', most - 1, most],
    ['c', 1, most],
    ['a', 3, most],
    ['b', most - 5, most - 1],
    ['c', 0, most - 2],
    ['c', 2, most],
    ['d', 7, most],
  ];
  for (const [name, count, total] of counts)
    expect([name, count, set(name, count)]).toEqual([name, count, total]);
  aggregator.delete('b');
  expect(failures()).toBe(12);
});

test('an item that names no cluster is refused and changes nothing', () => {
  const item = { clusterName: 'a', status: statusOf(1) };
  const aggregator = interpreter.createAggregator(release).set(item);
  const before = [aggregator.aggregate(), JSON.stringify([aggregator.partial(), aggregator.explain()])];
  for (const wrong of [
    null,
    undefined,
    'a',
    5,
    ['a'],
    {},
    { clusterName: '' },
    { clusterName: 7, status: {} },
  ]) {
    expect(refusal(() => aggregator.set(any(wrong))).code).toBe('INVALID_ITEMS');
  }
  expect([aggregator.aggregate(), JSON.stringify([aggregator.partial(), aggregator.explain()])]).toEqual(
    before,
  );
  expect(aggregator.aggregate()).toBe(before[0]);
  expect(aggregator.size).toBe(1);
});

test('a template that is none of the kind is refused and changes nothing', () => {
  const aggregator = interpreter.createAggregator(release).set({ clusterName: 'a', status: statusOf(1) });
  const before = aggregator.aggregate();
  const wrong: [message: string, object: unknown][] = [
    ['object is null, not an object', null],
    ['kind is "Bucket", not "HelmRelease"', bucket],
    ['metadata is a list of 0, not an object', { ...release, metadata: [] }],
    ['metadata.generation is -1, not an integer', { ...release, metadata: { generation: -1 } }],
    ['status is "x", not an object', { ...release, status: 'x' }],
  ];
  for (const [message, object] of wrong) {
    const refused = refusal(() => aggregator.update(any(object)));
    expect(refused).toEqual({ code: 'INVALID_OBJECT', message: expect.stringContaining(message) });
    expect(aggregator.aggregate()).toBe(before);
    if (object !== bucket)
      expect(refusal(() => interpreter.createAggregator(any(object))).code).toBe('INVALID_OBJECT');
  }
});

const idle = defineInterpreter({ apiVersion: 'example.io/v1', kind: 'Idle', replicas: ['spec', 'replicas'] });

test.each<[code: string, object: unknown, options?: unknown]>([
  ['INVALID_OPTIONS', web, 'a'],
  ['INVALID_OPTIONS', web, ['a']],
  ['INVALID_OPTIONS', web, { clusters: 'a' }],
  ['INVALID_OPTIONS', web, { clusters: ['a', ''] }],
  ['INVALID_OPTIONS', bucket, { clusters: new Array(1) }],
  ['UNSUPPORTED_OPERATION', { apiVersion: 'v1', kind: 'ConfigMap' }],
  ['UNSUPPORTED_OPERATION', { apiVersion: 'example.io/v1', kind: 'Idle' }],
  ['INVALID_OBJECT', {}],
  ['INVALID_OBJECT', null],
])('no aggregator, but %s, for %o with %o', (code, object, given) => {
  const known = createInterpreter({ interpreters: [...defaultInterpreters, idle] });
  expect(refusal(() => known.createAggregator(any(object), any(given))).code).toBe(code);
});

test('a malformed suspension is refused by the time that it is needed', () => {
  const explain = (): unknown => interpreter.createAggregator(web, { suspension: any('x') }).explain();
  expect(refusal(explain).code).toBe('INVALID_SUSPENSION');
});

test('the template that it has already changes nothing, and another one of the same kind is gone on with', () => {
  const aggregator = interpreter.createAggregator(release).set({ clusterName: 'a', status: statusOf(1) });
  const before = aggregator.aggregate();
  expect(aggregator.update(release).aggregate()).toBe(before);
  const other = { ...release, metadata: { generation: 4 } };
  expect(aggregator.update(other).aggregate()).toMatchObject({ ...other, status: { observedGeneration: 0 } });
});

test('a template that has been written to is read again', () => {
  const object: Template = { ...deployment };
  const aggregator = interpreter.createAggregator(object).set({ clusterName: 'a', status: statusOf(4) });
  object.status = aggregator.aggregate().status as Record<string, unknown>;
  expect(aggregator.update(object).aggregate()).toBe(object);
  object.status = { ...object.status, replicas: 99, collisionCount: 7 };
  expect(aggregator.update(object).aggregate().status).toMatchObject({ replicas: 4, collisionCount: 7 });
});

test('clusters that are not scheduled to are held, but do not count', () => {
  const clusters = ['a', 'b'];
  const aggregator = interpreter.createAggregator(deployment, { clusters });
  // The list is the caller's to change afterwards.
  clusters.push('c');
  aggregator.set({ clusterName: 'a', status: statusOf(4) });
  const before = aggregator.aggregate();
  const stray = { clusterName: 'c', status: statusOf(9) };
  expect(aggregator.set(stray).aggregate()).toBe(before);
  expect(aggregator.size).toBe(2);
  expect(aggregator.explain().clusters.map(({ reason }) => reason)).toEqual([
    ...['Settled', 'NotReported', 'NotScheduled'],
  ]);
  aggregator.set({ clusterName: 'b', status: statusOf(0) });
  expect(aggregator.aggregate().status).toMatchObject({ observedGeneration: 3, replicas: 4 });
  expect(aggregator.delete('c')).toBe(true);
  expect(aggregator.delete('c')).toBe(false);
  expect(aggregator.size).toBe(2);
});
