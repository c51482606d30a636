import { messages } from 'karmada-interpreter';
import { describe, expect, test } from 'vitest';

const reducer = messages();
const FEDERATION = {
  object: {},
  previous: undefined,
  generation: 1,
  observedGeneration: 1,
  settled: true,
  counts: {},
  members: 0,
};

/** The part of the members that say these messages. */
function partOf(said: { readonly [clusterName: string]: unknown }) {
  const state = reducer.start();
  for (const [clusterName, message] of Object.entries(said)) reducer.add(state, message, clusterName, 1);
  return reducer.part(state);
}

const textOf = (part: ReturnType<typeof partOf>) => reducer.finish(part, FEDERATION);

describe('messages()', () => {
  test('lists the members by name, one without a message by its name alone', () => {
    expect(textOf(partOf({ a: 'no memory', b: '', c: 'no node' }))).toBe('a=no memory, b, c=no node');
    expect(textOf(partOf({}))).toBeUndefined();
  });

  test('is of the same order, whatever parts it is merged of', () => {
    const parts = [partOf({ c: 'z' }), partOf({ a: 'x', d: 'w' }), partOf({ b: 'y' })].flatMap(
      (part) => part ?? [],
    );
    expect(textOf(reducer.merge(parts))).toBe('a=x, b=y, c=z, d=w');
    expect(reducer.merge([...parts].reverse())).toEqual(reducer.merge(parts));
  });

  test('is cut where the API server takes no longer message of a condition', () => {
    const longest = 'x'.repeat(32768 - 'a=, b'.length);
    expect(textOf(partOf({ a: longest, b: '' }))).toBe(`a=${longest}, b`);
    const cut = textOf(partOf({ a: `${longest}x`, b: '' })) ?? '';
    expect(cut.length).toBeLessThanOrEqual(32768);
    expect(cut).toMatch(/^a=x{30000,}…, and 1 more cluster$/);
  });

  test('reports what is no text', () => {
    const reported: unknown[] = [];
    const sound = reducer.add(reducer.start(), 5, 'a', 1, (...said) => void reported.push(said));
    expect([sound, reported]).toEqual([false, [['', 5, 'a string']]]);
  });

  test('takes no part that it has not made', () => {
    expect(reducer.isPart(partOf({ a: 'x' }))).toBe(true);
    for (const wrong of [
      null,
      { members: 0, listed: [['a', 'x']] },
      { members: 1, listed: [] },
      { members: 1, listed: [['a']] },
    ])
      expect(reducer.isPart(wrong)).toBe(false);
  });
});
