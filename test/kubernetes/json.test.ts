import { describe, expect, test } from 'vitest';
import { asJson, isJson } from '../../src/kubernetes/json.js';

/** An object that holds the one before it twice, so that its text doubles with each level. */
function doubled(levels: number, first: unknown): unknown {
  let value = first;
  for (let level = 0; level < levels; level++) value = { l: value, r: value };
  return value;
}

describe('values that stand in many places', () => {
  test('are JSON as long as their text can be written', () => {
    // 2^21 times the text, and the 2^21 - 1 objects that hold it.
    expect(isJson(doubled(21, 'ha'))).toBe(true);
    expect(isJson(doubled(22, 'ha'))).toBe(false);
    expect(isJson(doubled(100, 'ha'))).toBe(false);
  });

  test('are not written where that would take too long', () => {
    expect(asJson(doubled(24, 'ha'))).toBeUndefined();
    expect(asJson(doubled(60, new Date(0)))).toBeUndefined();
    expect(asJson(doubled(2, new Date(0)))).toEqual(doubled(2, '1970-01-01T00:00:00.000Z'));
  });
});

test('a list that claims to be long is none', () => {
  const list: unknown[] = [];
  list.length = 2 ** 32 - 1;
  expect(isJson(list)).toBe(false);
  expect(asJson([list])).toBeUndefined();
});

describe('a value whose toJSON', () => {
  class Written {
    constructor(readonly toJSON: () => unknown) {}
  }
  test.each<[string, Written]>([
    ['gives undefined', new Written(() => undefined)],
    [
      'throws',
      new Written(() => {
        throw new Error('mine');
      }),
    ],
    ['gives what cannot be written', new Written(() => 3n)],
  ])('%s has no text', (_, value) => {
    expect(isJson({ value })).toBe(false);
    expect(asJson(value)).toBeUndefined();
  });

  test('comes from its class, beside fields that are JSON, says nothing all the same', () => {
    class Moment {
      readonly milliseconds = 0;
      toJSON(): unknown {
        return undefined;
      }
    }
    expect(isJson(new Moment())).toBe(false);
    expect(asJson(new Moment())).toBeUndefined();
    expect(asJson([new Moment()])).toEqual([null]);
  });

  test('gives a value is that value', () => {
    expect(asJson({ a: new Written(() => ({ b: 1 })) })).toEqual({ a: { b: 1 } });
  });
});

test('a getter that throws keeps a value from being JSON', () => {
  const value = Object.defineProperty({}, 'a', { enumerable: true, get: () => expect.fail('mine') });
  expect(isJson([value])).toBe(false);
  expect(asJson([value])).toBeUndefined();
});

test('what is not JSON yet is shown before it is written', () => {
  const seen: unknown[] = [];
  const promise = Promise.resolve();
  asJson({ a: [promise] }, (entry) => seen.push(entry));
  expect(seen).toContain(promise);
});
