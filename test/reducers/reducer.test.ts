import { expect, test } from 'vitest';
import { mergeParts, reportBelow } from '../../src/reducers/reducer.js';
import { sum } from '../../src/reducers/sum.js';

test('parts merge where there are several, and one is itself', () => {
  const one = { of: 'a kind' };
  expect(mergeParts(sum(), [])).toBeUndefined();
  expect(mergeParts(sum(), [undefined])).toBeUndefined();
  expect(mergeParts({ ...sum(), merge: () => expect.unreachable() } as never, [undefined, one])).toBe(one);
  expect(mergeParts(sum(), [1, undefined, 2])).toBe(3);
});

test('a report below a key has its path', () => {
  const told: string[] = [];
  const report = (path: string) => told.push(path);
  reportBelow(reportBelow(report, 'a'), 0)?.('.b', 1, 'a number');
  expect(told).toEqual(['.a[0].b']);
  expect(reportBelow(undefined, 'a')).toBeUndefined();
});
