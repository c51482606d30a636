import fc from 'fast-check';
import {
  createInterpreter,
  defaultInterpreters,
  defineInterpreter,
  first,
  type KindInterpreter,
  type KindReference,
  max,
  min,
  type PartialAggregate,
  sum,
} from 'karmada-interpreter';
import { describe, expect, test } from 'vitest';
import { argoRollout } from '../../../examples/argo-rollout.js';
import { anyMembers, clusterName, type Member, type Template, template } from '../../support/arbitraries.js';
import { EFFORT } from '../../support/effort.js';
import { deepFreeze } from '../../support/freeze.js';
import { type KindFacts, kinds } from '../../support/kinds.js';
import { placesIn, replaced, status, WRONG } from '../../support/malformed.js';
import { any, refusal, web } from '../../support/mistakes.js';

/** A kind of one's own: the worst phase, a generation as a text, and what else no built-in kind has. */
const rollout = defineInterpreter({
  ...argoRollout.declaration,
  status: {
    ...argoRollout.declaration.status,
    pods: sum('int64'),
    leader: first(),
    newest: max(),
    oldest: min(),
  },
});
const rolloutFacts: KindFacts = {
  apiVersions: ['argoproj.io/v1alpha1'],
  kind: 'Rollout',
  sum: ['replicas', 'readyReplicas', 'pods', 'newest', 'oldest'],
  last: ['currentPodHash', 'phase', 'leader'],
  agreed: [],
  conditions: true,
  reflected: [],
  replicas: true,
};
const interpreters = [...defaultInterpreters, rollout];
const interpreter = createInterpreter({ interpreters });
const all = [...kinds, rolloutFacts];

function ownOf({ kind, apiVersions: [apiVersion = ''] }: KindFacts): Required<KindInterpreter> {
  const found = [...defaultInterpreters, rollout].find(
    (one) => one.kind === kind && one.apiVersions.includes(apiVersion),
  );
  return found as Required<KindInterpreter>;
}

/** A partial aggregate as it comes out at the other end of a wire. */
function sent(partial: PartialAggregate): PartialAggregate {
  return JSON.parse(JSON.stringify(partial));
}

/** What some of the members come to, and whatever another process is left to do with it. */
function shard(object: Template, items: readonly Member[], clusters: string[] | undefined): PartialAggregate {
  const aggregator = interpreter.createAggregator(object, { clusters });
  for (const item of items) aggregator.set(any(item));
  return sent(aggregator.partial());
}

type Combine = (reference: KindReference, partials: readonly PartialAggregate[]) => PartialAggregate;

/** The parts in groups, each of which is combined, and those of the next level in turn. */
function grouped(
  object: Template,
  parts: PartialAggregate[],
  levels: readonly number[][],
  combine: Combine,
): PartialAggregate[] {
  let present = parts;
  for (const level of levels) {
    const groups = new Map<number, PartialAggregate[]>();
    present.forEach((part, i) => {
      const group = level[i % level.length] as number;
      groups.set(group, [...(groups.get(group) ?? []), part]);
    });
    present = [...groups.values()].map((group) => sent(combine(object, deepFreeze(group))));
  }
  return deepFreeze(present);
}

const SHARDS = 4;

/** What may come of a partial aggregate that nobody can rely on. */
const expectable = ['nothing', 'INVALID_PARTIAL', 'INVALID_OPTIONS', 'UNSUPPORTED_OPERATION'];

describe.each(all)('$kind $apiVersions.0', (kind) => {
  const own = ownOf(kind);

  test('any split into shards, merged in any order and grouping, equals one aggregator over all', () => {
    const inputs = fc.record({
      object: template(kind),
      items: anyMembers(kind),
      places: fc.array(fc.nat(SHARDS - 1), { minLength: 6, maxLength: 6 }),
      order: fc.shuffledSubarray([0, 1, 2, 3], { minLength: SHARDS }),
      levels: fc.array(fc.array(fc.nat(2), { minLength: SHARDS, maxLength: SHARDS }), { maxLength: 2 }),
      clusters: fc.option(fc.uniqueArray(clusterName), { nil: undefined }),
      // What a region knows of the template may be older, or newer, than what the hub does.
      regional: template(kind),
    });
    const holds = (given: typeof inputs extends fc.Arbitrary<infer T> ? T : never): void => {
      const { object, items, places, order, levels, clusters, regional } = deepFreeze(given);
      const options = { clusters };
      const expected = interpreter.aggregateStatus(object, any(items), options);
      const parts = order.map((place) =>
        shard(
          regional,
          items.filter((_, i) => places[i] === place),
          clusters as string[] | undefined,
        ),
      );
      for (const combine of [interpreter.combinePartials, own.combinePartials]) {
        const left = grouped(object, parts, levels as number[][], combine);
        const merged = interpreter.mergePartials(object, left, options);
        expect(JSON.stringify(merged)).toBe(JSON.stringify(expected));
        expect(merged).toEqual(expected);
        expect(merged === object).toBe(expected === object);
        expect(own.mergePartials(object, left, options)).toEqual(expected);
      }
    };
    fc.assert(fc.property(inputs, holds), { numRuns: 25 * EFFORT });
  });

  test('one shard alone is told apart from nothing by what it holds, not by its being there', () => {
    const object: Template = {
      apiVersion: kind.apiVersions[0],
      kind: kind.kind,
      metadata: { generation: 3 },
    };
    const empty = shard(object, [], undefined);
    const one = shard(object, [{ clusterName: 'a', status: status(kind) }], undefined);
    for (const partials of [
      [one],
      [empty, one],
      [one, empty, empty],
      [own.combinePartials(object, [empty, one])],
    ]) {
      expect(interpreter.combinePartials(object, partials)).toEqual(one);
    }
    expect(own.combinePartials(object, [])).toEqual(empty);
    const nothing = interpreter.aggregateStatus(object, []);
    for (const partials of [[], [empty], [empty, empty]]) {
      expect(interpreter.mergePartials(object, partials)).toEqual(nothing);
    }
  });

  describe('a damaged partial aggregate gives a value, or an InterpreterError', () => {
    const object: Template = {
      apiVersion: kind.apiVersions[0],
      kind: kind.kind,
      metadata: { generation: 3 },
    };
    const whole = deepFreeze(
      ['a', 'b'].map((clusterName) => shard(object, [{ clusterName, status: status(kind) }], undefined)),
    );
    const places = placesIn(whole[0]);

    /** Hands a damaged part to whoever takes parts: `refusal` lets nothing pass but the library's own error. */
    function expectRefused(damaged: unknown): void {
      for (const partials of [[damaged], [whole[1], damaged]]) {
        const codes = [
          refusal(() => interpreter.mergePartials(object, any(partials))).code,
          refusal(() => interpreter.combinePartials(object, any([...partials].reverse()))).code,
        ];
        expect(codes.filter((code) => !expectable.includes(code))).toEqual([]);
      }
    }

    test('whatever stands in one place', () => {
      for (const place of places)
        for (const [, value] of WRONG) expectRefused(replaced(whole[0], place, value));
      for (const place of places) expectRefused(replaced(whole[0], place, JSON.parse('{"toString": 1}')));
    });

    test('whatever stands in several places', () => {
      const wrong = fc.oneof(fc.jsonValue(), fc.constantFrom(...WRONG.map(([, value]) => value)));
      const damages = fc.array(fc.tuple(fc.constantFrom(...places), wrong), { minLength: 1, maxLength: 3 });
      const holds = (given: (readonly [string, unknown])[]): void => {
        expectRefused(
          given.reduce<unknown>((part, [place, value]) => replacedIn(part, place, value), whole[0]),
        );
      };
      fc.assert(fc.property(damages, holds), { numRuns: 40 * EFFORT });
    });
  });
});

/** What is left of a damaged value, with one more damage where there still is such a place. */
function replacedIn(value: unknown, place: string, by: unknown): unknown {
  return placesIn(value).includes(place) ? replaced(value, place, by) : value;
}

const release = { apiVersion: 'helm.toolkit.fluxcd.io/v2', kind: 'HelmRelease', metadata: { generation: 3 } };

test.each([
  ['messages that are cut', 300, 200],
  ['messages that fit', 30, 20],
  ['names alone', 6000, 0],
])('%s come to the same, however they are split', (_, members, length) => {
  const items = Array.from({ length: members }, (_, i) => {
    const message = `${i} `.repeat(length).slice(0, length);
    const condition = { type: 'Ready', status: i % 3 === 0 ? 'Unknown' : 'False', message };
    return { clusterName: `member${i}`, status: { conditions: [condition] } };
  });
  const whole = interpreter.createAggregator(release);
  for (const item of items) whole.set(item);
  const parts = [0, 1, 2].map((at) =>
    shard(
      any(release),
      items.filter((_, i) => i % 3 === at),
      undefined,
    ),
  ) as [PartialAggregate, PartialAggregate, PartialAggregate];
  const expected = interpreter.aggregateStatus(release, items) as unknown as {
    status: { conditions: [{ message: string }] };
  };
  const [{ message }] = expected.status.conditions;
  expect(message.length).toBeLessThanOrEqual(32768);
  expect(message.endsWith(' more clusters')).toBe(length !== 20);
  expect(whole.aggregate()).toEqual(expected);
  const [a, b, c] = parts;
  for (const partials of [
    [a, b, c],
    [c, a, b],
    [b, interpreter.combinePartials(release, [c, a])],
  ]) {
    expect(interpreter.mergePartials(release, partials)).toEqual(expected);
  }
});

test('sums that no number holds exactly stop at the largest one, in any grouping', () => {
  const parts = ['a', 'b', 'c'].map((clusterName) =>
    shard(any(release), [{ clusterName, status: { failures: Number.MAX_SAFE_INTEGER - 1 } }], undefined),
  );
  const [a, ...others] = parts as [PartialAggregate, PartialAggregate];
  const most = { status: { failures: Number.MAX_SAFE_INTEGER } };
  expect(interpreter.mergePartials(release, parts)).toMatchObject(most);
  expect(interpreter.mergePartials(release, [interpreter.combinePartials(release, others), a])).toMatchObject(
    most,
  );
});

const told = (clusters?: string[]): PartialAggregate => shard(any(release), [], clusters);
const known = (clusterName: string): PartialAggregate =>
  shard(any(release), [{ clusterName, status: { failures: 1 } }], undefined);
const { combinePartials } = interpreter;

test.each<[code: string, message: string, call: () => unknown]>([
  ['INVALID_PARTIAL', 'partials is an object, not a list', () => interpreter.mergePartials(release, any({}))],
  ['INVALID_PARTIAL', 'partials is null', () => combinePartials(release, any(null))],
  ['INVALID_PARTIAL', 'partials[1] is null', () => interpreter.mergePartials(release, any([told(), null]))],
  ['INVALID_PARTIAL', 'partials[0] is missing', () => interpreter.mergePartials(release, new Array(1))],
  [
    'INVALID_PARTIAL',
    'partials[0].apiVersion is "apps/v1", not that of a partial HelmRelease of helm.toolkit.fluxcd.io/v2',
    () => interpreter.mergePartials(release, [shard(any(web), [], undefined)]),
  ],
  [
    'INVALID_PARTIAL',
    'partials[1].kind is "Bucket"',
    () => combinePartials(release, [told(), { ...told(), kind: 'Bucket' }]),
  ],
  [
    'INVALID_PARTIAL',
    'partials[0].clusters is an object',
    () => combinePartials(release, [{ ...told(), clusters: { a: -2 } }]),
  ],
  [
    'INVALID_PARTIAL',
    'partials[0].fields is an object',
    () => combinePartials(release, [{ ...told(), fields: { ...told().fields, failures: '1' } }]),
  ],
  [
    'INVALID_PARTIAL',
    'partials[0].fields is a list of 0',
    () => combinePartials(release, [{ ...told(), fields: any([]) }]),
  ],
  [
    'INVALID_PARTIAL',
    'partials[0].fields is an object',
    () =>
      combinePartials(release, [
        { ...told(), fields: { ...told().fields, conditions: [{ type: 'Ready' }] } },
      ]),
  ],
  [
    'INVALID_PARTIAL',
    'partials[1].clusters is "a", not a cluster of this one alone',
    () => combinePartials(release, [known('a'), known('a')]),
  ],
  [
    'UNSUPPORTED_OPERATION',
    'v1 ConfigMap',
    () => combinePartials({ apiVersion: 'v1', kind: 'ConfigMap' }, []),
  ],
  [
    'UNSUPPORTED_OPERATION',
    'Rollout',
    () => createInterpreter().mergePartials({ apiVersion: 'argoproj.io/v1alpha1', kind: 'Rollout' }, []),
  ],
  ['INVALID_OBJECT', 'object is null', () => interpreter.mergePartials(any(null), [])],
  [
    'INVALID_OPTIONS',
    'a cluster of partials is "b", not one of options.clusters',
    () => interpreter.mergePartials(release, [known('a'), known('b')], { clusters: ['a'] }),
  ],
  [
    'INVALID_OPTIONS',
    'options.clusters is "a"',
    () => interpreter.mergePartials(release, [], { clusters: any('a') }),
  ],
  ['INVALID_OPTIONS', 'options is "a"', () => interpreter.mergePartials(release, [], any('a'))],
])('%s: %s', (code, message, call) => {
  expect(refusal(call)).toEqual({ code, message: expect.stringContaining(message) });
});

describe('which clusters are waited for', () => {
  const settled = (clusterName: string): Member => ({
    clusterName,
    status: { observedGeneration: 1, generation: 1, resourceTemplateGeneration: 3 },
  });
  const at = (partials: PartialAggregate[], clusters?: string[]): unknown =>
    interpreter.mergePartials<Template>(release, partials, { clusters }).status?.observedGeneration ?? 0;

  test.each<[what: string, first: string[] | undefined, second: string[] | undefined]>([
    ['all of them at each part', ['a', 'b', 'c'], ['a', 'b', 'c']],
    ['its own at each part', ['a'], ['b', 'c']],
    ['none at a part', undefined, undefined],
  ])('%s', (_, first, second) => {
    const a = shard(any(release), [settled('a')], first);
    const b = shard(any(release), [settled('b')], second);
    const both = shard(any(release), [settled('b'), settled('c')], second);
    expect(at([a, both], ['a', 'b', 'c'])).toBe(3);
    expect(at([a, b], ['a', 'b', 'c'])).toBe(0);
    expect(at([a], ['a', 'b', 'c'])).toBe(0);
    // What only a part knows of is waited for too, as far as nobody says otherwise.
    expect(at([a, b])).toBe(first === undefined ? 3 : 0);
    expect(at([a, both])).toBe(3);
  });

  test('a cluster that is scheduled nowhere any more is not waited for', () => {
    const a = shard(any(release), [settled('a')], ['a', 'b']);
    expect(at([a], ['a'])).toBe(3);
    expect(at([a], ['a', 'b'])).toBe(0);
  });
});
