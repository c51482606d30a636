import type { KindInterpreter } from 'karmada-interpreter';
import { compileInterpreter } from 'karmada-interpreter/declarative';
import { describe, expect, test } from 'vitest';

/** What a member reports of a field by a path. */
function reflect(from: string, status: unknown, reduce: unknown = 'reflected'): unknown {
  const kind = compileInterpreter({
    ...{ apiVersion: 'v1', kind: 'X' },
    status: { value: { from, reduce } },
  }) as Required<KindInterpreter>;
  return (kind.reflectStatus({ status } as object) as { value?: unknown }).value;
}

/** An object so many levels deep, with a value at its end. */
function nested(levels: number, value: unknown): object {
  let object = { x: value } as object;
  for (let level = 1; level < levels; level++) object = { next: object };
  return object;
}

describe('what JavaScript adds to JSON is no place', () => {
  test.each<[from: string, status: object, reduce: unknown, expected: unknown]>([
    ['$.status..length', { boxes: [{ length: 10 }, { length: 20 }] }, 'sum', 30],
    ['$.status.rows[*].length', { rows: [[1, 2], { length: 5 }] }, 'sum', 5],
    ['$.status.rows[*].length', { rows: ['text', [1]] }, 'sum', undefined],
    ["$.status.rows[*]['length','size']", { rows: [[1], { size: 2 }] }, 'sum', 2],
    ['$.status.names[*][0]', { names: ['abc', ['x']] }, 'reflected', ['x']],
    ['$.status.names[*][0,1]', { names: ['abc', ['x', 'y']] }, 'reflected', ['x', 'y']],
    ['$.status.names[*][0:2]', { names: ['abc', ['x', 'y', 'z']] }, 'reflected', ['x', 'y']],
    ['$.status.names[*][-1]', { names: ['abc', ['x', 'y']] }, 'reflected', ['y']],
    ['$.status.names[*][*]', { names: ['abc', ['x']] }, 'reflected', ['x']],
    ['$.status..[0]', { names: ['abc', ['x']] }, 'reflected', ['abc', 'x']],
    ['$.status.*.size', { a: { size: 1 }, b: 'text', c: null }, 'sum', 1],
    ['$.status.r[*].1dCload', { r: [{ '1dCload': 2 }, { '1dCload': 3 }] }, 'sum', 5],
    ["$.status.nodes[*]['nvidia.com/gpu']", { nodes: [{ 'nvidia.com/gpu': 2 }] }, 'sum', 2],
  ])('%s of %j by %j is %j', (from, status, reduce, expected) => {
    expect(reflect(from, status, reduce)).toEqual(expected);
  });
});

test('an object that cannot be read is refused, with the error as the cause', () => {
  const cause = new Error('mine');
  const status = Object.defineProperty({}, 'x', {
    enumerable: true,
    get() {
      throw cause;
    },
  });
  for (const path of ['$.status.x', '$.status..y', '$.status.*'])
    expect(() => reflect(path, status)).toThrow(
      expect.objectContaining({ code: 'INVALID_OBJECT', cause, message: `${path.slice(2)} cannot be read` }),
    );
});

describe('a path that descends', () => {
  test.each([10, 1000, 2500, 4900, 100_000])('finds what is %d levels deep', (levels) => {
    expect(reflect('$.status..x', nested(levels, 7), 'sum')).toBe(7);
    expect(reflect('$.status..next.x', nested(levels, 7), 'sum')).toBe(7);
  });

  test('finds values in the order of the object, each holder before what it holds', () => {
    const status = { a: { x: 1, b: { x: 2 } }, x: 3, c: [{ x: 4 }, [{ x: 5 }]] };
    expect(reflect('$.status..x', status)).toEqual([3, 1, 2, 4, 5]);
    expect(reflect('$.status.c..x', status)).toEqual([4, 5]);
  });

  test('ends where a value holds itself, or stands in a million places', () => {
    const status: Record<string, unknown> = { x: 1 };
    status.self = status;
    expect(reflect('$.status..x', status)).toBeUndefined();
    let laughs: object = { x: 1 };
    for (let level = 0; level < 24; level++) laughs = { l: laughs, r: laughs };
    expect(reflect('$.status..x', laughs)).toBeUndefined();
  });
});
