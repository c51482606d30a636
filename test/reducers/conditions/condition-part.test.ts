import fc from 'fast-check';
import { expect, test } from 'vitest';
import { conditions } from '../../../src/reducers/conditions/conditions.js';
import { deepFreeze } from '../../support/freeze.js';

const reducer = conditions();
type Part = Parameters<typeof reducer.merge>[0][number];

/** Messages of all lengths, up to where two of them fill a federated message. */
const message = fc
  .tuple(fc.constantFrom('x', 'é', '🚢'), fc.constantFrom(0, 1, 30, 16_000, 32_767, 40_000))
  .map(([text, length]) => text.repeat(length));
const condition = fc.record(
  {
    type: fc.constantFrom('Ready', 'Released', 'Stalled', 'constructor'),
    status: fc.constantFrom('True', 'False', 'Unknown', 'Maybe'),
    reason: fc.constantFrom('', 'Failed', 'Waiting'),
    message,
    lastTransitionTime: fc.constantFrom('2024-08-31T12:00:00Z', '2024-08-31T14:00:00+02:00', '2024', ''),
    observedGeneration: fc.constantFrom(1, 2, -1),
  },
  { requiredKeys: ['type', 'status'] },
);
const members = fc
  .array(fc.array(condition, { maxLength: 4 }), { maxLength: 8 })
  .map((lists) => deepFreeze(lists.map((list, i) => [`member${i}`, list] as const)));

function partOf(some: readonly (readonly [string, object[]])[]): Part | undefined {
  const state = reducer.start();
  for (const [name, list] of some) reducer.add(state, list, name, 0);
  return deepFreeze(reducer.part(state));
}

const finish = (part: Part | undefined): unknown =>
  reducer.finish(part, {
    ...{
      object: {},
      previous: undefined,
      generation: 7,
      observedGeneration: 7,
      settled: true,
      members: 8,
      counts: {},
    },
  });

function merged(a: Part | undefined, b: Part | undefined): Part | undefined {
  return a === undefined || b === undefined ? (a ?? b) : deepFreeze(reducer.merge([a, b]));
}

test('parts of different members merge into what one fold over all of them gives, in any order and grouping', () => {
  const places = fc.array(fc.nat(2), { minLength: 8, maxLength: 8 });
  const holds = (all: typeof members extends fc.Arbitrary<infer T> ? T : never, place: number[]): void => {
    const [a, b, c] = [0, 1, 2].map((at) => partOf(all.filter((_, i) => place[i] === at)));
    const expected = finish(partOf(all));
    for (const part of [merged(a, merged(b, c)), merged(merged(c, a), b), merged(merged(b, c), a)]) {
      expect(finish(part)).toEqual(expected);
      if (part !== undefined) expect(reducer.isPart(JSON.parse(JSON.stringify(part)))).toBe(true);
    }
  };
  fc.assert(fc.property(members, places, holds), { numRuns: 300 });
});

test('any number of parts merge', () => {
  const part = partOf([['a', [{ type: 'Ready', status: 'False', message: 'x' }]]]) as Part;
  const many = Array.from({ length: 200_000 }, () => part);
  expect(reducer.merge(many)).toMatchObject([{ type: 'Ready', members: 200_000 }]);
});

test('the numbers of parts stay what JSON holds exactly', () => {
  const [part] = partOf([['a', [{ type: 'Ready', status: 'False' }]]]) as Part;
  const most = [{ ...part, members: Number.MAX_SAFE_INTEGER }] as Part;
  const merged = reducer.merge([most, most]);
  expect(merged).toMatchObject([{ members: Number.MAX_SAFE_INTEGER }]);
  expect(reducer.isPart(merged)).toBe(true);
});

test.each<[what: string, damage: object]>([
  ['fewer members than it lists', { members: 0 }],
  ['no place', { first: ['a', Number.NaN] }],
  ['no status', { status: 'Maybe' }],
  ['no time', { time: 'noon' }],
])('a part with %s is none', (_, damage) => {
  const [part] = partOf([['a', [{ type: 'Ready', status: 'False' }]]]) as Part;
  expect(reducer.isPart([part])).toBe(true);
  expect(reducer.isPart([{ ...part, ...damage }])).toBe(false);
  expect(reducer.isPart([part, part])).toBe(false);
});

test('a part grows with what a message has room for, not with the members', () => {
  const list = [{ type: 'Ready', status: 'False', message: 'x'.repeat(1000) }];
  const all = Array.from({ length: 200 }, (_, i) => [`member${i}`, list] as [string, object[]]);
  const size = (part: unknown): number => JSON.stringify(part).length;
  const half = [partOf(all.slice(0, 100)), partOf(all.slice(100))];
  for (const part of [partOf(all), merged(half[0], half[1])]) {
    expect(part).toMatchObject([{ members: 200 }]);
    expect(size(part)).toBeLessThan(40_000);
  }
});
