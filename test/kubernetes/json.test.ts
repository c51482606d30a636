import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asJson, compact, isEmpty, isJson, sameJson } from '../../src/kubernetes/json.js';
import { cpuOf, growthOf } from '../support/cpu.js';
import { deepFreeze } from '../support/freeze.js';

const LONGEST = 2 ** 24;
const DAY = '2024-01-01T00:00:00Z';

class Broken {
  constructor(private readonly json: () => unknown) {}
  toJSON() {
    return this.json();
  }
}
const throwing = () =>
  new Broken(() => {
    throw new Error('no JSON');
  });
const silent = () => new Broken(() => undefined);
const hidden = Object.defineProperty({}, 'secret', {
  enumerable: true,
  get() {
    throw new Error('not yours');
  },
});

/** Objects nested so deep, the innermost `inside`. */
function nested(levels: number, inside: unknown = 1): unknown {
  let value = inside;
  for (let i = 0; i < levels; i++) value = { l: value };
  return value;
}

/** What YAML makes of `levels` aliases, each twice in the next. */
function aliased(levels: number): unknown {
  let value: unknown = { x: 1 };
  for (let i = 0; i < levels; i++) value = { l: value, r: value };
  return value;
}

describe('isJson', () => {
  it('is true of what reads back from its own text', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(isJson(JSON.parse(JSON.stringify(value)))).toBe(true);
      }),
    );
    expect(isJson({ a: undefined, b: [null, 'x', 1.5, true] })).toBe(true);
  });

  it.each([
    ['NaN', Number.NaN],
    ['Infinity', [Number.POSITIVE_INFINITY]],
    ['-0', { a: -0 }],
    ['a function', { a: () => 1 }],
    ['a symbol', Symbol('x')],
    ['a bigint', [1n]],
    ['undefined', undefined],
    ['undefined in a list', [undefined]],
    ['a hole', new Array(1)],
    ['the longest list of holes', new Array(2 ** 32 - 1)],
    ['a Date', { at: new Date(0) }],
    ['a Map', new Map()],
    ['a toJSON that gives undefined', { a: silent() }],
    ['a toJSON that throws', throwing()],
    ['a getter that throws', { a: hidden }],
  ])('is false of %s', (_, value) => {
    expect(isJson(value)).toBe(false);
  });

  it('takes 1,000 levels and no more, also where they are reached by a value that stands higher up', () => {
    expect(isJson(nested(1000))).toBe(true);
    expect(isJson(nested(1001))).toBe(false);
    const shared = nested(500);
    expect(isJson([shared, nested(499, shared)])).toBe(true);
    expect(isJson([shared, nested(500, shared)])).toBe(false);
    const cycle: Record<string, unknown> = {};
    cycle.a = { cycle, again: cycle };
    expect(isJson(cycle)).toBe(false);
  });

  it('takes 2^24 characters and no more, each counted wherever it stands', () => {
    // The brackets, the comma, and the quotes.
    expect(isJson(['x'.repeat(LONGEST - 8)])).toBe(true);
    expect(isJson(['x'.repeat(LONGEST - 7)])).toBe(false);
    expect(isJson({ ['x'.repeat(LONGEST - 10)]: 1 })).toBe(true);
    expect(isJson({ ['x'.repeat(LONGEST - 9)]: 1 })).toBe(false);
    const text = ['x'.repeat(2 ** 20)];
    expect(isJson(new Array(15).fill(text))).toBe(true);
    expect(isJson(new Array(16).fill(text))).toBe(false);
  });

  it('knows aliases of aliases for what they come to', () => {
    expect(isJson(aliased(18))).toBe(true);
    expect(isJson(aliased(24))).toBe(false);
    expect(isJson(aliased(900))).toBe(false);
    expect(cpuOf(() => isJson(aliased(900)), 1)).toBeLessThan(5000);
    expect(asJson(aliased(900))).toBeUndefined();
    expect(asJson({ at: new Date(0), bomb: aliased(900) })).toBeUndefined();
  });

  it('takes time in proportion to what there is', () => {
    const chain = (n: number) => Array.from({ length: n }, (_, i) => ({ i, list: [i, `${i}`] }));
    const run = (n: number) => {
      const value = chain(n);
      return () => isJson(value);
    };
    expect(growthOf(run, 20_000)).toBeLessThan(1.5);
  });
});

describe('asJson', () => {
  it('is the value itself where that is JSON', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const frozen = deepFreeze(value);
        if (isJson(frozen)) expect(asJson(frozen)).toBe(frozen);
      }),
    );
    const list = [{ a: undefined }];
    expect(asJson(list)).toBe(list);
  });

  it('is what JSON makes of it elsewhere', () => {
    expect(asJson(deepFreeze({ at: new Date(0), n: Number.NaN, f: () => 1 }))).toEqual({
      at: '1970-01-01T00:00:00.000Z',
      n: null,
    });
    expect(asJson([new Broken(() => [1])])).toEqual([[1]]);
    expect(asJson({ a: silent() })).toEqual({});
  });

  it.each([
    ['undefined', undefined],
    ['a function', () => 1],
    ['a bigint', { a: 1n }],
    ['an invalid Date', new Date(Number.NaN)],
    ['a toJSON that gives undefined', silent()],
    ['a toJSON that throws', { a: throwing() }],
    ['a getter that throws', hidden],
    ['the longest list', { at: new Date(0), list: new Array(2 ** 32 - 1) }],
    ['too deep a value', { at: new Date(0), deep: nested(1001) }],
  ])('is undefined for %s', (_, value) => {
    expect(asJson(value)).toBeUndefined();
  });
});

describe('sameJson', () => {
  it('compares the texts, but for the order of keys', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (a, b) => {
        const same = isEqualText(a, b);
        expect(sameJson(a, b)).toBe(same);
        expect(sameJson(a, JSON.parse(JSON.stringify(a)))).toBe(true);
        expect(sameJson([a, { b }], [a, { b, c: undefined }])).toBe(true);
      }),
    );
    expect(sameJson({ a: 1, b: 2 }, { b: 2, a: 1 })).toBe(true);
  });

  it.each([
    [[], {}],
    [[], [undefined]],
    [new Array(2), [1, 2]],
    [[1, 2], new Array(2)],
    [{ a: null }, {}],
    [{ constructor: undefined }, { constructor: Object }],
    [{}, null],
    ['1', 1],
    [new Date(0), {}],
    [new Date(0), new Date(1)],
    [new Date(0), 0],
    [new Date(Number.NaN), new Date(0)],
    [new Date(Number.NaN), DAY],
    [{ at: new Date(0) }, {}],
    [new Date(DAY), '2024-01-01T00:00:00.001Z'],
    [new Date(DAY), 'yesterday'],
    [DAY, '2024-01-01T00:00:00.000Z'],
  ])('keeps %o and %o apart', (a, b) => {
    expect(sameJson(a, b)).toBe(false);
    expect(sameJson(b, a)).toBe(false);
  });

  it.each([
    [new Date(0), new Date(0)],
    [new Date(Number.NaN), null],
    [new Date(DAY), DAY],
    [new Date(DAY), '2024-01-01T00:00:00.000Z'],
    [new Date(DAY), '2024-01-01T01:00:00+01:00'],
    [{ list: [{ at: new Date(DAY) }] }, { list: [{ at: DAY }] }],
    [new Broken(() => [1]), [1]],
  ])('takes %o and %o for the same', (a, b) => {
    expect(sameJson(a, b)).toBe(true);
    expect(sameJson(b, a)).toBe(true);
  });

  it('never throws', () => {
    for (const odd of [throwing(), silent(), Symbol('s'), 1n, () => 1, new Map(), nested(1001)]) {
      expect(sameJson(odd, { l: 1 })).toBe(false);
      expect(sameJson({ l: 1 }, odd)).toBe(false);
    }
  });
});

/** The texts with their keys sorted. */
function isEqualText(a: unknown, b: unknown): boolean {
  const text = (value: unknown) =>
    JSON.stringify(value, (_, entry) =>
      typeof entry === 'object' && entry !== null && !Array.isArray(entry)
        ? Object.fromEntries(Object.entries(entry).sort(([x], [y]) => (x < y ? -1 : 1)))
        : entry,
    );
  return text(a) === text(b);
}

describe('isEmpty', () => {
  it.each([undefined, null, '', [], {}, new Date(Number.NaN), silent(), throwing()])(
    'is true of %o',
    (value) => {
      expect(isEmpty(value)).toBe(true);
    },
  );
  it.each([0, false, ' ', [undefined], { a: undefined }, new Date(0), new Broken(() => 1)])(
    'is false of %o',
    (value) => {
      expect(isEmpty(value)).toBe(false);
    },
  );
});

describe('compact', () => {
  it('keeps what says something', () => {
    const at = new Date(0);
    expect(compact({ a: undefined, b: {}, c: 0, at })).toEqual({ c: 0, at });
    expect(compact({ a: undefined, b: '' })).toBeUndefined();
  });
});
