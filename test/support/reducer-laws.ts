import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Federation, mergeParts, type Reducer } from '../../src/reducers/reducer.js';
import { EFFORT } from './effort.js';
import { deepFreeze } from './freeze.js';
import { WRONG } from './malformed.js';

/** What one member reports of a field, and which generation of the template it has processed; -1 for none. */
interface ReducedMember {
  readonly clusterName: string;
  readonly value: unknown;
  readonly processed: number;
}

/** A federation of so many members, at generation 1. */
export function federationOf(members: number, more: Partial<Federation> = {}): Federation {
  return {
    ...{ object: {}, previous: undefined, generation: 1, observedGeneration: 1 },
    ...{ settled: true, counts: {}, members, ...more },
  };
}

/** The part that members come to, in the order of their names, as an aggregation adds them. */
export function partOf(reducer: Reducer, members: readonly ReducedMember[], generation?: number): unknown {
  const state = reducer.start(generation);
  const byName = [...members].sort((a, b) => (a.clusterName < b.clusterName ? -1 : 1));
  for (const { value, clusterName, processed } of byName) {
    if (value === undefined && !reducer.unreported) continue;
    reducer.add(state, value, clusterName, processed);
  }
  return reducer.part(state);
}

/** What members `a`, `b`, `c`, … that are settled come to with these values; `undefined` has not reported. */
export function reduced(
  reducer: Reducer,
  values: readonly unknown[],
  more: Partial<Federation> = {},
): unknown {
  const members = values.map((value, i) => ({
    ...{ clusterName: String.fromCharCode(97 + i), value: deepFreeze(value), processed: 1 },
  }));
  return reducer.finish(partOf(reducer, members), federationOf(values.length, more));
}

/** What a reducer says of a value that is malformed: whether it takes it, and what it reports. */
export function complaints(reducer: Reducer, value: unknown): readonly string[] {
  const told: string[] = [];
  const sound = reducer.add(reducer.start(), value, 'a', 1, (path, _, expected) =>
    told.push(`${path} is not ${expected}`),
  );
  expect(sound).toBe(told.length === 0);
  return told;
}

const sent = <T>(value: T): T => (value === undefined ? value : JSON.parse(JSON.stringify(value)));

/**
 * The laws that every reducer obeys, so that those of a combinator follow from those of its parts.
 *
 * @param name - The reducer, as it is written.
 * @param reducer - It.
 * @param value - What a member may report of the field.
 */
export function reducerLaws(name: string, reducer: Reducer, value: fc.Arbitrary<unknown>): void {
  const members = fc.uniqueArray(
    fc.record({
      clusterName: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'),
      value: fc.option(value, { nil: undefined }),
      processed: fc.integer({ min: -1, max: 2 }),
    }),
    { selector: ({ clusterName }) => clusterName, maxLength: 6 },
  );
  const law = <T>(sentence: string, inputs: fc.Arbitrary<T>, holds: (input: T) => void): void =>
    test(sentence, () => {
      expect.hasAssertions();
      fc.assert(
        fc.property(inputs, (input) => holds(deepFreeze(input))),
        { numRuns: 100 * EFFORT },
      );
    });
  const wholeOf = (all: readonly ReducedMember[], more: Partial<Federation> = {}): unknown =>
    sent(reducer.finish(partOf(reducer, all), federationOf(all.length, more)));
  /** How members are dealt out to groups, and in which order these come. */
  const dealt = fc.tuple(members, fc.array(fc.nat(3), { minLength: 6, maxLength: 6 }), fc.boolean());
  const groupsOf = (all: readonly ReducedMember[], groups: readonly number[]): unknown[] =>
    [0, 1, 2, 3].map((group) =>
      sent(
        partOf(
          reducer,
          all.filter((_, i) => groups[i] === group),
        ),
      ),
    );

  describe(name, () => {
    law('the order of members does not matter', members, (all) => {
      expect(wholeOf([...all].reverse())).toEqual(wholeOf(all));
    });

    law('parts of members merge in any order and grouping', dealt, ([all, groups, reversed]) => {
      const parts = groupsOf(all, groups);
      const [a, b, c, d] = reversed ? [...parts].reverse() : parts;
      const left = mergeParts(reducer, [mergeParts(reducer, [a, b]), mergeParts(reducer, [c, d])]);
      const right = mergeParts(reducer, [a, mergeParts(reducer, [b, mergeParts(reducer, [d, c])])]);
      const federation = federationOf(all.length);
      for (const merged of [left, right, mergeParts(reducer, [a, b, c, d])])
        expect(sent(reducer.finish(sent(deepFreeze(merged)), federation))).toEqual(wholeOf(all));
    });

    law(
      'a part says the same as JSON, is known as a part, and does not change afterwards',
      members,
      (all) => {
        const state = reducer.start();
        const byName = [...all].sort((a, b) => (a.clusterName < b.clusterName ? -1 : 1));
        const sentAsItIs = (part: unknown): void => {
          const federation = federationOf(all.length);
          expect(sent(reducer.finish(sent(part), federation))).toEqual(
            sent(reducer.finish(part, federation)),
          );
        };
        sentAsItIs(reducer.part(state));
        for (const { value: own, clusterName, processed } of byName) {
          if (own === undefined && !reducer.unreported) continue;
          const before = reducer.part(state);
          const text = JSON.stringify(before);
          reducer.add(state, own, clusterName, processed);
          expect(JSON.stringify(before)).toBe(text);
          const part = deepFreeze(reducer.part(state));
          sentAsItIs(part);
          expect(part === undefined || reducer.isPart(sent(part))).toBe(true);
        }
      },
    );

    law('where the generation is known from the start, the value is the same', members, (all) => {
      const known = reducer.finish(partOf(reducer, all, 1), federationOf(all.length));
      expect(sent(known)).toEqual(wholeOf(all));
    });

    law('the value over itself stays', members, (all) => {
      const once = wholeOf(all);
      expect(wholeOf(all, { previous: deepFreeze(once) })).toEqual(once);
    });

    const strange = fc.oneof(fc.constantFrom(...WRONG.map(([, wrong]) => wrong)), fc.jsonValue());
    law(
      'what is malformed is refused, and costs the others nothing',
      fc.tuple(members, strange),
      ([all, wrong]) => {
        const state = reducer.start();
        for (const { value: own, clusterName, processed } of [...all].sort((a, b) =>
          a.clusterName < b.clusterName ? -1 : 1,
        ))
          if (own !== undefined || reducer.unreported) reducer.add(state, own, clusterName, processed);
        const before = JSON.stringify(reducer.part(state));
        const told: string[] = [];
        const sound = reducer.add(state, wrong, 'z', 1, (path) => told.push(path));
        expect(sound).toBe(told.length === 0);
        const part = reducer.part(state);
        expect(part === undefined || reducer.isPart(sent(part))).toBe(true);
        // Of a list or an object, some may be usable; and a member that says nothing may count as one that has not.
        if (!sound && typeof wrong !== 'object' && !reducer.unreported)
          expect(JSON.stringify(part)).toBe(before);
      },
    );

    law('what is no part is refused, or merges all the same', fc.tuple(members, strange), ([all, wrong]) => {
      if (!reducer.isPart(wrong)) expect(reducer.isPart(wrong)).toBe(false);
      else {
        const merged = mergeParts(reducer, [wrong, partOf(reducer, all)]);
        expect(() => reducer.finish(merged, federationOf(all.length + 1))).not.toThrow();
      }
    });
  });
}
