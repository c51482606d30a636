import fc from 'fast-check';
import type {
  AggregatedStatusItem,
  KindInterpreter,
  KubernetesObject,
  PartialAggregate,
} from 'karmada-interpreter';
import { compileInterpreter } from 'karmada-interpreter/declarative';
import { expect, test } from 'vitest';
import type { Member } from '../support/arbitraries.js';
import { EFFORT } from '../support/effort.js';
import { deepFreeze } from '../support/freeze.js';
import { refusal } from '../support/mistakes.js';
import { declaration, members, object, status } from './arbitraries.js';

type Kind = Required<KindInterpreter>;
type Game = KubernetesObject & { metadata: { generation: number }; status?: Record<string, unknown> };

/** Runs a law on frozen inputs, of a kind that has a status at least: whoever writes to one throws. */
function law(
  sentence: string,
  holds: (kind: Kind, template: Game, items: Member[], given: object) => void,
): void {
  test(sentence, () => {
    const declared = declaration.map((given) => ({ status: {}, ...given }));
    const inputs = fc.tuple(declared, object, members).map(deepFreeze);
    fc.assert(
      fc.property(inputs, ([given, template, items]) =>
        holds(compileInterpreter(given) as Kind, asServed(template), items, given),
      ),
      { numRuns: 300 * EFFORT },
    );
  });
}

/** The object as an API server has it: of JSON. */
function asServed(template: object): Game {
  const text = JSON.stringify(template, (_, entry) => (typeof entry === 'bigint' ? `${entry}` : entry));
  return deepFreeze(JSON.parse(text));
}

const sent = (partial: PartialAggregate): PartialAggregate => deepFreeze(JSON.parse(JSON.stringify(partial)));

function aggregatorOf(kind: Kind, template: Game, items: readonly Member[]) {
  const aggregator = kind.createAggregator(template);
  for (const item of items) aggregator.set(item as AggregatedStatusItem);
  return aggregator;
}

/** What a member reports, as its own object has it. */
function reflections(kind: Kind, template: Game, items: readonly Member[]): Member[] {
  return items.map((item) => ({
    ...item,
    status: kind.reflectStatus({ ...template, status: item.status as object }) ?? null,
  }));
}

law('the same declaration and input give the same output', (kind, template, items, given) => {
  const again = compileInterpreter(structuredClone(given)) as Kind;
  expect(JSON.stringify(again.aggregateStatus(structuredClone(template), structuredClone(items)))).toBe(
    JSON.stringify(kind.aggregateStatus(template, items)),
  );
  expect(again.reflectStatus(structuredClone(template))).toEqual(kind.reflectStatus(template));
});

law('aggregating the result again changes nothing', (kind, template, items) => {
  const once = deepFreeze(kind.aggregateStatus(template, items));
  expect(kind.aggregateStatus(once, items)).toBe(once);
});

law('the order of items does not matter', (kind, template, items) => {
  const reversed = [...items].reverse();
  const straight = kind.aggregateStatus(template, items);
  expect(JSON.stringify(kind.aggregateStatus(template, reversed))).toBe(JSON.stringify(straight));
  expect(kind.explainStatus(template, reversed)).toEqual(kind.explainStatus(template, items));
});

law(
  'batch, incremental and merged partials are equal, also as members come and go',
  (kind, template, items) => {
    const batch = kind.aggregateStatus(template, items);
    const twice = aggregatorOf(kind, template, [...items].reverse());
    for (const item of items) twice.delete(item.clusterName);
    for (const item of items) twice.set(item as AggregatedStatusItem);
    const shards = [0, 1, 2].map((at) =>
      sent(
        aggregatorOf(
          kind,
          template,
          items.filter((_, i) => i % 3 === at),
        ).partial(),
      ),
    );
    const [a, ...others] = shards as [PartialAggregate, ...PartialAggregate[]];
    const merged = kind.mergePartials(template, [sent(kind.combinePartials(template, others)), a]);
    for (const result of [twice.aggregate(), merged]) {
      expect(JSON.stringify(result)).toBe(JSON.stringify(batch));
      expect(result === template).toBe(batch === template);
    }
    expect(twice.aggregate()).toBe(twice.aggregate());
    expect(JSON.stringify(twice.explain())).toBe(JSON.stringify(kind.explainStatus(template, items)));
  },
);

law('the explanation says what the aggregation did', (kind, template, items) => {
  const { observedGeneration, clusters } = kind.explainStatus(template, items);
  const written = kind.aggregateStatus(template, items).status as Game['status'];
  expect(Number(written?.observedGeneration ?? 0)).toBe(observedGeneration);
  expect(clusters.map(({ clusterName }) => clusterName)).toEqual(
    items.map((item) => item.clusterName).sort(),
  );
});

law('what is reflected is what is aggregated, and stays as it is on its way', (kind, template, items) => {
  const reflected = reflections(kind, template, items);
  const wired = JSON.parse(JSON.stringify(reflected));
  expect(wired).toEqual(reflected);
  expect(kind.aggregateStatus(template, wired)).toEqual(kind.aggregateStatus(template, reflected));
});

test('parts of these reducers merge to the same in any order and grouping, and to what the batch gives', () => {
  const item = fc.record(
    { name: fc.constantFrom('a', 'b', 'c'), size: fc.nat(2) },
    { noNullPrototype: true },
  );
  const reported = fc.record(
    {
      up: fc.boolean(),
      down: fc.boolean(),
      nodes: fc.array(item, { maxLength: 3 }),
      pools: fc.array(item, { maxLength: 3 }),
    },
    { requiredKeys: [], noNullPrototype: true },
  );
  const kind = compileInterpreter({
    ...{ apiVersion: 'v1', kind: 'Game' },
    status: { up: 'all', down: 'any', nodes: 'union', pools: { union: 'name' } },
  }) as Kind;
  const template: Game = { metadata: { generation: 1 }, status: {} };
  const names = fc.shuffledSubarray(['a', 'b', 'c', 'd', 'e'], { minLength: 5 });
  const inputs = fc.tuple(fc.array(reported, { minLength: 5, maxLength: 5 }), names);
  const holds = ([statuses, order]: readonly [object[], string[]]): void => {
    const items = order.map((clusterName, i) => ({ clusterName, status: statuses[i] as object }));
    const parts = items.map((one) => sent(aggregatorOf(kind, template, [one]).partial()));
    const [a, b, c, d, e] = parts as [
      PartialAggregate,
      PartialAggregate,
      PartialAggregate,
      PartialAggregate,
      PartialAggregate,
    ];
    const combine = (...all: PartialAggregate[]) => sent(kind.combinePartials(template, all));
    const ways = [
      combine(a, b, c, d, e),
      combine(e, d, c, b, a),
      combine(combine(d, combine(b, e)), combine(c, a)),
    ];
    for (const way of ways) expect(way).toEqual(combine(a, b, c, d, e));
    expect(ways.map((way) => JSON.stringify(kind.mergePartials(template, [way])))).toEqual(
      ways.map(() => JSON.stringify(kind.aggregateStatus(template, items))),
    );
    const first = (entries: readonly { name: string }[] = []) => entries[0]?.name;
    const sorted = [...items].sort((one, other) => (one.clusterName < other.clusterName ? -1 : 1));
    const pools = sorted.flatMap(({ status: own }) => (own as { pools?: { name: string }[] }).pools ?? []);
    const merged = kind.aggregateStatus(template, items).status as { pools?: { name: string }[] };
    expect(first(merged.pools)).toBe(first(pools));
    for (const pool of merged.pools ?? []) expect(pool).toEqual(pools.find(({ name }) => name === pool.name));
  };
  fc.assert(fc.property(inputs, holds), { numRuns: 300 * EFFORT });
});

test('one member of a field from elsewhere is told of as the federation tells of it alone', () => {
  const inputs = fc.tuple(object, status).map(deepFreeze);
  const rules = ['sum', 'max', 'min', 'all', 'any', 'last', 'first'];
  const from = Object.fromEntries(
    rules.map((reduce) => [reduce, { from: '$.status.pools[*].ready', reduce }]),
  );
  const kind = compileInterpreter({ apiVersion: 'example.io/v1', kind: 'Game', status: from }) as Kind;
  const own = compileInterpreter({
    ...{ apiVersion: 'example.io/v1', kind: 'Game' },
    status: Object.fromEntries(rules.map((rule) => [rule, rule])),
  }) as Kind;
  const holds = ([template, reported]: readonly [Game, Record<string, unknown>]): void => {
    const pools = Array.isArray(reported.pools) ? reported.pools : [];
    const ready = pools.map((pool) => pool?.ready).filter((value) => value !== undefined && value !== null);
    const collected = kind.reflectStatus({ ...template, status: reported }) as Record<string, unknown>;
    const items = ready.map((value, i) => ({
      clusterName: `${i}`.padStart(3, '0'),
      status: Object.fromEntries(rules.map((rule) => [rule, value])),
    }));
    const asMembers = (own.aggregateStatus({ metadata: {}, status: {} }, items).status ?? {}) as Record<
      string,
      unknown
    >;
    const { problems } = own.explainStatus({ metadata: {} }, items);
    for (const rule of rules) {
      if (problems.some(({ path }) => path === `status.${rule}`)) continue;
      expect([rule, collected[rule] ?? 0]).toEqual([rule, asMembers[rule] ?? 0]);
    }
  };
  fc.assert(fc.property(inputs as never, holds), { numRuns: 200 * EFFORT });
});

law(
  'every method gives JSON, or names the field of the object that is malformed',
  (kind, template, items) => {
    const calls: (() => unknown)[] = [
      () => kind.reflectStatus(template),
      () => kind.aggregateStatus(template, items),
      () => kind.explainStatus(template, items),
      () => kind.interpretHealth?.(template),
      () => kind.getReplicas?.(template),
      () => kind.getComponents?.(template),
      () => kind.getDependencies?.(template),
      () => kind.retain?.(template, template),
      () => kind.reviseReplica?.(template, 3),
    ];
    for (const call of calls) {
      const { code, message } = refusal(() => {
        const output = call();
        if (output !== undefined) expect(JSON.parse(JSON.stringify(output))).toEqual(output);
      });
      expect(['nothing', 'INVALID_OBJECT']).toContain(code);
      if (code === 'INVALID_OBJECT')
        expect(message).toMatch(/^(observed\.)?(spec|status|metadata)?.* is .*, not /);
    }
  },
);
